"""The fields at the top of a file of Hugo, Jekyll or Pelican, whatever they are written in.

YAML goes through our own reader, which makes no objects and refuses what could grow; all its values are texts.
"""

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from yaml.nodes import MappingNode, Node, SequenceNode

from sitegen.drafts import Value
from sitegen.frontmatter import compose, split_front
from sitegen.importing.bounds import SourceError
from sitegen.problems import ContentError
from sitegen.source import SourceText

Metadata = dict[str, Value]

_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_LINE = re.compile(r"([A-Za-z][\w ]{0,30}):[ \t]*(.*)")
_INDENTED = re.compile(r"(?:    |\t)\S")


def read_metadata(text: str, path: Path) -> tuple[Metadata, str]:
    """Return the fields, their names in lower case, and the body; raise SourceError where they cannot be read."""
    read: Callable[[str], tuple[Any, str]] = _read_lines
    if text.startswith("---"):
        read = _read_yaml
    elif text.startswith("+++"):
        read = _read_toml
    elif text.startswith("{"):
        read = _read_json
    try:
        fields, body = read(text)
    except (ContentError, ValueError, RecursionError):
        raise SourceError("broken", path) from None
    if not isinstance(fields, dict):
        raise SourceError("broken", path)
    return {str(name).lower(): _value(value, 0) for name, value in fields.items()}, body


def _read_yaml(text: str) -> tuple[object, str]:
    source = SourceText("", re.sub(r"\n\.\.\.[ \t]*\n", "\n---\n", text, count=1))
    front = split_front(source)
    node = compose(source, front)
    return (_plain(node) if node else {}), front.body


def _plain(node: Node) -> object:
    """Return a node as texts, lists and mappings."""
    if isinstance(node, MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [_plain(child) for child in node.value]
    return node.value


def _read_toml(text: str) -> tuple[object, str]:
    match = _TOML.match(text)
    if match is None:
        raise ValueError(text[:3])
    return tomllib.loads(match[1]), text[match.end() :]


def _read_json(text: str) -> tuple[object, str]:
    fields, end = json.JSONDecoder().raw_decode(text)
    return fields, text[end:]


def _read_lines(text: str) -> tuple[object, str]:
    """Return Pelican's fields: lines with a name and a colon, up to the first empty one."""
    fields: dict[str, str] = {}
    lines = text.lstrip("\n").split("\n")
    name = ""
    for at, line in enumerate(lines):
        match = _LINE.fullmatch(line)
        if match:
            name = match[1]
            fields[name] = match[2].strip()
        elif name and _INDENTED.match(line):
            fields[name] += f", {line.strip()}"
        else:
            return ({}, text) if line.strip() else (_listed(fields), "\n".join(lines[at:]))
    return _listed(fields), ""


def _listed(fields: dict[str, str]) -> dict[str, object]:
    """Return Pelican's fields with its lists as lists: names and tags between commas or semicolons."""
    lists = ("tags", "keywords", "authors")
    return {name: re.split(r"\s*[,;]\s*", value) if name.lower() in lists else value for name, value in fields.items()}


def _value(value: object, depth: int) -> Value:
    """Return a value as our drafts write it."""
    if depth > 6:
        return str(value)[:200]
    if isinstance(value, dict):
        return {str(name): _value(inner, depth + 1) for name, inner in value.items()}
    if isinstance(value, list):
        return [_value(inner, depth + 1) for inner in value]
    if isinstance(value, bool | int | float):
        return value
    return "" if value is None else str(value)
