"""Lists of stories get their teasers, an issue read once for many lists."""

import marshal
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import pytest

from sitegen import topics
from sitegen.cache import pack
from sitegen.contexts import Teaser
from sitegen.model import Article, Issue, Page, Topic
from sitegen.occurrences import rows_of, teasers_of
from sitegen.topics import Shelf
from sitegen.works import cache_of

NEWS, SPORT = Topic(name="要闻", slug="yao-wen"), Topic(name="体育", slug="ti-yu")


class Counting(Shelf):
    """A shelf that counts how often each issue is read."""

    def __init__(self, folder: Path, issues: int) -> None:
        cache = cache_of(str(folder / "cache.sqlite"))
        for number in range(issues):
            articles = (
                Article(slug="a", headline=f"甲{number}", tags=(NEWS,)),
                Article(slug="b", headline=f"乙{number}", tags=(NEWS, SPORT)),
            )
            name = f"2024-05-{number + 1:02}"
            issue = Issue(name=name, date=date.fromisoformat(name), pages=(Page(label="1", articles=articles),))
            teasers = teasers_of(issue)
            rows = marshal.dumps(rows_of(issue, teasers))
            packed = marshal.dumps({slug: pack(story) for slug, story in teasers.items()})
            cache.write([(f"rows/{number}", rows), (f"teasers/{number}", packed)])
        super().__init__(cache, [str(number) for number in range(issues)], {})
        self.reads: Counter[int] = Counter()

    def _load(self, place: int, slugs: Iterable[str]) -> Mapping[str, Teaser]:
        self.reads[place] += 1
        return super()._load(place, slugs)


@pytest.mark.parametrize(("at_once", "reads"), [(1, 2), (100, 1)])
def test_an_issue_is_read_once_for_as_many_lists_as_are_held(
    at_once: int, reads: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cache.sqlite").touch()
    monkeypatch.setattr(topics, "_AT_ONCE", at_once)
    shelf = Counting(tmp_path, 3)
    tags = shelf.table()["tags"]
    news, sport = shelf.teasers([tags[NEWS], tags[SPORT]])
    assert [story.headline for story in news] == ["乙2", "甲2", "乙1", "甲1", "乙0", "甲0"]
    assert [story.headline for story in sport] == ["乙2", "乙1", "乙0"]
    assert shelf.reads == dict.fromkeys(range(3), reads)


def test_no_list_needs_no_issue(tmp_path: Path) -> None:
    (tmp_path / "cache.sqlite").touch()
    shelf = Counting(tmp_path, 1)
    assert list(shelf.teasers([])) == []
    assert not shelf.reads
