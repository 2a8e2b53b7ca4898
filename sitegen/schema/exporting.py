"""A table of fields -> JSON Schema, for editors that complete and check YAML while it is typed.

What YAML reads as a number or a flag is text to our reader, and an empty field is one that is left out; so the schema
takes both. It is looser than the reader in what no schema can say, and refuses nothing that the reader takes.
"""

import re
from collections.abc import Callable

from sitegen.days import DAY
from sitegen.schema.groups import Either, List, Mapping, Short, Words
from sitegen.schema.scalars import NUMBER_FORM, WHOLE_FORM, Choice, Day, Flag, Number, Pattern, Text, Whole
from sitegen.schema.values import Field, Type

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The draft that YAML servers of editors know best."""

Schema = dict[str, object]
_TEXT = ("string", "number", "boolean")
"""What our reader takes for text."""

Describe = Callable[[str], str]
"""English text -> text in all languages that the schema shall speak."""


def field_title(name: str) -> str:
    """Return the English title of a field: base_url -> Base url."""
    return name.replace("_", " ").capitalize()


def file_schema(table: Mapping, title: str, describe: Describe, texts: Callable[[str], str]) -> Schema:
    """Return the schema of a whole file; `describe` gives titles and meanings, `texts` what each known word means."""
    return {"$schema": DRAFT, "title": describe(title), **_Describing(describe, texts).mapping(table)}


class _Describing:
    def __init__(self, describe: Describe, texts: Callable[[str], str]) -> None:
        self._describe = describe
        self._texts = texts

    def mapping(self, table: Mapping) -> Schema:
        """Return the schema of named fields."""
        required = [field.name for field in table.fields if field.required]
        return {
            "type": "object",
            "properties": {field.name: self._field(field) for field in table.fields},
            **({"required": required} if required else {}),
            "additionalProperties": False,
        }

    def _field(self, field: Field) -> Schema:
        about = {
            "title": self._describe(field_title(field.name)),
            "description": self._describe(field.summary),
        }
        value = self._type(field.type)
        return {**about, **(value if field.required else _or_nothing(value)), "examples": [field.example]}

    def _type(self, kind: Type) -> Schema:
        scalar = _scalar(kind)
        if scalar:
            return scalar
        match kind:
            case Mapping():
                return self.mapping(kind)
            case List():
                least = {"minItems": kind.least} if kind.least else {}
                item = self._type(kind.item)
                item |= {"minLength": 1} if isinstance(kind.item, Text) else {}
                return {"type": "array", "items": item, **least, "maxItems": kind.most}
            case Short():
                return {"anyOf": [self._type(kind.short), self._type(kind.full)]}
            case Either():
                return {"anyOf": [self._type(kind.simple), self._type(kind.full)]}
            case Words():
                return self._words(kind)
        raise TypeError(f"{kind!r} has no schema")

    def _words(self, kind: Words) -> Schema:
        words = {
            name: {"description": self._texts(name), "enum": list(options)} for name, options in kind.known.items()
        }
        return {"type": "object", "properties": words, "additionalProperties": False}


def _scalar(kind: Type) -> Schema | None:
    """Return the schema of a single value, or None for a type that holds others."""
    made: Schema | None = None
    match kind:
        case Pattern():
            made = {"type": list(_TEXT), "pattern": _plain(kind.form)}
        case Text():
            made = {"type": list(_TEXT)}
        case Flag():
            made = {"type": "boolean"}
        case Whole():
            bounds = {"minimum": kind.least, "maximum": 999_999_999}
            made = {"type": ["integer", "string"], **bounds, "pattern": _plain(WHOLE_FORM)}
        case Number():
            made = {"type": ["number", "string"], "pattern": _plain(NUMBER_FORM)}
        case Day():
            made = {"type": "string", "pattern": _plain(DAY)}
        case Choice():
            made = {"enum": list(kind.options)}
    return made


def _plain(form: re.Pattern[str]) -> str:
    """Return a pattern for the whole value as browsers and editors read it: quotation marks need no backslash there."""
    written = form.pattern.replace('\\"', '"')
    return f"^(?:{written})$"


def _or_nothing(value: Schema) -> Schema:
    """Return the schema of a field that may stand there without a value."""
    if "enum" in value:
        return {**value, "enum": [*_listed(value["enum"]), None]}
    if "anyOf" in value:
        return {**value, "anyOf": [*_listed(value["anyOf"]), {"type": "null"}]}
    return {**value, "type": [*_listed(value["type"]), "null"]}


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else [value]
