"""`issue.md` -> the head of an issue: its number, its pages, the editor's note."""

from collections.abc import Mapping
from datetime import date

from sitegen.articles import render_body, settings_of
from sitegen.articles.fields import LABEL
from sitegen.frontmatter import split_front
from sitegen.markdown import Place
from sitegen.model import Body, Editor, Issue, Page, Paper
from sitegen.pictures import Size
from sitegen.problems import Problem
from sitegen.quickclass import dataclass, replace
from sitegen.schema import FILE_NAME, Day, Field, Flag, Line, List, Values, nearest, read_fields
from sitegen.schema import Mapping as Table
from sitegen.source import parse_source

_PAGE = Table(
    Field("label", LABEL, "As printed.", '"1"', required=True),
    Field("title", Line(), "Name of the page.", "要闻"),
    Field("image", FILE_NAME, "Picture of the printed page.", "page-1.jpg"),
    Field("pdf", FILE_NAME, "The page as PDF.", "page-1.pdf"),
    Field(
        "editors",
        List(
            Table(
                Field("role", Line(), "As printed.", "责任编辑", required=True),
                Field("name", Line(), "Who.", "林晓", required=True),
            )
        ),
        "Who made the page.",
        "[{role: 责任编辑, name: 林晓}]",
    ),
)

FIELDS = Table(
    Field("date", Day(), "The folder's date again.", "2021-05-14"),
    Field("number", Line(), "The number of the issue, as printed.", "总第1024期"),
    Field("title", Line(), "Title of a special issue.", "大桥通车特刊"),
    Field("edition", Line(), "Name of a version of the issue.", "晚间版"),
    Field("pages", List(_PAGE, 1), "The pages in order.", '[{label: "1", title: 要闻}]'),
    Field("draft", Flag(), "Whether the issue is not ready yet.", "true"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What issue.md says: the issue with pages that have no articles yet, and the editor's note."""

    issue: Issue
    note: Body
    pictures: tuple[Place, ...]
    """Where each picture of the note stands."""

    values: Values
    """The fields, for whoever must say where one stands."""


def read_head(
    path: str,
    data: bytes,
    *,
    paper: Paper,
    issue: Issue,
    sizes: Mapping[str, Size],
    others: Mapping[str, str],
) -> tuple[Head, tuple[Problem, ...]]:
    """Return the head of an issue and what is doubtful in it; raise ContentError with all that is wrong.

    `issue` is what the folder's name tells; `sizes` are its pictures, `others` all files that are no text.
    """
    source = parse_source(path, data)
    front = split_front(source)
    note = render_body(source, front.body, front.body_line, settings_of(paper, (), sizes))
    values, reading = read_fields(source, front, FIELDS, note.problems)
    day = values.day("date")
    if day and issue.date not in {day, date.min}:
        values.fault("date", "issue-date-differs", value=day, folder=issue.date)
    pages = _pages(values, others, sizes)
    reading.finish()
    head = replace(
        issue,
        number=values.text("number"),
        title=values.text("title"),
        edition=values.text("edition"),
        draft=values.flag("draft", False),
        note=note.body.html,
        pages=pages,
    )
    found = Head(issue=head, note=note.body, pictures=note.pictures, values=values)
    return found, tuple(reading.problems)


def _pages(values: Values, others: Mapping[str, str], sizes: Mapping[str, Size]) -> tuple[Page, ...]:
    """Return the pages as listed; labels that differ by case only are one address, so the second is a problem."""
    pages: dict[str, Page] = {}
    for entry in values.mappings("pages"):
        label, image = entry.text("label"), entry.text("image")
        if label and label.lower() in pages:
            entry.fault("label", "label-repeated", label=label)
        _check_file(entry, "image", sizes)
        _check_file(entry, "pdf", others)
        width, height, copies = sizes.get(image, Size(0, 0))
        pages[label.lower()] = Page(
            label=label,
            title=entry.text("title"),
            image=image,
            image_width=width,
            image_height=height,
            image_copies=copies,
            pdf=entry.text("pdf"),
            editors=tuple(Editor(role=who.text("role"), name=who.text("name")) for who in entry.mappings("editors")),
        )
    return tuple(pages.values())


def _check_file(entry: Values, name: str, there: Mapping[str, object]) -> None:
    """Gather a problem where the file that a field names is not there."""
    written = entry.text(name)
    if written and written not in there:
        known = ", ".join(nearest(written, there) or sorted(there)[:8]) or "–"
        entry.fault(name, "file-missing", name=written, known=known)
