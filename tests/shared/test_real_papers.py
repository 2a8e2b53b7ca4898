"""The real papers that lie beside the project: a printed page as its readers know it, and 120 issues of a weekly."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from builds import ROOT, differences, sitegen, tree_of
from crawl import crawl, doors_of, missing_doors, tree_at
from selectolax.lexbor import LexborHTMLParser

PAPERS = ROOT.parent / "shared" / "papers"
PAGE = "sichuan-sci-tech"
WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class BuiltPaper:
    """A paper that was built, with what the build reported."""

    content: Path
    output: Path
    problems: tuple[dict[str, object], ...]


def build_paper(name: str, folder: Path, *arguments: str) -> BuiltPaper:
    content = PAPERS / name
    assert content.is_dir(), "these suites need the papers of ../shared"
    output = folder / "public"
    folders = ["--content", str(content), "--output", str(output), "--cache", str(folder / "cache")]
    done = sitegen(["build", *folders, *arguments])
    assert done.returncode == 0, done.stderr
    checked = sitegen(["check", *folders, "--format", "json", *arguments])
    assert checked.returncode == 0, checked.stderr
    problems = (json.loads(line) for line in checked.stdout.splitlines())
    return BuiltPaper(content, output, tuple(problems))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> BuiltPaper:
    return build_paper(PAGE, tmp_path_factory.mktemp(PAGE))


@pytest.fixture(scope="module")
def weekly(tmp_path_factory: pytest.TempPathFactory) -> BuiltPaper:
    return build_paper(WEEKLY, tmp_path_factory.mktemp(WEEKLY))


def texts(built: BuiltPaper, url: str, selector: str) -> list[str]:
    tree = LexborHTMLParser((built.output / url).read_text("utf-8"))
    return [" ".join(node.text().split()) for node in tree.css(selector)]


def field_of(built: BuiltPaper, slug: str, name: str) -> str:
    """Return a field's own text from the article's source."""
    source = next(built.content.glob(f"issues/*/*/{slug}.md")).read_text("utf-8")
    return next(line.partition(":")[2].strip() for line in source.splitlines() if line.startswith(f"{name}:"))


@pytest.mark.parametrize("name", ["headline", "kicker", "deck", "dateline", "column"])
def test_each_field_of_the_real_page_is_an_element_of_its_own(page: BuiltPaper, name: str) -> None:
    slugs = [path.stem for path in page.content.glob("issues/*/*/0*.md") if f"\n{name}:" in path.read_text("utf-8")]
    assert slugs
    for slug in slugs:
        written = "".join(field_of(page, slug, name).split())
        shown = texts(page, f"2021-05-14/{slug}.html", f"article .{name}")
        assert ["".join(text.split()) for text in shown] == [written]


def test_names_of_the_real_page_stand_apart_from_their_roles(page: BuiltPaper) -> None:
    roles, names = Counter[str](), Counter[str]()
    for path in sorted(page.content.glob("issues/*/*/0*.md")):
        url = f"2021-05-14/{path.stem}.html"
        roles.update(texts(page, url, "article .byline .role"))
        shown = texts(page, url, "article .byline .name")
        names.update(shown)
        head = path.read_text("utf-8").split("---\n")[1]
        assert all(name in head for name in shown)
        assert bool(shown) == ("\nbyline:" in head)
    assert roles
    assert names


def test_captions_and_credits_of_the_real_page_stand_apart(page: BuiltPaper) -> None:
    pictured = [path for path in page.content.glob("issues/*/*/0*.md") if "![" in path.read_text("utf-8")]
    assert pictured
    for path in pictured:
        url, source = f"2021-05-14/{path.stem}.html", path.read_text("utf-8")
        (caption,) = texts(page, url, "figure figcaption .caption")
        (credit,) = texts(page, url, "figure figcaption .credit")
        assert f'"{caption}"' in source
        assert f'credit="{credit}"' in source


def test_every_story_of_the_real_page_is_a_zone_on_its_image(page: BuiltPaper) -> None:
    doors = doors_of(page.content)
    assert len(doors) == 4
    assert all(door.zones == ("2021-05-14/index.html",) for door in doors)
    shapes = LexborHTMLParser((page.output / "2021-05-14/index.html").read_text("utf-8")).css(".zones a polygon")
    assert len(shapes) == 4


@pytest.mark.parametrize("name", [PAGE, WEEKLY])
def test_a_reader_reaches_everything_and_nothing_outside_is_asked(name: str, request: pytest.FixtureRequest) -> None:
    built: BuiltPaper = request.getfixturevalue({PAGE: "page", WEEKLY: "weekly"}[name])
    tree = tree_at(built.output)
    assert crawl(tree).faults() == []
    doors = doors_of(built.content)
    assert len(doors) == len(list(built.content.glob("issues/*/*/*.md"))) - len(list(built.content.glob("issues/*/*/")))
    assert missing_doors(tree, doors) == []


def test_what_the_weekly_loses_is_a_warning_with_its_place(weekly: BuiltPaper) -> None:
    assert {fault["level"] for fault in weekly.problems} == {"warning"}
    codes = Counter(str(fault["code"]) for fault in weekly.problems)
    assert codes["picture-linked"] > 4000
    assert codes["html-dropped"] > 0
    for fault in weekly.problems:
        if fault["code"] in ("picture-linked", "html-dropped"):
            lines = Path(str(fault["path"])).read_text("utf-8").splitlines()
            line, column, excerpt = lines[int(str(fault["line"])) - 1], int(str(fault["column"])), fault["excerpt"]
            assert line == excerpt
            assert 1 <= column <= len(line)


def test_the_weekly_is_the_same_whatever_the_processes_and_the_hash_seed(
    weekly: BuiltPaper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONHASHSEED", "1")
    monkeypatch.setenv("TZ", "America/Anchorage")
    other = build_paper(WEEKLY, tmp_path, "--jobs", "1")
    assert differences(tree_of(other.output), tree_of(weekly.output)) == []
    assert other.problems == weekly.problems
