"""Exit codes and last words: 0 good, 1 problems in the content, 2 wrong use; never a traceback."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from builds import ROOT, Desk, Said, desk, tree_of
from corpus import corpus, issue_folder

from sitegen import sentences
from sitegen.catalog import read_catalog
from sitegen.cli import parser

STORY = f"{issue_folder(0)}/a0.md"


@pytest.fixture
def work(tmp_path: Path) -> Desk:
    return desk(tmp_path, corpus(issues=1, articles=2))


def run(work: Desk, *arguments: str, code: int) -> Said:
    done = work.say(*arguments)
    assert done.returncode == code, done.stderr
    return done


def test_build_is_the_default(work: Desk) -> None:
    run(work, code=0)
    assert (work.output / "index.html").exists()


def test_a_good_build_says_what_to_open(work: Desk) -> None:
    assert run(work, "build", code=0).stderr.splitlines()[-1].endswith(str(Path("public/index.html")))


def test_without_the_search_scripts_nothing_is_written(work: Desk) -> None:
    (work.folder / "static" / "search.js").unlink()
    run(work, "build", code=1)
    assert not (work.output / "index.html").exists()


def test_the_design_that_comes_with_sitegen_is_used_where_a_folder_has_none(
    work: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(work.content)
    assert parser().parse_args(["build"]).layouts == ROOT / "layouts"
    assert parser().parse_args(["build"]).static == ROOT / "static"
    monkeypatch.chdir(work.folder)
    assert parser().parse_args(["build"]).layouts == Path("layouts")


def test_a_fault_in_the_content_ends_with_one_and_writes_nothing(work: Desk) -> None:
    work.write({STORY: "no fields"})
    run(work, "build", code=1)
    run(work, "check", code=1)
    assert not work.output.exists()


def test_check_writes_nothing_even_where_all_is_well(work: Desk) -> None:
    run(work, "check", code=0)
    assert not work.output.exists()
    assert not (work.folder / ".public.stage").exists()


def test_check_finds_faults_of_layouts_too(work: Desk) -> None:
    (work.folder / "layouts" / "article.html").write_text("{{ headlin }}")
    assert "layouts/article.html:1:1: " in run(work, "check", code=1).stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["bild"],
        ["build", "--jobs", "0"],
        ["build", "--jobs", "two"],
        ["build", "--format", "xml"],
        ["build", "--nothing"],
        ["check", "surplus"],
    ],
)
def test_wrong_use_ends_with_two(arguments: list[str], work: Desk) -> None:
    assert run(work, *arguments, code=2).stderr


def test_help_ends_with_zero(work: Desk) -> None:
    assert "build" in run(work, "--help", code=0).stdout


def test_a_folder_without_a_paper_is_a_problem_with_a_hint(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    done = desk(tmp_path).say("build")
    assert done.returncode == 1
    assert "[paper-missing]" in done.stdout


def test_a_foreign_output_folder_is_refused_and_left_alone(work: Desk) -> None:
    work.output.mkdir()
    (work.output / "thesis.txt").write_text("the only copy")
    assert "thesis" not in run(work, "build", code=2).stderr
    assert tree_of(work.output) == {"thesis.txt": b"the only copy"}


def test_the_content_folder_is_no_output_folder(work: Desk) -> None:
    before = tree_of(work.content)
    run(work, "build", "--output", "content", code=2)
    assert tree_of(work.content) == before


def test_an_output_that_is_a_file_is_wrong_use(work: Desk) -> None:
    work.output.write_text("")
    run(work, "build", code=2)


def test_a_cache_that_cannot_be_a_folder_is_wrong_use(work: Desk) -> None:
    work.cache.write_text("")
    run(work, "build", code=2)


def test_an_empty_output_folder_is_welcome(work: Desk) -> None:
    work.output.mkdir()
    run(work, "build", code=0)


def test_a_link_out_of_the_content_folder_is_a_problem(work: Desk) -> None:
    (work.folder / "secret.md").write_text("---\nheadline: Secret\n---\n\nSecret.\n")
    (work.content / issue_folder(0) / "b.md").symlink_to(work.folder / "secret.md")
    for command in ("build", "check"):
        assert "[link-outside]" in run(work, command, code=1).stdout


def test_a_layout_that_is_not_utf8_is_a_problem(work: Desk) -> None:
    (work.folder / "layouts" / "article.html").write_bytes(b"<p>\n<p>\xff\xfe")
    assert "layouts/article.html:2:4: " in run(work, "build", code=1).stdout


def test_a_missing_layout_is_a_problem(work: Desk) -> None:
    (work.folder / "layouts" / "topic.html").unlink()
    assert "[layout-broken]" in run(work, "build", code=1).stdout


@pytest.mark.parametrize("command", ["build", "check"])
def test_programs_get_one_object_a_line_and_nothing_else(command: str, work: Desk) -> None:
    work.write({STORY: "no fields"})
    lines = run(work, command, "--format", "json", code=1).stdout.splitlines()
    assert [json.loads(line)["code"] for line in lines] == ["front-matter-missing"]
    (work.content / "paper.yaml").unlink()
    lines = run(work, command, "--format", "json", code=1).stdout.splitlines()
    assert [json.loads(line)["code"] for line in lines] == ["paper-missing"]


CHINESE = {"zh-CN": "报纸", "zh-TW": "報紙"}


@pytest.mark.parametrize("language", CHINESE)
def test_help_is_in_the_language_of_the_paper(language: str, work: Desk) -> None:
    named = (work.content / "paper.yaml").read_text("utf-8")
    work.write({"paper.yaml": re.sub("^language: .*", f"language: '{language}'", named, flags=re.MULTILINE)})
    said = run(work, "--help", code=0).stdout
    assert CHINESE[language] in said
    assert said.startswith("用法：")
    # names of options stand there as they are written; no sentence is left in English
    assert re.findall(r"[a-z]+ [a-z]+ [a-z]+", said) == []
    assert "show every problem" in run(work, "--help", "--lang", "en", code=0).stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bild"], "“bild”不在可选之列："),
        (["build", "--jobs", "0"], "--jobs：“0”不是 1 到 1000 之间的整数"),
        (["build", "--jobs", "two"], "--jobs：“two”不是 1 到"),
        (["build", "--jobs"], "--jobs：缺少值"),
        (["build", "--format", "xml"], "--format：“xml”不在可选之列："),
        (["build", "--nothing"], "多余的参数：--nothing"),
        (["build", "--drafts=2"], "--drafts：这个选项不带值："),
        (["build", "--lan"], "--lang：缺少值"),
        (["build", "--l", "en"], "--l 可以指 --layouts, --lang"),
        (["serve", "--port", "65536"], "--port：“65536”不是 0 到 65535 之间的整数"),
    ],
)
def test_wrong_use_is_explained_in_chinese(arguments: list[str], said: str, work: Desk) -> None:
    usage, *_, why = run(work, *arguments, code=2).stderr.splitlines()
    assert usage.startswith("用法：sitegen")
    assert said in why


@pytest.mark.parametrize("language", [*CHINESE, "en"])
def test_folders_that_cannot_be_used_are_explained(language: str, work: Desk) -> None:
    work.output.mkdir()
    (work.output / "thesis.txt").write_text("the only copy")
    said = [run(work, "build", "--lang", language, code=2).stderr]
    shutil.rmtree(work.output)
    said += [run(work, "build", "--lang", language, "--cache", "/dev/null/cache", code=2).stderr]
    shutil.rmtree(work.cache)
    work.cache.mkdir()
    (work.cache / "cache.sqlite").write_bytes(b"no database " * 1000)
    said += [run(work, "build", "--lang", language, code=0).stderr]
    assert [line.isascii() for line in said] == [language == "en"] * 3
    assert ("/dev/null" in said[1], ".sitegen" in said[2]) == (True, True)


@pytest.mark.parametrize("code", sentences.REASONS)
def test_what_the_system_refuses_is_said_in_our_words(code: int) -> None:
    error = OSError(code, os.strerror(code), "public/index.html")
    said = sentences.system_fault(read_catalog("zh-CN"), error, "public")
    assert re.fullmatch("public/index.html：[一-鿿，]+", said)


def test_what_is_counted_agrees_with_its_number(work: Desk) -> None:
    assert "1 issue, 2 articles, " in run(work, "build", "--lang", "en", code=0).stderr
    assert "2 articles checked: 0 errors" in run(work, "check", "--lang", "en", code=0).stderr
    work.write({STORY: "no fields"})
    assert run(work, "build", "--lang", "en", code=1).stderr == "1 error; nothing was written\n"


def test_a_paper_that_cannot_be_read_is_spoken_of_in_its_language(work: Desk) -> None:
    work.write({"paper.yaml": "language: zh-TW\nname: [\n"})
    assert "改法：" in run(work, "build", code=1).stdout


def test_messages_are_in_the_language_that_was_asked_for(work: Desk) -> None:
    work.write({STORY: "no fields"})
    english = run(work, "check", "--lang", "en", code=1).stdout
    chinese = run(work, "check", code=1).stdout
    assert "hint:" in english
    assert english.isascii() != chinese.isascii()
    assert "[front-matter-missing]" in chinese


def test_a_base_url_reaches_the_pages_and_nothing_inner_becomes_absolute(work: Desk) -> None:
    tree = work.build_here("--base-url", "https://paper.example/daily")
    assert b"paper.base_url: https://paper.example/daily/" in tree["index.html"]
    assert b'href="https://paper.example' not in tree["index.html"]


def test_a_folder_that_may_not_be_written_is_wrong_use(work: Desk) -> None:
    # root may write anywhere but below a file
    run(work, "build", "--output", "/dev/null/public", code=2)
    run(work, "build", "--cache", "/dev/null/cache", code=2)


def test_a_process_of_its_own_ends_as_its_command_does(work: Desk) -> None:
    assert work.run("build", "--jobs", "0").returncode == 2
    work.write({STORY: "no fields"})
    done = work.run("build")
    assert (done.returncode, "[front-matter-missing]" in done.stdout) == (1, True)


def test_a_process_whose_reader_is_gone_ends_without_a_word_of_python(work: Desk) -> None:
    work.write({STORY: "no fields"})
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, str(ROOT / "build.py"), "check"]
    done = subprocess.run(command, cwd=work.folder, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
