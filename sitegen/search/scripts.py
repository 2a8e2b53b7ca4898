"""Wrap values as a classic script that hands them to the engine; so they load from a disk too."""

from sitegen.jsontext import encode, quoted_body

_CALL = "sitegenSearchPart("


def part_script(name: str, *values: object) -> bytes:
    """Return a script that calls the engine with the part's name and its values as JSON."""
    arguments = ",".join(map(encode, (name, *values)))
    return f"{_CALL}{arguments})\n".encode()


def text_script(name: str, facts: object, text: str) -> bytes:
    """Return the script of a part that is a body's text with some facts about it."""
    return b"%b%b,%b,%b)\n" % (_CALL.encode(), encode(name).encode(), encode(facts).encode(), quoted_body(text))


def rows_script(name: str, *rows: bytes) -> bytes:
    """Return the script of a part whose values are texts in which JSON escapes nothing, as it does in no symbol."""
    return b'%b"%b")\n' % (_CALL.encode(), b'","'.join([name.encode(), *rows]))


def rows_of(name: str, script: bytes) -> list[bytes]:
    """Return the rows of which `rows_script` made a script; raises ValueError where it has not made this one."""
    rows = script.split(b'"')[3::2]
    if script != rows_script(name, *rows):
        raise ValueError(name)
    return rows
