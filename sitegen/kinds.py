"""Every kind of problem by its permanent code: level, message and hint.

The texts are English and are the keys of the catalogs in `locales/`. Placeholders are named and filled by the
facts of a problem. A code is never renamed or given a second meaning.
"""

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Kind:
    """What one code means: `message` says what is wrong, `hint` what to write instead."""

    level: Level
    message: str
    hint: str


KINDS: dict[str, Kind] = {
    # files and their names
    "file-not-utf8": Kind("error", "the file is not UTF-8 text (byte {byte})", "Save the file as UTF-8."),
}
