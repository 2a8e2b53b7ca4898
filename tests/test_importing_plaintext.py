"""Plain text put into a draft is shown as it is, whatever Markdown would make of it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.articles import Settings, read_article
from sitegen.importing.plaintext import comment, escape

SETTINGS = Settings(sections={}, columns={}, people={}, pictures={})


def shown(markdown: str) -> tuple[str, ...]:
    text = f"---\nheadline: x\n---\n\n{markdown}\n"
    return read_article("issues/2021/2021-05-14/01-a.md", text.encode(), SETTINGS).body.paragraphs


@given(st.text(alphabet="大a1 #*_`~[]()<>!&;:.+-=|\\\"'{}^/。", min_size=1, max_size=30))
@example("# 大桥")
@example("1. 一")
@example("- 一")
@example("<!-- a")
@example("[a]: b")
@example("&amp;")
@example("***")
@example("[^1]: x")
@example("~~~")
@example("<b>x</b>")
def test_a_paragraph_is_shown_as_it_was_written(text: str) -> None:
    plain = " ".join(text.split())
    assert "".join(shown(escape(text))) == plain


@pytest.mark.parametrize("text", ["a --> b", "<!-- x -->", "--->", "a--", ">", "-"])
def test_a_comment_is_never_seen(text: str) -> None:
    assert shown(f"{comment(text)}\n\n正文。") == ("正文。",)
