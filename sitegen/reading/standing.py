"""The standing texts of the paper: about, subscribe, submit."""

from collections.abc import Iterable, Mapping

from sitegen.articles import Settings, render_body, settings_of
from sitegen.frontmatter import split_front
from sitegen.model import Body, Paper, Standing
from sitegen.names import fault_of_slug, suggest_slug
from sitegen.problems import ContentError, Problem
from sitegen.quickclass import dataclass
from sitegen.reading.beside import check_names, used_files
from sitegen.reading.sizes import Sizes
from sitegen.schema import Field, Flag, Line, Whole, read_fields
from sitegen.schema import Mapping as Table
from sitegen.source import parse_source

FOLDER = "pages"

FIELDS = Table(
    Field("title", Line(), "Title of the text.", "关于本报", required=True),
    Field("order", Whole(1), "Place among the standing texts.", "1"),
    Field("draft", Flag(), "Whether it is not ready yet.", "true"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingRead:
    """What became of the files in the folder of standing texts."""

    texts: tuple[tuple[Standing, Body], ...]
    """Those that can be read, in the order of their files."""

    files: tuple[str, ...]
    """Names of the files beside them that they show or link to, sorted."""

    problems: tuple[Problem, ...]


def read_standing(
    texts: Iterable[tuple[str, bytes]], others: Mapping[str, str], paper: Paper, *, drafts: bool
) -> StandingRead:
    """Return the standing texts by path, with what they show.

    `others` are the files beside them by name, with the path on this machine where they can be measured.
    """
    sizes = Sizes(FOLDER, others)
    settings = settings_of(paper, (), sizes)
    found: list[tuple[Standing, Body]] = []
    faults: list[Problem] = []
    for path, data in texts:
        try:
            text, body, doubts = _read_text(path, data, settings)
        except ContentError as error:
            faults += error.problems
            continue
        faults += doubts
        if drafts or not text.draft:
            found.append((text, body))
    files = used_files(FOLDER, others.keys(), (body for _, body in found))
    faults += (*sizes.problems, *check_names(FOLDER, files))
    return StandingRead(texts=tuple(found), files=files, problems=tuple(faults))


def _read_text(path: str, data: bytes, settings: Settings) -> tuple[Standing, Body, tuple[Problem, ...]]:
    """Return a standing text, its body and what is doubtful in it; raise ContentError with all that is wrong."""
    source = parse_source(path, data)
    front = split_front(source)
    rendered = render_body(source, front.body, front.body_line, settings)
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
