"""Encode one issue for search: its terms with counts and places, as symbols that a year only has to put in a row.

All numbers are relative to the issue, so the result depends on nothing but its documents and the paper's language.
"""

from functools import cache

import numpy as np

from sitegen.search import symbols
from sitegen.search.blobs import Array, Facts, IssueTerms, pack
from sitegen.search.documents import FIELDS, Document, IssueDocuments, filled_length, length_class
from sitegen.search.routes import word_route
from sitegen.search.splitting import Split, split_all

_BODY = FIELDS.index("body")


def encode_issue(issue: IssueDocuments, language: str) -> bytes:
    """Return all that search keeps of an issue; `language` is the paper's, BCP 47."""
    texts, owners = _field_texts(issue.documents)
    split = split_all(texts, language)
    words = sorted({word for word in split.words if word is not None}, key=_word_order)
    keys, fields, places = _sorted_tokens(split, words, owners)
    lengths = np.bincount(fields, minlength=len(issue.documents) * len(FIELDS)).reshape(-1, len(FIELDS))
    classes = [length_class(length) for length in lengths[:, _BODY].tolist()]
    sums = lengths.sum(axis=0).tolist()
    sums[_BODY] = sum(map(filled_length, classes))
    facts = Facts(
        name=issue.name,
        date=issue.date.isoformat(),
        sections=tuple(document.section for document in issue.documents),
        columns=tuple(document.column for document in issue.documents),
        people=tuple(document.people for document in issue.documents),
        sums=tuple(sums),
        lengths="".join(map(symbols.single, classes)),
    )
    return pack(
        IssueTerms(
            facts=facts,
            words=tuple(words),
            word_routes=np.array([_word_order(word)[0] for word in words], np.uint64),
            **_rows(keys, fields, places, lengths),
        )
    )


_FIRST_WORD = 1 << 32
_PLACE_BITS = 31


@cache
def _word_order(word: str) -> tuple[int, str]:
    return word_route(word), word


def _field_texts(documents: tuple[Document, ...]) -> tuple[list[str], Array]:
    """Return all texts and, for each, its field, counted through the documents."""
    texts: list[str] = []
    owners: list[int] = []
    for number, document in enumerate(documents):
        fields = ((document.headline,), (document.kicker, document.deck), document.paragraphs)
        for field, parts in enumerate(fields):
            texts += parts
            owners += [number * len(FIELDS) + field] * len(parts)
    return texts, np.array(owners, np.int32)


def _sorted_tokens(split: Split, words: list[str], owners: Array) -> tuple[Array, Array, Array]:
    """Return key, field and place of all tokens, by term and then in reading order.

    A key is that of the pair or, from 2^32, the rank of the word.
    """
    ranks: dict[str | None, int] = {word: rank for rank, word in enumerate(words, _FIRST_WORD)}
    ranks[None] = 0
    keys = np.fromiter(map(ranks.__getitem__, split.words), np.uint64, len(split.words))
    chosen = np.flatnonzero(keys)
    # key and place in one number, which tells the field too
    tokens = np.concatenate([split.pairs, keys.take(chosen)])
    tokens <<= np.uint64(_PLACE_BITS)
    tokens |= np.concatenate([split.pair_places, split.word_places.take(chosen)]).astype(np.uint64)
    tokens.sort()
    places = (tokens & np.uint64((1 << _PLACE_BITS) - 1)).astype(np.int64)
    tokens >>= np.uint64(_PLACE_BITS)
    begins = split.first_places
    counts, firsts = begins[1:] - begins[:-1], begins.take(np.searchsorted(owners, owners))
    fields = np.repeat(owners, counts).take(places)
    places -= np.repeat(firsts, counts).take(places)
    return tokens, fields, places


def _rows(keys: Array, fields: Array, places: Array, lengths: Array) -> dict[str, Array]:
    """Return the keys of the pairs, and three rows of symbols with the size of each entry; tokens are in order."""
    articles = fields // len(FIELDS)
    new_key = _changes(keys)
    new_article = new_key | _changes(articles)
    new_field = new_key | _changes(fields)
    steps = places.copy()
    steps[1:] -= (places[:-1] + 1) * ~new_field[1:]
    place_row, place_lengths = symbols.encode(steps)

    postings = np.flatnonzero(new_article)
    first, articles = new_key.take(postings), articles.take(postings)
    follows = ~first[1:]
    jumps = articles * 2
    jumps[1:] -= (articles[:-1] * 2 + 2) * follows
    jumps[:-1] += follows
    article_row, article_lengths = symbols.encode(jumps)

    count_row, count_lengths, count_begins = _counts(postings, fields, lengths)
    entries = np.flatnonzero(first)
    begins = postings.take(entries)
    terms = keys.take(begins)
    return {
        "pairs": terms[: np.searchsorted(terms, np.uint64(_FIRST_WORD))].astype(np.uint32),
        "articles": article_row,
        "article_sizes": _sums(article_lengths, entries),
        "counts": count_row,
        "count_sizes": _sums(count_lengths, count_begins.take(entries)),
        "places": place_row,
        "place_sizes": _sums(place_lengths, begins),
    }


def _counts(postings: Array, fields: Array, lengths: Array) -> tuple[Array, Array, Array]:
    """Return the symbols that tell how often a term stands in each field of an article.

    Beside them, how many symbols each number takes, and the first number of each posting. In the body only: twice the
    count less 1. Else: twice the body's count plus 1; then for headline and deck the count and, where it is not 0, the
    field's length, which is needed nowhere else.
    """
    body = np.diff(postings, append=len(fields))
    kinds = fields % len(FIELDS)
    outside = np.flatnonzero(kinds != _BODY)
    owners = np.searchsorted(postings, outside, "right") - 1
    rare, owners = np.unique(owners, return_inverse=True)
    counts = np.bincount(owners * _BODY + kinds.take(outside), minlength=len(rare) * _BODY)
    headline, deck = counts.reshape(-1, _BODY).T
    body[rare] -= headline + deck

    numbers = body * 2 - 2
    numbers[rare] += 3
    articles = fields[postings[rare]] // len(FIELDS)
    table = np.stack([numbers[rare], headline, lengths[articles, 0], deck, lengths[articles, 1]], axis=1)
    told = np.ones(table.shape, np.bool_)
    told[:, 2], told[:, 4] = headline > 0, deck > 0
    extra = np.ones(len(body), np.int64)
    extra[rare] = told.sum(axis=1)
    begins = extra.cumsum() - extra
    spread = np.empty(int(extra.sum()), np.int64)
    spread[begins] = numbers
    cells = np.flatnonzero(told.ravel())
    inner = np.arange(len(cells)) - np.repeat(np.cumsum(extra[rare]) - extra[rare], extra[rare])
    spread[np.repeat(begins[rare], extra[rare]) + inner] = table.ravel()[cells]
    return *symbols.encode(spread), begins


def _changes(row: Array) -> Array:
    """Return where a row differs from its value before; true at the start."""
    changed = np.ones(len(row), np.bool_)
    np.not_equal(row[1:], row[:-1], out=changed[1:])
    return changed


def _sums(values: Array, begins: Array) -> Array:
    """Return the sums of the values from each place to the next, in the smallest type that holds them."""
    # differences of running sums: `reduceat` takes twice as long where few are added up
    before = np.zeros(len(values) + 1, np.int32)
    values.cumsum(dtype=np.int32, out=before[1:])
    sums = np.diff(before.take(begins), append=before[-1:])
    top = int(sums.max(initial=0))
    return sums.astype(np.uint8 if top < 1 << 8 else np.uint16 if top < 1 << 16 else np.uint32)
