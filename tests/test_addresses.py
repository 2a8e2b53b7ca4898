"""Addresses stay: what was published is recorded, and a build that would lose it stops with the repair."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from builds import ROOT, Desk, desk

PAPER = "name: 江城晚报\nlanguage: zh-CN\ntimezone: Asia/Shanghai\nbase_url: https://paper.example.org/sub/\n"
ISSUE = "issues/2021/2021-05-14"


def story(headline: str, more: str = "") -> str:
    return f"---\nheadline: {headline}\n{more}---\n\n{headline}的正文，只此一篇。\n"


def paper(folder: Path) -> Desk:
    stories = {"01-bridge": story("大桥通车"), "02-boat": story("渡船停航")}
    files = {f"{ISSUE}/{name}.md": text for name, text in stories.items()}
    return desk(folder, {"paper.yaml": PAPER, f"{ISSUE}/issue.md": "---\n---\n", **files}, design=ROOT)


def recorded(made: Desk) -> list[str]:
    lines = (made.content / "addresses.txt").read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def refused(made: Desk) -> str:
    """Return what a build says that fails and leaves output and record alone."""
    before = (recorded(made), sorted(path for path in made.output.rglob("*")))
    done = made.run("build", "--lang", "en")
    assert done.returncode == 1, done.stderr
    assert (recorded(made), sorted(path for path in made.output.rglob("*"))) == before
    return done.stdout


def codes(said: str) -> list[str]:
    """Return the codes of the problems on a terminal, each of which stands after its place."""
    return re.findall(r"^\S+:[0-9]+:[0-9]+: .* \[([a-z-]+)\]$", said, re.MULTILINE)


def test_a_build_records_what_it_publishes_sorted(tmp_path: Path) -> None:
    made = paper(tmp_path)
    made.build("--lang", "en")
    assert recorded(made) == [f"2021-05-14/{name}.html" for name in ("01-bridge", "02-boat", "index")]
    assert "nothing changed" in made.run("build", "--lang", "en").stderr


def test_only_a_real_build_writes_the_record(tmp_path: Path) -> None:
    made = paper(tmp_path)
    made.run("check")
    made.build("--drafts")
    assert not (made.content / "addresses.txt").exists()


def test_a_deleted_story_stops_the_build(tmp_path: Path) -> None:
    made = paper(tmp_path)
    made.build()
    (made.content / ISSUE / "02-boat.md").unlink()
    said = refused(made)
    assert "content/addresses.txt:3:1" in said
    assert "address-vanished" in codes(said)
    assert f"Put {ISSUE}/02-boat.md back" in said


@pytest.mark.parametrize("cached", [True, False])
def test_a_renamed_story_is_named_with_its_alias(tmp_path: Path, cached: bool) -> None:
    made = paper(tmp_path)
    made.build()
    folder = made.content / ISSUE
    (folder / "02-boat.md").rename(folder / ("07-other.md" if cached else "02-boats.md"))
    if not cached:
        for path in made.cache.iterdir():
            if path.is_file():
                path.unlink()
    said = refused(made)
    assert "address-moved" in codes(said)
    assert "aliases: [2021-05-14/02-boat.html]" in said
    assert f"content/{ISSUE}/{'07-other' if cached else '02-boats'}.md" in said


def test_a_story_moved_to_another_issue_is_named(tmp_path: Path) -> None:
    made = paper(tmp_path)
    made.build()
    other = "issues/2021/2021-05-21"
    made.write({f"{other}/issue.md": "---\n---\n", f"{other}/05-late.md": story("渡船停航")})
    (made.content / ISSUE / "02-boat.md").unlink()
    said = refused(made)
    assert f"content/{other}/05-late.md" in said
    assert "address-moved" in codes(said)


def test_an_address_given_up_by_hand_stays_given_up(tmp_path: Path) -> None:
    made = paper(tmp_path)
    made.build()
    (made.content / ISSUE / "02-boat.md").unlink()
    record = made.content / "addresses.txt"
    record.write_text(record.read_text("utf-8").replace("2021-05-14/02-boat.html\n", ""), "utf-8")
    assert "2021-05-14/02-boat.html" not in made.build()


def test_an_alias_leads_on_without_script(tmp_path: Path) -> None:
    made = paper(tmp_path)
    made.build()
    (made.content / ISSUE / "02-boat.md").unlink()
    made.write({f"{ISSUE}/07-other.md": story("渡船停航", "aliases: [2021-05-14/02-boat.html, old/a/b.html]\n")})
    tree = made.build()
    page = tree["2021-05-14/02-boat.html"].decode()
    assert '<link rel="canonical" href="https://paper.example.org/sub/2021-05-14/07-other.html">' in page
    assert 'http-equiv="refresh" content="0; url=../2021-05-14/07-other.html"' in page
    assert "<script" not in page
    assert 'href="../../2021-05-14/07-other.html"' in tree["old/a/b.html"].decode()
    assert tree["_redirects"].decode().splitlines() == [
        "/sub/2021-05-14/02-boat.html /sub/2021-05-14/07-other.html 301",
        "/sub/old/a/b.html /sub/2021-05-14/07-other.html 301",
    ]
    assert "old/a/b.html" in recorded(made)
    assert tree == made.clean_build_here()


@pytest.mark.parametrize(
    "alias",
    [
        "2021-05-14/INDEX.html",
        "search.html",
        "tags/index.html",
        "archive/2021.html",
        "2021-05-14/01-bridge.html/x.html",
    ],
)
def test_an_alias_where_something_stands_is_a_problem_with_its_place(tmp_path: Path, alias: str) -> None:
    made = paper(tmp_path)
    made.write({f"{ISSUE}/02-boat.md": story("渡船停航", f"aliases: [{alias}]\n")})
    done = made.run("build", "--lang", "en")
    assert done.returncode == 1
    assert f"content/{ISSUE}/02-boat.md:3:11: the alias {alias} is taken by " in done.stdout
    assert "alias-taken" in codes(done.stdout)


def test_two_stories_cannot_have_one_alias(tmp_path: Path) -> None:
    made = paper(tmp_path)
    for name in ("01-bridge", "02-boat"):
        made.write({f"{ISSUE}/{name}.md": story("题", "aliases: [old.html]\n")})
    done = made.run("build", "--lang", "en")
    assert "02-boat.md:3:11" in done.stdout
    assert "is taken by 2021-05-14/01-bridge.html" in done.stdout


def test_a_folder_that_cannot_be_written_is_built_all_the_same(tmp_path: Path) -> None:
    made = paper(tmp_path)
    os.chmod(made.content, 0o555)
    try:
        done = made.run("build", "--lang", "en")
    finally:
        os.chmod(made.content, 0o755)
    assert done.returncode == 0, done.stderr
    assert not (made.content / "addresses.txt").exists()


def test_branches_that_both_add_issues_merge_cleanly(tmp_path: Path) -> None:
    made = paper(tmp_path)
    made.build()

    def git(*arguments: str) -> None:
        names = ("-c", "user.name=a", "-c", "user.email=a@a.example", "-c", "init.defaultBranch=main")
        subprocess.run(["git", *names, *arguments], cwd=tmp_path, check=True, capture_output=True)

    (tmp_path / ".gitattributes").write_bytes((ROOT / ".gitattributes").read_bytes())
    git("init")
    git("add", "content", ".gitattributes")
    git("commit", "-m", "one")
    for branch, day in (("left", "2021-05-21"), ("right", "2021-05-28")):
        git("checkout", "-b", branch, "main")
        folder = f"issues/2021/{day}"
        made.write({f"{folder}/issue.md": "---\n---\n", f"{folder}/01-a.md": story(f"于{day}")})
        made.build()
        git("add", "content")
        git("commit", "-m", branch)
    git("merge", "left")
    made.build()
    assert recorded(made) == sorted(set(recorded(made)))
    assert {"2021-05-21/01-a.html", "2021-05-28/01-a.html", "2021-05-14/02-boat.html"} <= set(recorded(made))
