"""Plain text -> Markdown that shows exactly this text."""

import re

_INLINE = re.compile(r"[\\`*]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|\[(?=\^|[^\[\]]*\][(\[:{])|~~|&(?=#?\w+;)")
"""What means something to Markdown within a line; an underscore within a word does not."""

_START = re.compile(r"(?:#{1,6}(?=\s|$)|>|[+-](?=\s|$)|=+\s*$|-{2,}|:(?=\s))|([0-9]{1,9})([.)])(?=\s|$)")
"""What means something to Markdown at the beginning of a line."""


def escape(text: str) -> str:
    """Return one paragraph of plain text as Markdown; blanks and line ends become single blanks."""
    line = escape_within(text)
    match = _START.match(line)
    if match is None:
        return line
    if match[1]:
        return f"{match[1]}\\{line[match.start(2) :]}"
    return f"\\{line}"


def escape_within(text: str) -> str:
    """Return text for a place inside a line: a caption in its quotation marks, a cell, a heading."""
    return _INLINE.sub(_escaped, " ".join(text.split()))


def _escaped(match: re.Match[str]) -> str:
    if match[0] == "&":
        return "&amp;"
    return "\\~\\~" if match[0] == "~~" else f"\\{match[0]}"


def comment(text: str) -> str:
    """Return text as a comment, which no reader sees and no text can end too early."""
    return f"<!-- {text.replace('--', '- -').replace('<', '‹').replace('>', '›').strip()} -->"
