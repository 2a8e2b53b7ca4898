"""What a field may hold: a table of fields for each kind of file, and YAML nodes checked against it.

A type turns a node into a value or gathers a problem at the node's place; a wrong value never becomes a default.
The tables themselves stand with their readers (`paper`, `articles`, `reading`).
"""

from sitegen.schema.groups import Either, List, Mapping, Short, Words, nearest, read_fields
from sitegen.schema.scalars import FILE_NAME, Choice, Day, Flag, Line, Number, Pattern, Text, Whole
from sitegen.schema.values import Field, Reading, Type, Values

__all__ = [
    "FILE_NAME",
    "Choice",
    "Day",
    "Either",
    "Field",
    "Flag",
    "Line",
    "List",
    "Mapping",
    "Number",
    "Pattern",
    "Reading",
    "Short",
    "Text",
    "Type",
    "Values",
    "Whole",
    "Words",
    "nearest",
    "read_fields",
]
