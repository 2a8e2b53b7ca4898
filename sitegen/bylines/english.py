"""Bylines in English and other languages with Latin letters: `By Jane Roe and John Doe`, `Photos by A; edited by B`."""

import re

from sitegen.bylines.names import is_latin_name
from sitegen.bylines.roles import ENGLISH

_MARKS = "□◎■●○◆◇☆★△▲▼▽▶►※▍▎—–-•*·|,;:. \t\xa0"
_EXTRA = r"(?:(?:additional|further|local|staff|all|lead|main|original)\s)?"
_DEEDS = sorted({word for word in ENGLISH if " " not in word or word.endswith(" of")}, key=len, reverse=True)
_DEED = "|".join(map(re.escape, _DEEDS))
_MARKER = re.compile(
    rf"\b{_EXTRA}(?P<first>{_DEED})(?:\s?(?:and|&|/|,)\s?(?P<second>{_DEED}))?(?:\s?(?:by|:|/)\s|:(?=\S))"
    r"|\b(?P<by>by:?|from|with)\s",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:[,;|/&+\n•·]|\s[–—-]\s|\s(?:and|with|for)\s|\.\s(?=[A-Z][a-z]+\s(?:by\b|:)))\s*", re.IGNORECASE)
_BRACKET = re.compile(r"\s*[(\[](?P<note>[^()\[\]]{0,80})[)\]]")
_PLACE = re.compile(r"\s(?:in|from|at)\s(?=[^\W\d_a-z])")
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|PhD|Ph\.D|MD|M\.D|MP|Esq|MBE|OBE|CBE)\.?")
_POST = re.compile(
    r"\b(?:reporters?|writers?|correspondents?|editors?|photographers?|columnists?|critics?|bureau|desk|chief|contributors?"
    r"|interns?|director|professor|president|minister|author|staff|special to|university|institute|college|school|daily|times"
    r"|post|news|tribune|journal|gazette|herald|press|magazine|agency|service|weekly|review|chronicle|observer|guardian"
    r"|courier|mail|standard|media|network|center|centre|department|ministry|council|association|academy|team|board)\b",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(r"\scontributed(?: reporting| to this (?:report|story|article))?\.?$|\sreports?\.?$", re.IGNORECASE)


def latin_role(words: str) -> str | None:
    """Return the key of the role that the words print (Staff Reporter, Photos by), or None; "" for a bare By."""
    phrase = " ".join(words.lower().split()).rstrip(":")
    if phrase in ENGLISH:
        return ENGLISH[phrase]
    if phrase == "by":
        return ""
    return ENGLISH.get(phrase[:-3]) if phrase.endswith(" by") else None


def read_english(text: str) -> list[tuple[str, str]]:
    """Return (name, role) in print order, or nothing where a part of the text is not understood."""
    text = " ".join(text.strip(_MARKS).split(" "))
    if text[:1] in "([" and text.find(")") == len(text) - 1:
        text = text[1:-1]
    found: list[tuple[str, str]] = []
    start, role, due = 0, "", False
    for marker in _MARKER.finditer(text):
        if not _read_clause(text[start : marker.start()], role, found, due=due):
            return []
        start, due = marker.end(), True
        if not marker["by"]:
            role = _role_of(marker["first"], marker["second"])
        elif marker["by"].lower().startswith("by"):
            role = ""
    if not _read_clause(text[start:], role, found, due=due):
        return []
    return found


def _role_of(first: str, second: str | None) -> str:
    """Return the key of one deed, or of two that one person did (Text and photos)."""
    key = ENGLISH[first.lower()]
    if second is None:
        return key
    both = {key, ENGLISH[second.lower()]}
    return "text_and_photo" if both in ({"writer", "photographer"}, {"reporter", "photographer"}) else f"{first} and {second}"


def _read_clause(text: str, role: str, found: list[tuple[str, str]], *, due: bool) -> bool:
    """Add the names of a stretch between two role words; tell whether all of it was understood."""
    text = _CONTRIBUTED.sub("", text.strip(_MARKS.replace(".", "")).removesuffix(";"))
    if not text:
        return not due or bool(found)
    first = len(found)
    for piece in _BETWEEN.split(_BRACKET.sub(r", \g<note>", text)):
        piece = piece.strip(" :–—-")
        if piece and not _read_piece(piece, role, found, first):
            return False
    return len(found) > first


def _read_piece(piece: str, role: str, found: list[tuple[str, str]], first: int) -> bool:
    """Add one name, or what is said of the names before it."""
    key = latin_role(piece)
    if key == "agency":
        found.append((piece, "agency"))
        return True
    if _SUFFIX.fullmatch(piece) and len(found) > first:
        return True
    if key or _POST.search(piece):
        return _give_role(key or piece, found, first)
    name = _PLACE.split(piece, maxsplit=1)[0].rstrip(" .") if not piece.endswith(("Jr.", "Sr.")) else piece
    if is_latin_name(name):
        found.append((name, role))
        return True
    return bool(len(found) > first and piece[:1].islower() and _give_role(piece, found, first))


def _give_role(role: str, found: list[tuple[str, str]], first: int) -> bool:
    """Give the names of this stretch that have no role yet the role printed after them."""
    if len(found) == first:
        return False
    found[first:] = [(name, had or role) for name, had in found[first:]]
    return True
