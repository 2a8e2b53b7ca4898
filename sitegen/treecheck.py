"""What is wrong with a built tree, whoever built it: links to nothing, requests to other hosts, lost addresses.

It reads HTML and style sheets only, and knows nothing of the content they were made from but the record of addresses.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from sitegen.addresses import read_record
from sitegen.disk import RECORD, scan
from sitegen.problems import Position, Problem, problem
from sitegen.urls import FRONT, MISSING

TAG = re.compile(r"<(?:!--.*?--|([a-zA-Z][a-zA-Z0-9]*)\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*))>", re.DOTALL)
ATTRIBUTE = re.compile(r"([a-z:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
IN_CSS = re.compile(r"(?:url\(\s*[\"']?|@import\s+[\"'])([^\"')]+)")
LOADED = {"src", "srcset", "poster", "data", "imagesrcset", "xlink:href"}
FETCHED = {"stylesheet", "icon", "manifest", "preload", "prefetch", "preconnect", "modulepreload", "dns-prefetch"}
LOADING = {"link", "image", "use", "script"}
"""Elements whose `href` a browser follows by itself."""


def check_tree(folder: Path, content: Path) -> Iterator[Problem]:
    """Yield every problem of the tree, by file and place; paths are below `folder`."""
    paths = {source.path for source in scan(folder)}
    if FRONT not in paths:
        yield problem(Position(FRONT), "site-front-missing", folder=folder)
        return
    for path in sorted(paths):
        if path.endswith((".html", ".css")):
            yield from _faults_of(path, (folder / path).read_text("utf-8", errors="replace"), paths)
    for address, line in sorted(read_record(content).lines.items()):
        if address not in paths:
            yield problem(Position(f"{content}/{RECORD}", line), "site-address-lost", address, address=address)


def _faults_of(path: str, text: str, paths: set[str]) -> Iterator[Problem]:
    found = _named_in_css(text) if path.endswith(".css") else _named_in_html(text)
    for address, loaded, offset in found:
        parts = urlsplit(address)
        code = ""
        if parts.scheme or parts.netloc:
            # data: stands in the page itself; a link that a reader follows may lead anywhere
            code = "site-outside" if loaded and parts.scheme != "data" else ""
        elif parts.path.startswith("/"):
            # a host shows the page for lost ways at any depth, so that one counts from the root of the domain
            code = "" if path == MISSING else "site-absolute"
        elif parts.path and not _stands(normpath(join(dirname(path), unquote(parts.path))), paths):
            code = "site-link-dead"
        if code:
            line = text.count("\n", 0, offset) + 1
            start = text.rfind("\n", 0, offset) + 1
            at = Position(path, line, offset - start + 1)
            excerpt = text[start : text.find("\n", offset) if "\n" in text[offset:] else None]
            yield problem(at, code, excerpt if len(excerpt) < 300 else "", address=address)


def _stands(target: str, paths: set[str]) -> bool:
    return target in paths or (FRONT if target == "." else f"{target}/{FRONT}") in paths


def _named_in_css(text: str) -> Iterator[tuple[str, bool, int]]:
    for match in IN_CSS.finditer(text):
        yield match[1].strip(), True, match.start(1)


def _named_in_html(text: str) -> Iterator[tuple[str, bool, int]]:
    """Yield each address that a page names, whether a browser asks for it by itself, and where it stands."""
    for tag in TAG.finditer(text):
        if tag[1] is None or "=" not in tag[2]:
            continue
        name = tag[1].lower()
        start = tag.start(2)
        attributes = {
            match[1].lower(): (unescape(match[2] or match[3] or ""), start + match.start(2 if match[3] is None else 3))
            for match in ATTRIBUTE.finditer(tag[2])
        }
        yield from _named_by(name, attributes)


def _named_by(name: str, attributes: Mapping[str, tuple[str, int]]) -> Iterator[tuple[str, bool, int]]:
    for attribute, (value, offset) in attributes.items():
        if attribute.endswith("srcset"):
            yield from ((part.split()[0], True, offset) for part in value.split(",") if part.strip())
        elif attribute in LOADED:
            yield value, True, offset
        elif attribute == "href" and name == "link":
            relation = set(attributes.get("rel", ("", 0))[0].lower().split())
            yield value, bool(relation & FETCHED), offset
        elif attribute in ("href", "action"):
            yield value, name in LOADING, offset
        elif attribute == "content" and "refresh" in attributes.get("http-equiv", ("", 0))[0].lower():
            yield value.partition("url=")[2].strip(), False, offset
