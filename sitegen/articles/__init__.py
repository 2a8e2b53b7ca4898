"""An article's file -> Article and Body.

It knows one file and what its issue and paper allow (`Settings`); the other articles are for `reading`.
"""

from collections.abc import Mapping
from functools import partial
from typing import cast

from sitegen.articles.fields import FIELDS
from sitegen.articles.gist import cut_summary, guess_language
from sitegen.articles.zones import read_zone
from sitegen.bylines import is_understood, parse_byline
from sitegen.frontmatter import split_front
from sitegen.markdown import Place, Rendered, render
from sitegen.model import Article, Body, Byline, Correction, Paper, Picture, Rank, Reference, RemoteImages, Topic, Zone
from sitegen.names import fault_of_slug, suggest_slug
from sitegen.pictures import Size
from sitegen.problems import Problem
from sitegen.quickclass import dataclass
from sitegen.schema import Values, nearest, read_fields
from sitegen.slugs import slugify
from sitegen.source import SourceText, parse_source
from sitegen.urls import link_address


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an article may use of its paper and its issue."""

    language: str = "zh-CN"
    remote_images: RemoteImages = "refuse"
    sections: Mapping[str, Topic]
    columns: Mapping[str, Topic]
    people: Mapping[str, Topic]
    """Declared topics by name; where a mapping is empty, any name is taken."""

    labels: tuple[str, ...] = ()
    """Page labels of the issue; empty where the issue does not list its pages."""

    pictures: Mapping[str, Size]
    """Width and height of the pictures beside the article, by file name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """An article that was read, with what is doubtful in it."""

    article: Article
    body: Body
    pictures: tuple[Place, ...]
    """Where each picture of the body stands."""

    values: Values
    """Its fields, for whoever must say where one stands."""

    problems: tuple[Problem, ...]
    """Warnings only."""


def settings_of(paper: Paper, labels: tuple[str, ...], pictures: Mapping[str, Size]) -> Settings:
    """Return what the articles of one issue may use."""
    return Settings(
        language=paper.language,
        remote_images=paper.remote_images,
        sections={topic.name: topic for topic in paper.sections},
        columns={topic.name: topic for topic in paper.columns},
        people={topic.name: topic for topic in paper.people},
        labels=labels,
        pictures=pictures,
    )


def read_article(path: str, data: bytes, settings: Settings) -> Read:
    """Return the article in a file; raise ContentError with all that is wrong in it, warnings included."""
    source = parse_source(path, data)
    front = split_front(source)
    rendered = render_body(source, front.body, front.body_line, settings)
    values, reading = read_fields(source, front, FIELDS, rendered.problems)
    slug = path.rsplit("/", 1)[-1].removesuffix(".md")
    code = fault_of_slug(slug, issue=True)
    if code:
        reading.fault(None, code, name=slug, suggestion=suggest_slug(slug))
    folder = path.split("/")[-2] if "/" in path else ""
    if "issue" in values and values.text("issue") != folder:
        values.fault("issue", "issue-differs", value=values.text("issue"), folder=folder)
    article = _article(slug, values, rendered.body, settings)
    reading.finish()
    return Read(
        article=article,
        body=rendered.body,
        pictures=rendered.pictures,
        values=values,
        problems=tuple(reading.problems),
    )


def render_body(source: SourceText, body: str, line: int, settings: Settings) -> Rendered:
    """Return the body of a file as HTML and plain text; its links lead to addresses of the site."""
    return render(
        body,
        path=source.path,
        first_line=line,
        remote_images=settings.remote_images,
        pictures=settings.pictures,
        address=partial(link_address, source.path),
    )


def _article(slug: str, values: Values, body: Body, settings: Settings) -> Article:
    """Return the head of the story; problems are gathered with `values`."""
    page = _label(values, settings.labels)
    prose = body.running
    # numpy is imported where an article is read, and nowhere else
    from sitegen.articles.units import count_units  # noqa: PLC0415

    characters, words = count_units(body.paragraphs)
    byline = values.any("byline")
    return Article(
        slug=slug,
        headline=values.text("headline"),
        kicker=values.text("kicker"),
        deck=values.text("deck"),
        summary=values.text("summary") or (cut_summary(prose[0]) if prose else ""),
        page=page,
        order=values.whole("order"),
        rank=cast(Rank, values.text("rank") or "normal"),
        section=_topic(values, "section", settings.sections),
        column=_topic(values, "column", settings.columns),
        byline=_byline(byline, settings.people) if byline else (),
        byline_text=byline if isinstance(byline, str) else "",
        dateline=values.text("dateline"),
        tags=tuple(Topic(name=tag, slug=slugify(tag)) for tag in dict.fromkeys(values.texts("tags"))),
        zones=_zones(values, page, settings.labels),
        updated=values.day("updated"),
        corrections=_corrections(values),
        corrects=_corrects(values.any("corrects") or ()),
        retracted=values.text("retracted"),
        aliases=values.texts("aliases"),
        search=values.flag("search", True),
        feeds=values.flag("feeds", True),
        draft=values.flag("draft", False),
        language=guess_language(prose, characters, words, settings.language),
        length=characters + words,
        picture=_picture(body),
    )


def _label(values: Values, labels: tuple[str, ...]) -> str:
    """Return the label of the page, which may be left out where there is one page only."""
    written = values.text("page")
    if written or not labels:
        if labels and written not in labels:
            values.fault("page", "page-unknown", value=written, labels=_nearest_first(written, labels))
        return written
    if len(labels) > 1 and not values.given("page"):
        values.fault("page", "page-needed", labels=", ".join(labels))
    return labels[0]


def _nearest_first(name: str, known: tuple[str, ...]) -> str:
    """Return at most eight known names as text, those that look like `name` first."""
    return ", ".join(list(dict.fromkeys((*nearest(name, known), *known)))[:8])


def _topic(values: Values, name: str, declared: Mapping[str, Topic]) -> Topic | None:
    """Return the section or column of a story: a declared one, or any where the paper declares none."""
    written = values.text(name)
    if not written:
        return None
    if written in declared:
        return declared[written]
    if declared:
        known = _nearest_first(written, tuple(declared))
        values.fault(name, "topic-undeclared", field=name, value=written, known=known)
        return None
    return Topic(name=written, slug=slugify(written))


def _byline(written: str | tuple[Values, ...], people: Mapping[str, Topic]) -> tuple[Byline, ...]:
    """Return who signed, with the slugs of their pages; what is not understood has none, so that it gets no page."""
    if isinstance(written, str):
        understood = is_understood(written)
        return tuple(_signed(by.name, by.role, people, understood) for by in parse_byline(written))
    return tuple(_signed(by.text("name"), by.text("role"), people, True) for by in written)


def _signed(name: str, role: str, people: Mapping[str, Topic], understood: bool) -> Byline:
    if name in people:
        return Byline(name=name, role=role, slug=people[name].slug)
    return Byline(name=name, role=role, slug=slugify(name, person=True) if understood else "")


def _zones(values: Values, page: str, labels: tuple[str, ...]) -> tuple[Zone, ...]:
    zones = []
    for entry in values.mappings("zones"):
        label = entry.text("page")
        if label and labels and label not in labels:
            entry.fault("page", "page-unknown", value=label, labels=_nearest_first(label, labels))
        zone = read_zone(entry, page)
        if zone:
            zones.append(zone)
    return tuple(zones)


def _corrections(values: Values) -> tuple[Correction, ...]:
    found = ((entry.day("date"), entry.text("text")) for entry in values.mappings("corrections"))
    return tuple(Correction(date=day, text=text) for day, text in found if day)


def _corrects(written: str | tuple[str, ...]) -> tuple[Reference, ...]:
    addresses = (written,) if isinstance(written, str) else written
    return tuple(Reference(url=address) for address in dict.fromkeys(addresses))


def _picture(body: Body) -> Picture | None:
    """Return the first picture that is our own file: only those have been measured."""
    return next((picture for picture in body.pictures if "/" not in picture.src), None)
