"""Pictures written into a body: as figures of their own, or in running text."""

from sitegen.markdown.found import Found
from sitegen.markdown.pictures import Gallery, Shown, file_name
from sitegen.markdown.places import Place
from sitegen.markdown.tags import escape, quote
from sitegen.markdown.writer import Writer


class Figures:
    """Writes pictures and what the paper puts in their place."""

    def __init__(self, writer: Writer, found: Found, gallery: Gallery) -> None:
        self._writer = writer
        self._found = found
        self._gallery = gallery

    def figure(self, address: str, alt: str, caption: str, credit: str, place: Place) -> None:
        """Write a paragraph that is one picture."""
        caption, credit = _one_line(caption), _one_line(credit)
        shown = self._gallery.show(address, alt=alt, caption=caption, credit=credit)
        self._note(shown, place)
        html, words_of = shown.html, ""
        if shown.link:
            words_of = alt or file_name(shown.link)
            html = _link(shown.link, words_of)
        if not html:
            return
        spans = [(name, text) for name, text in (("caption", caption), ("credit", credit)) if text]
        words = " ".join(f'<span class="{name}">{escape(text)}</span>' for name, text in spans)
        under = f"<figcaption>{words}</figcaption>" if words else ""
        texts = [text for _, text in spans]
        if shown.link:
            html, texts = f"<p>{html}</p>", [words_of, *texts]
        self._writer.block(f"<figure>{html}{under}</figure>" if under or not shown.link else html, *texts, aside=True)

    def inline(self, address: str, alt: str, title: str, credit: str, place: Place) -> None:
        """Write a picture in running text; there is no room for its credit."""
        shown = self._gallery.show(address, alt=alt, title=title, credit=credit)
        self._note(shown, place)
        if credit and shown.html:
            self._found.report(place, "picture-credit", credit=credit)
        if shown.html:
            self._writer.void(shown.html)
        elif shown.link and self._writer.inside("a"):
            self._writer.text(alt or file_name(shown.link))
        elif shown.link:
            self._writer.start("a", f'<a href={quote(shown.link)} rel="noopener noreferrer">')
            self._writer.text(alt or file_name(shown.link))
            self._writer.end("a")

    def _note(self, shown: Shown, place: Place) -> None:
        if shown.picture:
            self._found.pictures.append(shown.picture)
            self._found.picture_places.append(place)
        if shown.code:
            self._found.report(place, shown.code, **dict(shown.facts))


def _link(address: str, text: str) -> str:
    return f'<a href={quote(address)} rel="noopener noreferrer">{escape(text)}</a>'


def _one_line(text: str) -> str:
    return " ".join(text.split())
