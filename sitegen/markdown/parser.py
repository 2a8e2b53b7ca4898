"""The Markdown parser: CommonMark, tables, strikethrough and footnotes, with the CJK amendments and limits.

It knows nothing of papers: it turns text into markdown-it tokens. Block tokens come first, and what stands in a
block is parsed when it is asked for, since much of it never needs the parser.
"""

import re
from functools import lru_cache
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock, table
from markdown_it.rules_inline import StateInline, image
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.footnote import footnote_plugin

from sitegen.markdown.cjk import CjkState

NESTING: Final = 24
"""Blocks inside one another, at most; deeper ones are read as plain paragraphs."""

_ALTS: Final = 4
"""Pictures inside the text for another picture, at most."""

CELLS: Final = 50_000
"""Table cells in one body, about."""

_CREDIT: Final = re.compile(r'\{\s*credit\s*=\s*(?:"([^"\n]*)"|“([^”\n]*)”|([^\s"“”{}]+))\s*\}')


class _State(CjkState):
    """Counts its steps, and notes on tokens where they begin."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, outTokens: list[Token]) -> None:  # noqa: N803
        super().__init__(src, md, env, outTokens)
        self.steps = 1000 + 8 * len(src)

    def push(self, ttype: str, tag: str, nesting: Any) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta["at"] = self.pos
        return token


class _Inline(ParserInline):
    """Parses the text of a block in linear time, whatever brackets stand in it."""

    def skipToken(self, state: StateInline) -> None:  # noqa: N802
        """Step over one token; beyond the allowance, over all the rest, so that no bracket finds its partner."""
        assert isinstance(state, _State)
        state.steps -= 1
        if state.steps < 0:
            state.env["dense"] = True
            state.pos = state.posMax
        else:
            super().skipToken(state)

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Append the tokens of `src` to `tokens`."""
        env["alts"] = env.get("alts", -1) + 1
        if env["alts"] > _ALTS:
            tokens.append(Token("text", "", 0, content=src))
        else:
            state = _State(src, md, env, tokens)
            self.tokenize(state)
            for rule in self.ruler2.getRules(""):
                rule(state)
        env["alts"] -= 1
        return tokens


def _credited_image(state: StateInline, silent: bool) -> bool:
    """Read a picture with the credit in braces behind it."""
    if not image(state, silent):
        return False
    if match := _CREDIT.match(state.src, state.pos, state.posMax):
        if not silent:
            state.tokens[-1].meta["credit"] = next(text for text in match.groups() if text is not None)
        state.pos = match.end()
    return True


def _too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read all the rest of a block as one paragraph where blocks are nested beyond all measure."""
    if silent or state.level < NESTING:
        return False
    state.env.setdefault("deep", start + state.env.get("line", 0))
    state.line = end
    for kind, nesting in (("paragraph_open", 1), ("inline", 0), ("paragraph_close", -1)):
        token = state.push(kind, "" if kind == "inline" else "p", nesting)  # type: ignore[arg-type]
        token.map = [start, end]
        if kind == "inline":
            token.content = state.getLines(start, end, state.blkIndent, False).strip()
            token.children = []
    return True


def _bounded_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a table, unless those before have filled the measure: a short row is filled up, so little makes much."""
    if state.env.get("cells", 0) > CELLS:
        state.env.setdefault("full", start + state.env.get("line", 0))
        return False
    before = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    state.env["cells"] = state.env.get("cells", 0) + (len(state.tokens) - before) // 3
    return True


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """Return the one parser of this process."""
    md = MarkdownIt("commonmark", {"maxNesting": NESTING + 40}).enable(["table", "strikethrough"])
    md.use(footnote_plugin, inline=False)
    inline = _Inline()
    inline.ruler, inline.ruler2, inline.terminator_re = md.inline.ruler, md.inline.ruler2, md.inline.terminator_re
    inline.ruler.at("image", _credited_image)
    md.inline = inline
    md.block.ruler.at("table", _bounded_table, {"alt": ["paragraph", "reference"]})
    md.block.ruler.before("table", "too_deep", _too_deep)
    # What an address may be is the renderer's matter; to the parser all are good.
    md.validateLink = lambda url: isinstance(url, str)  # type: ignore[method-assign]
    return md


def parse_blocks(text: str, env: EnvType) -> list[Token]:
    """Return the block tokens of `text`; their inline tokens have no children yet."""
    tokens: list[Token] = []
    parser().block.parse(text, parser(), env, tokens)
    return tokens


def parse_inline(content: str, env: EnvType) -> list[Token]:
    """Return the inline tokens of a block's content; `env` is the one its blocks were parsed with."""
    return parser().inline.parse(content, parser(), env, [])


def split_notes(tokens: list[Token]) -> tuple[list[Token], dict[str, list[Token]]]:
    """Return the tokens of the text, and those of each footnote by its label; the first of one label counts."""
    text: list[Token] = []
    notes: dict[str, list[Token]] = {}
    inside = [text]
    for token in tokens:
        if token.type == "footnote_reference_open":
            inside.append([])
            notes.setdefault(token.meta["label"], inside[-1])
        elif token.type == "footnote_reference_close":
            inside.pop()
        else:
            inside[-1].append(token)
    return text, notes
