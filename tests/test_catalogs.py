"""Every text that a reader or an editor may meet is in both Chinese catalogs, with its places, and nothing else is."""

import ast
import re
import sys
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Pairs
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from builds import ROOT, desk

from sitegen import catalog
from sitegen.catalog import LOCALES, read_catalog
from sitegen.editing import FILES
from sitegen.kinds import CHAPTERS, KINDS
from sitegen.problems import Position, problem, show
from sitegen.schema import Either, List, Mapping, Short
from sitegen.schema.exporting import field_title

CATALOGS = ["zh_CN", "zh_TW"]
PLACE = re.compile(r"%\(\w+\)s|%[sr]|\{\w*\}")
FAULTY = {
    "paper.yaml": "name: 江城晚报\nlanguage: LANGUAGE\ntimezone: Asia/Shanghai\n",
    "issues/2024/2024-05-17/issue.md": "---\n---\n",
    "issues/2024/2024-05-17/01-qiao.md": "---\nheadline: 大桥今日通车\nrank: top\n---\n",
}


def texts_of_layouts() -> set[str]:
    folders = (ROOT / "layouts", ROOT / "sitegen" / "downloads")
    options = {"**.*": {"newstyle_gettext": "true", "extensions": "jinja2.ext.i18n"}}
    endings = ("html", "ncx", "opf", "svg", "xhtml")
    methods = [(f"**.{ending}", "jinja2") for ending in endings]
    found = [one for folder in folders for one in extract_from_dir(folder, methods, options)]
    return {text if isinstance(text, str) else text[0] for _, _, text, _, _ in found}


def texts_of_kinds() -> set[str]:
    return {text for kind in KINDS.values() for text in (kind.message, kind.hint)}


def texts_of_fields() -> set[str]:
    """Return titles and meanings of all fields, the titles of their files and those of the chapters of problems."""

    def walk(kind: object) -> Iterator[str]:
        match kind:
            case Mapping():
                for field in kind.fields:
                    yield from (field_title(field.name), field.summary)
                    yield from walk(field.type)
            case List():
                yield from walk(kind.item)
            case Short():
                yield from walk(kind.full)
            case Either():
                yield from walk(kind.full)

    tables = {text for title, table in FILES.values() for text in (title, *walk(table))}
    return tables | set(CHAPTERS.values())


def texts_of_code() -> set[str]:
    return {text for path in (ROOT / "sitegen").rglob("*.py") for text in translated_in(path.read_text("utf-8"))}


def translated_in(source: str) -> Iterator[str]:
    """Yield the texts that a module has translated: written in the call, or under the name that stands there."""
    tree = ast.parse(source)
    named: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            named.setdefault(node.targets[0].id, []).append(node.value)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in ("translate", "numbered"):
            yield from texts_in(node.args[0], named)


def texts_in(value: ast.expr, named: Pairs[str, Sequence[ast.expr]]) -> Iterator[str]:
    parts: Sequence[ast.expr] = ()
    match value:
        case ast.Constant(value=str(text)):
            yield text
        case ast.Name(id=name):
            parts = named.get(name, ())
            named = {other: values for other, values in named.items() if other != name}
        case ast.Dict(values=values):
            parts = values
        case ast.Subscript(value=table):
            parts = (table,)
        case ast.IfExp(body=one, orelse=other):
            parts = (one, other)
    for part in parts:
        yield from texts_in(part, named)


def texts() -> set[str]:
    return texts_of_layouts() | texts_of_kinds() | texts_of_fields() | texts_of_code()


def translations(name: str) -> dict[str, list[str]]:
    """Return the translated texts, one for each plural form, by the English ones."""
    with (LOCALES / name / "LC_MESSAGES" / "sitegen.po").open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    return {
        message.id if isinstance(message.id, str) else message.id[0]: (
            [message.string] if isinstance(message.string, str) else list(message.string or ("",))
        )
        for message in messages
    }


@pytest.mark.parametrize("name", CATALOGS)
def test_every_text_is_translated(name: str) -> None:
    known = translations(name)
    assert sorted(text for text in texts() if not all(known.get(text, [""]))) == []


@pytest.mark.parametrize("name", CATALOGS)
def test_a_catalog_holds_nothing_that_is_not_asked_for(name: str) -> None:
    assert sorted(translations(name).keys() - texts()) == []


@pytest.mark.parametrize("name", CATALOGS)
def test_a_catalog_holds_no_text_twice(name: str) -> None:
    lines = (LOCALES / name / "LC_MESSAGES" / "sitegen.po").read_text("utf-8").splitlines()
    keys = [line for line in lines if line.startswith("msgid ")]
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("name", CATALOGS)
def test_a_translation_keeps_the_places_of_its_text(name: str) -> None:
    for text, forms in translations(name).items():
        for form in forms:
            assert sorted(PLACE.findall(form)) == sorted(PLACE.findall(text)), text


@pytest.mark.parametrize("language", ["zh-CN", "zh-TW"])
@pytest.mark.parametrize("code", KINDS)
def test_a_problem_can_be_said_in_chinese(code: str, language: str) -> None:
    kind = KINDS[code]
    facts = {place.strip("{}"): "\x00" for place in PLACE.findall(kind.message + kind.hint)}
    said = show(problem(Position("a.md"), code, **facts), read_catalog(language).translate)
    assert re.search("[一-鿿]", said.split("\n")[0]), said
    assert re.search("[一-鿿]", said.split("：", 1)[1]), said


@pytest.mark.parametrize(
    ("language", "said", "advice", "closing"),
    [
        ("en", 'rank cannot be "top"', "hint: Write one of:", "1 error, 0 warnings"),
        ("zh-CN", "rank 不能写“top”", "改法：请从中选一个：", "1 个错误，0 个警告"),
        ("zh-TW", "rank 不能寫「top」", "改法：請從中選一個：", "1 個錯誤，0 個警告"),
    ],
)
def test_the_terminal_speaks_the_language_of_the_paper(
    language: str, said: str, advice: str, closing: str, tmp_path: Path
) -> None:
    work = desk(tmp_path, {path: text.replace("LANGUAGE", language) for path, text in FAULTY.items()})
    done = work.run("check")
    place, _, _, hint = done.stdout.splitlines()
    assert place == f"content/issues/2024/2024-05-17/01-qiao.md:3:7: {said} [choice-unknown]"
    assert hint.strip().startswith(advice)
    assert closing in done.stderr


def test_another_language_can_be_asked_for(tmp_path: Path) -> None:
    work = desk(tmp_path, {path: text.replace("LANGUAGE", "zh-CN") for path, text in FAULTY.items()})
    assert 'rank cannot be "top"' in work.run("check", "--lang", "en").stdout


def test_the_texts_of_a_module_are_found_however_they_are_written() -> None:
    source = """
A = {"x": "one"}
b = "two " "words"
f(translate(A["x"]), g.translate(b), translate("three" if c else "four"), h("five"))
"""
    assert sorted(translated_in(source)) == ["four", "one", "three", "two words"]


def test_a_compiled_catalog_is_kept_and_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog, "COMPILED", tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    said = read_catalog.__wrapped__("zh-CN").translate("Search")
    assert said != "Search"
    (kept,) = tmp_path.iterdir()
    monkeypatch.setattr(catalog, "_compile", lambda _: pytest.fail(f"{kept.name} was not read"))
    assert read_catalog.__wrapped__("zh-CN").translate("Search") == said


def test_a_catalog_is_read_where_no_compiled_one_can_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog, "COMPILED", tmp_path / "none")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    assert read_catalog.__wrapped__("zh-CN").translate("Search") != "Search"
