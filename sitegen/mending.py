"""Mends of problems put into the bytes of a file, and the difference shown before: all else stays byte for byte."""

import re
from collections.abc import Iterable, Iterator
from difflib import unified_diff

from sitegen.problems import Problem

_ENDS = re.compile(r"(\r\n|\r|\n)")


def mended(data: bytes, problems: Iterable[Problem]) -> tuple[bytes, int]:
    """Return a file's bytes with the mends of its problems, and how many were put in.

    Where a file does not say at a place what the mend says it does, or two mends meet, the later one is left for
    another time. A byte order mark and the line ends stay as they are.
    """
    text = data.decode("utf-8")
    marks = len(text) - len(text.lstrip("\ufeff"))
    parts = _ENDS.split(text[marks:])
    count = 0
    ends: dict[int, int] = {}
    for fault in sorted(problems, key=lambda fault: fault.at, reverse=True):
        number, start = 2 * (fault.at.line - 1), fault.at.column - 1
        if fault.mend is None or number >= len(parts):
            continue
        found, right = fault.mend
        line, end = parts[number], start + len(found)
        if line.startswith(found, start) and end <= ends.get(number, len(line)):
            parts[number] = f"{line[:start]}{right}{line[end:]}"
            ends[number] = start
            count += 1
    return (text[:marks] + "".join(parts)).encode("utf-8"), count


def difference(path: str, before: bytes, after: bytes) -> Iterator[str]:
    """Yield the lines of a unified difference between two states of a file, as `git apply` takes them."""
    old, new = (_lines(data) for data in (before, after))
    for line in unified_diff(old, new, f"a/{path}", f"b/{path}"):
        yield line.removesuffix("\n")
        if not line.endswith("\n"):
            yield "\\ No newline at end of file"


def _lines(data: bytes) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", data.decode("utf-8"))
