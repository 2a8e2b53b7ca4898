"""The quick environment makes the same text of a layout as Jinja's own."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, TemplateRuntimeError, UndefinedError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from sitegen.catalog import read_catalog
from sitegen.quickjinja import QuickEnvironment, escaped

CATALOG = read_catalog("zh-CN")
OPTIONS: dict[str, Any] = {"autoescape": True, "undefined": StrictUndefined, "extensions": ["jinja2.ext.i18n"]}
PARTS = """
{% macro leaf(text, mark="-") %}{{ mark }}{{ text }}{{ mark }}{% endmacro %}
{% macro branch(texts) %}{% for text in texts %}{{ leaf(text, *[loop.index]) }}{% endfor %}{% endmacro %}
{% macro framed(text) %}[{{ caller(text) }}]{% endmacro %}
"""
IMPORT = '{% from "parts" import leaf, branch, framed as frame %}'
VALUES = {"text": "a<b> & \"c\" 'd'", "texts": ("<", Markup("<i>"), "2 %"), "n": 3, "none": None}


@pass_context
def named(context: Context, name: str) -> str:
    return f"{name} of {context.name}"


def made(environment: Environment, source: str) -> str:
    environment.loader = DictLoader({"page": source, "parts": PARTS})
    environment.install_gettext_translations(CATALOG.translations, newstyle=True)  # type: ignore[attr-defined]
    environment.globals["shout"] = str.upper
    return environment.get_template("page").render(VALUES)


def quick() -> QuickEnvironment:
    return QuickEnvironment(CATALOG, {}, {}, **OPTIONS)


@pytest.mark.parametrize("fields_only", [False, True])
def test_blocks_and_macros_give_the_same_text_where_a_dot_is_a_field(fields_only: bool) -> None:
    source = (
        IMPORT + "{% block one %}{{ leaf(text, n) }}<{{ n }}>{% if n.real > 2 %}{{ texts.index('<') }}{% endif %}"
        "{% endblock %}{{ leaf(n) }}{{ self.one() }}{% autoescape false %}{{ leaf(text, text) }}{% endautoescape %}"
    )
    environment = QuickEnvironment(CATALOG, {}, {}, fields_only=fields_only, **OPTIONS)
    assert made(environment, source) == made(Environment(**OPTIONS), source)


@pytest.mark.parametrize(
    "source",
    [
        IMPORT + "{{ leaf(text) }}{{ leaf(text, mark=none) }}{{ leaf(*texts[:1]) }}{{ leaf(**{'text': n}) }}",
        IMPORT + "{{ branch(texts) }}{% call(x) frame(text) %}{{ x }}{{ n }}{% endcall %}",
        "{% macro own(a, b=2) %}{{ a }}{{ varargs }}{{ kwargs.c }}{{ b }}{% endmacro %}{{ own(1, 2, 3, c=text) }}",
        "{% for t in texts %}{{ loop.cycle('a', 'b') }}{{ t }}{% if loop.changed(n) %}{{ n }}{% endif %}{% endfor %}",
        '{{ _("Page %(label)s", label=text) }}|{{ _("Page %(label)s", label=n + 1) }}|{{ _("no %(text)s", text=n) }}',
        '{% set page = _("Page %(label)s", label=text) %}<i title="{{ page }}">{{ page|upper }}</i>',
        '{{ _("100 %(sign)s of %(sign)s", sign="%") }}{{ gettext("half %% %(n)s", n=n) }}{{ _(text ~ "%(n)s", n=n) }}',
        "{{ range(n)|list }}{{ shout(text) }}{% set place = namespace(n=n) %}{% set place.n = 4 %}{{ place.n }}",
        "{{ text }}{{ text|safe }}{{ text|e }}{{ none }}{{ n }}{{ texts|join('<') }}{{ text ~ n ~ texts[1] }}{{ [n] }}",
        "{% autoescape false %}{{ text }}{% endautoescape %}{% filter upper %}{{ text }}{% endfilter %}",
    ],
)
def test_the_same_text_comes_out(source: str) -> None:
    assert made(quick(), source) == made(Environment(**OPTIONS), source)


def test_a_function_of_the_page_still_gets_its_context() -> None:
    values = {**VALUES, "named": named}
    environment = quick()
    environment.loader = DictLoader({"page": "{{ named('it') }}"})
    assert environment.get_template("page").render(values) == "it of page"


@pytest.mark.parametrize(
    "source", ["{{ absent(1) }}", '{% from "parts" import absent %}{{ absent(1) }}', "{{ text(1) }}"]
)
def test_what_cannot_be_called_is_said(source: str) -> None:
    with pytest.raises((UndefinedError, TypeError, TemplateRuntimeError)):
        made(quick(), source)


@given(st.one_of(st.text(), st.text(alphabet="&<>\"'a"), st.integers(), st.none(), st.text().map(Markup)))
def test_values_are_escaped_as_markupsafe_does(value: object) -> None:
    assert escaped(value) == escape(value)
