"""Which characters are Chinese, Japanese or Korean, and how emphasis stands beside them.

The rules are the "CommonMark CJK-friendly Amendments" (tats-u/markdown-cjk-friendly, specification.md), the names of
the classes are theirs. The ranges follow Unicode 17 and are stated here, not taken from `unicodedata`, whose version
changes with Python: a page must not.
"""

import re
from unicodedata import category

from markdown_it.common.utils import isWhiteSpace
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned

_HANGUL = (
    "\u1100-\u11ff\u302e\u302f\u3131-\u318e\u3200-\u321e\u3260-\u327e\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7c6"
    "\ud7cb-\ud7fb\uffa0-\uffbe\uffc2-\uffc7\uffca-\uffcf\uffd2-\uffd7\uffda-\uffdc"
)
_OTHERS = (
    "\u20a9\u2329\u232a\u2630-\u2637\u268a-\u268f\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\u2ff0-\u302d\u3030-\u303e"
    "\u3041-\u3096\u3099-\u30ff\u3105-\u312f\u3190-\u31e5\u31ef-\u31ff\u3220-\u3247\u3250-\u325f\u327f-\ua48c"
    "\ua490-\ua4c6\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe52\ufe54-\ufe66\ufe68-\ufe6b\uff01-\uff9f\uffe0-\uffe6"
    "\uffe8-\uffee\U00016fe0-\U00016fe4\U00016ff0-\U00016ff6\U00017000-\U00018cd5\U00018cff-\U00018d1e"
    "\U00018d80-\U00018df2\U0001aff0-\U0001aff3\U0001aff5-\U0001affb\U0001affd\U0001affe\U0001b000-\U0001b122"
    "\U0001b132\U0001b150-\U0001b152\U0001b155\U0001b164-\U0001b167\U0001b170-\U0001b2fb\U0001d300-\U0001d356"
    "\U0001d360-\U0001d376\U0001f200\U0001f202\U0001f210-\U0001f219\U0001f21b-\U0001f22e\U0001f230\U0001f231"
    "\U0001f237\U0001f23b\U0001f240-\U0001f248\U0001f260-\U0001f265\U00020000-\U0003fffd"
)
CJK = re.compile(f"[{_HANGUL}{_OTHERS}]")
"""A CJK character: East Asian Width W, F or H without default emoji presentation, or the script Hangul."""

# Hangul is written with spaces, so a line break between its words stays one.
_UNSPACED = re.compile(f"[{_OTHERS}]")
_BY_NEIGHBOUR = frozenset("“”‘’—…·")
"""Quotation marks, dash, ellipsis and dot are narrow or wide by their neighbour (width A)."""

_LINE_END = re.compile("(.)\n(?=(.))", re.DOTALL)
_IDEOGRAPHIC_SELECTOR = re.compile("[\U000e0100-\U000e01ef]")
_GENERAL_SELECTOR = re.compile("[\ufe00-\ufe0e]")


def joined(before: str, after: str) -> bool:
    """Tell whether two characters stand together where a source line breaks between them."""
    if before in _BY_NEIGHBOUR:
        return _UNSPACED.match(after) is not None
    return _UNSPACED.match(before) is not None and (after in _BY_NEIGHBOUR or _UNSPACED.match(after) is not None)


def unbroken(text: str) -> str:
    """Return running text without the line breaks that stand for nothing."""
    return _LINE_END.sub(lambda end: end[1] if joined(end[1], end[2]) else end[0], text)


def flanking(source: str, start: int, end: int, limit: int, *, in_words: bool) -> tuple[bool, bool]:
    """Tell whether the run of markers from `start` to `end` can open emphasis, and whether it can close it.

    What lies at `limit` and behind counts as blank; `in_words` is true for markers that may stand inside a word.
    """
    before = source[start - 1] if start else " "
    after = source[end] if end < limit else " "
    selector = ""
    if start > 1 and _GENERAL_SELECTOR.match(before) and not isWhiteSpace(ord(source[start - 2])):
        before, selector = source[start - 2], before
    space_before, space_after = isWhiteSpace(ord(before)), isWhiteSpace(ord(after))
    if space_before or space_after:
        return not space_after, not space_before
    punctuation_before, punctuation_after = category(before)[0] in "PS", category(after)[0] in "PS"
    cjk = bool(
        CJK.match(after)
        or CJK.match(before)
        or (selector == "\ufe01" and before in "‘’“”")  # a CJK ambiguous punctuation sequence
    )
    left = not punctuation_after or punctuation_before or cjk
    left = left or (not selector and _IDEOGRAPHIC_SELECTOR.match(before) is not None)
    right = not punctuation_before or punctuation_after or cjk
    return (
        left and (in_words or not right or punctuation_before),
        right and (in_words or not left or punctuation_after),
    )


class CjkState(StateInline):
    """The inline parser's state; delimiter runs flank as the amendments say."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803
        """Return whether the run of markers at `start` can open and can close, and its length."""
        end = start + 1
        while end < self.posMax and self.src[end] == self.src[start]:
            end += 1
        return Scanned(*flanking(self.src, start, end, self.posMax, in_words=canSplitWord), end - start)
