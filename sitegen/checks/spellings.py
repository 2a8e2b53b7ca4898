"""Names of tags and people that differ by a trait only: AI and ai, 阿卜杜拉·买买提 and 阿卜杜拉•买买提, 馬 and 马."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from unicodedata import combining, normalize

from yaml.nodes import Node, ScalarNode, SequenceNode

from sitegen.articles import Read
from sitegen.problems import Position
from sitegen.quickclass import dataclass
from sitegen.search.variants import SIMPLIFIED, TRADITIONAL

_SIMPLE = str.maketrans(TRADITIONAL, SIMPLIFIED)
_BETWEEN = re.compile(r"[\s\-‐‑_.·•‧・･∙⋅'’]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A name as a story has it."""

    kind: str
    """`tags` or `people`."""

    name: str
    at: Position


def written_names(read: Read) -> Iterator[Written]:
    """Yield the tags and the people of a story."""
    values, article = read.values, read.article
    tags = values.node("tags") if "tags" in values else None
    for child in tags.value if isinstance(tags, SequenceNode) else ():
        if isinstance(child, ScalarNode):
            yield Written(kind="tags", name=child.value.strip(), at=values.at_node(child))
    byline = values.node("byline") if "byline" in values else None
    for signed in article.byline:
        if byline is not None and signed.slug:
            yield Written(kind="people", name=signed.name, at=_place(read, byline, signed.name))


def _place(read: Read, byline: Node, name: str) -> Position:
    """Return where a name stands in a byline: a text, or a list of those who signed."""
    if isinstance(byline, SequenceNode):
        entries = (entry for entry in read.values.mappings("byline") if entry.text("name") == name)
        return next(entry.at("name") for entry in entries)
    return read.values.at_node(byline, name)


def spelling_key(name: str) -> str:
    """Return what all spellings of a name share: case, width, accents, blanks, dots, old and new characters apart."""
    plain = normalize("NFKD", name).casefold().translate(_SIMPLE)
    return _BETWEEN.sub("", "".join(char for char in plain if not combining(char)))


def odd_spellings(counts: Mapping[str, int], first: Iterable[str]) -> dict[str, str]:
    """Return the names that are written in another way than most of their like, each with that way.

    `counts` says how often each name is written; names in `first` are right whatever the counts.
    """
    alike: dict[str, list[str]] = {}
    for name in counts:
        alike.setdefault(spelling_key(name), []).append(name)
    declared = set(first)
    odd = {}
    for key, names in alike.items():
        if key and len(names) > 1:
            right = max(names, key=lambda name: (name in declared, counts[name]))
            odd.update({name: right for name in names if name != right and name not in declared})
    return odd


def count_names(names: Iterable[Written], kind: str) -> Counter[str]:
    """Return how often each name of a kind is written, in the order in which they first occur."""
    return Counter(written.name for written in names if written.kind == kind)
