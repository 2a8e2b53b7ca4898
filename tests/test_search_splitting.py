"""One rule of splitting in two writings: both pass the same table of cases, and stem as lunr.js does."""

import json
import os
import random
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from searching import HERE, LUNR, document, files_of, issue, node, write

from sitegen.search.splitting import pair_text, split, split_all
from sitegen.search.stemming import stem
from sitegen.search.words import STOP_WORDS

CASES: list[dict[str, Any]] = json.loads((HERE / "cases.json").read_text("utf-8"))
LANGUAGES = sorted({case.get("language", "zh-CN") for case in CASES})


def of_language(language: str) -> Iterator[dict[str, Any]]:
    return (case for case in CASES if case.get("language", "zh-CN") == language)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:12])
def test_python_splits_each_case_as_the_table_says(case: dict[str, Any]) -> None:
    assert [list(pair) for pair in split(case["text"], case.get("language", "zh-CN"))] == case["terms"]


def split_in_javascript(folder: Path, language: str, texts: list[str]) -> Any:
    write(folder, files_of([issue("2021-05-14", document())], language))
    return node(HERE / "split.cjs", str(folder), given=texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_javascript_splits_each_case_as_the_table_says(tmp_path: Path, language: str) -> None:
    cases = list(of_language(language))
    found = split_in_javascript(tmp_path, language, [case["text"] for case in cases])
    for case, terms in zip(cases, found, strict=True):
        assert terms == case["terms"], case["text"]


def test_both_split_any_text_alike(tmp_path: Path) -> None:
    rng = random.Random(3)
    alphabets = [
        "气候变化氣變",
        "abyz",
        "XYs",
        "0129",
        ".'’-&+#",
        " \n，。*",
        "éßΣİ",
        "ｱﾞ①㎡™",
        "😀𠮷한ᄀ",
        "\u0301\ufe0f\u200b",
    ]
    texts = ["".join(rng.choice(rng.choice(alphabets)) for _ in range(rng.randint(1, 30))) for _ in range(4_000)]
    found = split_in_javascript(tmp_path, "zh-CN", texts)
    for text, terms in zip(texts, found, strict=True):
        assert [list(pair) for pair in split(text, "zh-CN")] == terms, text


def test_a_text_splits_alike_alone_and_among_others() -> None:
    texts = [case["text"] for case in CASES]
    together = split_all(texts, "zh-CN")
    firsts = together.first_places.tolist()
    found: dict[int, list[tuple[int, str]]] = {number: [] for number in range(len(texts))}

    def add(place: int, term: str) -> None:
        text = bisect_right(firsts, place) - 1
        found[text].append((place - firsts[text], term))

    for key, place in zip(together.pairs.tolist(), together.pair_places.tolist(), strict=True):
        add(place, pair_text(key))
    for term, place in zip(together.words, together.word_places.tolist(), strict=True):
        add(place, term or "")
    for number, text in enumerate(texts):
        assert [(term, place) for place, term in sorted(found[number])] == split(text, "zh-CN"), text


def test_stems_are_those_of_lunr_js() -> None:
    rng = random.Random(5)
    endings = "s es ed ing eed y ational tional enci izer bli alli ousli ization ation iveness fulness aliti logi icate"
    endings += (
        " ative alize ical ful ness al ance ence er ic able ement ment ent ou ism ate iti ous ive ize ion e ll 's"
    )
    words = ["".join(rng.choice("aeiouybstlz'") for _ in range(rng.randint(1, 7))) for _ in range(20_000)]
    words += [rng.choice(words) + ending for ending in endings.split() for _ in range(200)]
    words += [
        *sorted(STOP_WORDS),
        "lay",
        "try",
        "skies",
        "yes",
        "hopping",
        "relational",
        "conditional",
        "generalization",
    ]
    script = (
        f"const lunr = require({json.dumps(str(LUNR))});"
        "const words = JSON.parse(require('fs').readFileSync(0));"
        "console.log(JSON.stringify(words.map((w) => lunr.stemmer(new lunr.Token(w, {})).toString())))"
    )
    assert node(script, given=words) == [stem(word) for word in words]


def test_stop_words_are_those_of_lunr_js() -> None:
    script = (
        f"const lunr = require({json.dumps(str(LUNR))});"
        "const words = JSON.parse(require('fs').readFileSync(0));"
        "console.log(JSON.stringify(words.filter((w) => lunr.stopWordFilter(w) === undefined)))"
    )
    assert len(STOP_WORDS) > 100
    assert set(node(script, given=sorted(STOP_WORDS))) == STOP_WORDS


def test_no_case_stands_twice_in_the_table() -> None:
    keys = sorted((case.get("language", "zh-CN"), case["text"]) for case in CASES)
    assert [key for key, same in groupby(keys) if len(list(same)) > 1] == []


def test_nothing_that_splits_needs_begins_threads() -> None:
    # Linux lists those of a process
    threads = "os.listdir('/proc/self/task') if os.path.isdir('/proc') else [1]"
    code = f"import os, sitegen.search.splitting as _; print(*{threads})"
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    counted = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert len(counted.stdout.split()) == 1
