"""Body text in Markdown -> Body: HTML that is safe and whole, plain text, headings, links, pictures, problems."""

from sitegen.markdown.body import Rendered, render
from sitegen.markdown.places import Place

__all__ = ["Place", "Rendered", "render"]
