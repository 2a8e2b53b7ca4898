"""docs/layouts.md is what designers go by: it must name every field that a layout can see, and no other."""

import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from sitegen import contexts, model

DOCS = Path(__file__).parent.parent / "docs" / "layouts.md"
LAYOUTS = Path(__file__).parent.parent / "layouts"


def documented() -> dict[str, list[str]]:
    sections = re.split(r"^### (\w+).*$", DOCS.read_text(encoding="utf-8"), flags=re.M)[1:]
    return {
        name: re.findall(r"^\| `(\w+)` \|", text, flags=re.M)
        for name, text in zip(sections[::2], sections[1::2], strict=True)
    }


def own_fields(kind: type) -> list[str]:
    inherited = {field.name for base in kind.__bases__ if is_dataclass(base) for field in fields(base)}
    return [field.name for field in fields(kind) if field.name not in inherited]


def seen_classes() -> list[type]:
    """Return the contexts, and every dataclass that a field of one leads to."""
    known: dict[str, type] = {
        name: kind
        for module in (contexts, model)
        for name, kind in vars(module).items()
        if isinstance(kind, type) and is_dataclass(kind) and kind.__module__ == module.__name__
    }
    todo: list[type] = [kind for kind in known.values() if issubclass(kind, contexts.Context)]
    seen: list[type] = []
    while todo:
        kind = todo.pop()
        if kind not in seen:
            seen.append(kind)
            texts = " ".join(str(field.type) for field in fields(kind))
            todo += [known[name] for name in re.findall(r"\w+", texts) if name in known]
    return sorted(seen, key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", seen_classes(), ids=lambda kind: kind.__name__)
def test_the_docs_list_each_field_that_a_layout_can_see(kind: type) -> None:
    assert documented().get(kind.__name__) == own_fields(kind)


def test_the_docs_name_nothing_that_is_not_there() -> None:
    assert set(documented()) <= {kind.__name__ for kind in seen_classes()}


def test_every_layout_is_named_in_the_docs() -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert [path.name for path in sorted(LAYOUTS.glob("*.html")) if path.name not in text] == []
