"""paper.yaml -> Paper."""

import pytest
from papers import PAPER, paper

from sitegen.model import Notice, Paper, Serials, Topic
from sitegen.paper import FIELDS, read_paper
from sitegen.pictures import Size
from sitegen.problems import ContentError, Problem, hint


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as caught:
        read_paper("paper.yaml", text.encode(), {})
    return caught.value.problems


def problem(rest: str) -> Problem:
    (fault,) = problems(PAPER.decode() + rest)
    return fault


def test_a_paper_needs_name_language_and_time_zone() -> None:
    assert paper() == Paper(name="江城晚报", language="zh-CN", timezone="Asia/Shanghai")
    assert [(fault.code, dict(fault.facts)["field"]) for fault in problems("tagline: 数字报")] == [
        ("field-missing", "name"),
        ("field-missing", "language"),
        ("field-missing", "timezone"),
    ]


@pytest.mark.parametrize("text", ["", "\n", "# 说明\n", "---\n"])
def test_an_empty_file_lacks_all_three(text: str) -> None:
    assert [(fault.code, fault.at.line, fault.at.column) for fault in problems(text)] == [("field-missing", 1, 1)] * 3


def test_every_field_is_read() -> None:
    whole = paper(
        "tagline: 数字报\nbase_url: https://paper.example.org/news\npublisher: 江城晚报社\n"
        "serials: {cn: CN 51-0046, issn: 1234-5679, postal: 61-71}\nlicense: CC BY 4.0\n"
        "sections: [要闻, {name: 本地, slug: local}]\ncolumns: [{name: 江边夜话}]\npeople: [{name: 曾晓, slug: zeng}]\n"
        "notices: [欢迎订阅, {text: 投稿, url: pages/submit.html}]\nnameplate: nameplate.svg\naccent: '#a4161a'\n"
        "remote_images: link\nedit_url: https://git.example.org/paper/edit/main/{path}\n"
        "history_url: https://git.example.org/paper/commits/main/{path}\n"
        "downloads: [zip, epub]\noffline: true\n",
        {"nameplate.svg": Size(300, 80)},
    )
    assert whole == Paper(
        name="江城晚报",
        language="zh-CN",
        timezone="Asia/Shanghai",
        tagline="数字报",
        base_url="https://paper.example.org/news/",
        publisher="江城晚报社",
        serials=Serials(cn="CN 51-0046", issn="1234-5679", postal="61-71"),
        license="CC BY 4.0",
        sections=(Topic(name="要闻", slug="yao-wen"), Topic(name="本地", slug="local")),
        columns=(Topic(name="江边夜话", slug="jiang-bian-ye-hua"),),
        people=(Topic(name="曾晓", slug="zeng"),),
        notices=(Notice(text="欢迎订阅"), Notice(text="投稿", url="pages/submit.html")),
        nameplate="nameplate.svg",
        accent="#a4161a",
        remote_images="link",
        edit_url="https://git.example.org/paper/edit/main/{path}",
        history_url="https://git.example.org/paper/commits/main/{path}",
        downloads=("epub", "zip"),
        offline=True,
    )


@pytest.mark.parametrize(("rest", "offline"), [("", None), ("offline: false\n", False), ("offline: true\n", True)])
def test_a_paper_that_never_spoke_of_keeping_issues_is_not_one_that_gave_it_up(rest: str, offline: bool | None) -> None:
    assert paper(rest).offline is offline


def test_a_printed_page_is_asked_for_on_the_command_line_only() -> None:
    assert problem("downloads: [epub, pdf]\n").code == "choice-unknown"


def test_a_surname_is_read_as_surnames_sound() -> None:
    assert paper("people: [曾晓]").people[0].slug == "zeng-xiao"


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("zh-CN", "zh-CN"),
        ("zh-cn", "zh-CN"),
        ("zh-Hans", "zh-Hans"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("en", "en"),
        ("EN-gb", "en-GB"),
        ("es-419", "es-419"),
    ],
)
def test_a_language_is_written_as_the_standard_has_it(written: str, language: str) -> None:
    whole, _ = read_paper("paper.yaml", f"name: 报\nlanguage: {written}\ntimezone: UTC\n".encode(), {})
    assert whole.language == language


@pytest.mark.parametrize("written", ["cn", "chinese", "zh_CN", "zh-", "zh-CN-x", "中文", "../zh", "z"])
def test_what_is_no_language_is_refused(written: str) -> None:
    (fault,) = problems(f"name: 报\nlanguage: {written}\ntimezone: UTC\n")
    assert (fault.code, fault.at.line, fault.at.column) == ("language-invalid", 2, 11)


@pytest.mark.parametrize("written", ["Asia/Beijing", "+8", "/etc/passwd", "../etc/passwd", "Asia", "北京", "A/" * 3000])
def test_what_is_no_time_zone_is_refused(written: str) -> None:
    (fault,) = problems(f"name: 报\nlanguage: zh\ntimezone: {written}\n")
    assert (fault.code, fault.at.line, fault.at.column) == ("timezone-unknown", 3, 11)


def test_a_time_zone_gets_the_nearest_name() -> None:
    (fault,) = problems("name: 报\nlanguage: zh\ntimezone: Asia/Shanghi\n")
    assert hint(fault).startswith("Write a name such as Asia/Shanghai")


@pytest.mark.parametrize(
    "written",
    [
        "paper.example.org",
        "//paper.example.org/",
        "ftp://paper.example.org/",
        "javascript:alert(1)",
        "https://",
        "https:///news",
        "https://paper.example.org:99999/",
        "https://paper.example.org/a b",
        "https://paper.example.org/\"onload='x'",
        "https://paper.example.org/<script>",
        "https://paper.example.org/#top",
        "https://user@paper.example.org/",
    ],
)
def test_what_is_no_base_address_is_refused(written: str) -> None:
    quoted = written.replace("\\", "\\\\").replace('"', '\\"')
    assert problem(f'base_url: "{quoted}"').code == "address-invalid"


@pytest.mark.parametrize("written", ["red", "#12345", "#1234567", "#ggg", "#abc;x:y", "url(x)", "rgb(1,2,3)", "＃abc"])
def test_what_is_no_colour_is_refused(written: str) -> None:
    assert problem(f"accent: '{written}'").code == "accent-invalid"


@pytest.mark.parametrize("written", ["javascript:alert(1)", "data:text/html,x", "/about", "..", "../a.html", "http:x"])
def test_a_notice_leads_to_no_unsafe_place(written: str) -> None:
    assert problem(f"notices: [{{text: 订阅, url: '{written}'}}]").code == "address-invalid"


@pytest.mark.parametrize(
    "written", ["https://example.org/x?a=1#b", "mailto:a@example.org", "about.html", "pages/a.html"]
)
def test_a_notice_leads_to_the_web_to_a_mailbox_or_to_a_page(written: str) -> None:
    assert paper(f"notices: [{{text: 订阅, url: '{written}'}}]").notices[0].url == written


def test_a_clash_of_addresses_asks_for_a_slug() -> None:
    fault = problem("columns: [{name: 夜话}, {name: 叶画}]\n")
    assert (fault.code, fault.at.line, fault.at.column) == ("slug-clash", 4, 30)
    assert dict(fault.facts) == {"name": "叶画", "other": "夜话", "slug": "ye-hua"}
    assert paper("columns: [{name: 夜话}, {name: 叶画, slug: ye-hua-2}]").columns[1].slug == "ye-hua-2"


def test_one_address_in_two_lists_is_no_clash() -> None:
    assert paper("columns: [要闻]\nsections: [要闻]").columns == paper("sections: [要闻]").sections


def test_all_problems_come_in_one_run() -> None:
    rest = "accent: 红\nsections: [{slug: x}]\nbase_url: x\nedit_url: x\nnotices: [{url: x}]\nkolumns: []\n"
    assert [fault.code for fault in problems(PAPER.decode() + rest)] == [
        "accent-invalid",
        "field-missing",
        "address-invalid",
        "edit-url-invalid",
        "field-missing",
        "address-invalid",
        "key-misspelt",
    ]


def test_the_table_names_every_field_of_a_paper() -> None:
    assert {field.name for field in FIELDS.fields} == set(Paper.__dataclass_fields__)
