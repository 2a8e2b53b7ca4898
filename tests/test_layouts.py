"""What a designer gets wrong is a problem with the layout's name and line."""

from dataclasses import replace
from datetime import date

import pytest

from sitegen.contexts import Anchor, Context
from sitegen.layouts import Design, Sheet, environment, headline_lines, layout_digest, render, warm
from sitegen.model import Paper
from sitegen.problems import ContentError, Problem
from sitegen.quickclass import dataclass

PAPER = Paper(name="江城晚报", language="zh-CN", timezone="Asia/Shanghai")


@dataclass(frozen=True, slots=True, kw_only=True)
class Little(Context):
    """A context with a few values of each sort."""

    text: str = "<b>"
    day: date = date(2024, 5, 17)
    nothing: None = None


SHEET = Sheet(url="a.html", layout="a.html", context=Little(paper=PAPER, root="", url="a.html", standing=()))


def design(language: str = "zh-CN", **layouts: str) -> Design:
    named = tuple(sorted((f"{name}.html", source) for name, source in layouts.items()))
    return Design(layouts=named, language=language, assets=(("style.css", "assets/style.1.css"),), folder="layouts")


def text(source: str, **others: str) -> str:
    return render(design(a=source, **others), SHEET)


def fault(source: str, **others: str) -> Problem:
    with pytest.raises(ContentError) as caught:
        text(source, **others)
    (found,) = caught.value.problems
    assert found.code == "layout-broken"
    return found


@pytest.mark.parametrize(
    "line",
    [
        "{{ headlin }}",
        "{{ paper.nmae }}",
        "{{ text|shout }}",
        "{{ nothing.headline }}",
        "{{ asset('nowhere.css') }}",
        "{{ 1 / 0 }}",
        "{{ text + 1 }}",
        "{{ text[99] }}",
        "{% include 'nowhere.html' %}",
        "{% for x in nothing %}{% endfor %}",
        "{{ text|date }}",
        "{{ unclosed }",
        "{% endif %}",
        "{% if text %}",
    ],
)
def test_a_fault_stands_at_its_line(line: str) -> None:
    found = fault(f"<p>\n<p>\n  {line}\n")
    if line != "{% if text %}":
        assert (found.at.path, found.at.line, found.at.column) == ("layouts/a.html", 3, 3)
        assert found.excerpt == f"  {line}"
    assert found.at.path == "layouts/a.html"
    assert dict(found.facts)["reason"]


def test_what_only_the_compiler_refuses_has_its_line_too() -> None:
    with pytest.raises(ContentError) as caught:
        warm(design(a="<p>\n{% block main %}{% endblock %}\n{% block main %}{% endblock %}"))
    (found,) = caught.value.problems
    assert (found.code, found.at.path, found.at.line) == ("layout-broken", "layouts/a.html", 3)


def test_a_fault_stands_in_the_layout_that_has_it() -> None:
    macros = "{% macro show(x) %}\n\n{{ x.headlin }}\n{% endmacro %}"
    found = fault("{% from 'b.html' import show %}\n{{ show(paper) }}", b=macros)
    assert (found.at.path, found.at.line) == ("layouts/b.html", 3)
    found = fault(
        "{% extends 'b.html' %}\n{% block main %}\n{{ oops }}{% endblock %}", b="{% block main %}{% endblock %}"
    )
    assert (found.at.path, found.at.line) == ("layouts/a.html", 3)
    found = fault("{% extends 'b.html' %}", b="\n\n\n{{ oops }}")
    assert (found.at.path, found.at.line) == ("layouts/b.html", 4)


def test_a_missing_layout_is_a_problem_too() -> None:
    with pytest.raises(ContentError) as caught:
        render(design(b=""), SHEET)
    assert caught.value.problems[0].code == "layout-broken"


def test_text_is_escaped_unless_it_is_html() -> None:
    assert text("{{ text }}{{ text|safe }}") == "&lt;b&gt;<b>"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{% set names = {'epub': 'EPUB', 'items': 1} %}{{ names.epub }}{{ names['items'] }}", "EPUB1"),
        ("{{ nothing.headline is defined }}{{ text.absent|default('none') }}", "Falsenone"),
        ("{% block main %}{{ text.absent|default('-') }}{% endblock %}{{ self.main() }}", "--"),
        ("{% macro own(a) %}{{ a }}{{ kwargs.c }}{% endmacro %}{{ own(1, c=2) }}", "12"),
        ("{% for a in [1, 2] %}{{ loop.index }}{{ loop.changed(text.lower()) }}{% endfor %}", "1True2False"),
    ],
)
def test_a_dot_may_lead_to_more_than_a_field(source: str, shown: str) -> None:
    one = design(a=source)
    assert [render(one, SHEET), render(one, SHEET)] == [shown, shown]
    assert environment(one, "").beyond == (set() if "loop" in source else {"a.html"})


def test_dates_and_texts_are_in_the_language_of_the_paper() -> None:
    source = "{{ day|date('long') }} {{ day|iso }}"
    assert text(source) == "2024年5月17日 2024-05-17"
    assert render(design("en", a=source), SHEET) == "May 17, 2024 2024-05-17"


def test_a_static_file_has_its_hashed_address() -> None:
    assert text("{{ asset('style.css') }}") == "assets/style.1.css"


def test_the_digest_of_a_layout_covers_all_that_it_uses_and_nothing_else() -> None:
    used = {"a": "{% extends 'b.html' %}{% import 'c.html' as c %}", "b": "{% include 'd.html' %}", "c": "", "d": "d"}
    first = layout_digest(design(**used, other="x"), "a.html")
    assert layout_digest(design(**used, other="y"), "a.html") == first
    for name, source in used.items():
        changed = used | {name: f"{source} "}
        assert layout_digest(design(**changed, other="x"), "a.html") != first, name
    assert layout_digest(design("en", **used, other="x"), "a.html") != first
    assert layout_digest(replace(design(**used, other="x"), assets=()), "a.html") != first


def test_a_layout_that_names_another_by_a_variable_uses_them_all() -> None:
    one = design(a="{% include text %}", b="1")
    assert layout_digest(one, "a.html") != layout_digest(design(a="{% include text %}", b="2"), "a.html")


@pytest.mark.parametrize(
    ("headline", "shown"),
    [
        ("大桥通车", "大桥通车"),
        ("大桥通车 两岸相连", '<span class="line">大桥通车</span> <span class="line">两岸相连</span>'),
        ("大桥\u3000通车", '<span class="line">大桥</span> <span class="line">通车</span>'),
        ("大桥 5 通车", "大桥 5 通车"),
        ("Bridge opens at last", "Bridge opens at last"),
        ("大<桥 通&车", '<span class="line">大&lt;桥</span> <span class="line">通&amp;车</span>'),
    ],
)
def test_a_space_in_a_chinese_headline_ends_a_line(headline: str, shown: str) -> None:
    assert headline_lines(headline) == shown


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{{ paper.name }}{{ root }}{{ paper.serials.cn }}", "江城晚报"),
        ("{% if paper.base_url %}a{% elif paper.tagline %}b{% else %}c{% endif %}d", "cd"),
        ("{% if not text %}a{% elif paper.name %}{{ text }}{% endif %}", "&lt;b&gt;"),
        ("{{ paper.publisher or paper.name }}{{ 'a' if paper.license else 'b' }}", "江城晚报b"),
        ("{% for a in standing %}{{ a.text }} {{ root }}{{ a.url }};{% endfor %}", "关于 about.html;投稿 submit.html;"),
        ("{% for a in standing %}{{ loop.index }}{{ a.text }}{% endfor %}", "1关于2投稿"),
        ("{% for a in standing %}{{ [a]|length }}{% endfor %}", "11"),
        ("{% set root = 'x' %}{{ root }}{% for paper in standing %}{{ paper.text }}{% endfor %}", "x关于投稿"),
        ("{% macro m(root) %}{{ root }}{% endmacro %}{{ m('y') }}{{ root }}", "y"),
        ("{{ _('Search') }} {{ _('Page %(label)s', label=1) }}", "检索 第1版"),
        ("{{ asset('style.css') }}", "assets/style.1.css"),
    ],
)
def test_what_every_page_of_a_paper_shares_is_put_in_and_nothing_else(source: str, shown: str) -> None:
    standing = (Anchor(text="关于", url="about.html"), Anchor(text="投稿", url="submit.html"))
    context = Little(paper=PAPER, root="", url="a.html", standing=standing)
    plain = design(a=source)
    dressed = replace(plain, constants=(("paper", PAPER), ("standing", standing)))
    for used in (plain, dressed):
        assert render(used, Sheet(url="a.html", layout="a.html", context=context)) == shown


def test_a_constant_that_is_not_there_is_a_fault_of_the_line_that_asks_for_it() -> None:
    dressed = replace(design(a="\n{{ paper.nmae }}"), constants=(("paper", PAPER),))
    with pytest.raises(ContentError) as caught:
        render(dressed, SHEET)
    assert [(fault.at.line, fault.code) for fault in caught.value.problems] == [(2, "layout-broken")]
