"""A standing text of the paper: about, subscribe, submit."""

from collections.abc import Mapping

from sitegen.articles import render_body, settings_of
from sitegen.frontmatter import split_front
from sitegen.model import Body, Paper, Standing
from sitegen.names import fault_of_slug, suggest_slug
from sitegen.pictures import Size
from sitegen.problems import Problem
from sitegen.schema import Field, Flag, Line, Whole, read_fields
from sitegen.schema import Mapping as Table
from sitegen.source import parse_source

FIELDS = Table(
    Field("title", Line(), "Title of the text.", "关于本报", required=True),
    Field("order", Whole(1), "Place among the standing texts.", "1"),
    Field("draft", Flag(), "Whether it is not ready yet.", "true"),
)


def read_standing(
    path: str, data: bytes, paper: Paper, pictures: Mapping[str, Size] | None = None
) -> tuple[Standing, Body, tuple[Problem, ...]]:
    """Return a standing text, its body and what is doubtful in it; raise ContentError with all that is wrong."""
    source = parse_source(path, data)
    front = split_front(source)
    rendered = render_body(source, front.body, front.body_line, settings_of(paper, (), pictures or {}))
    values, reading = read_fields(source, front, FIELDS, rendered.problems)
    slug = path.rsplit("/", 1)[-1].removesuffix(".md")
    code = fault_of_slug(slug, issue=False)
    if code:
        reading.fault(None, code, name=slug, suggestion=suggest_slug(slug))
    reading.finish()
    standing = Standing(
        slug=slug,
        title=values.text("title"),
        order=values.whole("order"),
        draft=values.flag("draft", False),
    )
    return standing, rendered.body, tuple(reading.problems)
