"""The reader in docs/search-formats.md reads what the build wrote."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from builds import ROOT
from searching import document, files_of, issue, write

from sitegen.search.splitting import split

Posting = tuple[str, int, list[list[int]]]

ISSUES = [
    issue("2021-01-01", document("渡口停航，大桥通车。\n5G到渡口", "大桥", kicker="本报讯", deck="渡口")),
    issue("2021-05-14-extra"),
    issue(
        "2021-05-15", document("渡口" * 30, "渡", deck="副题"), document("machine learning covid-19 learning", "5G手机")
    ),
]


def reader() -> Callable[[Path], Iterator[Posting]]:
    text = (ROOT / "docs" / "search-formats.md").read_text("utf-8")
    found: dict[str, Any] = {}
    exec(re.findall("```python\n(.*?)```", text, re.DOTALL)[0], found)
    postings: Callable[[Path], Iterator[Posting]] = found["postings"]
    return postings


def expected() -> list[Posting]:
    """Return all postings by the rule of splitting alone."""
    found: dict[tuple[str, int], list[list[int]]] = {}
    articles = [one for each in ISSUES for one in each.documents]
    for number, article in enumerate(articles):
        fields = ((article.headline,), (article.kicker, article.deck), article.paragraphs)
        for field, paragraphs in enumerate(fields):
            begin = 0
            for paragraph in paragraphs:
                *terms, (_, end) = split(paragraph + "。z", "zh-CN")
                for term, place in terms:
                    found.setdefault((term, number), [[], [], []])[field].append(begin + place)
                begin += end + 1
    return sorted((term, article, places) for (term, article), places in found.items())


@pytest.mark.parametrize("limit", [16_000, 40])
def test_the_reader_of_the_documentation_reads_a_year(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    monkeypatch.setattr("sitegen.search.parts.LIMIT", limit)
    monkeypatch.setattr("sitegen.search.parts.APART", limit // 2)
    year = write(tmp_path, files_of(ISSUES)) / "search" / "2021"
    assert sorted(reader()(year)) == expected()
    assert (limit > 40) == (not list(year.glob("p*x.js")))
