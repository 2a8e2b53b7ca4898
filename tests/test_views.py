from dataclasses import replace
from datetime import date

from sitegen.model import Article, Body, Issue, Page, Picture, Rank, Zone
from sitegen.views import OPENINGS, issue_link, opening, page_link, page_view, teaser

PICTURE = Picture(src="photo.jpg", width=4, height=3)


def article(slug: str, rank: Rank = "normal", **fields: object) -> Article:
    return replace(Article(slug=slug, headline=slug.upper(), page="1", rank=rank), **fields)  # type: ignore[arg-type]


def issue(*articles: Article, **fields: object) -> Issue:
    page = replace(Page(label="1", articles=articles), **fields)  # type: ignore[arg-type]
    return Issue(name="2024-05-17", date=date(2024, 5, 17), pages=(page,))


def zone(*points: tuple[float, float], page: str = "1") -> Zone:
    return Zone(page=page, points=points)


def test_an_issue_is_known_by_its_lead() -> None:
    assert issue_link(issue(article("a"), article("b", "lead"))).lead == "B"
    assert issue_link(issue(article("a"), article("b"))).lead == "A"
    assert issue_link(issue()).lead == ""


def test_a_folder_with_a_suffix_is_a_special_issue() -> None:
    assert not issue_link(issue()).special
    assert issue_link(replace(issue(), suffix="extra")).special


def test_a_picture_of_a_teaser_has_its_address_from_the_root() -> None:
    shown = teaser(issue(), article("a", picture=PICTURE)).picture
    assert shown is not None
    assert shown.src == "2024-05-17/photo.jpg"


def test_boxes_follow_the_zones_where_every_story_has_one() -> None:
    square = zone((10, 20), (50, 20), (50, 60), (10, 60))
    both = issue(article("a", zones=(square,)), article("b", zones=(zone((0, 0), (30, 0), (0, 15)),)))
    boxes = page_link(both, both.pages[0]).boxes
    assert [(box.x, box.y, box.width, box.height) for box in boxes] == [(10, 20, 40, 40), (0, 0, 30, 15)]


def test_boxes_are_composed_where_a_story_has_no_zone() -> None:
    for count in range(1, 9):
        made = issue(article("a", "lead"), *(article(f"b{i}") for i in range(count)), article("c", "brief"))
        boxes = page_link(made, made.pages[0]).boxes
        assert len(boxes) == count + 2
        for box in boxes:
            assert box.x >= 0
            assert box.y >= 0
            assert box.x + box.width <= 100.01
            assert box.y + box.height <= 100.01
            assert box.width > 0
            assert box.height > 0


def test_an_empty_page_has_no_boxes() -> None:
    assert page_link(issue(), issue().pages[0]).boxes == ()


def test_the_shape_of_a_page_is_that_of_its_image() -> None:
    drawn = issue(image="page-1.jpg", image_width=300, image_height=400)
    assert page_link(drawn, drawn.pages[0]).ratio == 0.75
    assert 0.5 < page_link(issue(), issue().pages[0]).ratio < 1


def test_a_page_shows_the_zones_of_stories_that_jump_to_it() -> None:
    jumping = article("a", zones=(zone((0, 0), (1, 0), (0, 1)), zone((5, 5), (6, 5), (5, 6), page="2")))
    pages = (Page(label="1", articles=(jumping,)), Page(label="2", articles=(article("b", page="2"),)))
    whole = replace(issue(), pages=pages)
    shown = page_view(whole, pages[1], {"b": Body(html="", paragraphs=())})
    (outline,) = shown.outlines
    assert outline.url == "2024-05-17/a.html"
    assert outline.points[0] == (5, 5)
    assert [story.headline for story in shown.teasers] == ["B"]


def test_a_story_opens_with_running_text_only() -> None:
    body = Body(html="", paragraphs=("小标题", "一。", "格", "二。"), asides=(0, 2))
    assert opening(article("a", "major"), body) == ("一。", "二。")
    assert opening(article("a"), body) == ()


def test_an_english_story_opens_with_twice_the_characters_in_a_paper_of_any_language() -> None:
    sentence = "The bridge opened at noon. "
    english = Body(html="", paragraphs=(sentence * 100,))
    chinese = Body(html="", paragraphs=("大桥今日上午正式通车。" * 100,))
    for language in ("", "en"):
        (shown,) = opening(article("a", "lead", language=language), english)
        assert OPENINGS["lead"] * 2 - len(sentence) < len(shown) <= OPENINGS["lead"] * 2
    (shown,) = opening(article("a", "lead"), chinese)
    assert len(shown) <= OPENINGS["lead"]
