"""Types that hold others: lists, mappings, and those with a short form."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from sitegen.frontmatter import Front, compose, find_comments
from sitegen.problems import ContentError, Problem
from sitegen.quickclass import dataclass
from sitegen.schema.scalars import Choice
from sitegen.schema.values import Field, Reading, Type, Values
from sitegen.source import SourceText

MOST_NAMES = 30
"""Names of a table that a message lists."""

LONGEST_NAME = 40
"""Characters beyond which a name is no misspelt one: comparing long texts costs their lengths multiplied."""


@dataclass(frozen=True, slots=True)
class List:
    """Values of one type in order; `least` and `most` bound their number.

    A `whole` list is of no use without one of its values: one wrong value makes it absent.
    """

    item: Type
    least: int = 0
    most: int = 10_000
    whole: bool = False

    def read(self, node: Node, field: Field, reading: Reading) -> tuple[Any, ...] | None:
        """Return the values that are right; each wrong one has gathered its problem."""
        if not isinstance(node, SequenceNode):
            reading.wrong(node, "list-expected", field)
            return None
        if not self.least <= len(node.value) <= self.most:
            reading.wrong(node, "list-length", field, least=self.least, most=self.most, found=len(node.value))
            return None
        items = []
        for child in node.value:
            if reading.full:
                break
            if isinstance(child, ScalarNode) and not child.value:
                reading.fault(child, "list-item-empty", field=field.name)
            elif (value := self.item.read(child, field, reading)) is not None:
                items.append(value)
        return None if self.whole and len(items) < len(node.value) else tuple(items)


class Mapping:
    """Named fields of their own table."""

    __slots__ = ("_by_name", "_required", "fields")

    def __init__(self, *fields: Field) -> None:
        self.fields = fields
        self._by_name = {field.name: field for field in fields}
        self._required = tuple(field for field in fields if field.required)

    def read(self, node: Node | None, field: Field | None, reading: Reading) -> Values | None:
        """Return the values that are right; each wrong, unknown, repeated or missing field gathers its problem."""
        if node is not None and not isinstance(node, MappingNode):
            if field is not None:
                reading.wrong(node, "mapping-expected", field)
            return None
        values: dict[str, Any] = {}
        seen: dict[str, Node] = {}
        meant: set[str] = set()
        for key, child in node.value if node is not None else ():
            if reading.full:
                break
            known = self._by_name.get(key.value) if isinstance(key, ScalarNode) else None
            if known is None:
                meant.add(unknown_key(key, self._by_name, reading))
            elif known.name in seen:
                first = reading.place(seen[known.name])[0]
                reading.fault(key, "key-repeated", field=known.name, line=first)
            else:
                seen[known.name] = key
                if isinstance(child, ScalarNode) and not child.value:
                    continue
                value = known.type.read(child, known, reading)
                if value is not None:
                    values[known.name] = value
        checked = Values(node, reading, values, root=field is None)
        for known in self._required:
            if not values.get(known.name) and not checked.given(known.name) and known.name not in meant:
                place = seen.get(known.name) or (node if field is not None else None)
                reading.fault(place, "field-missing", field=known.name, example=known.example)
        return checked


def unknown_key(key: Node, known: Iterable[str], reading: Reading) -> str:
    """Gather the problem of a name that a table does not have; return the nearest one that it has, or ""."""
    name = key.value if isinstance(key, ScalarNode) else ""
    shown = name if 0 < len(name) <= LONGEST_NAME else "…"
    near = nearest(name, known)
    if near:
        reading.fault(key, "key-misspelt", name=shown, nearest=near[0])
        return near[0]
    names = list(known)
    rest = ", …" if len(names) > MOST_NAMES else ""
    reading.fault(key, "key-unknown", name=shown, known=", ".join(names[:MOST_NAMES]) + rest)
    return ""


@dataclass(frozen=True, slots=True)
class Words:
    """Words by name: each name one of those known, each word one that its name may have."""

    known: dict[str, tuple[str, ...]]

    def read(self, node: Node, field: Field, reading: Reading) -> tuple[tuple[str, str], ...] | None:
        """Return names and words, sorted by name."""
        if not isinstance(node, MappingNode):
            reading.wrong(node, "mapping-expected", field)
            return None
        words: dict[str, str] = {}
        seen: dict[str, Node] = {}
        for key, child in node.value:
            if reading.full:
                break
            name = key.value if isinstance(key, ScalarNode) else ""
            if name not in self.known:
                unknown_key(key, self.known, reading)
            elif name in seen:
                reading.fault(key, "key-repeated", field=name, line=reading.place(seen[name])[0])
            else:
                seen[name] = key
                options = self.known[name]
                word = Choice(options).read(child, Field(name, self, field.summary, options[0]), reading)
                if word is not None:
                    words[name] = word
        return tuple(sorted(words.items()))


class Short:
    """A mapping, or in short the text of its one field `key`."""

    __slots__ = ("_field", "full")

    def __init__(self, full: Mapping, key: str) -> None:
        self.full = full
        self._field = next(field for field in full.fields if field.name == key)

    @property
    def short(self) -> Type:
        """The type of the text that stands for a whole mapping."""
        return self._field.type

    def read(self, node: Node, field: Field, reading: Reading) -> Values | None:
        """Return the values of the mapping, or those that the text stands for."""
        if not isinstance(node, ScalarNode):
            return self.full.read(node, field, reading)
        value = self._field.type.read(node, self._field, reading)
        return None if value is None else Values(node, reading, {self._field.name: value})


@dataclass(frozen=True, slots=True)
class Either:
    """Text in the simple case, a list or mapping in the full one."""

    simple: Type
    full: Type

    def read(self, node: Node, field: Field, reading: Reading) -> Any:
        """Return the value of the type that fits the node."""
        return (self.simple if isinstance(node, ScalarNode) else self.full).read(node, field, reading)


def nearest(name: str, known: Iterable[str]) -> list[str]:
    """Return the known names that look like `name`, nearest first; none for a name too long to be one of them."""
    return get_close_matches(name, list(known), n=3) if 0 < len(name) <= LONGEST_NAME else []


def read_fields(
    source: SourceText, front: Front, table: Mapping, found: tuple[Problem, ...] = ()
) -> tuple[Values, Reading]:
    """Return the values of a file's front matter, and the reading that goes on gathering its problems.

    `found` are problems of the file that are known already. Raise ContentError only where the YAML itself cannot be
    read, with these among the others.
    """
    try:
        node = compose(source, front)
    except ContentError as error:
        raise ContentError(*found, *error.problems) from None
    reading = Reading(source, front, (*found, *find_comments(source, front)))
    return table.read(node, None, reading) or Values(None, reading, {}, root=True), reading
