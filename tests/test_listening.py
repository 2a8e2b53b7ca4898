"""The sockets: what a client gets over a connection, good ones and bad ones."""

import http.client
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from builds import desk
from stands import Stand, open_stand
from test_newsstand import FILES, NEW, A, story

from sitegen.server.listening import Listener
from sitegen.serving import open_door


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Stand, Listener]]:
    made = open_stand(desk(tmp_path, FILES), monkeypatch)
    made.refresh()
    listener = open_door(made.stand, "127.0.0.1", 0)
    threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield made, listener
    listener.shutdown()
    listener.server_close()


def port_of(listener: Listener) -> int:
    return int(listener.server_address[1])


@contextmanager
def connected(listener: Listener) -> Iterator[http.client.HTTPConnection]:
    with closing(http.client.HTTPConnection("127.0.0.1", port_of(listener), timeout=20)) as connection:
        yield connection


def raw(listener: Listener, request: bytes) -> bytes:
    """Send bytes and return all that comes back until the server ends the connection."""
    with closing(socket.create_connection(("127.0.0.1", port_of(listener)), timeout=20)) as client:
        client.sendall(request)
        client.shutdown(socket.SHUT_WR)
        answer = b""
        while part := client.recv(65536):
            answer += part
        return answer


def listen_to(listener: Listener, page: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port_of(listener), timeout=20)
    connection.request("GET", f"/.serve/events?page={page}")
    # the answer says that it ends the connection, so it holds the socket alone
    return connection.getresponse()


def told(stream: http.client.HTTPResponse) -> dict[str, object]:
    while True:
        line = stream.readline()
        assert line, "the stream ended"
        if line.startswith(b"data: "):
            message: dict[str, object] = json.loads(line[6:])
            return message


def test_one_connection_carries_many_requests(served: tuple[Stand, Listener]) -> None:
    with connected(served[1]) as connection:
        for target, status in (("/", 200), ("/none.html", 404), (f"/{A}", 200), ("/2024-05-24", 307), ("/..", 400)):
            connection.request("GET", target)
            response = connection.getresponse()
            assert response.status == status, target
            assert len(response.read()) == int(response.headers["Content-Length"])


def test_head_has_the_headers_of_get_and_no_body(served: tuple[Stand, Listener]) -> None:
    with connected(served[1]) as connection:
        answers = []
        for method in ("GET", "HEAD"):
            connection.request(method, f"/{A}")
            response = connection.getresponse()
            body = response.read()
            answers.append((body, {name: text for name, text in response.headers.items() if name != "Date"}))
        assert answers[0][1] == answers[1][1]
        assert (len(answers[0][0]) > 100, answers[1][0]) == (True, b"")


def test_a_known_page_is_not_sent_again(served: tuple[Stand, Listener]) -> None:
    with connected(served[1]) as connection:
        connection.request("GET", f"/{A}")
        response = connection.getresponse()
        response.read()
        connection.request("GET", f"/{A}", headers={"If-None-Match": response.headers["ETag"]})
        again = connection.getresponse()
        assert (again.status, again.read()) == (304, b"")


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 7\r\n\r\nabcdefg", b"405"),
        (b"BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n", b"405"),
        (b"GET / HTTP/1.1\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", b"403"),
        (b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n", b"400"),
        (b"GET //evil.example/.. HTTP/1.1\r\nHost: localhost\r\n\r\n", b"400"),
        (b"GET /../paper.yaml HTTP/1.1\r\nHost: localhost\r\n\r\n", b"400"),
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", b"414"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X-A: b\r\n" * 200 + b"\r\n", b"431"),
        (b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", b"505"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n", b"400"),
        (b"GET /.serve/events?page=index.html HTTP/1.1\r\nHost: evil.example\r\n\r\n", b"403"),
    ],
)
def test_what_is_no_good_request_is_refused_in_a_line(
    served: tuple[Stand, Listener], request_: bytes, status: bytes
) -> None:
    answer = raw(served[1], request_)
    assert answer.split(b"\r\n")[0].split(b" ")[1] == status
    assert b"Traceback" not in answer


def test_a_client_that_sends_nothing_holds_up_nobody(served: tuple[Stand, Listener]) -> None:
    idle = [socket.create_connection(("127.0.0.1", port_of(served[1]))) for _ in range(50)]
    for client in idle[:25]:
        client.sendall(b"GET / HT")
    with connected(served[1]) as connection:
        connection.request("GET", "/")
        assert connection.getresponse().status == 200
    for client in idle:
        client.close()


def test_an_edit_reaches_two_hundred_open_pages(served: tuple[Stand, Listener]) -> None:
    stand, listener = served
    streams = [listen_to(listener, page) for page in (A, "2024-05-17/a.html") for _ in range(100)]
    first = [told(stream)["mark"] for stream in streams]
    assert len(set(first)) == 2
    for number in range(10):
        stand.desk.write({f"{NEW}/a.md": story("头条", f"第{number}稿。")})
        stand.refresh(NEW)
    found = stand.stand.find(A)
    assert found
    for stream in streams[:100]:
        while told(stream)["mark"] != found.mark:
            continue
    # a page whose content stayed was told nothing of ten edits: the next it hears is of a problem
    stand.desk.write({f"{NEW}/a.md": "---\n---\n"})
    stand.refresh(NEW)
    for stream, mark in zip(streams[100:], first[100:], strict=True):
        message = told(stream)
        assert message["mark"] == mark
        assert message["problems"]
    for stream in streams:
        stream.close()


def test_a_port_in_use_leads_to_the_next(served: tuple[Stand, Listener]) -> None:
    stand, listener = served
    other = open_door(stand.stand, "127.0.0.1", port_of(listener))
    assert port_of(other) > port_of(listener)
    other.server_close()


def test_a_fault_of_ours_is_told_in_a_line_and_the_other_pages_go_on(
    served: tuple[Stand, Listener], monkeypatch: pytest.MonkeyPatch
) -> None:
    stand, listener = served
    told: list[str] = []
    monkeypatch.setattr(listener, "regret", lambda error: told.append(repr(error)))
    monkeypatch.setattr(stand.stand, "missing", {}.__getitem__)
    with connected(listener) as connection:
        for target, status in (("/none.html", 500), (f"/{A}", 200)):
            connection.request("GET", target)
            response = connection.getresponse()
            assert response.status == status
            assert b"Traceback" not in response.read()
    assert told == ["KeyError('none.html')"]
