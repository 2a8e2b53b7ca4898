"""Fields and text -> the file that an editor would have written; the other way round is for `frontmatter`.

Lists stand on lines of their own, as the CMS writes them too, so that a file changes only where it was edited.
"""

import json
import re
from collections.abc import Mapping, Sequence

from sitegen.days import DAY

Value = str | int | float | bool | Sequence["Value"] | Mapping[str, "Value"]

_PLAIN = re.compile(r"[^\W\d_](?:[^\n:#\[\]{},\"'&*!|>%@`\\]|,(?! )|:(?! |$)|(?<! )#)*(?<! )")
"""Text that means the same with and without quotation marks, inside a list too, to every reader of YAML."""

_WORDS = re.compile(r"(?:true|false|yes|no|on|off|null|y|n)", re.IGNORECASE)
"""Words that some readers of YAML take for something else than text."""


def render_draft(fields: Mapping[str, Value], body: str) -> str:
    """Return a Markdown file: the fields in their order, empty ones left out, and the body."""
    front = f"---\n{render_fields(fields)}---\n"
    return f"{front}\n{body.strip()}\n" if body.strip() else front


def render_fields(fields: Mapping[str, Value]) -> str:
    """Return fields as YAML, one a line, lists with one entry a line; empty fields are left out."""
    lines = []
    for name, value in fields.items():
        if isinstance(value, Sequence) and not isinstance(value, str):
            lines += [f"{name}:", *(line for entry in value for line in _entry(entry))] if value else []
        elif value != "":
            lines.append(f"{name}: {_value(value)}")
    return "".join(f"{line}\n" for line in lines)


def _entry(entry: Value) -> list[str]:
    """Return the lines of one entry of a list: a mapping takes one for each value, but an outline stays on one line."""
    if not isinstance(entry, Mapping) or any(_is_outline(value) for value in entry.values()):
        return [f"  - {_value(entry)}"]
    lines = []
    for name, value in entry.items():
        if isinstance(value, Sequence) and not isinstance(value, str):
            lines += [f"{name}:", *(line for inner in value for line in _entry(inner))]
        else:
            lines.append(f"{name}: {_value(value)}")
    return [f"  - {line}" if at == 0 else f"    {line}" for at, line in enumerate(lines)]


def _is_outline(value: Value) -> bool:
    """Tell whether a value is a list of numbers, or of lists of them."""
    return (
        isinstance(value, Sequence)
        and not isinstance(value, str)
        and not any(isinstance(v, Mapping | str) for v in value)
    )


def _value(value: Value) -> str:
    """Return a value on one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        plain = _PLAIN.fullmatch(value) and value.isprintable() and not _WORDS.fullmatch(value)
        return value if plain or DAY.fullmatch(value) else json.dumps(value, ensure_ascii=False)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_value(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(_value(inner) for inner in value) + "]"
    return f"{value:g}" if isinstance(value, float) else str(value)
