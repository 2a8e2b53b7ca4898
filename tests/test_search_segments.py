"""The files of a year, their names, and the numbers in them."""

import random
from collections.abc import Sequence

import numpy as np
import pytest
from searching import document, issue

from sitegen.search import parts, segments, symbols
from sitegen.search.documents import Document, IssueDocuments, filled_length, length_class
from sitegen.search.encoding import encode_issue
from sitegen.search.gathering import Gathered, Taken, gather
from sitegen.search.routes import part_name
from sitegen.search.years import Year

LETTERS = "气候变化人工智能天地玄黄宇宙洪荒"
WORDS = ["ai", "5g", "covid-19", "machine", "machines", "learning", "internationalisation", "internationals", "élan"]


def random_text(rng: random.Random) -> str:
    pieces = ("".join(rng.choices(LETTERS, k=rng.randint(1, 9))), rng.choice(WORDS), rng.choice("，。\n "))
    return "".join(piece for _ in range(rng.randint(0, 12)) for piece in rng.sample(pieces, 3))


def random_document(rng: random.Random) -> Document:
    people = tuple(rng.sample(["王芳", "李明", "张伟"], rng.randint(0, 2)))
    return document(
        random_text(rng), random_text(rng), deck=random_text(rng), people=people, section=rng.choice("甲乙")
    )


def random_year(rng: random.Random) -> list[IssueDocuments]:
    return [
        issue(f"2021-{month:02}-01", *(random_document(rng) for _ in range(rng.randint(0, 4)))) for month in range(1, 7)
    ]


def blobs_of(issues: Sequence[IssueDocuments]) -> list[bytes]:
    return [encode_issue(one, "zh-CN") for one in issues]


def test_equal_issues_give_equal_blobs_whatever_was_encoded_before() -> None:
    rng = random.Random(2)
    issues = random_year(rng)
    assert blobs_of(issues) == list(reversed(blobs_of(issues[::-1])))


def test_a_year_lists_all_its_files_once() -> None:
    files: list[str] = []
    year: Year = segments.write_year(
        "2021", blobs_of(random_year(random.Random(3))), lambda path, _: files.append(path)
    )
    facts = [f"search/2021/{kind}.js" for kind in ("head", "topics", "people")]
    assert sorted(files) == sorted([*facts, *(path for part in year.parts for path in part.files("2021"))])
    assert len(set(files)) == len(files)


@pytest.mark.parametrize("seed", range(8))
def test_a_year_is_the_same_however_much_of_it_is_in_memory_at_once(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "LIMIT", 40)
    blobs, files, again = blobs_of(random_year(random.Random(seed))), dict[str, bytes](), dict[str, bytes]()
    year = segments.write_year("2021", blobs, files.__setitem__)
    shares: list[int] = []

    def counted(taken: Sequence[Taken]) -> Gathered:
        shares.append(sum(len(part.routes) for part in taken))
        return gather(taken)

    monkeypatch.setattr(segments, "gather", counted)
    monkeypatch.setattr(segments, "_CUT", 45)
    monkeypatch.setattr(segments, "_AT_ONCE", 100)
    assert segments.write_year("2021", blobs, again.__setitem__) == year
    assert again == files
    assert len(shares) > 1


def test_each_part_has_a_name_of_its_own() -> None:
    bits = [format(number, f"0{length}b") for length in range(1, 10) for number in range(1 << length)]
    names = {part_name(one) for one in ["", *bits]}
    assert len(names) == len(bits) + 1
    assert all(name.isalnum() and name == name.lower() for name in names)


def decoded(text: str) -> list[int]:
    """Read symbols by the description in docs/search-formats.md."""
    numbers: list[int] = []
    value, digit, span = 0, 1, 47
    for symbol in map(symbols.ALPHABET.index, text.encode()):
        if symbol < 47:
            numbers.append(value + symbol * digit)
            value, digit, span = 0, 1, 47
        else:
            value += (symbol - 47) * digit + span
            digit *= 46
            span *= 46
    return numbers


@pytest.mark.parametrize("top", [46, 47, 2_208, 2_209, 101_660, 101_661, 4_574_000])
def test_numbers_as_symbols_can_be_read_again(top: int) -> None:
    numbers = sorted({0, 1, top, *(max(top - step, 0) for step in range(200))})
    text = symbols.text_of(np.array(numbers))
    assert decoded(text) == numbers
    read, sizes = symbols.decode(np.frombuffer(text.encode(), np.uint8))
    assert read.tolist() == numbers
    assert sizes.sum() == len(text)
    assert '"' not in text
    assert "\\" not in text


def test_a_number_that_no_archive_can_have_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        symbols.encode(np.array([10**9]))


@pytest.mark.parametrize("row", ["P", " P", '"', "\\", "é", "PPPP "])
def test_what_tells_no_numbers_is_refused(row: str) -> None:
    with pytest.raises(ValueError, match="no row of symbols"):
        symbols.decode(np.frombuffer(row.encode(), np.uint8))


def test_a_length_is_filled_up_by_an_eighth_at_most() -> None:
    for length in [*range(5_000), 123_456, 9_999_999]:
        filled = filled_length(length_class(length))
        assert length <= filled <= length * 9 / 8
        assert length_class(filled) == length_class(length)
