"""Names that become addresses: ASCII, short, and safe on every system."""

import re

from sitegen.slugs import is_safe_name, slugify

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?")
"""What an address is made of; 100 characters leave room for the folders above in the 260 of Windows."""

_TAKEN = re.compile(r"index|issue|page-.*")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*#%]|^[. ]|[. ]$")
_LONGEST = 120


def fault_of_slug(name: str, *, issue: bool) -> str:
    """Return the kind of problem of a Markdown file's name without suffix, or an empty text.

    Beside an issue (`issue`) the names of the issue's own pages are taken.
    """
    if is_safe_name(name):
        return "name-reserved" if issue and _TAKEN.fullmatch(name) else ""
    return "name-reserved" if SLUG.fullmatch(name) else "name-invalid"


def suggest_slug(name: str) -> str:
    """Return a good name for one that is none."""
    slug = slugify(name)
    return f"{slug}-text" if fault_of_slug(slug, issue=True) == "name-reserved" else slug or "01-news"


def is_safe_file(name: str) -> bool:
    """Tell whether a file of this name can lie on every system and stand in an address."""
    return not _UNSAFE.search(name) and not is_device(name) and len(name) <= _LONGEST


def is_device(name: str) -> bool:
    """Tell whether Windows takes a name for a device, whatever its suffix."""
    stem = name.partition(".")[0].lower()
    return bool(SLUG.fullmatch(stem)) and not is_safe_name(stem)
