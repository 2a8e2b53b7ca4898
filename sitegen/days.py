"""Dates as people write them, turned into the one form that the content takes: YYYY-MM-DD."""

import re
from datetime import date
from unicodedata import normalize

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_HAN = str.maketrans("〇零一二三四五六七八九", "00123456789")
_YEAR_FIRST = re.compile(r"([0-9]{4})\s*[-/.年,\s]\s*([0-9]{1,2})\s*[-/.月,\s]\s*([0-9]{1,2})(?![0-9])")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?![0-9])")
_DAY_FIRST = re.compile(rf"([0-9]{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+([0-9]{{4}})")
_MONTH_FIRST = re.compile(rf"{_MONTH}\s+([0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+([0-9]{{4}})")


def suggest_day(written: str) -> str:
    """Return the date that a text means as YYYY-MM-DD, or an empty text where it means none for certain.

    `2020年8月8日`, `2020/8/8`, `20200808`, `二〇二〇年八月八日`, `8 May 2020` and `May 8, 2020` are certain;
    `8/5/2020` is not.
    """
    text = normalize("NFKC", written[:60]).strip().lower()
    if "年" in text and not text[0].isascii():
        text = re.sub("二?十[一二三四五六七八九]?|三十一?", _tens, text).translate(_HAN)
    if match := _YEAR_FIRST.match(text) or _COMPACT.match(text):
        return _iso(match[1], match[2], match[3])
    if match := _DAY_FIRST.match(text):
        return _iso(match[3], str(_MONTHS.index(match[2]) + 1), match[1])
    if match := _MONTH_FIRST.match(text):
        return _iso(match[3], str(_MONTHS.index(match[1]) + 1), match[2])
    return ""


def _tens(match: re.Match[str]) -> str:
    """Return a Chinese number below a hundred that holds 十 as digits."""
    tens, _, ones = match[0].translate(_HAN).partition("十")
    return f"{tens or '1'}{ones or '0'}"


def _iso(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
