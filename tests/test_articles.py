"""An article's file -> Article and Body."""

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers import FOLDER, article

from sitegen.articles import Read, Settings, read_article
from sitegen.articles.fields import FIELDS
from sitegen.articles.gist import cut_summary, guess_language
from sitegen.articles.units import count_slowly, count_units
from sitegen.articles.zones import area
from sitegen.model import Article, Byline, Correction, Topic, Zone
from sitegen.pictures import Size
from sitegen.problems import ContentError, Problem, hint

SETTINGS = Settings(sections={}, columns={}, people={}, labels=("1",), pictures={"photo.jpg": Size(40, 30)})
ENGLISH = "The council has voted on the budget of the city, and a part of it is set aside for the new bridge. " * 3


def read(data: bytes, settings: Settings = SETTINGS, name: str = "01-news.md") -> Read:
    return read_article(f"{FOLDER}/{name}", data, settings)


def problems(data: bytes, settings: Settings = SETTINGS, name: str = "01-news.md") -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as caught:
        read(data, settings, name)
    return caught.value.problems


def codes(data: bytes, settings: Settings = SETTINGS, name: str = "01-news.md") -> list[str]:
    return [fault.code for fault in problems(data, settings, name)]


def test_a_headline_is_enough() -> None:
    story = read(article()).article
    assert story == Article(slug="01-news", headline="大桥今日通车", page="1", summary="正文。", length=2)


def test_every_field_is_read() -> None:
    front = (
        "kicker: 春运进行时\nheadline: 大桥今日通车 两岸一线相连\ndeck: 全长三公里\nsummary: 大桥通车了。\npage: '1'\n"
        "order: 2\nrank: lead\nsection: 要闻\ncolumn: 江边夜话\nbyline: 本报记者 林晓 通讯员 曾明\ndateline: 本报讯\n"
        "tags: [大桥, AI]\nzones:\n  - {page: '1', rect: [3.43, 7.61, 93.14, 43.4]}\n"
        "  - {points: [[0, 0], [50, 0], [0, 50.5]]}\nupdated: 2021-05-15\n"
        "corrections: [{date: 2021-05-16, text: 应为三公里。}]\nretracted: 消息不实。\n"
        "aliases: [2021-05-14/old.html]\nsearch: false\nfeeds: false\ndraft: true"
    )
    settings = replace(
        SETTINGS,
        sections={"要闻": Topic(name="要闻", slug="front")},
        people={"林晓": Topic(name="林晓", slug="lin")},
    )
    expected = Article(
        slug="01-news",
        kicker="春运进行时",
        headline="大桥今日通车 两岸一线相连",
        deck="全长三公里",
        summary="大桥通车了。",
        page="1",
        order=2,
        rank="lead",
        section=Topic(name="要闻", slug="front"),
        column=Topic(name="江边夜话", slug="jiang-bian-ye-hua"),
        byline=(
            Byline(name="林晓", role="reporter", slug="lin"),
            Byline(name="曾明", role="correspondent", slug="zeng-ming"),
        ),
        byline_text="本报记者 林晓 通讯员 曾明",
        dateline="本报讯",
        tags=(Topic(name="大桥", slug="da-qiao"), Topic(name="AI", slug="ai")),
        zones=(
            Zone(page="1", points=((3.43, 7.61), (96.57, 7.61), (96.57, 51.01), (3.43, 51.01))),
            Zone(page="1", points=((0, 0), (50, 0), (0, 50.5))),
        ),
        updated=date(2021, 5, 15),
        corrections=(Correction(date=date(2021, 5, 16), text="应为三公里。"),),
        retracted="消息不实。",
        aliases=("2021-05-14/old.html",),
        search=False,
        feeds=False,
        draft=True,
        length=2,
    )
    assert read(article(front), settings).article == expected


def test_the_table_names_every_field_of_an_article() -> None:
    told_by_the_file = {"slug", "byline_text", "language", "length", "picture"}
    told_by_the_folder = {"issue"}
    assert {field.name for field in FIELDS.fields} - told_by_the_folder == {
        field.name for field in fields(Article)
    } - told_by_the_file


def test_a_byline_may_be_a_list() -> None:
    story = read(article("headline: 大桥\nbyline: [{name: 林晓, role: photographer}, {name: 方竹, role: 绘}]")).article
    assert story.byline == (
        Byline(name="林晓", role="photographer", slug="lin-xiao"),
        Byline(name="方竹", role="绘", slug="fang-zhu"),
    )
    assert story.byline_text == ""


def test_a_byline_that_is_not_understood_is_kept_and_makes_no_person() -> None:
    words = "根据多方消息综合整理而成的一篇长稿，详见各地通讯员来稿汇编第三辑"
    story = read(article(f"headline: 大桥\nbyline: {words}")).article
    assert [(by.name, by.slug) for by in story.byline] == [(words, "")]


def test_a_tag_counts_once() -> None:
    assert [tag.name for tag in read(article("headline: 大桥\ntags: [大桥, 交通, 大桥]")).article.tags] == [
        "大桥",
        "交通",
    ]


def test_the_body_begins_behind_the_fields() -> None:
    shown = read(article("headline: 大桥", "![](https://example.org/a.jpg)"), replace(SETTINGS, remote_images="link"))
    assert [(fault.at.line, fault.at.column) for fault in shown.problems] == [(5, 1)]


def test_problems_of_fields_and_body_come_together() -> None:
    data = article("headlin: 大桥\nrank: 头条", "![](nowhere.jpg)")
    assert set(codes(data)) >= {"key-misspelt", "choice-unknown", "picture-missing"}
    assert set(codes(article("headline: @大桥", "![](nowhere.jpg)"))) >= {"yaml-value-start", "picture-missing"}


def test_a_first_picture_of_our_own_is_the_storys_picture() -> None:
    story = read(article("headline: 大桥", '![桥](photo.jpg "大桥全景。"){credit="林晓 摄"}\n\n大桥通车。')).article
    assert story.picture is not None
    assert (story.picture.src, story.picture.width, story.picture.height) == ("photo.jpg", 40, 30)
    assert story.summary == "大桥通车。"


def test_a_heading_is_no_summary() -> None:
    assert read(article("headline: 大桥", "## 通车\n\n大桥通车。")).article.summary == "大桥通车。"


def test_a_story_without_text_has_no_summary() -> None:
    assert read(article("headline: 大桥", "")).article.summary == ""


@pytest.mark.parametrize(
    "name", ["大桥.md", "Bridge.md", "a_b.md", "-a.md", "a-.md", "a b.md", ".md", "a" * 101 + ".md"]
)
def test_a_file_name_is_an_address(name: str) -> None:
    (fault,) = problems(article(), name=name)
    assert (fault.code, fault.at.line, fault.at.column) == ("name-invalid", 1, 1)


@pytest.mark.parametrize("name", ["con", "nul", "aux", "com1", "lpt9", "index", "issue", "page-1", "page-a5"])
def test_some_file_names_are_taken(name: str) -> None:
    (fault,) = problems(article(), name=f"{name}.md")
    assert (fault.code, fault.at.line, fault.at.column) == ("name-reserved", 1, 1)


def test_a_bad_file_name_gets_a_good_one() -> None:
    assert hint(problems(article(), name="大桥通车.md")[0]) == "Use a-z, 0-9 and - only, such as da-qiao-tong-che.md."


def test_a_page_may_be_left_out_where_there_is_one() -> None:
    assert read(article(), replace(SETTINGS, labels=("A1",))).article.page == "A1"
    assert codes(article(), replace(SETTINGS, labels=("A1", "A2"))) == ["page-needed"]


def test_a_page_label_is_taken_as_written() -> None:
    settings = replace(SETTINGS, labels=("08", "09"))
    assert read(article("headline: 大桥\npage: 08"), settings).article.page == "08"
    fault = problems(article("headline: 大桥\npage: 8"), settings)[0]
    assert (fault.code, hint(fault)) == ("page-unknown", "Write one of: 08, 09.")


def test_a_section_that_is_not_declared_gets_the_nearest_one() -> None:
    declared = {name: Topic(name=name, slug=str(n)) for n, name in enumerate(["体育新闻", "本地新闻", "副刊"])}
    (fault,) = problems(article("headline: 大桥\nsection: 本地"), replace(SETTINGS, sections=declared))
    assert fault.code == "topic-undeclared"
    assert dict(fault.facts)["known"].startswith("本地新闻, ")


@pytest.mark.parametrize(
    ("shape", "code"),
    [
        ("rect: [0, 0, 100, 100.5]", "zone-outside"),
        ("rect: [-1, 0, 10, 10]", "zone-outside"),
        ("rect: [999999999, 0, 10, 10]", "zone-outside"),
        ("rect: [0, 0, 0, 10]", "zone-empty"),
        ("rect: [50, 50, -10, -10]", "zone-empty"),
        ("rect: [0, 0, .nan, 10]", "number-expected"),
        ("rect: [0, 0, .inf, 10]", "number-expected"),
        ("rect: [0, 0, 10]", "list-length"),
        ("points: [[0, 0], [10, 10]]", "list-length"),
        ("points: [[0, 0], [10, 10], [20, 20]]", "zone-empty"),
        ("points: [[0, 0], [10, 10], [20, 120]]", "zone-outside"),
        ("points: [[0, 0], [10, 10], [20]]", "list-length"),
        ("page: '1'", "zone-shape-missing"),
        ("rect: [0, 0, 9, 9], points: [[0, 0], [10, 0], [10, 10]]", "zone-shape-twice"),
        ("rect: [0, 0, 9, 9], page: '2'", "page-unknown"),
    ],
)
def test_a_zone_without_sense_is_refused(shape: str, code: str) -> None:
    assert codes(article(f"headline: 大桥\nzones: [{{{shape}}}]")) == [code]


def test_rounded_zones_may_touch_the_edge() -> None:
    (zone,) = read(article("headline: 大桥\nzones: [{rect: [58.76, 51.99, 41.24, 48.01]}]")).article.zones
    assert zone.points[2] == (100, 100)


def test_the_area_of_a_triangle() -> None:
    assert area(((0, 0), (10, 0), (0, 10))) == 50
    assert area(((0, 0), (0, 10), (10, 0))) == -50


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("大桥今日通车。", (6, 0)),
        ("大桥全长 3.2 公里", (6, 1)),
        ("5G网络与AI", (3, 2)),
        ("It's a well-known bridge.", (0, 4)),
        ("カタカナ", (4, 0)),
        ("다리가 열렸다", (0, 2)),
        ("", (0, 0)),
        ("，。！", (0, 0)),
        ("𠮷野家", (3, 0)),
    ],
)
def test_characters_and_words_are_counted(text: str, units: tuple[int, int]) -> None:
    assert count_units((text,)) == units


def test_paragraphs_do_not_run_together() -> None:
    assert count_units(("one", "two", "大桥", "通车")) == (4, 2)


@given(st.lists(st.text(st.sampled_from("大〇のé5a_'’.- \n，\ud800한𠮷𝐀") | st.characters(codec=None))))
def test_units_are_counted_as_the_patterns_say(paragraphs: list[str]) -> None:
    assert count_units(paragraphs) == count_slowly("\n".join(paragraphs))


@pytest.mark.parametrize(
    ("text", "paper", "language"),
    [
        (ENGLISH, "zh-CN", "en"),
        (ENGLISH, "en", ""),
        ("大桥今日通车，两岸一线相连。" * 5, "zh-CN", ""),
        ("大桥今日通车，两岸一线相连。" * 5, "en", "zh"),
        ("この橋は今日から通れるようになりました。" * 5, "en", ""),
        (
            "Le conseil municipal a vote hier soir le budget de la ville pour les deux prochaines annees. " * 3,
            "zh-CN",
            "",
        ),
        ("The bridge.", "zh-CN", ""),
        ("大桥通车。" + ENGLISH * 2, "zh-CN", "en"),
        (ENGLISH[:100] + "大桥今日通车，两岸一线相连。" * 5, "zh-CN", ""),
    ],
)
def test_a_language_is_told_only_where_it_is_clear(text: str, paper: str, language: str) -> None:
    assert guess_language((text,), *count_units((text,)), paper) == language


def test_a_summary_ends_with_a_sentence() -> None:
    sentence = "大桥今日上午十时正式通车，两岸群众自发来到桥头。"
    assert cut_summary(sentence * 20) == sentence * 5
    assert cut_summary(sentence * 2) == sentence * 2


def test_a_summary_keeps_the_closing_mark_of_a_sentence() -> None:
    text = "他说：“" + "桥" * 100 + "。”" + "江" * 100
    assert cut_summary(text).endswith("桥。”")


def test_a_first_sentence_beyond_measure_is_cut_at_a_comma() -> None:
    assert cut_summary("桥" * 90 + "，" + "江" * 100) == "桥" * 90 + "…"
    assert cut_summary("桥" * 300) == "桥" * 120 + "…"


def test_an_english_summary_may_be_twice_as_long() -> None:
    assert 120 < len(cut_summary(ENGLISH)) <= 240
    assert cut_summary("bridge " * 100).endswith("bridge…")


def test_the_dot_of_a_number_ends_no_sentence() -> None:
    text = "The bridge is 3.2 kilometres long " + "and wide " * 30
    assert cut_summary(text).endswith("…")


@given(st.binary(max_size=200))
def test_any_bytes_are_an_article_or_problems(data: bytes) -> None:
    _article_or_problems(data)


LINES = st.sampled_from(
    [
        "---",
        "headline: 大桥",
        "headline: [",
        'headline: "',
        "page: 1",
        "zones:",
        "  - {page: '1', rect: [1, 2, 3, 4]}",
        "  - points: [[1, 2], [3, .nan]]",
        "byline: [{name: 林晓}, 方竹]",
        "tags: [a, [b], {c: d}]",
        "corrections: [{date: 2021-02-30}]",
        "aliases: ['../x.html', /y]",
        "updated: ",
        "? [a]: b",
        "&a *a !b",
        "[x]: <y>",
        "![](photo.jpg){credit=",
        "<script>",
        "正文。",
        "",
        "\t",
        "\x00",
    ]
)


@given(st.lists(LINES, max_size=12))
def test_any_lines_are_an_article_or_problems(lines: list[str]) -> None:
    _article_or_problems("\n".join(["---", *lines]).encode())


@given(st.text(max_size=80))
def test_any_headline_is_kept_or_refused(headline: str) -> None:
    quoted = "'" + headline.replace("'", "''") + "'"
    data = f"---\nheadline: {quoted}\n---\n".encode("utf-8", "surrogatepass")
    story = _article_or_problems(data)
    if story and headline.isprintable():
        assert story.article.headline == headline.strip()


def _article_or_problems(data: bytes) -> Read | None:
    try:
        return read(data)
    except ContentError as error:
        faults = error.problems
    assert faults
    for fault in faults:
        assert fault.at.line >= 1
        assert fault.at.column >= 1
        assert hint(fault)
    return None
