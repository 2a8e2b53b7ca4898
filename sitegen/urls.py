"""The address of every thing; nowhere else are addresses made.

An address is relative to the root of the output, has `/` and ends in a file name, so that one build serves a domain
root, a folder of it, a zip and a disk.
"""

import posixpath
import re
from urllib.parse import quote, unquote, urlsplit

from sitegen.model import Article, Issue

FRONT = "index.html"
ARCHIVE = "archive/index.html"
SEARCH = "search.html"
MISSING = "404.html"
ATOM = "feed.xml"
SITEMAP = "sitemap.xml"
NEWS_SITEMAP = "sitemap-news.xml"
ROBOTS = "robots.txt"
HEADERS = "_headers"
BIBTEX = "citations.bib"
RIS = "citations.ris"
CSL = "citations.json"
ISSUE_DATA = "issue.json"
NINJS = "ninjs.json"
MANIFEST = "manifest.json"
FOR_PROGRAMS = (BIBTEX, RIS, CSL, ISSUE_DATA, NINJS, MANIFEST)
"""Files that issues have beside their pages."""

LATEST = "latest.json"
DOWNLOADS = "downloads/index.html"
CATALOGUE = "downloads/opds.xml"
KEPT = "kept.html"
WORKER = "sw.js"
CORRECTIONS = "corrections/index.html"

_ADDRESS = re.compile(r'\b(href|src)="([^"]+)"')
"""In HTML of our own making, where every value stands in double quotes."""

_IN_QUERY = "!$&'()*+,;=:@/?"
"""What need not be written in percent behind ? and #, beside letters, digits and _.-~ (RFC 3986, 3.4)."""

SOURCE_OF_FILE = re.compile(r"issues/\d{4}/([^/]+/.+)")


def issue_url(name: str) -> str:
    """Return the address of an issue, which is its first page."""
    return f"{name}/index.html"


def page_url(issue: Issue, label: str) -> str:
    """Return the address of a page: the first one is the issue itself."""
    if not issue.pages or issue.pages[0].label == label:
        return issue_url(issue.name)
    return f"{issue.name}/page-{label.lower()}.html"


def article_url(issue: Issue, article: Article) -> str:
    """Return the address of an article."""
    return f"{issue.name}/{article.slug}.html"


def file_url(issue: Issue, name: str) -> str:
    """Return the address of a file that lies beside the articles of an issue; remote ones stay as they are."""
    return name if urlsplit(name).scheme else f"{issue.name}/{name}"


def issue_file_url(name: str, file: str) -> str:
    """Return the address of a file for programs that belongs to the issue called `name`; `file` is of `FOR_PROGRAMS`.

    >>> issue_file_url("2021-05-14", BIBTEX)
    '2021-05-14/citations.bib'
    """
    return f"{name}/{file}"


def year_url(year: int) -> str:
    """Return the address of a year's calendar."""
    return f"archive/{year}.html"


def corrections_year_url(year: int) -> str:
    """Return the address of the corrections of a year."""
    return f"corrections/{year}.html"


def topics_url(kind: str) -> str:
    """Return the address of an index: columns, people, tags or sections."""
    return f"{kind}/index.html"


def topic_url(kind: str, slug: str) -> str:
    """Return the address of one column, person, tag or section."""
    return f"{kind}/{slug}.html"


def standing_url(slug: str) -> str:
    """Return the address of a standing text."""
    return f"pages/{slug}.html"


def page_feed_url(label: str) -> str:
    """Return the address of the Atom feed of all pages with a label."""
    return f"feeds/page-{label.lower()}.xml"


def feed_beside(url: str) -> str:
    """Return the address of the Atom feed of what a page shows: a column, person or section."""
    return url.removesuffix(".html") + ".xml"


def month_feed_url(month: str) -> str:
    """Return the address of the archive's Atom document for a month (YYYY-MM)."""
    return f"feeds/{month}.xml"


def json_feed_url(url: str) -> str:
    """Return the address of the JSON Feed beside an Atom feed."""
    return url.removesuffix(".xml") + ".json"


def sitemap_part_url(name: str) -> str:
    """Return the address of a part of the sitemap: a year, or the pages that belong to no issue."""
    return f"sitemap-{name}.xml"


def download_url(issue: str, kind: str, slug: str = "") -> str:
    """Return the address of an issue, or of one of its stories, as a file to take away."""
    return f"downloads/{issue}/{slug}.{kind}" if slug else f"downloads/{issue}.{kind}"


def kept_list_url(issue: str) -> str:
    """Return the address of the list of all that an issue needs in order to be kept."""
    return f"{issue}/kept.json"


def year_download_url(year: str) -> str:
    """Return the address of all issues of a year as one file to take away."""
    return f"downloads/{year}.zip"


def catalogue_url(part: str) -> str:
    """Return the address of a part of the catalogue of books: a year, or the newest ones."""
    return f"downloads/opds-{part}.xml"


def standing_file_url(name: str) -> str:
    """Return the address of a file that lies beside the standing texts."""
    return f"pages/{name}"


def root_of(url: str) -> str:
    """Return the way from the folder of an address up to the root: "" or "../" for each level."""
    return "../" * url.count("/")


def source_url(path: str) -> str:
    """Return the address that the file at `path` in the content folder is published under.

    >>> source_url("issues/2021/2021-05-14/01-huidi-duijie.md")
    '2021-05-14/01-huidi-duijie.html'
    """
    folder = SOURCE_OF_FILE.fullmatch(path)
    url = folder[1] if folder else path
    if not url.endswith(".md"):
        return url
    return url[: -len("issue.md")] + FRONT if url.endswith("/issue.md") else url[: -len(".md")] + ".html"


def source_of(url: str) -> str:
    """Return the file in the content folder that an address is made from; a page's is its issue.

    >>> source_of("2021-05-14/01-huidi-duijie.html")
    'issues/2021/2021-05-14/01-huidi-duijie.md'
    >>> source_of("2021-05-14/plan.pdf")
    'issues/2021/2021-05-14/plan.pdf'
    """
    folder, name = posixpath.split(url)
    stem, ending = posixpath.splitext(name)
    if ending in (".html", ".htm"):
        name = "issue.md" if folder != "pages" and (stem == "index" or stem.startswith("page-")) else f"{stem}.md"
    return f"pages/{name}" if folder == "pages" else f"issues/{folder[:4]}/{folder}/{name}"


def link_path(path: str, target: str) -> str:
    """Return which file of the content folder the link `target` in the file `path` means; no leading `..` is lost."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(urlsplit(target).path)))


def link_address(path: str, target: str) -> str:
    """Return the address to write for an inner link: from page to page, where the author wrote file to file."""
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or not parts.path:
        return target
    here = posixpath.dirname(source_url(path))
    address = quote(posixpath.relpath(source_url(link_path(path, target)), here or "."))
    return "".join(
        (
            address,
            f"?{quote(unquote(parts.query), safe=_IN_QUERY)}" if parts.query else "",
            f"#{quote(link_part(target), safe=_IN_QUERY)}" if parts.fragment else "",
        )
    )


def link_part(target: str) -> str:
    """Return the part of a text that a link names behind `#`; empty where it means the whole."""
    return unquote(urlsplit(target).fragment)


def from_above(html: str, folder: str) -> str:
    """Return the HTML of a text made for a page in a folder, for a page in the folder above: its addresses led on."""

    def led(match: re.Match[str]) -> str:
        path = match[2]
        if urlsplit(path).scheme or path.startswith(("#", "/")):
            return match[0]
        return f'{match[1]}="{posixpath.normpath(posixpath.join(folder, path))}"'

    return _ADDRESS.sub(led, html)
