"""A year that was mended after edits equals one written from scratch, byte for byte; or it refuses to be mended."""

from collections.abc import Iterator
from contextlib import suppress
from functools import cache, partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from searching import document, issue

from sitegen.search import mending, parts, segments
from sitegen.search.documents import Document
from sitegen.search.encoding import encode_issue
from sitegen.search.mending import Edits, mend_year
from sitegen.search.rereading import read_parts
from sitegen.search.segments import write_year
from sitegen.search.years import Year, unpack_year

Issues = list[list[Document]]
Files = dict[str, bytes]

PIECES = [*"气候变化人工智能天地玄黄宇宙洪荒", "，", "。\n", " "]
WORDS = ["ai", "5g", "covid-19", "machine", "machines", "learning", "internationalisation", "internationals", "élan"]
TEXTS = st.lists(st.sampled_from(PIECES + [f" {word} " for word in WORDS]), max_size=25).map("".join)
LONG = st.sampled_from(["大桥" * 40, "international " * 30, "internationals " * 30, "气候变化" * 30])
"""What makes a part that cannot be cut; two of the words have one route."""

DOCUMENTS = st.builds(
    document,
    st.one_of(TEXTS, LONG),
    TEXTS,
    deck=st.one_of(st.just(""), TEXTS),
    people=st.lists(st.sampled_from(["王芳", "李明", "张伟"]), max_size=2, unique=True).map(tuple),
    section=st.sampled_from(["", "甲", "乙"]),
    column=st.sampled_from(["", "科普"]),
)
ISSUES = st.lists(st.lists(DOCUMENTS, max_size=3), min_size=1, max_size=4)
STEPS = st.lists(
    st.tuples(st.dictionaries(st.integers(0, 5), st.lists(DOCUMENTS, max_size=3)), st.booleans()), max_size=3
)
"""Issues by number as they are by now, where one that is not there is new; and whether the last one is taken away."""

FACTS = {f"search/2021/{kind}.js" for kind in ("head", "topics", "people")}
BODIES = ["江上起了雾，渡船停了半天。", "大桥通车，渡口停航。machine learning", "气候变化" * 30, "international " * 30]


@pytest.fixture(autouse=True, scope="module")
def small_parts() -> Iterator[None]:
    """Let parts be cut, set apart and gathered at a size that little years reach."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (parts, mending):
            patch.setattr(module, "LIMIT", 40)
        patch.setattr(parts, "APART", 30)
        patch.setattr(segments, "_AT_ONCE", 60)
        patch.setattr(segments, "_CUT", 45)
        patch.setattr(mending, "_NODES_AT_ONCE", 3)
        patch.setattr(mending, "_FEW", 1_000_000)
        yield


def blobs_of(issues: Issues) -> list[bytes]:
    """Return the blobs of issues, one a month."""
    return [encode_issue(issue(f"2021-{month:02}-01", *own), "zh-CN") for month, own in enumerate(issues, 1)]


def whole_year(blobs: list[bytes]) -> tuple[Year, Files]:
    files: Files = {}
    return write_year("2021", blobs, files.__setitem__), files


def edits_of(before: list[bytes], now: list[bytes]) -> Edits:
    was, stands = dict(enumerate(before)), dict(enumerate(now))
    numbers = [number for number in was | stands if was.get(number) != stands.get(number)]
    return {number: (was.get(number), stands.get(number)) for number in numbers}


@settings(max_examples=100, deadline=None)
@given(issues=ISSUES, steps=STEPS)
def test_a_mended_year_equals_one_written_from_scratch(
    issues: Issues, steps: list[tuple[dict[int, list[Document]], bool]]
) -> None:
    blobs = blobs_of(issues)
    year, files = whole_year(blobs)
    for changed, shorter in steps:
        for number, documents in sorted(changed.items()):
            issues[number : number + 1] = [documents]
        if shorter and len(issues) > 1:
            issues.pop()
        before, blobs = blobs, blobs_of(issues)
        mended = mend_year(unpack_year(year.pack()), edits_of(before, blobs), files.__getitem__)
        assert mended
        assert mended.gone <= files.keys()
        files = {path: content for path, content in files.items() if path not in mended.gone} | dict(mended.files)
        year = mended.year
        assert (year, files) == whole_year(blobs)


@settings(max_examples=50, deadline=None)
@given(issues=ISSUES)
def test_parts_that_were_read_back_and_written_again_are_the_same(issues: Issues) -> None:
    year, files = whole_year(blobs_of(issues))
    again: Files = {}
    written = parts.write_nodes("2021", [""], read_parts("2021", year.parts, files.__getitem__), again.__setitem__)
    assert tuple(written) == year.parts
    assert again == {path: files[path] for path in files.keys() - FACTS}


@cache
def edited() -> tuple[Year, Files, Edits]:
    """Return a year, its files, and an edit of it: a word of one issue is another one now."""
    before = blobs_of([[document(body, people=("王芳",))] for body in BODIES])
    now = blobs_of([[document(body.replace("learning", "machines"), people=("王芳",))] for body in BODIES])
    return *whole_year(before), edits_of(before, now)


def test_an_edit_leaves_the_files_alone_that_tell_nothing_of_it() -> None:
    year, files, edits = edited()
    read: list[str] = []

    def noted(path: str) -> bytes:
        read.append(path)
        return files[path]

    mended = mend_year(year, edits, noted)
    assert mended
    assert list(edits) == [1]
    assert len(read) <= 2
    assert len(mended.files.keys() - {"search/2021/head.js"}) <= 2
    assert len(files) > 10


def damaged(files: Files, damage: str, path: str) -> bytes:
    if damage == "gone":
        raise FileNotFoundError(path)
    other = next(content for name, content in files.items() if name != path and name not in FACTS)
    return {"empty": b"", "short": files[path][:-9], "other": other, "zeros": bytes(len(files[path]))}[damage]


@pytest.mark.parametrize("damage", ["gone", "empty", "short", "other", "zeros"])
def test_a_year_is_not_mended_from_what_was_not_written_there(damage: str) -> None:
    year, files, edits = edited()
    with pytest.raises((OSError, ValueError)):
        mend_year(year, edits, partial(damaged, files, damage))


@settings(max_examples=300, deadline=None)
@given(places=st.lists(st.integers(0, 200), min_size=3, max_size=3), symbols=st.text(st.characters(max_codepoint=126)))
def test_whatever_stands_there_it_is_refused_at_worst(places: list[int], symbols: str) -> None:
    year, files, edits = edited()

    def scribbled(path: str) -> bytes:
        content = bytearray(files[path])
        for place, symbol in zip(places, symbols.encode(), strict=False):
            content[place % len(content)] = symbol
        return bytes(content)

    with suppress(ValueError):
        mend_year(year, edits, scribbled)


def test_a_year_is_written_whole_where_most_of_it_differs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mending, "_FEW", 3)
    blobs = blobs_of([[document(body)] for body in BODIES])
    year, files = whole_year(blobs)
    assert mend_year(year, edits_of(blobs, blobs[::-1]), files.__getitem__) is None
