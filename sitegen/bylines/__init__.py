"""Byline text -> names with roles, as Chinese and English papers print them.

The text is all that is known here: not whether such a person exists, nor which slug the paper gives them.
"""

from functools import lru_cache

from sitegen.bylines.roles import ROLES, role_label
from sitegen.model import Byline

__all__ = ["ROLES", "is_understood", "parse_byline", "role_label"]

_LONGEST = 400
"""Characters; what is longer is a text and no byline, and is kept as written."""


def parse_byline(text: str) -> tuple[Byline, ...]:
    """Return the names of a byline in print order, each with its role; the slugs are left empty.

    A text that is not understood comes back whole as one name without a role, so that it is still printed.
    """
    return _parse(text)[0]


def is_understood(text: str) -> bool:
    """Tell whether every word of the byline was recognized; an empty byline is."""
    return _parse(text)[1]


@lru_cache(maxsize=8192)
def _parse(text: str) -> tuple[tuple[Byline, ...], bool]:
    written = text.strip()
    if not written:
        return (), True
    found = _read(written) if len(written) <= _LONGEST else []
    if not found:
        return (Byline(name=written),), False
    return tuple(Byline(name=name, role=role) for name, role in found), True


def _read(text: str) -> list[tuple[str, str]]:
    """Read a byline by its script; the patterns are made when the first one comes, since many builds have none."""
    from sitegen.bylines.names import has_wide_script  # noqa: PLC0415

    if has_wide_script(text):
        from sitegen.bylines.chinese import read_chinese  # noqa: PLC0415

        return read_chinese(text)
    from sitegen.bylines.english import read_english  # noqa: PLC0415

    return read_english(text)
