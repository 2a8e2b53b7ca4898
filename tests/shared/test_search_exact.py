"""The search over a real weekly: every hit is right, none is missing, and the scores are lunr's own."""

import json
import random
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from builds import ROOT
from lunr.builder import Builder
from searching import HERE, LUNR, ask_each, files_of, node, write

from sitegen.archive import reading_order
from sitegen.indexing import issue_documents
from sitegen.reading import IssueFiles, read_issue
from sitegen.reading.paperfile import open_paper
from sitegen.search.documents import BOOSTS, FIELDS, Document, IssueDocuments, filled_length, length_class
from sitegen.search.folding import fold
from sitegen.search.splitting import split

WEEKLY = ROOT.parent / "shared" / "papers" / "weekly"
LANGUAGE = "zh-CN"
RUN = re.compile("[\u3400-\u9fff]{2,}")
Ref = tuple[str, int]
"""Name of an issue and number of an article in it."""


@dataclass(frozen=True, slots=True)
class Weekly:
    """The weekly as search sees it, its folded texts by article, and where its search was written."""

    folder: Path
    issues: tuple[IssueDocuments, ...]
    texts: dict[Ref, tuple[str, ...]]

    def holding(self, run: str) -> set[Ref]:
        """Return the articles of which a text holds the run: plain substring search."""
        return {ref for ref, texts in self.texts.items() if any(run in text for text in texts)}

    def ask(self, queries: Iterable[str]) -> list[list[tuple[Ref, float]]]:
        answers = ask_each(self.folder, [(query, {"bare": True, "limit": 10_000}) for query in queries])
        return [[((hit["issue"], hit["number"]), hit["score"]) for hit in answer["hits"]] for answer in answers]


def read_weekly() -> tuple[IssueDocuments, ...]:
    paper = open_paper(WEEKLY)[0]
    issues = []
    for folder in sorted(WEEKLY.glob("issues/*/*")):
        texts = tuple((path.name, path.read_bytes()) for path in sorted(folder.glob("*.md")))
        read = read_issue(
            IssueFiles(name=folder.name, path=f"issues/{folder.name[:4]}/{folder.name}", texts=texts), paper
        )
        assert read.issue, read.problems
        places = zip(reading_order(read.issue), read.bodies, strict=True)
        issues.append(issue_documents(read.issue, {place.article.slug: body for place, body in places}))
    return tuple(issues)


@pytest.fixture(scope="module")
def weekly(tmp_path_factory: pytest.TempPathFactory) -> Weekly:
    assert WEEKLY.is_dir(), "these suites need the papers of ../shared"
    issues = read_weekly()
    texts = {
        (issue.name, number): tuple(map(fold, texts_of(document)))
        for issue in issues
        for number, document in enumerate(issue.documents)
    }
    return Weekly(write(tmp_path_factory.mktemp("weekly"), files_of(issues, LANGUAGE)), issues, texts)


def texts_of(document: Document) -> tuple[str, ...]:
    return (document.headline, document.kicker, document.deck, *document.paragraphs)


def runs_of(weekly: Weekly) -> list[str]:
    return [run for texts in weekly.texts.values() for text in texts for run in RUN.findall(text)]


def words_of(weekly: Weekly) -> list[str]:
    found = (re.findall("[a-z]{3,}", text) for texts in weekly.texts.values() for text in texts)
    return sorted({word for words in found for word in words})


def cut(rng: random.Random, run: str) -> str:
    length = rng.randint(2, min(8, len(run)))
    start = rng.randint(0, len(run) - length)
    return run[start : start + length]


def test_any_run_of_the_text_is_found_where_it_stands_and_nowhere_else(weekly: Weekly, runs: int) -> None:
    rng = random.Random(11)
    found = runs_of(weekly)
    queries = [cut(rng, rng.choice(found)) for _ in range(runs)]
    for query, hits in zip(queries, weekly.ask(queries), strict=True):
        assert {ref for ref, _ in hits} == weekly.holding(query), query


def test_a_run_that_stands_nowhere_is_not_found(weekly: Weekly, runs: int) -> None:
    rng = random.Random(12)
    found = runs_of(weekly)
    queries: list[str] = []
    while len(queries) < runs // 4:
        # Two real runs set together: most of their pairs exist, so only the places can tell.
        query = (rng.choice(found)[-rng.randint(1, 4) :] + rng.choice(found)[: rng.randint(1, 4)])[:8]
        if not weekly.holding(query):
            queries.append(query)
    assert [query for query, hits in zip(queries, weekly.ask(queries), strict=True) if hits] == []


def test_an_english_word_is_found_in_all_its_forms(weekly: Weekly, runs: int) -> None:
    terms = {ref: {term for text in texts for term, _ in split(text, LANGUAGE)} for ref, texts in weekly.texts.items()}
    rng = random.Random(13)
    queries = [word for word in rng.sample(words_of(weekly), runs // 4) if len(split(word, LANGUAGE)) == 1]
    for query, hits in zip(queries, weekly.ask(queries), strict=True):
        term = split(query, LANGUAGE)[0][0]
        assert {ref for ref, _ in hits} == {ref for ref, own in terms.items() if term in own}, query


def lookups(query: str) -> list[tuple[str, bool]]:
    """Return the terms that a query of one run or one word asks for, by the description in docs/search.md."""
    if not RUN.fullmatch(query):
        return [(split(query, LANGUAGE)[0][0], False)]
    pairs = [query[at : at + 2] for at in range(0, len(query) - 1, 2)]
    return [(pair, False) for pair in pairs + ([query[-2:]] if len(query) % 2 else [])]


def whole_index(weekly: Weekly, path: Path) -> dict[str, Ref]:
    """Write one lunr index of all articles, made by lunr.py of the same tokens; return whom its references name."""
    builder = Builder()
    builder.ref("id")
    for field, boost in zip(FIELDS, BOOSTS, strict=True):
        builder.field(field, boost=boost)
    refs: dict[str, Ref] = {}
    for issue in weekly.issues:
        for number, document in enumerate(issue.documents):
            ref = str(len(refs))
            refs[ref] = (issue.name, number)
            body = tokens(document.paragraphs)
            filled = filled_length(length_class(len(body)))
            builder.add(
                {
                    "id": ref,
                    "headline": tokens((document.headline,)),
                    "deck": tokens((document.kicker, document.deck)),
                    "body": body + [" "] * (filled - len(body)),
                }
            )
    path.write_text(json.dumps(builder.build().serialize()))
    return refs


def tokens(texts: tuple[str, ...]) -> list[str]:
    return [term for text in texts for term, _ in split(text, LANGUAGE)]


def test_scores_and_order_are_those_of_one_whole_index_of_lunr(weekly: Weekly, tmp_path: Path) -> None:
    refs = whole_index(weekly, tmp_path / "index.json")
    rng = random.Random(14)
    found = runs_of(weekly)
    queries = [cut(rng, rng.choice(found)) for _ in range(170)]
    queries += [word for word in rng.sample(words_of(weekly), 40) if len(split(word, LANGUAGE)) == 1][:30]
    asked = {"index": str(tmp_path / "index.json"), "lunr": str(LUNR), "queries": list(map(lookups, queries))}
    answers: list[list[tuple[str, float]]] = node(HERE / "whole.cjs", given=asked)
    worst = 0.0
    for query, hits, answer in zip(queries, weekly.ask(queries), answers, strict=True):
        true = weekly.holding(query) if RUN.fullmatch(query) else {refs[ref] for ref, _ in answer}
        theirs: dict[Any, float] = {refs[ref]: score for ref, score in answer if refs[ref] in true}
        assert {ref for ref, _ in hits} == theirs.keys(), query
        for (ref, score), in_order in zip(hits, sorted(theirs.values(), reverse=True), strict=True):
            worst = max(worst, abs(score - theirs[ref]), abs(score - in_order))
    # Python rounds a weight that ends in half a thousandth to the even side, lunr.js upwards.
    assert worst <= 0.001
