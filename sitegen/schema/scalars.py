"""Types of single values: text, flags, numbers, dates, choices."""

import re
from datetime import date
from typing import cast

from yaml.nodes import Node, ScalarNode

from sitegen.days import DAY, suggest_day
from sitegen.quickclass import dataclass
from sitegen.schema.values import Field, Reading

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
WHOLE_FORM = re.compile(r"-?[0-9]{1,9}")
NUMBER_FORM = re.compile(r"-?(?:[0-9]{1,9}(?:\.[0-9]{0,12})?|\.[0-9]{1,12})")
_FILE = re.compile(r"[^\s./\\:*?\"<>|#%\x00-\x1f][^/\\:*?\"<>|#%\x00-\x1f]*(?<![\s.])")


@dataclass(frozen=True, slots=True)
class Text:
    """Text of one or more lines; whatever stands there is text, `no` and `010` too."""

    def read(self, node: Node, field: Field, reading: Reading) -> str | None:
        """Return the text without blanks at its ends."""
        if not isinstance(node, ScalarNode):
            reading.wrong(node, "text-expected", field)
            return None
        value = cast(str, node.value)
        if not value.isprintable():
            strange = _CONTROL.search(value)
            if strange:
                reading.strange(node, strange[0])
                return None
        return value.strip()


@dataclass(frozen=True, slots=True)
class Line(Text):
    """Text of one line."""

    def read(self, node: Node, field: Field, reading: Reading) -> str | None:
        """Return the text without blanks at its ends; where it was written over several lines, they are joined."""
        value = Text.read(self, node, field, reading)
        if value is None or value.isprintable():
            return value
        return " ".join(filter(None, map(str.strip, value.splitlines())))


@dataclass(frozen=True, slots=True)
class Pattern(Line):
    """Text of one line in a form of its own; `code` is the problem of any other form."""

    form: re.Pattern[str]
    code: str

    def read(self, node: Node, field: Field, reading: Reading) -> str | None:
        """Return the text."""
        value = Line.read(self, node, field, reading)
        if value and not self.form.fullmatch(value):
            reading.wrong(node, self.code, field)
            return None
        return value


FILE_NAME = Pattern(_FILE, "file-name-unsafe")
"""A file beside the text: a plain name that no system takes for a path."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no: `true` or `false` and nothing else."""

    def read(self, node: Node, field: Field, reading: Reading) -> bool | None:
        """Return the flag."""
        if isinstance(node, ScalarNode) and not node.style and node.value in ("true", "false"):
            return bool(node.value == "true")
        reading.wrong(node, "flag-expected", field)
        return None


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `least`, in decimal whatever its leading zeros."""

    least: int = 0

    def read(self, node: Node, field: Field, reading: Reading) -> int | None:
        """Return the number."""
        if isinstance(node, ScalarNode) and WHOLE_FORM.fullmatch(node.value) and int(node.value) >= self.least:
            return int(node.value)
        reading.wrong(node, "whole-expected", field, least=self.least)
        return None


@dataclass(frozen=True, slots=True)
class Number:
    """A plain decimal number: no infinity, no exponent, no not-a-number."""

    def read(self, node: Node, field: Field, reading: Reading) -> float | None:
        """Return the number."""
        if isinstance(node, ScalarNode) and NUMBER_FORM.fullmatch(node.value):
            return float(node.value)
        reading.wrong(node, "number-expected", field)
        return None


@dataclass(frozen=True, slots=True)
class Day:
    """A date of the calendar as YYYY-MM-DD."""

    def read(self, node: Node, field: Field, reading: Reading) -> date | None:
        """Return the date."""
        written = node.value if isinstance(node, ScalarNode) else ""
        try:
            if DAY.fullmatch(written):
                return date.fromisoformat(written)
        except ValueError:
            pass
        day = suggest_day(written)
        reading.wrong(node, "date-invalid", field, day, suggestion=day or "2021-05-14")
        return None


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    options: tuple[str, ...]

    def read(self, node: Node, field: Field, reading: Reading) -> str | None:
        """Return the word."""
        if isinstance(node, ScalarNode) and node.value in self.options:
            return cast(str, node.value)
        reading.wrong(node, "choice-unknown", field, options=", ".join(self.options))
        return None
