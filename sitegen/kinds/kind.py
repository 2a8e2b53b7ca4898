"""What one code of a problem means."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Kind:
    """What one code means: `message` says what is wrong, `hint` what to write instead."""

    level: Level
    message: str
    hint: str
