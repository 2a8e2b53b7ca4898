"""What the plain text of a story tells of itself: its language, its first sentences.

It knows paragraphs of plain text only, never Markdown.
"""

import re

CHARACTERS = re.compile("[〇々\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
"""Those of Chinese and kana, which are counted one by one."""

_KANA = re.compile("[\u3040-\u30ff]")
_ENGLISH = frozenset({"the", "of", "and", "to", "in", "a", "is", "that", "for", "on", "with", "was", "it", "as", "by"})
_FEWEST = 20
"""Units below which a text is too short to tell its language."""

LONGEST = 120
"""Han characters of a summary; twice as many of other scripts, which are half as wide."""

_SENTENCE_END = re.compile(r"[。！？!?…]+[”’」』）)\"]*|\.[”’)\"]*(?=\s)")


def guess_language(paragraphs: tuple[str, ...], characters: int, words: int, language: str) -> str:
    """Return the language of a story where it is clearly not the paper's, else an empty text.

    `characters` and `words` are the text's units. Told apart are Chinese and English only, by script; English must
    show a few of its commonest words too, since many languages write Latin letters.
    """
    total = characters + words
    if total < _FEWEST:
        return ""
    if language.startswith("zh"):
        return "en" if characters * 20 < total and _is_english(paragraphs) else ""
    if characters * 10 > total * 8 and not any(_KANA.search(paragraph) for paragraph in paragraphs):
        return "" if language.startswith("ja") else "zh"
    return ""


def _is_english(paragraphs: tuple[str, ...]) -> bool:
    words = [word for paragraph in paragraphs for word in paragraph.lower().split()]
    return sum(word in _ENGLISH for word in words) * 12 > len(words)


def cut_summary(paragraph: str) -> str:
    """Return the beginning of a paragraph: whole sentences, or with an ellipsis where the first one is too long."""
    if len(paragraph) <= LONGEST + 10:
        return paragraph
    other = len(CHARACTERS.sub("", paragraph[:LONGEST]))
    most = LONGEST if other * 2 < LONGEST else LONGEST * 2
    if len(paragraph) <= most + 10:
        return paragraph
    ends = [match.end() for match in _SENTENCE_END.finditer(paragraph, 0, most + 1) if match.end() <= most]
    if ends and ends[-1] * 3 > most:
        return paragraph[: ends[-1]]
    start = paragraph[:most]
    at = max(start.rfind(mark) for mark in "，；、：,; ")
    return (start[:at] if at * 2 > most else start).rstrip() + "…"
