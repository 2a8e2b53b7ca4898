"""The sockets: Python's own HTTP server, one thread for each connection, and event streams that stay open."""

import socket
import sys
from collections.abc import Callable, Iterator
from errno import EADDRINUSE
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from sitegen.server.answering import EVENTS, Door, Shelf, answer, refuse
from sitegen.server.exchange import Request, Response, path_of, plain

SLOW = 60
"""Seconds that a client may take over one read or write; it has a thread of its own and holds up nobody else."""

NEXT_PORTS = 50

Events = Callable[[str], Iterator[str]]
"""The messages for the page at an address, for ever; an empty one where a while has passed without news."""

Regret = Callable[[BaseException], None]
"""Told of what should never be raised."""


class Listener(ThreadingHTTPServer):
    """Listens at one port and serves a shelf."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 512

    def __init__(self, address: tuple[str, int], shelf: Shelf, door: Door, events: Events, *, regret: Regret) -> None:
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        self.shelf = shelf
        self.door = door
        self.events = events
        self.regret = regret
        super().__init__(address, Connection)

    def server_bind(self) -> None:
        """Bind without asking who we are: a name server may be slow to answer."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002 - the library's
        """Say nothing of a client that went away or was too slow; all else is a fault of ours."""
        error = sys.exception()
        if error and not isinstance(error, OSError):
            self.regret(error)


class Connection(BaseHTTPRequestHandler):
    """One connection: turns bytes into requests and responses into bytes."""

    protocol_version = "HTTP/1.1"
    timeout = SLOW
    # answers go out at once, not when the next packet would be full
    disable_nagle_algorithm = True
    server: Listener

    def do_GET(self) -> None:
        """Answer a request for a file or for events."""
        request = self._request()
        if path_of(request.target) == EVENTS and self.command == "GET" and not refuse(request, self.server.door):
            self._stream(request)
        else:
            self._send(self._answer(request))

    def _answer(self, request: Request) -> Response:
        try:
            return answer(request, self.server.shelf, self.server.door)
        except Exception as error:
            # this is the outermost call: the other pages go on
            self.server.regret(error)
            return plain(HTTPStatus.INTERNAL_SERVER_ERROR)

    def do_HEAD(self) -> None:
        """Answer as for GET, without the body."""
        self.do_GET()

    def __getattr__(self, name: str) -> Any:
        # any other method is asked for by name too, and is refused as such
        if name.startswith("do_"):
            return self._refuse
        raise AttributeError(name)

    def _refuse(self) -> None:
        self.close_connection = True
        self._send(answer(self._request(), self.server.shelf, self.server.door))

    def _request(self) -> Request:
        # two hosts in one request are none
        hosts = self.headers.get_all("host") or []
        headers = {name.lower(): value for name, value in self.headers.items() if name.lower() != "host"}
        if len(hosts) == 1:
            headers["host"] = hosts[0]
        # the request line as it came: the server of the standard library joins slashes at its beginning
        target = self.requestline.split(" ")[1] if self.requestline.count(" ") else self.path
        return Request(method=self.command, target=target, headers=headers)

    def _send(self, response: Response) -> None:
        self.send_response(response.status)
        for name, value in response.headers:
            self.send_header(name, value)
        if response.status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(response.body)))
        if self.headers.get("content-length") or self.headers.get("transfer-encoding"):
            # what follows is a body that nobody reads
            self.close_connection = True
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD" and response.status != HTTPStatus.NOT_MODIFIED:
            self.wfile.write(response.body)

    def _stream(self, request: Request) -> None:
        """Send events until the client goes away; a page that lags behind hears only of the latest state."""
        page = parse_qs(request.query).get("page", [""])[0]
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        for name, value in (
            ("Content-Type", "text/event-stream; charset=utf-8"),
            ("Cache-Control", "no-store"),
            ("Connection", "close"),
        ):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(b"retry: 500\n\n")
        for message in self.server.events(page):
            self.wfile.write(f"data: {message}\n\n".encode() if message else b": still here\n\n")

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 - the name is the library's
        """Say nothing: an editor's terminal is for problems."""

    def version_string(self) -> str:
        """Return what the Server header says."""
        return "sitegen"

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """Answer what is no request with a line, and end the connection."""
        self.close_connection = True
        self.headers = getattr(self, "headers", None) or self.MessageClass()
        self.command = getattr(self, "command", None) or "GET"
        self.request_version = "HTTP/1.1"
        self._send(plain(HTTPStatus(code), ("Connection", "close")))


def listen(host: str, port: int, shelf: Shelf, door: Door, events: Events, *, regret: Regret) -> Listener:
    """Return a listener at this port, or at the next one that is free; raises OSError where there is none."""
    for number in range(port, port + NEXT_PORTS):
        try:
            return Listener((host, number), shelf, door, events, regret=regret)
        except OSError as error:
            taken = error
            # only a port that is in use leaves room for the next one
            if error.errno != EADDRINUSE:
                raise
    raise taken
