"""The YAML of a file as nodes that know their place, made safe; never as Python objects.

A file is split at its `---` lines, and the YAML between them is composed into nodes. Anchors, aliases, tags and
deep nesting are refused before a node is made, so that no text can cost more than its own length. What the fields
mean is for `schema`.
"""

import re
from itertools import islice
from typing import Protocol, cast

import yaml
from yaml.nodes import MappingNode, Node

from sitegen.problems import ContentError, Problem
from sitegen.quickclass import dataclass
from sitegen.source import SourceText
from sitegen.yamlfaults import explain

MOST_CHARACTERS = 400_000
"""Of one file's fields: room for ten thousand names in paper.yaml, and two seconds at most."""

DEEPEST = 12
"""Levels of nesting; our schema needs four."""

_FENCE = re.compile(r"---[ \t]*(?:\n|\Z)")
_TAB = re.compile(r"^ *(\t)[ \t]*[^ \t\n]", re.MULTILINE)
_COMMENT = re.compile(r"""^ *(?:- +)*[^\s:#"'\[{]+: +[^"'\[{|>#\s][^#\n]* (#[^\s#].*)""", re.MULTILINE)
"""A plain value followed by what YAML takes for a comment though no blank follows the mark: 第 #3 号."""

_BREAKS = ("\x85", "\u2028", "\u2029")
_STRANGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SIGNS = ("&", "*", "!", "%")
"""What must be there for an anchor, alias, tag or directive; in most files none is."""

_MENDS = {"yaml-colon-wide": ("：", ": "), "yaml-colon-tight": (":", ": ")}
_NAME_BEFORE = re.compile(r" *(?:- )?[a-z_]+[:：](?!//).{0,2}")

_FEW = 40
"""Brackets, dashes or blanks in a row up to which no nesting can hurt."""

_MOST_SHOWN = 50
_MOST_REREAD = 100_000
"""Characters that the parser written in Python reads in a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """A file cut in two: the YAML text with the line it starts on, and the body with its own."""

    yaml: str
    line: int
    body: str = ""
    body_line: int = 1


class _Composer(Protocol):
    """What both parsers of PyYAML offer."""

    def check_event(self) -> bool: ...

    def get_event(self) -> yaml.Event: ...

    def get_single_node(self) -> Node | None: ...

    def dispose(self) -> None: ...


class _Untyped:
    """The tags of a composer: none. All is text until our schema says what it is."""

    def resolve(self, kind: object, value: object, implicit: object) -> str:  # noqa: ARG002
        return ""

    def descend_resolver(self, node: object, index: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


class PythonComposer(_Untyped, yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser, yaml.composer.Composer):
    """The parser written in Python: a millisecond an article, but there everywhere, and exact in its places."""

    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)
        yaml.composer.Composer.__init__(self)

    def dispose(self) -> None:
        """Let go of the parser's states, as the other parser does."""
        yaml.parser.Parser.dispose(self)


def _fastest() -> type:
    if not yaml.__with_libyaml__:
        return PythonComposer
    from yaml import cyaml  # noqa: PLC0415 - there only where PyYAML was built with libyaml

    return type("_CComposer", (_Untyped, vars(cyaml)["CParser"]), {})


COMPOSER: type = _fastest()


def split_front(source: SourceText) -> Front:
    """Return the front matter and the body of a Markdown file; raise ContentError where either fence is missing."""
    text = source.text
    opening = _FENCE.match(text)
    if opening is None:
        raise ContentError(source.problem("front-matter-missing", 1, 1))
    start = opening.end()
    at = start - 1
    while (at := text.find("\n---", at)) >= 0:
        closing = _FENCE.match(text, at + 1)
        if closing is not None:
            front = text[start : at + 1]
            lines = 3 + front.count("\n")
            return Front(yaml=front, line=2, body=text[closing.end() :], body_line=lines)
        at += 1
    raise ContentError(source.problem("front-matter-open", 1, 1))


def compose(source: SourceText, front: Front) -> MappingNode | None:
    """Return the fields as one mapping node, or None where there is not a single field.

    Line 0 of a node's mark is line `front.line` of the file. Tabs and the line separators of Unicode stand as
    spaces in it: YAML would count lines by them that no editor shows. Raise ContentError with all problems.
    """
    text = front.yaml
    if len(text) > MOST_CHARACTERS:
        long = source.problem("yaml-too-long", front.line, 1, None, count=len(text), most=MOST_CHARACTERS)
        raise ContentError(long)
    if "\t" in text and (problems := _tabs(source, front)):
        raise ContentError(*problems)
    for char in ("\t", *_BREAKS):
        if char in text:
            text = text.replace(char, " ")
    if _needs_care(text) and (problems := _refused(source, front.line, text)):
        raise ContentError(*problems)
    try:
        node = compose_with(COMPOSER, text)
    except (yaml.YAMLError, ValueError) as error:
        problems = _strange(source, front) or [_explained(source, front.line, text, _exact(text, error))]
        raise ContentError(*problems) from None
    if isinstance(node, MappingNode):
        return node
    if node is None or not node.value:
        return None
    raise ContentError(_explained(source, front.line, text, None))


def _needs_care(text: str) -> bool:
    """Tell whether a text may hold what is refused: then its events are looked at before it is composed."""
    return (
        any(sign in text for sign in _SIGNS)
        or text.count("[") + text.count("{") > _FEW
        or text.count("- ") + text.count("? ") > _FEW
        or " " * _FEW in text
    )


def compose_with(composer: type, text: str) -> Node | None:
    """Return the one node of a YAML text, composed by one of the two parsers; raise what that parser raises."""
    parser = cast(_Composer, composer(text))
    try:
        return parser.get_single_node()
    finally:
        parser.dispose()


def _exact(text: str, error: Exception) -> Exception:
    """Return the error as the parser written in Python words and places it, so that all machines say the same.

    A text too long for that parser keeps the other's words.
    """
    if COMPOSER is PythonComposer or len(text) > _MOST_REREAD:
        return error
    try:
        compose_with(PythonComposer, text)
    except (yaml.YAMLError, ValueError) as same:
        return same
    return error


def _explained(source: SourceText, first_line: int, text: str, error: Exception | None) -> Problem:
    """Return the problem that an editor sees for an error of the parser."""
    lines = text.split("\n")
    fault = explain(lines, error)
    mend = _MENDS.get(fault.code)
    # a name that stands alone before its colon is surely a field
    if mend and not _NAME_BEFORE.fullmatch(lines[fault.line][: fault.column + 3]):
        mend = None
    return source.problem(fault.code, fault.line + first_line, fault.column + 1, mend, shown=fault.shown)


def find_comments(source: SourceText, front: Front) -> tuple[Problem, ...]:
    """Return a problem for each comment that may have been meant as text."""
    if " #" not in front.yaml:
        return ()
    found = []
    for match in islice(_COMMENT.finditer(front.yaml), _MOST_SHOWN):
        line, column = _place(front.yaml, match.start(1), front.line)
        found.append(source.problem("yaml-comment", line, column, shown=match[1].strip()[:40]))
    return tuple(found)


def _tabs(source: SourceText, front: Front) -> list[Problem]:
    """Return a problem for each tab that indents a line."""
    matches = islice(_TAB.finditer(front.yaml), _MOST_SHOWN)
    places = (_place(front.yaml, match.start(1), front.line) for match in matches)
    return [source.problem("yaml-tab", line, column) for line, column in places]


def _strange(source: SourceText, front: Front) -> list[Problem]:
    """Return a problem for each character that YAML does not allow."""
    found = []
    for match in islice(_STRANGE.finditer(front.yaml), _MOST_SHOWN):
        line, column = _place(front.yaml, match.start(), front.line)
        shown = f"U+{ord(match[0]):04X}"
        found.append(source.problem("character-invalid", line, column, (match[0], ""), character=shown))
    return found


def _place(text: str, index: int, first_line: int) -> tuple[int, int]:
    """Return line and column in the file of a character of its YAML."""
    return first_line + text.count("\n", 0, index), index - text.rfind("\n", 0, index)


def _refused(source: SourceText, first_line: int, text: str) -> list[Problem]:
    """Return a problem for each anchor, alias and tag, and one for nesting beyond measure.

    The parser's events are read one by one: nothing is built, and the first level too deep ends it. What is not
    even YAML is left for the composer to say.
    """
    parser = cast(_Composer, COMPOSER(text))
    found: list[Problem] = []
    depth = 0
    try:
        while parser.check_event():
            event = parser.get_event()
            code = _code(event)
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                code = "yaml-deep"
            mark = event.start_mark
            if code and mark:
                found.append(source.problem(code, mark.line + first_line, mark.column + 1, most=DEEPEST))
            if depth > DEEPEST or len(found) == _MOST_SHOWN:
                break
    except (yaml.YAMLError, ValueError):
        pass
    finally:
        parser.dispose()
    return found


def _code(event: yaml.Event) -> str:
    """Return the code of what one event holds that is refused, or an empty text."""
    if isinstance(event, yaml.AliasEvent):
        return "yaml-alias"
    if getattr(event, "anchor", None):
        return "yaml-anchor"
    if getattr(event, "tag", None):
        return "yaml-tag"
    return ""
