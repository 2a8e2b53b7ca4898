"""The page of every problem, in English and in Chinese, made from the code's own table and from the cases of `places`.

Run with `--update`, the test writes the pages instead of comparing them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from builds import ROOT
from papers import problems_of
from seeded import CASES, Case, paper_of, readable, told

from sitegen.catalog import read_catalog
from sitegen.kinds import CHAPTERS, DOUBTS, KINDS
from sitegen.problems import Problem, show

PAGES = {"en": ROOT / "docs" / "problems.md", "zh-CN": ROOT / "docs" / "zh" / "problems.md"}
PLACE = re.compile(r"(?<!\{)\{\w+\}(?!\})")
WORDS = {
    "en": {
        "title": "Every problem",
        "about": "What `build`, `serve` and `check` may say of a paper, by code. A code never changes, so it can be "
        "searched for. An ellipsis stands for what a message quotes from your file. This page is made from the code's "
        "own table: `pytest tests/test_problems_docs.py --update` writes it anew.",
        "levels": "An **error** stops a build, and no setting changes that. A **warning** or a **note** does not; the "
        "field `checks` of `paper.yaml` makes each of them `error`, `warning`, `note` or `off`:",
        "fixes": "`check --fix` mends what is safe where this page says so, and leaves all else in the file as it is; "
        "`check --diff` shows the difference first.",
        "error": "error",
        "warning": "warning",
        "note": "note",
        "mend": "Mended by `check --fix`.",
        "check": "Only `check` looks for it.",
        "repair": "Repair",
        "colon": ": ",
    },
    "zh-CN": {
        "title": "所有问题",
        "about": "`build`、`serve` 和 `check` 对一份报纸可能指出的问题，按代码排列。代码永不改变，可以用来查找。"
        "省略号代表消息从文件里引用的内容。"
        "本页由程序自己的表生成：`pytest tests/test_problems_docs.py --update` 会重新写出。",
        "levels": "**错误**会使构建停下，任何设置都改变不了。**警告**和**提示**不会；"
        "用 `paper.yaml` 的 `checks` 字段，可以把它们逐个设为 `error`、`warning`、`note` 或 `off`（关闭）：",
        "fixes": "凡本页写明的，`check --fix` 会改好，文件里其余内容一字不动；`check --diff` 先显示会怎样改。",
        "error": "错误",
        "warning": "警告",
        "note": "提示",
        "mend": "`check --fix` 可以改好。",
        "check": "只有 `check` 检查这一项。",
        "repair": "改法",
        "colon": "：",
    },
}
SETTING = "```yaml\nchecks:\n  quote-straight: off\n  zone-missing: error\n```"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A problem of each code as the first of its cases has it."""

    alone: Mapping[str, Problem]
    """What is found in a file alone."""

    whole: Mapping[str, Mapping[str, str]]
    """What a command says of a paper, by language."""

    def example(self, code: str, language: str) -> str:
        """Return what the terminal shows; empty where no line of a file can be shown with it."""
        if code in self.whole:
            text = self.whole[code][language]
            return text if text.count("\n") > 1 else ""
        fault = self.alone[code]
        plain = fault.excerpt and fault.excerpt.isprintable() and len(fault.excerpt) < 200
        return show(fault, read_catalog(language).translate) if plain else ""


def examples() -> Shown:
    """Return what the cases show."""
    alone: dict[str, Problem] = {}
    whole: dict[str, dict[str, str]] = {}
    for case in CASES:
        with TemporaryDirectory() as folder:
            if not case.command:
                faults = [fault for fault in problems_of(readable(case), Path(folder)) if fault.code == case.code]
                for fault in faults:
                    if case.code not in alone or (fault.mend and not alone[case.code].mend):
                        alone[case.code] = fault
            elif case.code not in whole:
                whole[case.code] = said_of(case, Path(folder))
    return Shown(alone=alone, whole=whole)


def said_of(case: Case, folder: Path) -> dict[str, str]:
    """Return how the terminal shows the first problem of a case, by language."""
    work = paper_of(case, folder)
    return {language: told(case, work, language)[1][0].whole.rstrip() for language in PAGES}


def page(language: str, shown: Shown) -> str:
    """Return the page in a language."""
    words, translate = WORDS[language], read_catalog(language).translate
    parts = [f"# {words['title']}", words["about"], words["levels"], SETTING, words["fixes"]]
    for code, kind in KINDS.items():
        if code in CHAPTERS:
            parts.append(f"## {translate(CHAPTERS[code])}")
        fault = shown.alone.get(code)
        notes = [words["mend"]] if fault and fault.mend else []
        notes += [words["check"]] if code in DOUBTS else []
        said = f"**{words[kind.level]}**{words['colon']}{plain(translate(kind.message))}"
        parts += [f"### `{code}`", said, f"{words['repair']}{words['colon']}{plain(translate(kind.hint))}"]
        parts += ["".join(notes) if language != "en" else " ".join(notes)] if notes else []
        if example := shown.example(code, language):
            parts.append(f"```text\n{example}\n```")
    return "\n\n".join(parts) + "\n"


def plain(text: str) -> str:
    """Return a text of a kind for Markdown: what stands for facts as an ellipsis."""
    escaped = re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", PLACE.sub("…", text))
    return escaped.replace("{{", "{").replace("}}", "}")


@pytest.fixture(scope="module")
def shown() -> Shown:
    return examples()


@pytest.mark.parametrize("language", PAGES)
def test_the_page_of_problems_is_made_from_the_codes_own_table(
    language: str, shown: Shown, request: pytest.FixtureRequest
) -> None:
    made = page(language, shown)
    if request.config.getoption("--update"):
        PAGES[language].parent.mkdir(exist_ok=True)
        PAGES[language].write_text(made, "utf-8")
    assert made == PAGES[language].read_text("utf-8"), "pytest tests/test_problems_docs.py --update writes it anew"


def test_every_chapter_begins_with_a_code_that_is_there() -> None:
    assert CHAPTERS.keys() <= KINDS.keys()
    assert next(iter(KINDS)) in CHAPTERS
    assert DOUBTS.keys() <= KINDS.keys()
