"""Where topics occur is told from the rows of issues, without their articles."""

from dataclasses import replace
from datetime import date

from sitegen.model import Article, Byline, Issue, Page, Topic
from sitegen.occurrences import Row, occurrences, rows_of, teasers_of, topic_link, with_given_slugs

NEWS = Topic(name="要闻", slug="yao-wen")
ADA = Byline(name="Ada", slug="ada", role="photographer")


def issue(name: str, *articles: Article) -> Issue:
    return Issue(name=name, date=date.fromisoformat(name), pages=(Page(label="1", articles=articles),))


def rows(made: Issue) -> tuple[Row, ...]:
    return rows_of(made, teasers_of(made))


OLD = issue("2023-05-17", Article(slug="a", headline="甲", tags=(NEWS,), byline=(ADA, replace(ADA, role="author"))))
TAGGED, SIGNED = Article(slug="b", headline="乙", tags=(NEWS,)), Article(slug="c", headline="丙", byline=(ADA,))
NEW = issue("2024-05-24", TAGGED, SIGNED)


def test_a_topic_knows_its_stories_oldest_first() -> None:
    table = occurrences([rows(OLD), rows(NEW)], {})
    assert [(story.place, story.slug) for story in table["tags"][NEWS]] == [(0, "a"), (1, "b")]
    assert table["columns"] == table["sections"] == {}


def test_an_index_shows_count_years_and_roles_the_commonest_first() -> None:
    (ada, stories) = next(iter(occurrences([rows(OLD), rows(NEW)], {})["people"].items()))
    link = topic_link("people", ada, stories, [2023, 2024])
    assert (link.name, link.url, link.count, link.first, link.last) == ("Ada", "people/ada.html", 2, 2023, 2024)
    assert link.roles == ("photographer", "author")


def test_a_story_has_another_mark_once_a_list_would_show_it_otherwise() -> None:
    (before,) = rows(OLD)
    ((story,),) = (page.articles for page in OLD.pages)
    for changed in (replace(story, headline="丁"), replace(story, summary="概要"), replace(story, draft=True)):
        (after,) = rows(issue("2023-05-17", changed))
        assert after[1] != before[1]
    (same,) = rows(issue("2023-05-17", replace(story, retracted="")))
    assert same == before


def test_slugs_that_the_archive_gives_reach_the_table_and_the_teasers() -> None:
    slugs = {("tags", "要闻"): "yao-wen-2", ("people", "Ada"): "ada-2", ("columns", "要闻"): "lan-mu"}
    table = occurrences([rows(OLD)], slugs)
    assert list(table["tags"]) == [Topic(name="要闻", slug="yao-wen-2")]
    ((story,),) = (page.articles for page in OLD.pages)
    shown = with_given_slugs(teasers_of(issue("2023-05-17", replace(story, column=NEWS)))["a"], slugs)
    assert shown.column == Topic(name="要闻", slug="lan-mu")
    assert {by.slug for by in shown.byline} == {"ada-2"}
