from dataclasses import replace
from datetime import date

from sitegen.archive import reading_order, taken_slugs, topics_of, with_slugs, without_drafts
from sitegen.model import Article, Byline, Issue, Page, Topic

NEWS = Topic(name="要闻", slug="yao-wen")


def article(slug: str, **fields: object) -> Article:
    return replace(Article(slug=slug, headline=slug), **fields)  # type: ignore[arg-type]


def issue(*articles: Article, name: str = "2024-05-17", **fields: object) -> Issue:
    pages = (Page(label="1", articles=articles),)
    made = Issue(name=name, date=date.fromisoformat(name[:10]), pages=pages)
    return replace(made, **fields)  # type: ignore[arg-type]


def test_reading_order_goes_through_the_pages() -> None:
    pages = (Page(label="A1", articles=(article("b"), article("a"))), Page(label="A2", articles=(article("c"),)))
    places = list(reading_order(replace(issue(), pages=pages)))
    assert [(place.page.label, place.article.slug) for place in places] == [("A1", "b"), ("A1", "a"), ("A2", "c")]


def test_an_article_names_each_of_its_topics_once() -> None:
    ada = Byline(name="Ada", slug="ada")
    story = article("a", section=NEWS, column=NEWS, tags=(NEWS,), byline=(ada, replace(ada, role="photographer")))
    found = list(topics_of(story))
    assert found == [
        ("columns", NEWS),
        ("sections", NEWS),
        ("people", Topic(name="Ada", slug="ada")),
        ("tags", NEWS),
    ]


def test_a_name_without_a_slug_has_no_page() -> None:
    assert list(topics_of(article("a", byline=(Byline(name="本报讯"),)))) == []


def test_the_earlier_of_two_names_keeps_the_address() -> None:
    taken = taken_slugs([("tags", "银行", "yin-hang"), ("tags", "引航", "yin-hang"), ("tags", "银行", "yin-hang")])
    assert list(taken) == [("tags", "引航")]
    assert taken["tags", "引航"] not in ("yin-hang", "")


def test_equal_slugs_of_two_kinds_do_not_clash() -> None:
    assert taken_slugs([("tags", "要闻", "yao-wen"), ("sections", "要闻", "yao-wen")]) == {}


def test_no_topic_takes_the_place_of_the_index() -> None:
    taken = taken_slugs([("tags", "Index", "index")])
    assert taken["tags", "Index"] != "index"


def test_new_slugs_reach_every_place_of_an_issue_that_names_them() -> None:
    story = article("a", section=NEWS, column=NEWS, tags=(NEWS,), byline=(Byline(name="要闻", slug="yao-wen"),))
    slugs = {(kind, "要闻"): f"{kind}-2" for kind in ("sections", "columns", "tags", "people")}
    (changed,) = with_slugs(issue(story), slugs).pages[0].articles
    assert changed.section == Topic(name="要闻", slug="sections-2")
    assert changed.column == Topic(name="要闻", slug="columns-2")
    assert changed.tags == (Topic(name="要闻", slug="tags-2"),)
    assert changed.byline[0].slug == "people-2"


def test_drafts_are_left_out_with_their_issue_or_alone() -> None:
    kept, draft = article("a"), article("b", draft=True)
    assert without_drafts(issue(kept, draft=True)) is None
    shown = without_drafts(issue(kept, draft))
    assert shown is not None
    assert [place.article.slug for place in reading_order(shown)] == ["a"]
    assert without_drafts(issue(kept)) == issue(kept)
