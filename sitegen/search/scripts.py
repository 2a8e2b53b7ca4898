"""Wrap values as a classic script that hands them to the engine; so they load from a disk too."""

import json


def part_script(name: str, *values: object) -> bytes:
    """Return a script that calls the engine with the part's name and its values as JSON."""
    arguments = ",".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in (name, *values))
    return f"sitegenSearchPart({arguments})\n".encode()
