"""What an open page is told by the server: its mark, the style sheets, the problems, where it comes from."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from urllib.parse import quote

from sitegen.model import Paper
from sitegen.preview import Origin
from sitegen.problems import Problem, hint, message
from sitegen.quickclass import dataclass

Translate = Callable[[str], str]

MOST = 50
"""Problems of each level that a page lists; the terminal and the command check have the rest."""

TEXTS = {
    "draft": "Draft",
    "problems": "Problems",
    "source": "Source file",
    "page": "Its page of the paper",
    "zones": "Draw zones",
    "close": "Close",
    "more": "{count} more problems: see the terminal",
    "hint": "hint: {hint}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """How those who write reach a file."""

    content: Path
    editor: str = ""
    """Pattern of an address that opens an editor, with {path}, {line} and {column}; or empty."""

    def link(self, path: str, line: int = 1, column: int = 1) -> str:
        """Return the address that opens a file in the editor; empty where there is none."""
        if not self.editor:
            return ""
        whole = quote(str(Path(path).resolve()))
        values = {"{path}": whole, "{line}": str(line), "{column}": str(column)}
        address = self.editor
        for name, value in values.items():
            address = address.replace(name, value)
        return address


def bulletin(
    *,
    mark: str,
    styles: Mapping[str, str],
    problems: Iterable[Problem],
    origin: Origin,
    paper: Paper | None,
    desk: Desk,
    today: date,
    translate: Translate,
) -> str:
    """Return what the page with this mark and origin is told, as JSON in one line."""
    errors, others = _listed(problems)
    listed = [*errors[:MOST], *others[:MOST]]
    rest = len(errors) + len(others) - len(listed)
    return json.dumps(
        {
            "mark": mark,
            "styles": dict(styles),
            "problems": [_shown(fault, desk, translate) for fault in listed],
            "more": translate(TEXTS["more"]).format(count=rest) if rest else "",
            "texts": {name: translate(text) for name, text in TEXTS.items()},
            "marks": _marks(origin, today, translate),
            "source": _source(origin, paper, desk),
            "page": origin.page,
        },
        ensure_ascii=False,
    )


def _listed(problems: Iterable[Problem]) -> tuple[list[Problem], list[Problem]]:
    errors: list[Problem] = []
    others: list[Problem] = []
    for fault in problems:
        (errors if fault.level == "error" else others).append(fault)
    return errors, others


def _shown(fault: Problem, desk: Desk, translate: Translate) -> dict[str, object]:
    at = fault.at
    return {
        "place": f"{at.path}:{at.line}:{at.column}",
        "line": at.line,
        "column": at.column,
        "level": fault.level,
        "code": fault.code,
        "message": message(fault, translate),
        "hint": hint(fault, translate),
        "excerpt": fault.excerpt,
        "link": desk.link(at.path, at.line, at.column),
    }


def _marks(origin: Origin, today: date, translate: Translate) -> list[str]:
    """Return what sets a page apart from what is published: a draft, or an issue of a day to come."""
    marks = [translate(TEXTS["draft"])] if origin.draft else []
    if origin.day and origin.day > today:
        marks.append(translate("Dated {date}, after today").format(date=origin.day.isoformat()))
    return marks


def _source(origin: Origin, paper: Paper | None, desk: Desk) -> dict[str, str]:
    if not origin.source:
        return {}
    path = f"{desk.content}/{origin.source}"
    hosted = paper.edit_url.replace("{path}", origin.source) if paper and paper.edit_url else ""
    return {"path": path, "link": desk.link(path) or hosted}
