"""Requests and responses as values, and the parts of HTTP that need no socket: names, types, ranges, tags."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from http import HTTPStatus
from ipaddress import ip_address
from posixpath import splitext
from urllib.parse import unquote_to_bytes

TYPES = {
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".epub": "application/epub+zip",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webm": "video/webm",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
"""Media types by ending; not the system's table, which differs from machine to machine."""

UNREADABLE = re.compile(r"[\x00-\x1f\x7f\\]")
HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?")
RANGE = re.compile(r"bytes=([0-9]*)-([0-9]*)")
TAG = re.compile(r'(?:W/)?("[^"]*")')


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a client asks for."""

    method: str = "GET"
    target: str = "/"
    """As it stands in the request line."""

    headers: Mapping[str, str] = field(default_factory=dict)
    """By name in small letters."""

    @property
    def query(self) -> str:
        """What stands behind the question mark."""
        return self.target.partition("?")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What a client gets."""

    status: HTTPStatus
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


def media_type(url: str) -> str:
    """Return the media type of a file by its ending."""
    return TYPES.get(splitext(url)[1], "application/octet-stream")


def path_of(target: str) -> str | None:
    """Return the path of a request, decoded and without its first slash; None for one that names nothing of ours.

    Decoded once: what then still looks like a code is part of a name. No part of a path may be empty, "." or "..".
    """
    path = target.partition("?")[0]
    if not path.startswith("/"):
        return None
    try:
        decoded = unquote_to_bytes(path[1:]).decode("utf-8")
    except UnicodeError:
        return None
    parts = decoded.split("/")
    if UNREADABLE.search(decoded) or any(part in ("", ".", "..") for part in parts[:-1]) or parts[-1] in (".", ".."):
        return None
    return decoded


def is_ours(host: str, names: frozenset[str], *, loopback: bool) -> bool:
    """Return whether a Host header names this server.

    A page elsewhere can make its own name lead here (DNS rebinding) and would then read what we serve; but it can
    send no other name than its own. Ports are not compared: a tunnel may have another one. Where the server listens
    to more than this machine, any address in numbers is ours: no name can be bound to that.
    """
    match = HOST.fullmatch(host)
    if not match or (match[2] and not 0 < int(match[2]) < 65536):
        return False
    name = match[1].lower().strip("[]")
    if name in names:
        return True
    try:
        address = ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or not loopback


def tag_of(content: bytes) -> str:
    """Return the entity tag of a content."""
    return f'"{blake2b(content, digest_size=12).hexdigest()}"'


def deliver(request: Request, content: bytes, kind: str, *, lasting: bool = False) -> Response:
    """Return the response that carries a content, or as much of it as the request's conditions ask for.

    `lasting` says that this address will never have another content.
    """
    tag = tag_of(content)
    headers = (
        ("Content-Type", kind),
        ("ETag", tag),
        ("Accept-Ranges", "bytes"),
        # a browser keeps all, but asks each time for what may change
        ("Cache-Control", "max-age=31536000, immutable" if lasting else "no-cache"),
        ("X-Content-Type-Options", "nosniff"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    )
    known = request.headers.get("if-none-match", "")
    if known.strip() == "*" or tag in TAG.findall(known):
        return Response(status=HTTPStatus.NOT_MODIFIED, headers=headers[1:])
    wanted = RANGE.fullmatch(request.headers.get("range", "").strip())
    # several ranges at once, or ranges of what has changed since, are answered by the whole
    if not wanted or wanted[0] == "bytes=-" or request.headers.get("if-range", tag).strip() != tag:
        return Response(status=HTTPStatus.OK, headers=headers, body=content)
    start, end = _bounds(wanted[1], wanted[2], len(content))
    if start >= end:
        refused = (("Content-Range", f"bytes */{len(content)}"),)
        return Response(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers=refused)
    place = ("Content-Range", f"bytes {start}-{end - 1}/{len(content)}")
    return Response(status=HTTPStatus.PARTIAL_CONTENT, headers=(*headers, place), body=content[start:end])


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """Return start and end of a range; without a first byte it counts from the end (RFC 9110, 14.1.2)."""
    if not first:
        return max(0, size - int(last)), size
    return int(first), min(int(last) + 1, size) if last else size


def plain(status: HTTPStatus, *headers: tuple[str, str]) -> Response:
    """Return a short response in words."""
    text = f"{status.value} {status.phrase}\n".encode()
    return Response(status=status, headers=(("Content-Type", TYPES[".txt"]), *headers), body=text)
