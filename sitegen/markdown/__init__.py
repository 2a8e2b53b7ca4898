"""Body text in Markdown -> Body: HTML that is safe and whole, plain text, headings, links, pictures, problems."""

from sitegen.markdown.body import Rendered, render

__all__ = ["Rendered", "render"]
