"""How problems reach a person or a program: text for a terminal, JSON, and GitHub's annotations."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from sitegen.problems import Problem, hint, message, show

Format = Literal["text", "json", "github"]
Translate = Callable[[str], str]

MOST = 20
"""Warnings of one code that a build shows in text; `check` shows them all."""


def report(problems: Sequence[Problem], form: Format, translate: Translate, *, whole: bool) -> Iterator[str]:
    """Yield the lines that show problems; unless `whole`, long runs of warnings of one code are cut."""
    if form == "json":
        yield from (json.dumps(_fields(fault, translate), ensure_ascii=False) for fault in problems)
    elif form == "github":
        yield from (_annotation(fault, translate) for fault in problems)
    else:
        yield from _text(problems, translate, whole=whole)


def _text(problems: Sequence[Problem], translate: Translate, *, whole: bool) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for fault in problems:
        seen[fault.code] += 1
        if whole or fault.kind.level == "error" or seen[fault.code] <= MOST:
            yield show(fault, translate)
    for code, count in sorted(seen.items()):
        if not whole and count > MOST and next(f.kind.level for f in problems if f.code == code) != "error":
            yield translate("[{code}] and {count} more like these; the command check shows them all").format(
                code=code, count=count - MOST
            )


def _fields(fault: Problem, translate: Translate) -> dict[str, object]:
    return {
        "path": fault.at.path,
        "line": fault.at.line,
        "column": fault.at.column,
        "level": fault.kind.level,
        "code": fault.code,
        "message": message(fault, translate),
        "hint": hint(fault, translate),
        "excerpt": fault.excerpt,
    }


def _annotation(fault: Problem, translate: Translate) -> str:
    """Return a workflow command of GitHub Actions; its values escape %, line ends and, in properties, : and ,."""
    level = {"error": "error", "warning": "warning", "note": "notice"}[fault.kind.level]
    at = fault.at
    place = f"file={_property(at.path)},line={at.line},col={at.column},title={_property(fault.code)}"
    return f"::{level} {place}::{_escaped(f'{message(fault, translate)} {hint(fault, translate)}')}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
