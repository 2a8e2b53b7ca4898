"""The guides in docs and docs/zh: their commands run in order, their examples are read, and nothing is left out."""

import argparse
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from builds import ROOT, Desk, desk
from papers import article, paper
from test_serving import Served

from sitegen.articles import read_article, settings_of
from sitegen.articles.fields import FIELDS as ARTICLE
from sitegen.catalog import read_catalog
from sitegen.cli import parser
from sitegen.frontmatter import Front
from sitegen.paper import FIELDS as PAPER
from sitegen.reading.head import FIELDS as ISSUE
from sitegen.reading.standing import FIELDS as STANDING
from sitegen.schema import Either, Field, List, Mapping, Short, Type, read_fields
from sitegen.source import parse_source

DOCS = ROOT / "docs"
LANGUAGES = {"en": DOCS, "zh-CN": DOCS / "zh"}
"""Where the guides of each language lie."""

GUIDES = ("start.md", "fields.md", "commands.md")
TABLES = (PAPER, ISSUE, ARTICLE, STANDING)
ROW = re.compile(r"^\| `([a-z_.]+)`( \*)? \| (.+?) \| `(.+)` \|$", re.MULTILINE)


def blocks(path: Path, language: str) -> list[str]:
    """Return the fenced blocks of a page in one language, in order."""
    return re.findall(rf"^ *```{language}\n(.*?)^ *```$", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def commands(path: Path) -> list[list[str]]:
    lines = [line for block in blocks(path, "sh") for line in block.splitlines()]
    return [shlex.split(line.removeprefix("$ ")) for line in lines]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["start", "commands"])
def test_the_commands_of_a_page_run_in_their_order(page: str, language: str, tmp_path: Path) -> None:
    work = desk(tmp_path, design=ROOT)
    for words in commands(LANGUAGES[language] / f"{page}.md"):
        if words[0] == "cd":
            work = Desk(work.folder / words[1])
        elif words[1] == "serve":
            assert "大桥今日通车" in shown(work)
        else:
            assert words[0] == "sitegen"
            done = work.say(*words[1:])
            assert done.returncode == 0, (words, done.stdout, done.stderr)
            write_example(work, LANGUAGES[language] / f"{page}.md")


def write_example(work: Desk, page: Path) -> None:
    """Write the article that a page shows over the one that `new article` began."""
    for example in blocks(page, "markdown"):
        for path in work.content.glob("issues/*/*/*da-qiao*.md"):
            path.write_text(example, "utf-8")


def shown(work: Desk) -> str:
    """Return the front page as `serve` shows it."""
    with Served(work, "--port", "0") as served:
        return served.get("")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_article_that_is_shown_has_no_fault(language: str) -> None:
    (example,) = blocks(LANGUAGES[language] / "start.md", "markdown")
    read = read_article("issues/2126/2126-11-06/01-a.md", example.encode(), settings_of(paper(), ("1",), {}))
    assert read.problems == ()
    assert len(read.body.headings) == 1


def walk(table: Mapping, before: str = "") -> Iterator[tuple[str, Field]]:
    """Yield the fields of a table, and those within them by their way there."""
    for field in table.fields:
        yield before + field.name, field
        inner = table_of(field.type)
        if inner:
            yield from walk(inner, f"{before}{field.name}.")


def table_of(kind: Type) -> Mapping | None:
    match kind:
        case Mapping():
            return kind
        case Short(full=full):
            return full
        case List(item=item):
            return table_of(item)
        case Either(full=full):
            return table_of(full)
    return None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_is_named_with_its_example(language: str) -> None:
    translate = read_catalog(language).translate
    sections = (LANGUAGES[language] / "fields.md").read_text("utf-8").split("\n## ")[1:]
    for table, section in zip(TABLES, sections, strict=True):
        rows = [(name, bool(star), meaning, example) for name, star, meaning, example in ROW.findall(section)]
        assert rows == [(name, field.required, translate(field.summary), field.example) for name, field in walk(table)]


@pytest.mark.parametrize("table", TABLES, ids=["paper", "issue", "article", "standing"])
def test_every_example_can_be_written_as_it_stands(table: Mapping) -> None:
    for field in table.fields:
        required = [other for other in table.fields if other.required and other is not field]
        text = "".join(f"{one.name}: {one.example}\n" for one in [*required, field])
        source = parse_source("a.md", text.encode())
        _, reading = read_fields(source, Front(yaml=source.text, line=1), table)
        assert reading.problems == [], text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_and_option_is_told(language: str) -> None:
    text = (LANGUAGES[language] / "commands.md").read_text("utf-8")
    told = set(re.findall(r"--[a-z-]+", text))
    for way, one in parsers(parser()):
        assert way.split()[0] in text
        options = {name for action in one._actions for name in action.option_strings if name.startswith("--")}
        assert options - {"--help"} <= told, way


def parsers(made: argparse.ArgumentParser, before: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Yield every command by its words."""
    for action in made._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, one in action.choices.items():
                yield f"{before}{name}", one
                yield from parsers(one, f"{before}{name} ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_between_the_guides_lead_somewhere(language: str) -> None:
    for name in GUIDES:
        page = LANGUAGES[language] / name
        for target in re.findall(r"\]\(([^)#\s]+\.md)", page.read_text("utf-8")):
            assert (page.parent / target).is_file(), (page, target)


def test_a_stranger_begins_an_issue_mends_what_check_says_and_sees_it(tmp_path: Path) -> None:
    """From a copy of this repository's sample paper, as a clone is, by commands alone."""
    work = desk(tmp_path, design=ROOT)
    sample = ROOT / "content"
    work.write({path.relative_to(sample).as_posix(): path.read_bytes() for path in sample.rglob("*") if path.is_file()})
    issue = work.run("new", "issue").stdout.strip()
    assert issue == "content/issues/2026/2026-11-06/issue.md"
    assert "number: 总第1268期" in (work.folder / issue).read_text("utf-8")
    path = work.run("new", "article", "2026-11-06", "--headline", "南洲大桥通车").stdout.strip()
    assert path == "content/issues/2026/2026-11-06/01-nan-zhou-da-qiao-tong-che.md"
    assert work.run("check").returncode == 0
    written = article('headline: 南洲大桥通车\npage: "1"\nrank: top\nsection: 要文', "大桥今日通车。")
    (work.folder / path).write_bytes(written)
    said = work.run("check").stdout
    assert f"{path}:4:7: " in said
    assert f"{path}:5:10: " in said
    assert "要闻" in said
    mended = written.decode().replace("rank: top", "rank: lead").replace("要文", "要闻")
    (work.folder / path).write_text(mended, "utf-8")
    done = work.run("check")
    assert done.returncode == 0, done.stdout
    assert "南洲大桥通车" in shown(work)
