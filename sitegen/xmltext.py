"""Text as XML has it. `xml.sax.saxutils` says the same and brings a web client along when it is imported."""

from html import escape


def text(content: str) -> str:
    """Return text to stand between tags."""
    return escape(content, quote=False)


def attribute(value: str) -> str:
    """Return the value of an attribute, in quotation marks."""
    return f'"{escape(value)}"'
