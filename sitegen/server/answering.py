"""From a request to its response, without a socket: which request is refused, which file answers it."""

from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from importlib.resources import files
from typing import Protocol
from urllib.parse import quote

from sitegen.server.exchange import TYPES, Request, Response, deliver, is_ours, media_type, path_of, plain

OWN = ".serve/"
"""Addresses of the server itself; no file of a paper begins with a dot."""

LIVE = {
    # in this order: each builds on what the one before it leaves
    f"{OWN}live.js": ("swap.js", "panel.js", "live.js"),
    f"{OWN}live.css": ("live.css",),
    f"{OWN}zones.js": ("zones.js",),
    f"{OWN}zones.css": ("zones.css",),
}
"""Files of this package behind the server's own addresses, joined."""

EVENTS = f"{OWN}events"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file that is served."""

    content: bytes
    mark: str = ""
    """For a page, a text that is another one when a reader would see something else."""

    lasting: bool = False
    """True where another content would have another address, so that it need not be asked for again."""


class Shelf(Protocol):
    """What is served."""

    def find(self, url: str) -> Found | None:
        """Return the file at an address, or None."""

    def missing(self, url: str) -> Found:
        """Return the page to be shown where there is none."""

    def is_empty(self) -> bool:
        """Return whether there is nothing to serve at all, as where the paper itself cannot be read."""


@dataclass(frozen=True, slots=True)
class Door:
    """Who may come in."""

    names: frozenset[str] = LOOPBACK
    loopback: bool = True
    """True where the server listens to this machine only."""


def refuse(request: Request, door: Door) -> Response | None:
    """Return the refusal of a request that no server of a paper should answer; None for a good one."""
    host = request.headers.get("host")
    if host is None or path_of(request.target) is None:
        return plain(HTTPStatus.BAD_REQUEST)
    if not is_ours(host, door.names, loopback=door.loopback):
        return plain(HTTPStatus.FORBIDDEN)
    if request.method not in ("GET", "HEAD"):
        return plain(HTTPStatus.METHOD_NOT_ALLOWED, ("Allow", "GET, HEAD"))
    return None


def answer(request: Request, shelf: Shelf, door: Door) -> Response:
    """Return the response to a request; for HEAD too it has the body, which is not sent."""
    refusal = refuse(request, door)
    if refusal:
        return refusal
    path = path_of(request.target) or ""
    if path in LIVE:
        return deliver(request, _own(path), media_type(path))
    url = f"{path}index.html" if not path or path.endswith("/") else path
    found = shelf.find(url)
    if found:
        content = with_script(found, url) if url.endswith(".html") else found.content
        return deliver(request, content, media_type(url), lasting=found.lasting)
    if shelf.find(f"{path}/index.html"):
        return plain(HTTPStatus.TEMPORARY_REDIRECT, ("Location", f"/{quote(path)}/"))
    return _without(request, shelf, url)


@cache
def _own(path: str) -> bytes:
    return b"".join(files(__package__).joinpath(name).read_bytes() for name in LIVE[path])


def _without(request: Request, shelf: Shelf, url: str) -> Response:
    """Return the response where there is no such file: a page to those who read it, else a line."""
    status = HTTPStatus.SERVICE_UNAVAILABLE if shelf.is_empty() else HTTPStatus.NOT_FOUND
    if not url.endswith(".html") and "text/html" not in request.headers.get("accept", ""):
        return plain(status)
    headers = (("Content-Type", TYPES[".html"]), ("Cache-Control", "no-store"))
    return Response(status=status, headers=headers, body=with_script(shelf.missing(url), url))


def with_script(page: Found, url: str) -> bytes:
    """Return a page with the script that hears of changes; it stands in the response only, never in a built file."""
    # not deferred: it must see the page before any script of the design changes it
    script = f'<script src="/{OWN}live.js" data-page="{quote(url)}" data-mark="{page.mark}"></script>'.encode()
    head, end, rest = page.content.rpartition(b"</body>")
    return head + script + end + rest if end else page.content + script
