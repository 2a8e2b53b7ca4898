"""Bylines in English and other languages with Latin letters: `By Jane Roe and John Doe`, `Photos by A; edited by B`."""

import re

from sitegen.bylines.names import is_latin_name
from sitegen.bylines.roles import ENGLISH, latin_role

_MARKS = "□◎■●○◆◇☆★△▲▼▽▶►※▍▎—–-•*·|,;:. \t\xa0"
_EXTRA = r"(?:(?:additional|further|local|staff|all|lead|main|original)\s)?"
_DEEDS = sorted({word for word in ENGLISH if " " not in word or word.endswith(" of")}, key=len, reverse=True)
_DEED = "|".join(map(re.escape, _DEEDS))
_MARKER = re.compile(
    rf"\b{_EXTRA}(?P<first>{_DEED})s?(?:\s?(?:and|&|/|,)\s?(?P<second>{_DEED}))?s?(?:\s?(?:by|:|/)\s|(?<=\sof)\s|:(?=\S))"
    r"|\b(?P<by>by:?|from|with)\s",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s*(?:[,;|/&+\n•·]|\s[–—-]\s|\s(?:and|with|for)\s|\.\s(?=[A-Z][a-z]+\s(?:by\b|:)))\s*", re.IGNORECASE
)
_WIDE = re.compile(r"\s*[\t\n\u3000]\s*")
_AND = re.compile(r"^(?:and|with)\s", re.IGNORECASE)
_AND_AT_END = re.compile(r"[\s,;]+(?:and|with|&)$", re.IGNORECASE)
_BRACKET = re.compile(r"\s*[(\[](?P<note>[^()\[\]]{0,80})[)\]]")
_PLACE = re.compile(r"\s(?:in|from|at)\s(?=[^\W\d_a-z])")
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|PhD|Ph\.D|MD|M\.D|MP|Esq|MBE|OBE|CBE)\.?")
_POST = re.compile(
    r"\b(?:reporters?|writers?|correspondents?|editors?|photographers?|columnists?|critics?|contributors?|interns?|chief"
    r"|bureau|desk|staff|special to|director|professor|president|minister|author|university|institute|college|school"
    r"|daily|times|post|news|tribune|journal|gazette|herald|press|magazine|agency|service|weekly|review|chronicle"
    r"|observer|guardian|courier|mail|standard|media|network|cent(?:er|re)|department|ministry|council|association"
    r"|academy|team|board)\b",
    re.IGNORECASE,
)
"""Words of a post, a title or an organization: what has one is said of the name before it."""

_COLLECTIVE = re.compile(
    r"(?P<by>by\s)?(?:(?:a|an|our|the)\s)?(?:own\s)?"
    r"(?:(?:staff|special)\s(?:reporter|writer|correspondent)s?|(?<=our\s)(?:reporter|correspondent)s?)",
    re.IGNORECASE,
)
"""A role that signs without a name."""

_CONTRIBUTED = re.compile(
    r"\scontributed(?: reporting| to this (?:report|story|article))?\.?$|\sreports?\.?$", re.IGNORECASE
)


def read_english(text: str) -> list[tuple[str, str]]:
    """Return (name, role) in print order, or nothing where a part of the text is not understood."""
    text = " ".join(_WIDE.sub(" | ", text).lstrip(_MARKS).rstrip(_MARKS.replace(".", "")).split())
    if text[:1] in "([" and text.find(")") == len(text) - 1:
        text = text[1:-1]
    if collective := _COLLECTIVE.fullmatch(text):
        return [(text[collective.end("by") :] if collective["by"] else text, "")]
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
    return (
        "text_and_photo"
        if both in ({"writer", "photographer"}, {"reporter", "photographer"})
        else f"{first} and {second}"
    )


def _read_clause(text: str, role: str, found: list[tuple[str, str]], *, due: bool) -> bool:
    """Add the names of a stretch between two role words; tell whether all of it was understood."""
    text = _CONTRIBUTED.sub("", _AND_AT_END.sub("", text.strip(_MARKS.replace(".", ""))))
    if not text:
        return not due or bool(found)
    first = len(found)
    pieces = _BETWEEN.split(_BRACKET.sub(r", \g<note>", text))
    for piece in (_AND.sub("", piece.strip(" :–—-")) for piece in pieces):
        if piece and not _read_piece(piece, role, found, first, due=due):
            return False
    return len(found) > first


def _read_piece(piece: str, role: str, found: list[tuple[str, str]], first: int, *, due: bool) -> bool:
    """Add one name, or what is said of the names before it."""
    key = latin_role(piece)
    if key == "agency":
        found.append((piece, "agency"))
        return True
    if _read_signed(piece, role, found):
        return True
    if len(found) > first and (_SUFFIX.fullmatch(piece) or _PLACE.match(f" {piece}")):
        return True
    if key or (_POST.search(piece) and not (due and len(found) == first and is_latin_name(piece))):
        return _give_role(key or piece, found, first)
    name = _PLACE.split(piece, maxsplit=1)[0]
    name = name if name.endswith(("Jr.", "Sr.")) else name.rstrip(" .")
    if is_latin_name(name):
        found.append((name, role))
        return True
    return bool(len(found) > first and piece[:1].islower() and _give_role(piece, found, first))


def _read_signed(piece: str, role: str, found: list[tuple[str, str]]) -> bool:
    """Add a name with its post behind it and nothing between (Jane Roe Staff Writer)."""
    words = piece.split(" ")
    name, post = " ".join(words[:-2]), ENGLISH.get(" ".join(words[-2:]).lower())
    if len(words) < 4 or post is None or not is_latin_name(name):
        return False
    found.append((name, role or post))
    return True


def _give_role(role: str, found: list[tuple[str, str]], first: int) -> bool:
    """Give the names of this stretch that have no role yet the role printed after them."""
    if len(found) == first:
        return False
    found[first:] = [(name, had or role) for name, had in found[first:]]
    return True
