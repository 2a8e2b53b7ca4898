"""The server's page on which zones are drawn over a page image; it gives YAML for an article's front matter.

It knows neither the paper nor its pages: its script asks the server for the page whose address it is given.
"""

from collections.abc import Callable
from html import escape

URL = ".serve/zones.html"

_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/.serve/zones.css">
<script src="/.serve/zones.js" data-missing="{missing}" data-remove="{remove}" defer></script>
</head>
<body>
<header><h1>{title}</h1><p>{how}</p></header>
<main>
<div class="sheet"></div>
<section>
<p><label><input type="checkbox" id="corners"> {corners}</label></p>
<ol class="drawn"></ol>
<p><label for="yaml">{copy}</label></p>
<textarea id="yaml" rows="8" readonly spellcheck="false"></textarea>
<p><button type="button" id="copy">{button}</button> <button type="button" id="clear">{clear}</button></p>
</section>
</main>
</body>
</html>
"""


def render_tool(language: str, translate: Callable[[str], str]) -> str:
    """Return the page, its texts in the language that the server speaks."""
    texts = {
        "title": translate("Draw zones"),
        "how": translate(
            "Drag over the image from corner to corner of a story. Zones that are there already are grey."
        ),
        "corners": translate("Corner by corner: click each one, Enter closes the zone, Backspace takes one back"),
        "copy": translate("For the front matter of the story:"),
        "button": translate("Copy"),
        "clear": translate("Begin anew"),
        "remove": translate("Remove"),
        "missing": translate("This page has no image."),
    }
    return _PAGE.format(language=escape(language), **{name: escape(text) for name, text in texts.items()})
