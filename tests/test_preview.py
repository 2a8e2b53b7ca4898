"""What is served is what a build writes, byte for byte, though nothing is written."""

from pathlib import Path

import pytest
from builds import ROOT, desk
from corpus import corpus
from stands import LATE, open_stand

from sitegen.newsstand import Changes

APART = ("search/", "robots.txt", "404.html")
"""The index is printed apart; what is served is not for machines that look for pages; lost ways begin at the root."""


@pytest.mark.parametrize("design", ["plain", "own"])
def test_every_file_of_a_build_is_served_with_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, design: str
) -> None:
    work = desk(tmp_path, corpus(4, 6), *([ROOT] if design == "own" else []))
    tree = work.build("--drafts")
    stand = open_stand(work, monkeypatch).stand
    stand.refresh(Changes(), LATE)
    served = {url: found.content for url in tree if (found := stand.find(url))}
    wanted = {url: content for url, content in tree.items() if not url.startswith(APART)}
    assert [url for url, content in wanted.items() if served.get(url) != content] == []
    assert len(wanted) > 50
    texts = {url for url in tree if url.startswith("search/") and url.count(".") == 2}
    assert texts
    assert [url for url in texts if served.get(url) != tree[url]] == []


def test_what_no_build_writes_is_not_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = desk(tmp_path, corpus(2, 3))
    tree = work.build("--drafts")
    stand = open_stand(work, monkeypatch).stand
    stand.refresh(Changes(), LATE)
    issue = next(url.split("/")[0] for url in tree if url.startswith("2"))
    for url in ("paper.yaml", f"{issue}/issue.md", f"{issue}/none.html", "people/none.html", "assets/plain.css", "x"):
        assert stand.find(url) is None, url
