"""A crawler of a built archive: every page read as a browser reads it, every address it names followed or refused."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml
from selectolax.lexbor import LexborHTMLParser, LexborNode

LOADED = {
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "script": ("src",),
    "iframe": ("src",),
    "embed": ("src",),
    "audio": ("src",),
    "video": ("src", "poster"),
    "track": ("src",),
    "input": ("src",),
    "object": ("data",),
    "link": ("href", "imagesrcset"),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
    "body": ("background",),
    "meta": ("content",),
}
"""Elements, and their attributes whose address a browser asks for without being told."""

LOADING = ", ".join(LOADED)
FETCHED_LINKS = {"stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "manifest", "modulepreload"}
IN_CSS = re.compile(r"""url\(\s*["']?([^"')]*)["']?\s*\)|@import\s+["']([^"']*)["']""")
ANYWHERE = "404.html"
"""A host shows this page at any depth, so it may name its addresses from the root of the domain."""


@dataclass(frozen=True, slots=True)
class Page:
    """One HTML file: what it names, and the ids to which others may point."""

    url: str
    links: tuple[str, ...]
    """What a reader may follow."""

    loads: tuple[str, ...]
    """What a browser asks for by itself."""

    ids: tuple[str, ...]
    zones: tuple[str, ...]
    """Links of the map on a page image."""

    leads_on: tuple[str, ...]
    """Where the page sends its reader by itself: so does an old address, to which nothing links any more."""


@dataclass(slots=True)
class Crawl:
    """What is wrong in a tree; empty lists where all is well."""

    dead: list[str] = field(default_factory=list)
    absolute: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    repeated_ids: list[str] = field(default_factory=list)
    unreached: list[str] = field(default_factory=list)
    """Pages that no chain of links from the front page leads to."""

    def faults(self) -> list[str]:
        """Return all faults as lines."""
        kinds = ("dead", "absolute", "outside", "repeated_ids", "unreached")
        return [f"{kind}: {line}" for kind in kinds for line in getattr(self, kind)]


def read_page(url: str, html: str) -> Page:
    """Return what an HTML file names."""
    tree = LexborHTMLParser(html)
    links = [(node, link) for node in tree.css("a, area") if (link := node.attributes.get("href")) is not None]
    forms = [link for node in tree.css("form") if (link := node.attributes.get("action"))]
    styles = [node.text() for node in tree.css("style")]
    styles += [style for node in tree.css("[style]") if (style := node.attributes.get("style"))]
    loads = [address for node in tree.css(LOADING) for address in _loads(node)]
    loads += [address for style in styles for address in css_addresses(style)]
    ids = tuple(id_ for node in tree.css("[id]") if (id_ := node.attributes.get("id")))
    zones = tuple(link for node, link in links if _is_zone(node))
    leads_on = tuple(address for node in tree.css("meta[http-equiv]") for address in _loads(node))
    return Page(url, (*(link for _, link in links), *forms), tuple(loads), ids, zones, leads_on)


def _loads(node: LexborNode) -> Iterator[str]:
    values = node.attributes
    if node.tag == "link" and not FETCHED_LINKS & set((values.get("rel") or "").lower().split()):
        return
    for name in LOADED[node.tag or ""]:
        value = values.get(name)
        if value is None:
            continue
        if name.endswith("srcset"):
            yield from (part.split()[0] for part in value.split(",") if part.strip())
        elif node.tag != "meta":
            yield value
        elif (values.get("http-equiv") or "").lower() == "refresh":
            yield value.partition("=")[2].strip("'\" ")


def _is_zone(node: LexborNode) -> bool:
    """Tell whether a link is an outline on a page image: an area of a map, or a link inside a drawing."""
    above = node.parent if node.tag == "a" else None
    while above is not None and above.tag != "svg":
        above = above.parent
    return above is not None or node.tag == "area"


def css_addresses(css: str) -> Iterator[str]:
    """Yield the addresses that a style sheet asks for."""
    for match in IN_CSS.finditer(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)):
        yield (match[1] or match[2] or "").strip()


def read_pages(tree: Mapping[str, bytes]) -> dict[str, Page]:
    """Return every HTML file of a tree."""
    return {url: read_page(url, content.decode()) for url, content in tree.items() if url.endswith(".html")}


def crawl(tree: Mapping[str, bytes], front: str = "index.html") -> Crawl:
    """Return what is wrong with the addresses of a tree."""
    found = Crawl()
    pages = read_pages(tree)
    ids = {url: set(page.ids) for url, page in pages.items()}
    leads: dict[str, set[str]] = {}
    for url, page in pages.items():
        found.repeated_ids += [f"{url}: #{id_}" for id_ in sorted({i for i in page.ids if page.ids.count(i) > 1})]
        for address in page.loads:
            _check(found, tree, ids, url, address, loaded=True)
        targets = (_check(found, tree, ids, url, address, loaded=False) for address in page.links)
        leads[url] = {target for target in targets if target}
    for url, content in tree.items():
        if url.endswith(".css"):
            for address in css_addresses(content.decode()):
                _check(found, tree, ids, url, address, loaded=True)
    there = reached(leads, front)
    old = {url for url, page in pages.items() if page.leads_on and _targets(url, page.leads_on) <= there}
    found.unreached = sorted(pages.keys() - there - old - {ANYWHERE})
    return found


def _check(
    found: Crawl, tree: Mapping[str, bytes], ids: Mapping[str, set[str]], url: str, address: str, *, loaded: bool
) -> str:
    """Note what is wrong with one address on the page at `url`; return the file it leads to, or an empty text."""
    parts = urlsplit(address)
    if parts.scheme == "data":
        return ""
    if parts.scheme or parts.netloc:
        if loaded or parts.scheme not in ("http", "https", "mailto", "tel"):
            found.outside.append(f"{url}: {address}")
        return ""
    if parts.path.startswith("/"):
        if url != ANYWHERE:
            found.absolute.append(f"{url}: {address}")
        return ""
    target = normpath(join(dirname(url), unquote(parts.path))) if parts.path else url
    if target not in tree:
        found.dead.append(f"{url}: {address}")
        return ""
    fragment = unquote(parts.fragment)
    if fragment and target in ids and fragment not in ids[target]:
        found.dead.append(f"{url}: {address}")
    return target


def reached(leads: Mapping[str, set[str]], front: str) -> set[str]:
    """Return the files that links lead to from the front page."""
    seen, todo = set[str](), [front]
    while todo:
        url = todo.pop()
        if url not in seen:
            seen.add(url)
            todo += leads.get(url, ())
    return seen


@dataclass(frozen=True, slots=True)
class Doors:
    """Where one article must be found: on its page, in the title list, in a hot zone of each page it is drawn on."""

    article: str
    page: str
    issue: str
    zones: tuple[str, ...] = ()


def doors_of(content: Path) -> list[Doors]:
    """Return the doors of every published article, read from the front matter without any code of the package."""
    found = []
    for folder in sorted(content.glob("issues/*/*/")):
        head = _fields(folder / "issue.md")
        if head.get("draft") == "true":
            continue
        articles = {path.stem: _fields(path) for path in sorted(folder.glob("*.md")) if path.name != "issue.md"}
        listed = [page["label"] for page in head.get("pages") or ()]
        labels = listed or sorted({str(a["page"]) for a in articles.values() if "page" in a}, key=_counted) or ["1"]
        images = {page["label"] for page in head.get("pages") or () if page.get("image")}
        urls = {label: f"{folder.name}/page-{label.lower()}.html" for label in labels}
        urls[labels[0]] = f"{folder.name}/index.html"
        for slug, article in articles.items():
            drawn = {zone["page"] for zone in article.get("zones") or ()} & images
            if article.get("draft") != "true":
                door = Doors(
                    article=f"{folder.name}/{slug}.html",
                    page=urls[article.get("page", labels[0])],
                    issue=urls[labels[0]],
                    zones=tuple(urls[label] for label in sorted(drawn)),
                )
                found.append(door)
    return found


def _fields(path: Path) -> dict[str, Any]:
    """Return the front matter of a file; every scalar is text."""
    fields = path.read_text("utf-8-sig").replace("\r\n", "\n").split("---\n")[1]
    return yaml.load(fields, yaml.BaseLoader) or {}


def _counted(label: str) -> list[tuple[str, int]]:
    return [(letters, int(digits or 0)) for letters, digits in re.findall(r"([^0-9]*)([0-9]*)", label)]


def missing_doors(tree: Mapping[str, bytes], doors: list[Doors]) -> list[str]:
    """Return the doors that lack their article."""
    pages = read_pages(tree)
    links = {url: _targets(url, page.links) for url, page in pages.items()}
    zones = {url: _targets(url, page.zones) for url, page in pages.items()}
    missing = []
    for door in doors:
        if door.article not in tree:
            missing.append(f"{door.article} is not there")
        missing += [f"{door.article} not on {url}" for url in {door.page, door.issue} if door.article not in links[url]]
        missing += [f"{door.article} has no zone on {url}" for url in door.zones if door.article not in zones[url]]
    return missing


def _targets(url: str, links: tuple[str, ...]) -> set[str]:
    return {normpath(join(dirname(url), unquote(urlsplit(link).path))) for link in links}


def tree_at(folder: Path) -> dict[str, bytes]:
    """Return the files of a built archive that can name addresses, and the names of all others."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.suffix in (".html", ".css") else b""
        for path in folder.rglob("*")
        if path.is_file()
    }
