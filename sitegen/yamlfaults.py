"""What an editor did wrong where the YAML parser gave up.

The parser names what it expected next; an editor wants to know which mark to type. So its few dozen messages, and
the lines around its place, are mapped to our own kinds. It knows lines of YAML, not files.
"""

import re
from dataclasses import dataclass

import yaml

_WIDE = re.compile(r" *(?:- +)*[A-Za-z_]+ *(：)")
_TIGHT = re.compile(r" *(?:- +)*[A-Za-z_]+(:)[^\s/]")
_SECOND = re.compile(r" *(?:- +)*[^\s:'\"\[{]+: +[^'\"\[{\s].*?(:)(?: |$)")
_NAMED = re.compile(r" *(?:- +)*(?:[^\s#]+:(?: |$)|[\"'{\[#])| *-| *$")

_BY_WORDS = (
    ("while scanning a quoted scalar", "yaml-quote-open"),
    ("while scanning a double-quoted scalar", "yaml-escape"),
    ("escape code", "yaml-escape"),
    ("scanning an alias", "yaml-alias"),
    ("scanning an anchor", "yaml-anchor"),
    ("a tag", "yaml-tag"),
    ("tag handle", "yaml-tag"),
    ("while parsing a flow", "yaml-bracket-open"),
    ("but found another document", "yaml-documents"),
    ("<document start>", "yaml-documents"),
    ("<document end>", "yaml-documents"),
    ("that cannot start any token", "yaml-value-start"),
    ("are not allowed here", "yaml-value-start"),
)
_CODE_POINT = re.compile(r"\\(U[0-9A-Fa-f]{8})")
_FROM_START = frozenset({"yaml-quote-open", "yaml-bracket-open", "yaml-alias", "yaml-anchor", "yaml-tag"})
"""Faults shown where the thing begins that is not closed, not where the parser ran out of text."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in YAML text; line and column count from 0, as the parser's do."""

    code: str
    line: int
    column: int
    shown: str = ""
    """What stands there, to be quoted."""


def explain(lines: list[str], error: Exception | None) -> Fault:
    """Return the fault behind a parser's error; None stands for YAML that is no mapping of fields."""
    if error is not None and not isinstance(error, yaml.MarkedYAMLError):
        return _beyond_unicode(lines)
    line, column = _place(error, "problem_mark")
    for number in range(len(lines)) if error is None else (line, line - 1, line - 2):
        found = _wrong_colon(lines, number)
        if found:
            return found
    words = f"{getattr(error, 'context', '')} {getattr(error, 'problem', error)}"
    if error is None or "mapping values are not allowed" in words or "could not find expected ':'" in words:
        return _without_colon(lines, line)
    code = next((code for part, code in _BY_WORDS if part in words), "yaml-syntax")
    if "expected <block end>" in words:
        if _after_bracket(lines, line, column):
            return _fault("yaml-value-start", lines, line, _value_start(lines[line]))
        return _fault("yaml-indent", lines, line, column)
    if code in _FROM_START:
        line, column = _place(error, "context_mark")
    return _fault(code, lines, line, column)


def _beyond_unicode(lines: list[str]) -> Fault:
    """Return the fault of an escape that names no character; for it one parser has no place, the other no words."""
    for number, line in enumerate(lines):
        for match in _CODE_POINT.finditer(line):
            if int(match[1][1:], 16) > 0x10FFFF:
                return Fault("yaml-escape", number, match.start(1))
    return Fault("yaml-syntax", 0, 0)


def _fault(code: str, lines: list[str], line: int, column: int) -> Fault:
    return Fault(code, line, column, lines[line][column : column + 1] if line < len(lines) else "")


def _place(error: Exception | None, name: str) -> tuple[int, int]:
    mark = getattr(error, name, None)
    return (mark.line, mark.column) if isinstance(mark, yaml.Mark) else (0, 0)


def _wrong_colon(lines: list[str], number: int) -> Fault | None:
    """Return the fault of a line whose colon is of the wrong kind or in the wrong place."""
    if not 0 <= number < len(lines):
        return None
    for pattern, code in ((_WIDE, "yaml-colon-wide"), (_TIGHT, "yaml-colon-tight"), (_SECOND, "yaml-colon-in-value")):
        match = pattern.match(lines[number])
        if match:
            return Fault(code, number, match.start(1), lines[number].strip()[:40])
    return None


def _without_colon(lines: list[str], line: int) -> Fault:
    """Return the fault of a line that names no field, or of one that is indented under a finished value."""
    for number in (line, line - 1):
        if 0 <= number < len(lines) and not _NAMED.match(lines[number]):
            return Fault("yaml-colon-missing", number, _indent(lines[number]), lines[number].strip()[:40])
    return Fault("yaml-indent", line, _indent(lines[line]) if line < len(lines) else 0)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _after_bracket(lines: list[str], line: int, column: int) -> bool:
    """Tell whether text follows a closed bracket or quotation mark on the line: `headline: [图] 新闻`."""
    return line < len(lines) and bool(re.search(r"[\]}'\"] *$", lines[line][:column]))


def _value_start(line: str) -> int:
    """Return where the value of a line begins."""
    match = re.match(r" *(?:- +)*(?:[^\s:]+: +)?", line)
    return match.end() if match else 0
