"""Requests and responses without a socket: what is refused, and how a file is delivered."""

import random
from http import HTTPStatus

import pytest

from sitegen.server.answering import LIVE, Door, Found, answer
from sitegen.server.exchange import Request, Response, is_ours, media_type, path_of, tag_of

LETTERS = b"abcdefghijklmnopqrstuvwxyz"
FILES = {
    "index.html": b"<html><body><p>front</p></body></html>",
    "404.html": b"<html><body>lost</body></html>",
    "2021-05-14/index.html": b"<html><body>issue</body></html>",
    "2021-05-14/photo.jpg": LETTERS,
    "assets/style.0a1b.css": b"p { }",
}


class Files:
    """A shelf of a few files."""

    empty = False

    def find(self, url: str) -> Found | None:
        content = None if self.empty else FILES.get(url)
        return None if content is None else Found(content=content, mark=f"mark-of-{url}")

    def missing(self, url: str) -> Found:
        return Found(content=f"<body>{url}: lost</body>".encode())

    def is_empty(self) -> bool:
        return self.empty


def ask(target: str, method: str = "GET", host: str | None = "localhost:8000", **headers: str) -> Response:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    if host is not None:
        told["host"] = host
    return answer(Request(method=method, target=target, headers=told), Files(), Door())


def header(response: Response, name: str) -> str:
    return dict(response.headers).get(name, "")


def test_a_page_gets_the_script_and_says_which_page_it_is() -> None:
    response = ask("/2021-05-14/")
    assert response.status == HTTPStatus.OK
    assert header(response, "Content-Type") == "text/html; charset=utf-8"
    script = (
        b'<script src="/.serve/live.js" data-page="2021-05-14/index.html" data-mark="mark-of-2021-05-14/index.html"'
    )
    assert response.body == b"<html><body>issue" + script + b"></script></body></html>"


def test_other_files_come_as_they_are() -> None:
    response = ask("/assets/style.0a1b.css")
    assert (response.body, header(response, "Content-Type")) == (b"p { }", "text/css; charset=utf-8")


@pytest.mark.parametrize("path", LIVE)
def test_the_servers_own_files_are_there(path: str) -> None:
    assert len(ask(f"/{path}").body) > 500


def test_the_query_is_no_part_of_the_address() -> None:
    assert ask("/2021-05-14/photo.jpg?width=7").body == LETTERS


def test_a_folder_without_its_slash_is_led_to_it() -> None:
    response = ask("/2021-05-14")
    assert (response.status, header(response, "Location")) == (HTTPStatus.TEMPORARY_REDIRECT, "/2021-05-14/")


def test_a_folder_without_a_page_is_not_listed() -> None:
    for target in ("/assets/", "/assets"):
        assert ask(target).status == HTTPStatus.NOT_FOUND


def test_who_reads_pages_gets_the_page_for_lost_ways_and_who_loads_a_picture_a_line() -> None:
    page = ask("/2021-05-15/", accept="text/html,*/*")
    assert page.status == HTTPStatus.NOT_FOUND
    assert b"live.js" in page.body
    assert header(page, "Content-Type") == "text/html; charset=utf-8"
    assert ask("/2021-05-14/none.jpg", accept="image/*").body == b"404 Not Found\n"


def test_a_paper_that_cannot_be_read_is_unavailable_and_its_page_waits_for_better_times() -> None:
    shelf = Files()
    shelf.empty = True
    response = answer(Request(target="/", headers={"host": "localhost"}), shelf, Door())
    assert response.status == HTTPStatus.SERVICE_UNAVAILABLE
    assert b"live.js" in response.body


def test_only_get_and_head_are_known() -> None:
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE", "PATCH", "get"):
        response = ask("/", method)
        assert (response.status, header(response, "Allow")) == (HTTPStatus.METHOD_NOT_ALLOWED, "GET, HEAD")


def test_a_known_tag_is_answered_without_content() -> None:
    tag = header(ask("/2021-05-14/photo.jpg"), "ETag")
    assert tag == tag_of(LETTERS)
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        response = ask("/2021-05-14/photo.jpg", if_none_match=known)
        assert (response.status, response.body, header(response, "ETag")) == (HTTPStatus.NOT_MODIFIED, b"", tag)
    assert ask("/2021-05-14/photo.jpg", if_none_match='"other"').status == HTTPStatus.OK


@pytest.mark.parametrize(
    ("wanted", "start", "end"),
    [("bytes=0-4", 0, 5), ("bytes=20-", 20, 26), ("bytes=-3", 23, 26), ("bytes=-99", 0, 26), ("bytes=25-99", 25, 26)],
)
def test_a_range_is_delivered(wanted: str, start: int, end: int) -> None:
    response = ask("/2021-05-14/photo.jpg", range=wanted)
    assert response.status == HTTPStatus.PARTIAL_CONTENT
    assert response.body == LETTERS[start:end]
    assert header(response, "Content-Range") == f"bytes {start}-{end - 1}/26"


@pytest.mark.parametrize("wanted", ["bytes=26-", "bytes=9-3", "bytes=-0"])
def test_a_range_outside_is_refused(wanted: str) -> None:
    response = ask("/2021-05-14/photo.jpg", range=wanted)
    assert response.status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
    assert header(response, "Content-Range") == "bytes */26"


@pytest.mark.parametrize("wanted", ["bytes=0-1,3-4", "lines=1-2", "bytes=-", "bytes=a-b", ""])
def test_what_is_no_single_range_is_answered_by_the_whole(wanted: str) -> None:
    assert ask("/2021-05-14/photo.jpg", range=wanted).status == HTTPStatus.OK


def test_a_range_of_another_version_is_answered_by_the_whole() -> None:
    tag = tag_of(LETTERS)
    assert ask("/2021-05-14/photo.jpg", range="bytes=0-4", if_range=tag).status == HTTPStatus.PARTIAL_CONTENT
    assert ask("/2021-05-14/photo.jpg", range="bytes=0-4", if_range='"old"').status == HTTPStatus.OK


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("feed.xml", "application/xml"),
        ("feed.json", "application/json"),
        ("a/page.pdf", "application/pdf"),
        ("a/b.svg", "image/svg+xml"),
        ("search/index.js", "text/javascript; charset=utf-8"),
        ("a/b.unknown", "application/octet-stream"),
    ],
)
def test_types_are_the_same_on_every_machine(url: str, kind: str) -> None:
    assert media_type(url) == kind


def hostile_paths() -> list[str]:
    """Return five hundred ways to leave the tree, the same each time."""
    dice = random.Random(7)
    dots = (
        "..",
        "%2e%2e",
        "%2E.",
        ".%2e",
        "..%00",
        "%252e%252e",
        "..;",
        "....",
        "%c0%ae%c0%ae",
        "%uff0e%uff0e",
        "．．",
    )
    slashes = ("/", "%2f", "\\", "%5c", "//", "/./", "%252f", "%c0%af", "／")
    ends = ("etc/passwd", "paper.yaml", "windows/win.ini", "C:/boot.ini", ".git/config", "index.html", "")
    starts = ("/", "//", "/2021-05-14/", "/assets/", "/.serve/", "/%00", "http://localhost:8000/", "\\")
    paths: list[str] = []
    while len(paths) < 500:
        way = "".join(dice.choice(dots) + dice.choice(slashes) for _ in range(dice.randint(1, 6)))
        paths.append(dice.choice(starts) + way + dice.choice(ends))
    return paths


def test_no_path_leaves_the_tree_whatever_its_coding() -> None:
    for path in hostile_paths():
        assert 400 <= ask(path).status < 500, path
        decoded = path_of(path)
        assert decoded is None or ".." not in decoded.split("/"), path


def hostile_hosts() -> list[str]:
    dice = random.Random(8)
    names = ("evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "10.0.0.7", "0.0.0.0", "[::2]", "xn--lclhst")
    tricks = (
        "{}",
        "{}:8000",
        "user@{}",
        "localhost@{}",
        "{},localhost",
        "{} localhost",
        "{}/localhost",
        "{}#localhost",
    )
    plain = (
        "",
        " ",
        "localhost:",
        "localhost:0",
        "localhost:99999",
        "localhost:8000:8000",
        "localhost.",
        "[::1",
        "::1",
    )
    made = [dice.choice(tricks).format(dice.choice(names)) + dice.choice(("", ".", ":80", ":x")) for _ in range(491)]
    return [*plain, *made]


def test_no_other_host_is_answered() -> None:
    for host in hostile_hosts():
        assert 400 <= ask("/", host=host).status < 500, host
    assert ask("/", host=None).status == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "127.0.0.1", "[::1]:8000", "127.8.8.8"]
)
def test_this_machine_is_known_by_all_its_names(host: str) -> None:
    assert ask("/", host=host).status == HTTPStatus.OK


def test_a_server_for_others_is_known_by_its_name_and_by_addresses_in_numbers() -> None:
    names = frozenset({"localhost", "desk.local"})
    assert is_ours("192.168.7.7:8000", names, loopback=False)
    assert is_ours("desk.local:8000", names, loopback=False)
    assert not is_ours("evil.example:8000", names, loopback=False)
