"""Which story leads, what runs beside it and what below."""

from dataclasses import replace
from datetime import date
from typing import Any

from sitegen.contexts import Box, PageView, Teaser
from sitegen.makeup import drawing, made_up
from sitegen.model import Picture

STORY = Teaser(url="", headline="十二个字的标题正好十二字", date=date(2024, 5, 17), length=800, summary="短" * 44)
BOAT = Picture(src="boat.jpg", width=800, height=600)


def stories(*ranks: str, **fields: Any) -> list[Teaser]:
    return [replace(STORY, url=f"{n}.html", rank=rank, **fields) for n, rank in enumerate(ranks, 1)]  # type: ignore[arg-type]


def numbers(placed: Any) -> list[int]:
    return [one.number for one in placed]


def test_a_page_without_stories_has_no_makeup() -> None:
    assert made_up([]) is None


def test_the_first_lead_leads_and_keeps_its_number_in_reading_order() -> None:
    made = made_up(stories("normal", "lead", "lead", "major", "normal"))
    assert made
    assert (made.lead.number, made.lead.kind) == (2, "lead")
    # a second lead is set as a major
    assert numbers(made.majors) == [3, 4]
    assert numbers(made.rail) + numbers(made.below) == [1, 5]


def test_without_a_lead_the_first_major_leads_and_else_the_first_story() -> None:
    for ranks, first in ((("normal", "major"), 2), (("brief", "normal"), 1)):
        made = made_up(stories(*ranks))
        assert made
        assert made.lead.number == first


def test_majors_alone_fill_the_rail() -> None:
    made = made_up(stories("lead", "major", "major"))
    assert made
    assert made.majors == ()
    assert numbers([*made.rail, *made.below]) == [2, 3]


def test_the_rail_takes_what_fits_beside_the_lead_and_the_rest_runs_below() -> None:
    made = made_up([*stories("lead", opening=("长" * 900,)), *stories("", *["normal"] * 12)[1:]])
    assert made
    assert made.rail
    assert made.below
    assert numbers([*made.rail, *made.below]) == list(range(2, 14))
    assert not made.briefs_in_rail


def test_briefs_stand_in_the_rail_where_it_has_room() -> None:
    long, short = stories("lead", "brief", opening=("长" * 900,)), stories("lead", *["brief"] * 9)
    for teasers, in_rail in ((long, True), (short, False)):
        made = made_up(teasers)
        assert made
        assert made.briefs_in_rail is in_rail


def test_a_short_story_with_a_picture_is_a_photo_story() -> None:
    made = made_up([*stories("lead"), *stories("", "normal", picture=BOAT, length=90)[1:]])
    assert made
    assert [one.kind for one in (*made.rail, *made.below)] == ["photo"]


def test_the_titles_of_other_pages_stand_in_the_rail_or_after_the_page() -> None:
    inside = [PageView(url="page-2.html", label="2", title="", teasers=tuple(stories(*["normal"] * 4)))]
    roomy = made_up(stories("lead", opening=("长" * 900,)), inside)
    assert roomy
    assert (roomy.inside_in_rail, roomy.titles) == (True, 4)
    narrow = made_up(stories("lead", *["normal"] * 9), inside)
    assert narrow
    assert (narrow.inside_in_rail, narrow.titles) == (False, 4)
    # the front page may show the first ones only
    picked = made_up(stories("lead", summary="短" * 90), inside, picks=True)
    assert picked
    assert picked.inside_in_rail
    assert 2 <= picked.titles < 4


def test_a_drawing_has_a_bar_lines_and_a_field_for_a_picture() -> None:
    made = drawing([Box(x=0, y=0, width=50, height=60, picture=True), Box(x=50.9, y=0, width=49, height=10)])
    assert made.under == "M2,0h46v60h-46zM52,0h45v10h-45z"
    assert made.bars == "M2,3h36M52,3h36"
    assert made.photos == "M2,7h46v30h-46z"
    assert made.lines == ((46, "M25,38v21"),)
