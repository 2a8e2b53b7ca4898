"""After any edit the output equals a build from scratch, byte for byte."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from builds import ROOT, Desk, desk, differences, tree_of
from corpus import article, corpus, issue_folder

FIRST, MIDDLE, LAST = issue_folder(0), issue_folder(1), issue_folder(3)


def replace_in(path: str, old: str, new: str) -> Callable[[Desk], None]:
    def edit(work: Desk) -> None:
        text = (work.folder / path).read_text("utf-8")
        assert old in text, path
        (work.folder / path).write_text(text.replace(old, new), "utf-8")

    return edit


def write(path: str, text: str) -> Callable[[Desk], None]:
    def edit(work: Desk) -> None:
        work.write({path: text})

    return edit


def remove(*paths: str) -> Callable[[Desk], None]:
    def edit(work: Desk) -> None:
        for path in paths:
            (work.content / path).unlink()

    return edit


def rename(path: str, other: str) -> Callable[[Desk], None]:
    def edit(work: Desk) -> None:
        (work.content / other).parent.mkdir(parents=True, exist_ok=True)
        (work.content / path).rename(work.content / other)

    return edit


EDITS = {
    "a body": replace_in(f"content/{MIDDLE}/a1.md", "也没有少", "也没有减少"),
    "a headline that neighbours show": replace_in(f"content/{MIDDLE}/a2.md", "headline: ", "headline: 号外"),
    "the rank of a story": replace_in(f"content/{MIDDLE}/a3.md", "page: 2", "page: 2\nrank: lead"),
    "a page": replace_in(f"content/{MIDDLE}/a3.md", "page: 2", "page: 1"),
    "a byline": replace_in(f"content/{MIDDLE}/a0.md", "byline: 本报记者", "byline: 通讯员"),
    "a new person": replace_in(f"content/{MIDDLE}/a0.md", "陈一白", "何新来"),
    "a new tag": replace_in(f"content/{FIRST}/a0.md", "tags: [", "tags: [新标签, "),
    "a tag whose slug another one has": replace_in(f"content/{LAST}/a0.md", "tags: [", "tags: [新表迁, "),
    "an earlier tag that takes over a slug": replace_in(f"content/{FIRST}/a0.md", "新标签", "新表迁"),
    "a new article": write(f"{MIDDLE}/b1.md", article(1, 7)),
    "an article renamed": rename(f"{MIDDLE}/b1.md", f"{MIDDLE}/b2.md"),
    "an article that others link to is gone": remove(f"{FIRST}/a1.md"),
    "and back again": write(f"{FIRST}/a1.md", article(0, 1)),
    "a new issue at the end": write(f"{issue_folder(4)}/issue.md", "---\n---\n"),
    "a story for it": write(f"{issue_folder(4)}/a1.md", "---\nheadline: 第一\n---\n\n正文。\n"),
    "an issue in between": write("issues/2021/2021-12-20-extra/issue.md", "---\ntitle: 号外\n---\n"),
    "an issue is gone": remove(f"{issue_folder(4)}/issue.md", f"{issue_folder(4)}/a1.md"),
    "the date of an issue": replace_in(f"content/{LAST}/issue.md", "number: 4", "number: 总第4期"),
    "an issue becomes a draft": replace_in(f"content/{LAST}/issue.md", "number: ", "draft: true\nnumber: "),
    "and is published": replace_in(f"content/{LAST}/issue.md", "draft: true\n", ""),
    "an article becomes a draft": replace_in(f"content/{MIDDLE}/a1.md", "page: 2", "page: 2\ndraft: true"),
    "a standing text": write("pages/submit.md", "---\ntitle: 投稿\norder: 1\n---\n\n[关于](about.md)\n"),
    "its order": replace_in("content/pages/about.md", "title: ", "order: 9\ntitle: "),
    "the paper's name": replace_in("content/paper.yaml", "数目日报", "数目晚报"),
    "a declared slug": replace_in("content/paper.yaml", "slug: ti-yu", "slug: yun-dong"),
    "a declared person": replace_in(
        "content/paper.yaml", "columns:", "people:\n  - {name: 陈一白, slug: chen}\ncolumns:"
    ),
    "the language": replace_in("content/paper.yaml", "zh-CN", "en"),
    "a layout": replace_in("layouts/article.html", "<h1>", "<h1 class=h>"),
    "a part of layouts": replace_in("layouts/show.html", "<p>{{ name }}: {{ value }}</p>", "<p>{{ value }}</p>"),
    "a style sheet": replace_in("static/plain.css", "background", "background-image"),
    "a picture of the style sheet": replace_in("static/rule.svg", "h2", "h3"),
}


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    work = desk(tmp_path_factory.mktemp("edited"), corpus(issues=4, articles=4))
    work.build_here()
    return work


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_gives_what_a_clean_build_gives(name: str, edited: Desk) -> None:
    before = edited.build_here()
    EDITS[name](edited)
    # the paper is still in the making, so its addresses may change
    (edited.content / "addresses.txt").unlink(missing_ok=True)
    after = edited.build_here()
    assert differences(before, after) != []
    assert differences(after, edited.clean_build_here()) == []


def test_drafts_and_the_public_address_come_and_go_with_their_options(edited: Desk) -> None:
    plain = edited.build_here()
    for options in (["--drafts"], ["--base-url", "https://paper.example/daily"]):
        shown = edited.build_here(*options)
        assert differences(shown, plain) != []
        assert differences(shown, edited.clean_build_here(*options)) == []
        assert differences(edited.build_here(), plain) == []


def test_an_edit_that_fails_changes_nothing_and_its_repair_is_built(tmp_path: Path) -> None:
    work = desk(tmp_path, corpus(issues=2, articles=2))
    before = work.build_here()
    path = work.content / FIRST / "a1.md"
    good = path.read_text("utf-8")
    path.write_text(good.replace("headline: ", "headlin: "), "utf-8")
    with pytest.raises(AssertionError):
        work.build_here()
    assert differences(before, tree_of(work.output)) == []
    path.write_text(good.replace("headline: ", "headline: 新"), "utf-8")
    assert differences(work.build_here(), work.clean_build_here()) == []


def test_an_edit_within_the_clock_tick_of_the_build_is_not_missed(tmp_path: Path) -> None:
    work = desk(tmp_path, corpus(issues=1, articles=2))
    path = work.content / FIRST / "a1.md"
    text = path.read_text("utf-8")
    for count in range(6):
        # equal length, and as fast after the build as can be
        path.write_text(text.replace("也没有少", f"也没有{count}"), "utf-8")
        tree = work.build_here()
        assert f"也没有{count}" in tree[f"{FIRST[12:]}/a1.html"].decode()


def test_search_files_damaged_behind_the_back_of_a_build_are_made_anew_with_the_next_edit(tmp_path: Path) -> None:
    work = desk(tmp_path, corpus(issues=3, articles=2))
    work.build_here()
    parts = sorted((work.output / "search" / FIRST[-10:-6]).glob("p*.js"))
    assert parts
    for path in parts:
        state = path.stat()
        with path.open("r+b") as file:
            file.write(bytes(state.st_size))
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    replace_in(f"content/{FIRST}/a1.md", "也没有少", "也没有减少")(work)
    assert differences(work.build_here(), work.clean_build_here()) == []


def test_a_changed_translation_is_seen(tmp_path: Path) -> None:
    package = tmp_path / "installed" / "sitegen"
    shutil.copytree(ROOT / "sitegen", package, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "desk").mkdir()
    work = desk(tmp_path / "desk", corpus(issues=1, articles=2), ROOT)

    def built(output: str, cache: str) -> dict[str, bytes]:
        subprocess.run(
            [sys.executable, "-m", "sitegen.cli", "build", f"--output={output}", f"--cache={cache}"],
            cwd=work.folder,
            env={**os.environ, "PYTHONPATH": str(package.parent)},
            check=True,
            capture_output=True,
        )
        return tree_of(work.folder / output)

    before = built("public", ".sitegen")
    catalog = package / "locales" / "zh_CN" / "LC_MESSAGES" / "sitegen.po"
    text = catalog.read_text("utf-8")
    assert 'msgstr "检索"' in text
    catalog.write_text(text.replace('msgstr "检索"', 'msgstr "查找"'), "utf-8")
    after = built("public", ".sitegen")
    assert "查找" in after["index.html"].decode()
    assert before["index.html"] != after["index.html"]
    assert differences(after, built("fresh", "fresh-cache")) == []
