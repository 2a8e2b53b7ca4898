"""What is written as fields is read back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.articles import Settings, read_article
from sitegen.drafts import Value, render_draft, render_fields
from sitegen.frontmatter import Front, compose
from sitegen.source import parse_source

SETTINGS = Settings(sections={}, columns={}, people={}, pictures={})
TEXT = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufffe\uffff"), min_size=1
)


@given(TEXT)
def test_any_text_comes_back_from_a_field(text: str) -> None:
    written = render_fields({"headline": text, "tags": [text, "b"], "zones": [{"page": text}]})
    node = compose(parse_source("a.md", written.encode()), Front(yaml=written, line=1))
    assert node is not None
    headline, tags, zones = (value for _, value in node.value)
    assert [headline.value, tags.value[0].value, tags.value[1].value, zones.value[0].value[0][1].value] == [
        *(text, text, "b", text)
    ]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("大桥今日通车，两岸欢腾", "大桥今日通车，两岸欢腾"),
        ("1", '"1"'),
        ("no", '"no"'),
        ("2021-05-14", "2021-05-14"),
        ("a: b", '"a: b"'),
        ("C # sharp", '"C # sharp"'),
        ("“引号”开头", '"“引号”开头"'),
    ],
)
def test_only_what_needs_quotation_marks_has_them(value: str, written: str) -> None:
    assert render_fields({"headline": value}) == f"headline: {written}\n"


def test_a_draft_is_an_article() -> None:
    zone: Value = {"page": "1", "rect": [3.5, 7, 90.25, 40]}
    fields: dict[str, Value] = {
        "headline": "大桥通车",
        "kicker": "",
        "tags": ["桥", "路"],
        "zones": [zone],
        "draft": True,
    }
    read = read_article("issues/2021/2021-05-14/01-a.md", render_draft(fields, "正文。").encode(), SETTINGS)
    assert (read.article.headline, read.article.kicker, read.article.draft) == ("大桥通车", "", True)
    assert [tag.name for tag in read.article.tags] == ["桥", "路"]
    assert read.article.zones[0].points[2] == (93.75, 47)
    assert read.body.paragraphs == ("正文。",)
