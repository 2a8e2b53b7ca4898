"""No text takes the machine: the work grows with the length, nothing recurses without end, all HTML is harmless."""

import re
import sys
from collections.abc import Callable
from functools import partial
from html.parser import HTMLParser
from types import FrameType
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.markdown import Rendered, body, render
from sitegen.markdown.tags import sanitize
from sitegen.model import RemoteImages
from sitegen.pictures import Size

BOMBS: dict[str, Callable[[int], str]] = {
    "quotation marks": lambda n: ">" * n,
    "lines of quotation marks": lambda n: (">" * 100 + "\n") * (n // 50),
    "lists": lambda n: "- " * n,
    "deeper and deeper lists": lambda n: "\n".join("  " * (i % 40) + "- a" for i in range(n // 4)),
    "lines that lazily go on": lambda n: ">" * 30 + "a\n" + "b\n" * (n // 10),
    "open brackets": lambda n: "[" * n,
    "open brackets with text": lambda n: "[a " * n,
    "open brackets and one that closes": lambda n: "[a " * n + "]",
    "closing brackets": lambda n: "]" * n,
    "brackets in brackets": lambda n: "[" * n + "]" * n,
    "links that never end": lambda n: "[a](b" * n,
    "titles that never end": lambda n: "[a](b 'c" * n,
    "pictures in pictures": lambda n: "![" * n + "](photo.jpg)" * n,
    "stars": lambda n: "*" * n,
    "openers of emphasis": lambda n: "*a **b " * n,
    "openers and closers": lambda n: "a**b" * n + "c* " * n,
    "underscores": lambda n: "_a __b " * n,
    "tildes": lambda n: "~~a " * n,
    "backticks": lambda n: "".join("`" * (i % 99) + "a" for i in range(n // 20)),
    "less-than signs": lambda n: "<a " * n + ">",
    "comments": lambda n: "x <!--" * n,
    "a block of comments": lambda n: "<!--" * n,
    "instructions": lambda n: "x <?" * n + "\n\n" + "<?" * n,
    "sections of data": lambda n: "x <![CDATA[" * n,
    "scripts": lambda n: "x <script>" * n,
    "a block of scripts": lambda n: "<div><script>" * n,
    "elements that are never closed": lambda n: "<div>" * n,
    "blocks of them": lambda n: "<div>\n\n" * (n // 4),
    "bold type that is never closed": lambda n: "a <b>" * n,
    "tables in tables": lambda n: "<table><tr><td>" * n,
    "quotes in tags": lambda n: "<div><a '\"" * n,
    "attributes": lambda n: "x <a " + "b='c' " * n + ">",
    "columns": lambda n: "|" + "a|" * n + "\n|" + "-|" * n + "\n|\n",
    "rows": lambda n: "|a|\n|-|\n" + "|b|\n" * (n // 4),
    "entities": lambda n: "&amp;" * n,
    "backslashes": lambda n: "\\" * n,
    "definitions": lambda n: "".join(f"[a{i}]: /u\n" for i in range(n // 10)) + "[a1]",
    "footnotes": lambda n: "".join(f"[^{i}] " for i in range(n // 9)) + "\n\n" + "[^1]: x\n\n" * (n // 9),
    "notes in notes": lambda n: "".join(f"[^{i}]: " for i in range(n // 9)) + "x\n\n[^1]",
    "marks of one note": lambda n: "[^1] " * (n // 2) + "\n\n[^1]: x",
    "a note on itself": lambda n: "[^1]\n\n[^1]: a" + " [^1]" * (n // 2),
    "headings": lambda n: "# a\n" * (n // 3),
    "lines": lambda n: "汉\n" * n,
    "blanks": lambda n: "a" + " " * n + "b\n" + (" " * 50 + "\n") * (n // 50),
    "links": lambda n: "[a](b.md) " * n,
    "links that are not allowed": lambda n: "[a](javascript:x) " * n,
    "parts": lambda n: "[a](#x) " * (n // 2),
    "pictures from elsewhere": lambda n: "![](http://x/a.png)\n\n" * (n // 5),
    "credits": lambda n: "![a](photo.jpg){credit=" * n,
    "fences": lambda n: "```\n" * n,
    "nothing": lambda n: "\0" * n,
    "halves of pairs": lambda n: "\ud800" * n,
}


def body_of(text: str, remote_images: RemoteImages = "refuse") -> Rendered:
    return render(
        text,
        path="issues/2021/2021-05-14/01-a.md",
        first_line=5,
        remote_images=remote_images,
        pictures={"photo.jpg": Size(640, 480)},
        address=lambda target: target.replace(".md", ".html"),
    )


def calls(run: Callable[[], object]) -> int:
    """Return how many functions are called, which no other program on the machine can change."""
    count = 0

    def note(frame: FrameType, event: str, argument: object) -> None:  # noqa: ARG001
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(note)
    try:
        run()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", BOMBS)
def test_the_work_grows_no_faster_than_the_text(name: str) -> None:
    bomb = BOMBS[name]
    body_of(bomb(10))  # what is made once is made
    short, long = bomb(500), bomb(2000)
    few, many = calls(partial(body_of, short)), calls(partial(body_of, long))
    assert many < 8 * few + 5000


def test_a_text_of_five_megabytes_is_read() -> None:
    text = "大桥今日通车，江城人奔走相告。" * 30 + "\n\n"
    result = body_of(text * (5_000_000 // len(text.encode())))
    assert len(result.body.paragraphs) > 3000
    assert result.problems == ()


@pytest.mark.parametrize("text", [">" * 10_000 + "甲", "- " * 10_000 + "甲", "[" * 10_000 + "甲", "*甲 **乙 " * 5_000])
def test_what_is_beyond_the_measure_is_shown_all_the_same(text: str) -> None:
    assert "甲" in "".join(body_of(text).body.paragraphs)


TAGS = (
    "a abbr b br code em i img q rt ruby small span sub sup wbr blockquote caption div hr li ol p pre table td th tr "
    "ul tbody thead h2 font center script style iframe svg math template select option form input button textarea "
    "title noscript plaintext xmp object embed video audio source picture details summary figure figcaption head body "
    "html base link meta dl dt dd colgroup col noembed frameset frame marquee rp main section"
)
ATTRIBUTES = (
    "| class=x| id=part-1| href='https://example.org/'| href=javascript:alert(1)| href='02-b.md'| src=photo.jpg"
    "| src='https://example.org/p.png'| onclick=x()| style='color:red'| title='t&quot;<'| lang=en| dir=rtl| start=3"
    "| href='java&#9;script:x'| href=' data:text/html,x'| srcset='https://example.org/a 2x'| xlink:href=x| href"
)
MARKS = (
    "大桥|通车。|**粗**|*斜*|`码`|[链](02-b.md)|[外](https://example.org)|![图](photo.jpg)|![远](https://example.org/p.png)"
    "|<!-- 注 -->|<!--|-->|<?x ?>|<!DOCTYPE html>|<![CDATA[x]]>|&lt;script&gt;|&|<|~~删~~|[^1]|[`x`](#part-1)"
    "|[坏](javascript:x)|<javascript:x>|[![i](photo.jpg)](02-b.md)|[![i](https://example.org/p.png)](02-b.md)"
)
BREAKS = ["\n", "\n\n", "\n\n- ", "\n\n> ", "\n\n## ", "\n\n|a|b|\n|-|-|\n|", "\n\n[^1]: ", "  \n", "\n    ", "\n\n1. "]
NAMES = st.sampled_from(TAGS.split())
VALUES = st.sampled_from(ATTRIBUTES.split("|"))
PIECES = st.one_of(
    st.tuples(st.just("<"), NAMES, VALUES, VALUES, st.just(">")).map("".join),
    st.tuples(st.just("</"), NAMES, st.just(">")).map("".join),
    st.sampled_from([*MARKS.split("|"), *BREAKS]),
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)


class Auditor(HTMLParser):
    """Holds HTML to what a body may be: whole, harmless, and asking no other host for anything."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.seen: list[tuple[object, ...]] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.faults += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, *attrs))
        for name, value in attrs:
            address = re.sub(r"[\x00-\x20]", "", value or "").lower()
            bad_address = name in {"href", "src"} and re.match(r"(?!https?:|mailto:|tel:)[a-z][a-z0-9+.-]*:", address)
            remote = name == "src" and not re.fullmatch(r"[\w.-]+", address)
            if name.startswith("on") or name in {"style", "srcset", "xlink:href"} or bad_address or remote:
                self.faults.append(f"<{tag} {name}={value}>")
        if tag in {"script", "style", "iframe", "svg", "math", "object", "form", "base", "link", "meta", "video"}:
            self.faults.append(f"<{tag}>")
        if tag not in {"br", "hr", "img", "wbr"}:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.seen.append((f"/{tag}",))
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self.seen and self.seen[-1][0] == "text":
            data = f"{self.seen.pop()[1]}{data}"
        self.seen.append(("text", data))


@settings(max_examples=500, deadline=None, derandomize=True)
@given(TEXTS)
def test_any_html_ends_whole_and_harmless(text: str) -> None:
    assert Auditor(body_of(text).body.html).faults == []


@settings(max_examples=500, deadline=None, derandomize=True)
@given(TEXTS, st.sampled_from(["refuse", "link", "allow"]))
def test_the_sanitizer_finds_nothing_left_to_do(text: str, remote_images: RemoteImages) -> None:
    with patch.object(body, "sanitize", str):
        html = body_of(text, remote_images).body.html
    assert Auditor(sanitize(html)).seen == Auditor(html).seen


@settings(max_examples=300, deadline=None, derandomize=True)
@given(TEXTS)
def test_no_id_stands_twice_and_none_is_the_contributors(text: str) -> None:
    ids = re.findall(r' id="([^"]*)"', body_of(text).body.html)
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"(part|note|noteref)-[0-9]+(-[0-9]+)?", name) for name in ids)
