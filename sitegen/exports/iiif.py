"""A IIIF Presentation 3 manifest of an issue: a canvas for each page image, a zone as an annotation that leads on.

Its ids are web addresses by the rules of IIIF, so there is no manifest where the base address is not known.
"""

from collections.abc import Iterator, Sequence
from html import escape
from posixpath import splitext
from urllib.parse import quote

from sitegen import urls
from sitegen.catalog import cldr_locale, show_date
from sitegen.jsontext import encode, given
from sitegen.model import Article, Issue, Page, Paper, Zone
from sitegen.quickclass import dataclass

CONTEXT = "http://iiif.io/api/presentation/3/context.json"
FRAGMENTS = "http://www.w3.org/TR/media-frags/"
TYPES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".svg": "image/svg+xml",
}


def render_manifest(paper: Paper, issue: Issue) -> str:
    """Return the manifest of an issue whose paper has a base address; pages without an image are left out."""
    return encode(_Manifest(paper, issue, paper.base_url + quote(issue.name)).fields()) + "\n"


@dataclass(frozen=True, slots=True)
class _Manifest:
    paper: Paper
    issue: Issue
    here: str
    """Address of the issue's folder."""

    def fields(self) -> dict[str, object]:
        paper, issue, here = self.paper, self.issue, self.here
        day = show_date(issue.date, "long", cldr_locale(paper.language))
        name = " ".join(part for part in (paper.name, day, issue.number, issue.title) if part)
        facts = (("Publisher", paper.publisher), ("ISSN", paper.serials.issn), ("License", paper.license))
        pages = [page for page in issue.pages if page.image and page.image_width]
        fields = {
            "@context": CONTEXT,
            "id": f"{here}/{urls.MANIFEST}",
            "type": "Manifest",
            "label": self.said(name),
            "metadata": [{"label": {"en": [label]}, "value": {"none": [value]}} for label, value in facts if value],
            "navDate": f"{issue.date.isoformat()}T00:00:00Z",
            "homepage": [self.document(f"{here}/{urls.FRONT}", "text/html", name)],
            "seeAlso": [{"id": f"{here}/{urls.ISSUE_DATA}", "type": "Dataset", "format": "application/json"}],
            "items": [self.canvas(page) for page in pages],
            "structures": [self.contents(pages)],
        }
        return given(fields)

    def said(self, text: str, language: str = "") -> dict[str, list[str]]:
        return {language or self.paper.language: [text]}

    def document(self, address: str, form: str, name: str) -> dict[str, object]:
        return {"id": address, "type": "Text", "format": form, "label": self.said(name)}

    def canvas_id(self, page: Page) -> str:
        return f"{self.here}/canvas/{page.label.lower()}"

    def canvas(self, page: Page) -> dict[str, object]:
        canvas = self.canvas_id(page)
        size = {"width": page.image_width, "height": page.image_height}
        form = {"format": TYPES[splitext(page.image)[1].lower()]}
        image = {"id": self.file(page.image), "type": "Image", **form, **size}
        painting = {
            "id": f"{canvas}/image",
            "type": "Annotation",
            "motivation": "painting",
            "body": image,
            "target": canvas,
        }
        zones = [
            self.annotation(f"{canvas}/zone/{article.slug}-{number}", article, _target(canvas, page, zone))
            for article, number, zone in _zones_on(self.issue, page)
        ]
        fields = {
            "id": canvas,
            "type": "Canvas",
            "label": self.said(_name(page)),
            **size,
            "rendering": [self.document(self.file(page.pdf), "application/pdf", _name(page))] if page.pdf else (),
            "items": [{"id": f"{canvas}/images", "type": "AnnotationPage", "items": [painting]}],
            "annotations": [{"id": f"{canvas}/zones", "type": "AnnotationPage", "items": zones}] if zones else (),
        }
        return given(fields)

    def file(self, name: str) -> str:
        return self.paper.base_url + quote(urls.file_url(self.issue, name))

    def annotation(self, address: str, article: Article, target: dict[str, object]) -> dict[str, object]:
        """Return a link to a story as a comment, since viewers show those, and a bare link they do not."""
        url = self.paper.base_url + urls.article_url(self.issue, article)
        body = {
            "type": "TextualBody",
            "format": "text/html",
            "language": article.language or self.paper.language,
            "value": f'<a href="{escape(url)}">{escape(article.headline)}</a>',
        }
        return {"id": address, "type": "Annotation", "motivation": "commenting", "body": body, "target": target}

    def contents(self, pages: Sequence[Page]) -> dict[str, object]:
        """Return the table of contents: pages, and on each its stories."""
        ranges = []
        for page in pages:
            canvas: dict[str, object] = {"id": self.canvas_id(page), "type": "Canvas"}
            stories = [
                self.range(article.slug, self.said(article.headline, article.language), [canvas])
                for article in page.articles
            ]
            ranges.append(self.range(f"page-{page.label.lower()}", self.said(_name(page)), [canvas, *stories]))
        return self.range("all", self.said(self.paper.name), ranges)

    def range(self, name: str, label: dict[str, list[str]], items: Sequence[object]) -> dict[str, object]:
        return {"id": f"{self.here}/range/{name}", "type": "Range", "label": label, "items": items}


def _name(page: Page) -> str:
    return f"{page.label} {page.title}".strip()


def _zones_on(issue: Issue, page: Page) -> Iterator[tuple[Article, int, Zone]]:
    """Yield the zones on a page with their stories and numbers, those of jumps from other pages too."""
    for other in issue.pages:
        for article in other.articles:
            for number, zone in enumerate(article.zones, 1):
                if zone.page == page.label:
                    yield article, number, zone


def _target(canvas: str, page: Page, zone: Zone) -> dict[str, object]:
    """Return the outline of a zone in pixels: a rectangle as a fragment, any other as a path."""
    points = [(x * page.image_width / 100, y * page.image_height / 100) for x, y in zone.points]
    across, down = zip(*points, strict=True)
    left, top, right, bottom = min(across), min(down), max(across), max(down)
    corners = {(left, top), (right, top), (right, bottom), (left, bottom)}
    if len(points) == 4 and set(points) == corners:
        box = ",".join(f"{round(value)}" for value in (left, top, right - left, bottom - top))
        selector = {"type": "FragmentSelector", "conformsTo": FRAGMENTS, "value": f"xywh={box}"}
    else:
        path = " L".join(f"{x:.1f},{y:.1f}" for x, y in points)
        drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><path d="M{path} Z" fill="none" stroke="#000"/></svg>'
        selector = {"type": "SvgSelector", "value": drawing}
    return {"type": "SpecificResource", "source": canvas, "selector": selector}
