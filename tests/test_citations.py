"""Citations: the entries that standards and style books print for newspapers, and records that programs read back."""

import json
from datetime import date
from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_string

from sitegen.archive import Place
from sitegen.citations.cited import Cited, cited
from sitegen.citations.forms import citation_files, citations_of
from sitegen.citations.names import initials, part_name
from sitegen.citations.notes import render_gbt, render_plain
from sitegen.citations.records import render_bibtex, render_csl, render_ris
from sitegen.model import Article, Byline, Issue, Page, Paper, Serials, Topic

TABLES = Path(__file__).parent / "citations"


def lines_of(name: str) -> list[str]:
    lines = (TABLES / f"{name}.txt").read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def entry(line: str) -> tuple[Cited, str]:
    names, title, paper, day, page, language, expected = line.split("|")
    title, _, subtitle = title.partition("——")
    authors = tuple(part_name(name) for name in names.split("/") if name)
    story = Cited(
        key="k",
        title=title,
        subtitle=subtitle,
        paper=paper,
        date=date.fromisoformat(day),
        authors=authors,
        page=page,
        language=language,
    )
    return story, expected


@pytest.mark.parametrize("line", lines_of("gbt7714"))
def test_a_reference_is_as_gb_t_7714_prints_it(line: str) -> None:
    story, expected = entry(line)
    assert render_gbt(story) == expected


@pytest.mark.parametrize("line", lines_of("notes"))
def test_a_note_is_as_scholars_of_the_language_write_it(line: str) -> None:
    story, expected = entry(line)
    assert render_plain(story) == expected


def test_names_are_cut_where_a_surname_is_sure() -> None:
    parted = {name: part_name(name) for name in ("沈砚秋", "欧阳修", "Clara Whitmore", "Lin Shutong", "Li An")}
    assert [(name.family, name.given) for name in parted.values()] == [
        ("沈", "砚秋"),
        ("欧阳", "修"),
        ("Whitmore", "Clara"),
        ("Lin", "Shutong"),
        ("Li", "An"),
    ]
    for whole in ("本报评论员", "新华社", "The Editorial Board", "Plato", "阿卜杜拉·买买提", "白"):
        assert part_name(whole).family == ""
    assert part_name("江雨", person=False).family == ""
    assert initials(part_name("Anna-Maria de la Cruz")) == "A M"


PAPER = Paper(
    name="禾渡 & 周报",
    language="zh-CN",
    timezone="Asia/Shanghai",
    base_url="https://paper.example.org/",
    publisher="报社_{1}",
    serials=Serials(issn="1234-5679"),
)


def place(**fields: object) -> Place:
    article = Article(**{"slug": "01-a", "headline": "大桥　通车", "page": "A1", **fields})  # type: ignore[arg-type]
    page = Page(label="A1", articles=(article,))
    issue = Issue(name="2021-05-14", date=date(2021, 5, 14), number="总第1期", edition="晚间版", pages=(page,))
    return Place(issue=issue, page=page, article=article)


SIGNED = (
    Byline(name="沈砚秋", role="reporter", slug="a"),
    Byline(name="Clara Whitmore", slug="b"),
    Byline(name="新华社", role="agency"),
    Byline(name="方竹溪", role="photographer", slug="c"),
)
HOSTILE = r"50% {of} \it #1_a & ~^ </pre><script>alert(1)</script> $x$"


@pytest.mark.parametrize("headline", ["大桥　通车", "Nine Arches", HOSTILE])
def test_bibtex_comes_back_whole(headline: str) -> None:
    story = cited(PAPER, place(headline=headline, byline=SIGNED))
    library = parse_string(render_bibtex(story))
    assert not library.failed_blocks
    fields = library.entries[0].fields_dict
    assert library.entries[0].entry_type == "article"
    assert library.entries[0].key == "he-du-and-zhou-bao-2021-05-14-01-a"
    assert fields["author"].value == "沈砚秋 and Whitmore, Clara and {新华社}"
    assert (fields["year"].value, fields["month"].value, fields["day"].value) == ("2021", "may", "14")
    assert (fields["pages"].value, fields["issn"].value) == ("A1", "1234-5679")
    assert fields["publisher"].value == r"报社\_\{1\}"
    assert fields["url"].value == "https://paper.example.org/2021-05-14/01-a.html"
    title = fields["title"].value
    assert title.startswith("{")
    assert title.count("{") == title.count("}")
    assert untex(title[1:-1]) == " ".join(headline.split())


def untex(text: str) -> str:
    for char, written in {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}.items():
        text = text.replace(written, {"\\": "\0", "~": "~", "^": "^"}[char])
    for char in "&%$#_{}":
        text = text.replace(f"\\{char}", char)
    return text.replace("\0", "\\")


@pytest.mark.parametrize("headline", ["大桥　通车", "Nine Arches", HOSTILE])
def test_ris_comes_back_whole(headline: str) -> None:
    section = Topic(name="要闻", slug="news")
    story = cited(PAPER, place(headline=headline, byline=SIGNED, deck="——全长三公里", section=section))
    record = rispy.loads(render_ris(story))[0]
    assert record["type_of_reference"] == "NEWS"
    assert record["authors"] == ["沈砚秋", "Whitmore, Clara", "新华社"]
    assert record["title"] == f"{' '.join(headline.split())}: 全长三公里"
    assert record["secondary_title"] == "禾渡 & 周报"
    assert (record["date"], record["year"], record["start_page"]) == ("2021/05/14/", "2021", "A1")
    assert (record["section"], record["edition"], record["issn"]) == ("要闻", "晚间版", "1234-5679")
    assert record["language"] == "zh-CN"
    assert record["urls"] == ["https://paper.example.org/2021-05-14/01-a.html"]


def test_csl_json_has_the_names_and_the_date_in_their_parts() -> None:
    item = json.loads(render_csl(cited(PAPER, place(byline=SIGNED))))
    assert item["type"] == "article-newspaper"
    assert item["author"] == [
        {"family": "沈", "given": "砚秋"},
        {"family": "Whitmore", "given": "Clara"},
        {"literal": "新华社"},
    ]
    assert item["issued"] == {"date-parts": [[2021, 5, 14]]}
    assert (item["container-title"], item["page"], item["issue"]) == ("禾渡 & 周报", "A1", "总第1期")
    assert item["language"] == "zh-CN"


def test_a_deck_is_part_of_the_title_only_where_print_joins_them_with_a_dash() -> None:
    assert cited(PAPER, place(deck="全长三公里")).subtitle == ""
    assert cited(PAPER, place(deck="—— 记大桥通车")).subtitle == "记大桥通车"


def test_the_files_of_an_issue_hold_all_its_stories() -> None:
    stories = [citations_of(PAPER, place(slug=slug, byline=SIGNED)) for slug in ("01-a", "02-b", "03-c")]
    files = dict(citation_files("2021-05-14", stories))
    bibtex, ris, csl = (files[f"2021-05-14/citations.{end}"] for end in ("bib", "ris", "json"))
    assert len(parse_string(bibtex).entries) == 3
    assert len(rispy.loads(ris)) == 3
    assert ris.count("\n") == ris.count("\r\n")
    assert len({item["id"] for item in json.loads(csl)}) == 3


def test_an_english_paper_shows_the_english_note_first() -> None:
    english = Paper(name="The Star", language="en", timezone="Europe/London")
    assert [form.name for form in citations_of(english, place())][:2] == ["", "GB/T 7714"]
    assert [form.name for form in citations_of(PAPER, place())][:2] == ["GB/T 7714", ""]


def test_without_a_base_address_no_form_has_an_address_on_the_web() -> None:
    paper = Paper(name="The Star", language="en", timezone="Europe/London")
    assert not any("http" in form.text for form in citations_of(paper, place()))
