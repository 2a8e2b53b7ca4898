"""What one code of a problem means."""

from typing import Literal, NamedTuple

Level = Literal["error", "warning", "note"]


class Kind(NamedTuple):
    """What one code means: `message` says what is wrong, `hint` what to write instead."""

    level: Level
    message: str
    hint: str
