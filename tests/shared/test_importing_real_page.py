"""The importer's score on the text of a printed page, against the four articles that people made of it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from builds import ROOT, Desk

from sitegen.articles import Read, Settings, read_article
from sitegen.pictures import Size

PAGE = ROOT.parent / "shared" / "papers" / "sichuan-sci-tech"
ISSUE = PAGE / "issues" / "2021" / "2021-05-14"

FIELDS: dict[str, Callable[[Read], object]] = {
    "headline": lambda read: read.article.headline,
    "kicker": lambda read: read.article.kicker,
    "deck": lambda read: read.article.deck,
    "dateline": lambda read: read.article.dateline,
    "column": lambda read: read.article.column and read.article.column.name,
    "byline, names": lambda read: [by.name for by in read.article.byline],
    "byline, roles": lambda read: [by.role for by in read.article.byline],
    "caption": lambda read: [picture.caption for picture in read.body.pictures],
    "credit": lambda read: [picture.credit for picture in read.body.pictures],
    "headings": lambda read: [heading.text for heading in read.body.headings],
    "rank": lambda read: read.article.rank,
}


def reads(folder: Path) -> Iterator[Read]:
    for path in sorted(folder.glob("0*.md")):
        pictures = {file.name: Size(1, 1) for file in folder.glob("*.jpg")}
        settings = Settings(sections={}, columns={}, people={}, labels=("1",), pictures=pictures)
        yield read_article(f"issues/2021/2021-05-14/{path.name}", path.read_bytes(), settings)


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with the paper's own paper.yaml and issue.md, and with the page's text imported."""
    assert PAGE.is_dir(), "these suites need the papers of ../shared"
    work = Desk(tmp_path_factory.mktemp("drafts"))
    folder = work.content / "issues" / "2021" / "2021-05-14"
    folder.mkdir(parents=True)
    shutil.copy(PAGE / "paper.yaml", work.content)
    for name in ("issue.md", "page-1.jpg"):
        shutil.copy(ISSUE / name, folder)
    text = next(PAGE.glob("source/*.txt"))
    done = work.say("import", str(text), str(ISSUE / "mianlu-gaotie.jpg"))
    assert done.returncode == 0, done.stderr
    return work


def test_the_drafts_pass_check(drafts: Desk) -> None:
    done = drafts.say("check", "--drafts")
    assert done.returncode == 0, done.stdout


def test_fields_and_paragraph_breaks_are_those_that_people_made(
    drafts: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    found, wanted = (list(reads(folder)) for folder in (drafts.content / "issues" / "2021" / "2021-05-14", ISSUE))
    assert len(found) == len(wanted) == 4
    lines, right, all_of = [], 0, 0
    for name, field in FIELDS.items():
        misses = [
            slug for slug, ours, theirs in zip("1234", found, wanted, strict=True) if field(ours) != field(theirs)
        ]
        right, all_of = right + 4 - len(misses), all_of + 4
        lines.append(
            f"  {name:14} {4 - len(misses)} of 4" + (f", not that of story {', '.join(misses)}" if misses else "")
        )
    paragraphs = [[texts(read) for read in side] for side in (found, wanted)]
    same = sum(len(set(ours) & set(theirs)) for ours, theirs in zip(*paragraphs, strict=True))
    count, expected = (sum(map(len, side)) for side in paragraphs)
    lines.append(f"  paragraphs     {same} of {expected} as they should be; {count} were made")
    with capsys.disabled():
        print(f"\nimport of the real page: {right} of {all_of} fields", *lines, sep="\n")
    # the missing one is a role that no word of the page gives: a reader knows that this name is a correspondent's
    assert right >= all_of - 1
    assert same == expected == count


def texts(read: Read) -> list[str]:
    """Return the paragraphs of a story without blanks, in their order."""
    return ["".join(paragraph.split()) for paragraph in read.body.paragraphs]


def test_a_second_run_says_that_all_is_there(drafts: Desk) -> None:
    text = next(PAGE.glob("source/*.txt"))
    before = {path: path.read_bytes() for path in drafts.content.rglob("*") if path.is_file()}
    done = drafts.say("import", str(text))
    assert done.returncode == 0
    assert {path: path.read_bytes() for path in drafts.content.rglob("*") if path.is_file()} == before
    assert len([line for line in done.stdout.splitlines() if "/0" in line]) == 4
