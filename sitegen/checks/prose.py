"""What of a source file is prose: all else is blotted out, place by place, so that rules on text see text only."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from sitegen.frontmatter import Front, compose, split_front
from sitegen.problems import ContentError, Problem
from sitegen.source import SourceText

BLOT = "\x00"
"""Stands for each character that is no prose."""

MOST = 100
"""Problems of one rule in one file that are told: nobody reads more."""

_MARKUP = re.compile(
    r"(?ms:^(?P<fence>```|~~~).*?(?:^(?P=fence)|\Z))"
    r"|(?P<ticks>`+)[^\n]*?(?P=ticks)"
    r"|(?s:<!--.*?(?:-->|\Z))"
    r"|</?[A-Za-z][^<>\n]*>"
    r"|<[^\s<>]+>"
    r"|\]\([^()\s\"']*(?:[ ]+(?:\"(?P<title>[^\"\n]*)\"|'(?P<single>[^'\n]*)'))?\)"
    r"|(?m:^ {0,3}\[[^\]\n]+\]:[ \t]*[!-~]+)"
    r"|\{[^{}\n]*?credit=\"(?P<credit>[^\"\n]*)\"[^{}\n]*\}"
    r"|\[\^[^\]\n]+\]:?"
    r"|!\["
    r"|&#?[0-9A-Za-z]{1,31};"
    r"|https?://[!-~]+|[\w.+-]+@[\w-]+\.[\w.-]+"
    r"|\\[!-/:-@\[-`{-~]"
)
"""Code, comments, tags, targets of links and pictures (not their titles), attributes, entities, addresses, escapes."""

_WORDS = ("title", "single", "credit")


class Prose:
    """The prose of one file, as long as the file's text and with the same lines."""

    __slots__ = ("_starts", "body", "source", "text")

    def __init__(self, source: SourceText, text: str, body: int) -> None:
        self.source = source
        self.text = text
        self.body = body
        """Offset at which the Markdown begins."""

        self._starts: list[int] = []

    def problem(self, offset: int, code: str, mend: tuple[str, str] | None, /, **facts: object) -> Problem:
        """Return the problem at an offset of the text."""
        if not self._starts:
            self._starts = [0, *(match.end() for match in re.finditer("\n", self.source.text))]
        line = bisect_right(self._starts, offset)
        column = offset - self._starts[line - 1] + 1
        return self.source.problem(code, line, column, mend, **facts)

    def lines(self, suspect: re.Pattern[str]) -> Iterator[tuple[int, str]]:
        """Yield offset and text of each line in which a pattern is found."""
        end = 0
        while match := suspect.search(self.text, end):
            start = self.text.rfind("\n", 0, match.start()) + 1
            end = self.text.find("\n", match.start())
            end = len(self.text) if end < 0 else end
            yield start, self.text[start:end]


def prose_of(source: SourceText) -> Prose:
    """Return the prose of a file: the values of its fields and what Markdown leaves of its body.

    Fields that cannot be read hold none.
    """
    text = source.text
    if source.path.endswith(".md"):
        try:
            front = split_front(source)
        except ContentError:
            return Prose(source, _blotted(text), len(text))
        start, body = text.find("\n") + 1, len(text) - len(front.body)
    else:
        front, start, body = Front(yaml=text, line=1), 0, len(text)
    fields = _values(source, front)
    between = _blotted(text[start + len(front.yaml) : body])
    return Prose(source, f"{_blotted(text[:start])}{fields}{between}{_body(text[body:])}", body)


def _blotted(text: str) -> str:
    return re.sub(r"[^\n]", BLOT, text)


def _body(text: str) -> str:
    def blot(match: re.Match[str]) -> str:
        kept = next((name for name in _WORDS if match[name] is not None), None)
        if kept is None:
            return _blotted(match[0])
        start, end = match.start(kept) - match.start(), match.end(kept) - match.start()
        return f"{BLOT * start}{match[kept]}{BLOT * (len(match[0]) - end)}"

    return _MARKUP.sub(blot, text)


def _values(source: SourceText, front: Front) -> str:
    """Return the YAML with nothing left of it but the texts of its values."""
    try:
        root = compose(source, front)
    except ContentError:
        return _blotted(front.yaml)
    parts, at = [], 0
    for node in _scalars(root):
        start, end = node.start_mark.index, node.end_mark.index
        written = front.yaml[start:end]
        parts.append(_blotted(front.yaml[at:start]))
        if node.style == '"':
            written = BLOT + re.sub(r"\\.", BLOT * 2, written[1:-1]) + BLOT
        elif node.style == "'":
            written = BLOT + written[1:-1].replace("''", BLOT * 2) + BLOT
        parts.append(written)
        at = end
    return "".join((*parts, _blotted(front.yaml[at:])))


def _scalars(node: Node | None) -> Iterator[ScalarNode]:
    """Yield the values below a node that are text, in order."""
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, SequenceNode):
        for child in node.value:
            yield from _scalars(child)
    elif isinstance(node, MappingNode):
        for _, child in node.value:
            yield from _scalars(child)
