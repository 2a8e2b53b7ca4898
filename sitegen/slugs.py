"""Names of sections, columns, people and tags -> addresses of ASCII letters, figures and hyphens.

A slug depends on the name alone; only `distinct` looks at the others, and never changes one that stood before.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2s
from unicodedata import category, normalize

from sitegen.pinyin import syllables

_LONGEST = 80
"""Characters of a slug; a longer one is cut and ends with a hash of the name."""

_HAN = "〇㐀-䶿一-鿿\uf900-\ufaff\U00020000-\U0003fffd"
_TOKEN = re.compile(
    rf"(?P<plain>[a-z0-9]+)|(?P<han>[{_HAN}]+)|(?P<symbol>[+&@%#.])|(?P<other>(?:(?![a-z0-9{_HAN}])[^\W_])+|[^\s\w])"
)
_FOREIGN = re.compile("[·•・‧]")
"""Stands between the parts of a foreign name in Chinese characters, which has no Chinese surname."""

_SYMBOLS = {"+": "plus", "&": "and", "@": "at", "%": "percent"}
_LETTERS: dict[str, str] = dict(
    re.findall(
        r"(\S):(\w*)",
        "ß:ss æ:ae œ:oe ø:o ł:l đ:d ð:d þ:th ħ:h ı:i ŋ:ng ŧ:t ĸ:k ƒ:f ɓ:b ɖ:d ɗ:d ə:e ɛ:e ɣ:g ɨ:i ɔ:o ʉ:u"
        " ': ’: ‘: ʻ: ʼ: ʹ: ´: `:",
    )
)
"""Letters that Unicode does not decompose, and apostrophes, which join what they stand between."""

_DEVICES = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
"""Names that Windows keeps for devices, whatever extension follows (learn.microsoft.com, Naming Files)."""

_SAFE_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?")


@lru_cache(maxsize=16384)
def slugify(name: str, *, person: bool = False) -> str:
    """Return the slug of a name: `[a-z0-9]+(-[a-z0-9]+)*`, at most 80 characters.

    Accents fall, Han becomes pinyin (with a person's surname as surnames sound), and other scripts their code
    points in hexadecimal, so that two names do not meet. Empty only where the name has no visible character.
    """
    folded = _folded(name)
    with_surname = person and not _FOREIGN.search(name)
    slug = "-".join(_parts(folded, person=with_surname) or _codes(folded.split()))
    return _made_safe(slug, name)


def distinct(topics: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return name -> slug for (name, wanted slug) in order, each slug once.

    The first name to want a slug has it; later ones get a hash of their own name behind it, so that a newcomer
    changes no address that stood before.
    """
    slugs: dict[str, str] = {}
    taken: set[str] = set()
    for name, wanted in topics:
        if name in slugs:
            continue
        slug, digits = wanted, 4
        while slug in taken or not slug:
            slug = f"{wanted}-{_hash(name)[:digits]}".lstrip("-")
            digits += 2
        slugs[name] = slug
        taken.add(slug)
    return slugs


def is_safe_name(name: str) -> bool:
    """Tell whether a file's name without extension is a valid address, and a valid file name on Windows too."""
    return _SAFE_NAME.fullmatch(name) is not None and _DEVICES.fullmatch(name) is None


def _folded(name: str) -> str:
    """Return the name in lower case, without accents on Latin letters and without apostrophes."""
    letters = []
    for letter in normalize("NFKC", name).lower():
        if letter.isascii() or letter in _LETTERS:
            letters.append(_LETTERS.get(letter, letter))
        elif not "\u0300" <= letter <= "\u036f":
            base = "".join(part for part in normalize("NFKD", letter) if category(part) != "Mn")
            letters.append(base if base.isascii() else _LETTERS.get(base, letter))
    return "".join(letters)


def _parts(text: str, *, person: bool) -> list[str]:
    """Return the words of a slug in order."""
    parts: list[str] = []
    for token in _TOKEN.finditer(text):
        piece = token[0]
        if token.lastgroup == "plain":
            parts.append(piece)
        elif token.lastgroup == "han":
            parts += _romanized(piece, person=person and not parts)
        elif token.lastgroup == "symbol":
            parts += _spoken(piece, text[: token.start()][-1:], text[token.end() : token.end() + 1])
        elif category(piece[0])[0] in "LMN":
            parts += _codes([piece])
    return parts


def _romanized(han: str, *, person: bool) -> list[str]:
    """Return the syllables of Han characters; a character without a reading as its code point."""
    return [syllable if syllable.isascii() else _code(syllable) for syllable in syllables(han, person=person)]


def _spoken(symbol: str, before: str, after: str) -> list[str]:
    """Return the word for a symbol that carries meaning where it stands: C#, .NET, A&B."""
    if symbol == "#":
        return ["sharp"] if before.isascii() and before.isalpha() else []
    if symbol == ".":
        return ["dot"] if after.isalpha() and not before.strip() else []
    return [_SYMBOLS[symbol]]


def _codes(words: list[str]) -> list[str]:
    """Return the code points of each word as one word."""
    return ["".join(map(_code, word)) for word in words]


def _code(char: str) -> str:
    return f"u{ord(char):04x}"


def _made_safe(slug: str, name: str) -> str:
    """Keep a slug off the names of devices and of an index page, and within its length."""
    if slug == "index" or _DEVICES.fullmatch(slug):
        return f"{slug}-x"
    if len(slug) <= _LONGEST:
        return slug
    digits = _hash(name)[:8]
    room = slug[: _LONGEST - len(digits)]
    return f"{room[: room.rfind('-')] if '-' in room else room[:-1]}-{digits}"


def _hash(name: str) -> str:
    return blake2s(name.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
