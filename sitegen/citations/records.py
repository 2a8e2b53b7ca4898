"""Citations for programs: BibTeX, RIS and CSL-JSON, one record a story."""

import json
import re
from functools import lru_cache

from sitegen.citations.cited import Cited
from sitegen.citations.names import Name

_SPECIAL = {
    **{char: f"\\{char}" for char in "&%$#_{}"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_ESCAPES = str.maketrans(_SPECIAL)
_TROUBLE = re.compile(r"[\\&%$#_{}~^]")
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def render_bibtex(story: Cited) -> str:
    """Return an entry that BibTeX and biblatex both read: `@article` with `entrysubtype` newspaper."""
    fields = (
        ("author", " and ".join(_bibtex_name(name) for name in story.authors)),
        # the inner braces keep the capitals
        ("title", f"{{{_tex(story.whole_title)}}}"),
        ("journal", _tex(story.paper)),
        ("entrysubtype", "newspaper"),
        ("year", str(story.date.year)),
        ("day", str(story.date.day)),
        ("number", _tex(story.number)),
        ("pages", _tex(story.page)),
        ("issn", _tex(story.issn)),
        ("publisher", _tex(story.publisher)),
        ("langid", _langid(story.language)),
        ("url", story.url.replace("{", "%7B").replace("}", "%7D")),
    )
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
    return f"@article{{{story.key},\n{lines}  month = {_MONTHS[story.date.month - 1]}\n}}\n"


def _tex(text: str) -> str:
    return text.translate(_ESCAPES) if _TROUBLE.search(text) else text


@lru_cache(maxsize=16384)
def _bibtex_name(name: Name) -> str:
    if not name.family:
        return f"{{{_tex(name.text)}}}"
    if name.chinese:
        return name.text
    return ", ".join(_tex(part) for part in (name.family, name.suffix, name.given) if part)


def _langid(language: str) -> str:
    """Return the language as babel and biblatex call it, where they know it."""
    main, _, region = language.partition("-")
    if main == "en":
        return "british" if region == "GB" else "english"
    return {"zh": "chinese", "fr": "french", "de": "german", "es": "spanish", "ja": "japanese"}.get(main, "")


def render_ris(story: Cited) -> str:
    """Return a record of the RIS format: a tag of two characters and a value on each line."""
    fields = (
        ("TY", "NEWS"),
        ("ID", story.key),
        *(("AU", _ris_name(name)) for name in story.authors),
        ("TI", story.whole_title),
        ("T2", story.paper),
        ("PY", str(story.date.year)),
        ("DA", f"{story.date.year:04}/{story.date.month:02}/{story.date.day:02}/"),
        ("IS", story.number),
        ("SE", story.section),
        ("ET", story.edition),
        ("SP", story.page),
        ("PB", story.publisher),
        ("SN", story.issn),
        ("LA", story.language),
        ("UR", story.url),
    )
    return "".join(f"{tag}  - {value}\n" for tag, value in fields if value) + "ER  - \n"


@lru_cache(maxsize=16384)
def _ris_name(name: Name) -> str:
    if not name.family or name.chinese:
        return name.text
    return ", ".join(part for part in (name.family, name.given, name.suffix) if part)


def render_csl(story: Cited) -> str:
    """Return an item of CSL-JSON 1.0, on one line."""
    day = story.date
    fields: dict[str, object] = {
        "id": story.key,
        "type": "article-newspaper",
        "title": story.whole_title,
        "container-title": story.paper,
        "author": [_csl_name(name) for name in story.authors],
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "page": story.page,
        "issue": story.number,
        "edition": story.edition,
        "section": story.section,
        "publisher": story.publisher,
        "ISSN": story.issn,
        "language": story.language,
        "URL": story.url,
    }
    return _ENCODE({name: value for name, value in fields.items() if value})


@lru_cache(maxsize=16384)
def _csl_name(name: Name) -> dict[str, str]:
    if not name.family:
        return {"literal": name.text}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: text for part, text in parts.items() if text}
