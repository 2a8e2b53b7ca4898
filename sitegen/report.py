"""How problems reach a person or a program: text for a terminal, JSON, and GitHub's annotations."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from sitegen.problems import Problem, hint, message, show

Format = Literal["text", "json", "github"]
Translate = Callable[[str], str]


def report(
    problems: Iterable[Problem], more: Iterable[tuple[str, int]], form: Format, translate: Translate
) -> Iterator[str]:
    """Yield the lines that show problems; `more` counts the warnings of a code that are left out."""
    if form == "json":
        yield from (json.dumps(_fields(fault, translate), ensure_ascii=False) for fault in problems)
    elif form == "github":
        yield from (_annotation(fault, translate) for fault in problems)
    else:
        yield from (show(fault, translate) for fault in problems)
        text = translate("[{code}] and {count} more like these; the command check shows them all")
        yield from (text.format(code=code, count=count) for code, count in more)


def _fields(fault: Problem, translate: Translate) -> dict[str, object]:
    return {
        "path": fault.at.path,
        "line": fault.at.line,
        "column": fault.at.column,
        "level": fault.level,
        "code": fault.code,
        "message": message(fault, translate),
        "hint": hint(fault, translate),
        "excerpt": fault.excerpt,
    }


def _annotation(fault: Problem, translate: Translate) -> str:
    """Return a workflow command of GitHub Actions; its values escape %, line ends and, in properties, : and ,."""
    level = {"error": "error", "warning": "warning", "note": "notice"}[fault.level]
    at = fault.at
    place = f"file={_property(at.path)},line={at.line},col={at.column},title={_property(fault.code)}"
    text = translate("{message}. {hint}").format(message=message(fault, translate), hint=hint(fault, translate))
    return f"::{level} {place}::{_escaped(text)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
