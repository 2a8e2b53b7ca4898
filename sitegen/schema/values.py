"""Checked values that can be asked for their place, and the reading that gathers a file's problems."""

from datetime import date
from typing import Any, Protocol, cast

from yaml.nodes import MappingNode, Node

from sitegen.frontmatter import Front
from sitegen.problems import ContentError, Position, Problem, problem
from sitegen.quickclass import dataclass
from sitegen.source import SourceText

MOST_PROBLEMS = 300
"""Problems of one file that are listed: nobody reads more, and a hostile file could hold a million."""

_LONGEST = 40
"""Characters of a value that a message quotes."""


class Type(Protocol):
    """One type of value."""

    def read(self, node: Node, field: "Field", reading: "Reading") -> Any:
        """Return the node's value, or None where it is wrong: then its problem has been gathered."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a file: its name, type, meaning in one line, and how it is written."""

    name: str
    type: Type
    summary: str
    example: str
    required: bool = False


class Reading:
    """One file being read against its table; gathers its problems."""

    __slots__ = ("full", "line", "problems", "source", "yaml")

    def __init__(self, source: SourceText, front: Front, found: tuple[Problem, ...] = ()) -> None:
        self.source = source
        self.line = front.line
        self.yaml = front.yaml
        self.problems = list(found)
        self.full = False

    def fault(self, node: Node | None, code: str, mend: tuple[str, str] | None = None, /, **facts: object) -> None:
        """Gather the problem `code` at a node, or at the file's start where there is no node."""
        line, column = self.place(node)
        self.add(self.source.problem(code, line, column, mend, **facts))

    def add(self, fault: Problem) -> None:
        """Gather a problem; behind the first `MOST_PROBLEMS` one more says that the rest is not listed."""
        self.full = len(self.problems) >= MOST_PROBLEMS
        if not self.full:
            self.problems.append(fault)
        elif self.problems[-1].code != "problems-many":
            self.problems.append(problem(fault.at, "problems-many", fault.excerpt, limit=MOST_PROBLEMS))

    def place(self, node: Node | None) -> tuple[int, int]:
        """Return line and column of a node in the file."""
        if node is None:
            return 1, 1
        return node.start_mark.line + self.line, node.start_mark.column + 1

    def strange(self, node: Node, char: str) -> None:
        """Gather the problem of a control character: where it stands, or at its text if it is written as an escape."""
        written = self.yaml[node.start_mark.index : node.end_mark.index]
        line, column = self.place(node)
        if char in written:
            before = written[: written.index(char)]
            line += before.count("\n")
            column = len(before) - before.rfind("\n") if "\n" in before else column + len(before)
        shown = f"U+{ord(char):04X}"
        mend = (char, "") if char in written else None
        self.add(self.source.problem("character-invalid", line, column, mend, character=shown))

    def wrong(self, node: Node, code: str, field: Field, right: str = "", /, **facts: object) -> None:
        """Gather the problem of a value that is not of its field's type, quoting it as written.

        `right` is what was surely meant, where that is known.
        """
        written = self.yaml[node.start_mark.index : node.end_mark.index].strip()
        value = written if len(written) <= _LONGEST else written[: _LONGEST - 1] + "…"
        mend = (written, right) if right and "\n" not in written else None
        self.fault(node, code, mend, field=field.name, value=value, example=field.example, **facts)

    def finish(self) -> None:
        """Raise ContentError with all problems where at least one of them is an error."""
        if any(fault.kind.level == "error" for fault in self.problems):
            raise ContentError(*sorted(self.problems, key=lambda fault: fault.at))


class Values:
    """The checked values of one mapping; each can be asked for its place. An absent field is None or empty."""

    __slots__ = ("_absent", "_node", "_reading", "_values")

    def __init__(self, node: Node | None, reading: Reading, values: dict[str, Any], *, root: bool = False) -> None:
        self._node = node
        self._absent = None if root else node
        self._reading = reading
        self._values = values

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def text(self, name: str) -> str:
        """Return a text, or an empty one."""
        return cast(str, self._values.get(name, ""))

    def flag(self, name: str, default: bool) -> bool:
        """Return a flag, or the meaning of its absence."""
        return cast(bool, self._values.get(name, default))

    def whole(self, name: str) -> int:
        """Return a whole number, or 0."""
        return cast(int, self._values.get(name, 0))

    def day(self, name: str) -> date | None:
        """Return a date, or None."""
        return cast("date | None", self._values.get(name))

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts, or an empty one."""
        return cast("tuple[str, ...]", self._values.get(name, ()))

    def mappings(self, name: str) -> "tuple[Values, ...]":
        """Return a list of mappings, or an empty one."""
        return cast("tuple[Values, ...]", self._values.get(name, ()))

    def mapping(self, name: str) -> "Values":
        """Return a mapping, or one without any field."""
        return cast("Values | None", self._values.get(name)) or Values(None, self._reading, {})

    def words(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return words by name, or none."""
        return cast("tuple[tuple[str, str], ...]", self._values.get(name, ()))

    def any(self, name: str) -> Any:
        """Return the value of a field that has several types, or None."""
        return self._values.get(name)

    def node(self, name: str) -> Node | None:
        """Return the node of a field's value; where it is absent the mapping's own, None for a whole file."""
        pairs = self._node.value if isinstance(self._node, MappingNode) else ()
        return next((value for key, value in pairs if key.value == name), self._absent)

    def at(self, name: str) -> Position:
        """Return the place of a field's value, of the mapping where it is absent."""
        return self._reading.source.at(*self._reading.place(self.node(name)))

    def at_node(self, node: Node, within: str = "") -> Position:
        """Return the place of a node, or of a text in it where that stands in the line on which the node begins."""
        line, column = self._reading.place(node)
        found = self._reading.source.lines[line - 1].find(within, column - 1)
        return self._reading.source.at(line, found + 1 if found >= 0 else column)

    def given(self, name: str) -> bool:
        """Tell whether a field stands there with some value, right or wrong."""
        pairs = self._node.value if isinstance(self._node, MappingNode) else ()
        return any(key.value == name and child.value for key, child in pairs)

    def problem(self, name: str, code: str, /, **facts: object) -> Problem:
        """Return a problem at a field's value that only its meaning shows."""
        line, column = self._reading.place(self.node(name))
        return self._reading.source.problem(code, line, column, **facts)

    def fault(self, name: str, code: str, /, **facts: object) -> None:
        """Gather such a problem with the others of the file."""
        self._reading.add(self.problem(name, code, **facts))
