"""Translations and dates: English texts of the code and the layouts in the paper's language (gettext, CLDR).

The catalogs are plain `.po` files in `locales/`, read at run time. What Babel compiles of one is kept as Python keeps
its byte code, under a digest of the file, so no copy is ever stale.
"""

import os
import re
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.support import NullTranslations, Translations

NAMED = re.compile(rb"^language:[ \t]*[\"']?([A-Za-z0-9-]{2,35})", re.MULTILINE)
"""The language of a paper.yaml, found without reading the rest, which may be wrong."""

LOCALES = Path(__file__).parent / "locales"
COMPILED = Path(__file__).parent / "__pycache__"
TRADITIONAL = {"TW", "HK", "MO"}
SKELETONS = {"month": "yMMMM", "day": "MMMd"}
PATTERNS = {"monthname": "LLLL", "weekday": "EEEE", "weekdayname": "ccccc", "year": "y"}
"""Single fields: as skeletons they would be matched to a shorter form, 周五 for 星期五."""


def catalog_name(language: str) -> str:
    """Return the name of the catalog for a BCP 47 tag: zh_CN, zh_TW, or en for all that have none."""
    parts = language.replace("_", "-").split("-")
    if parts[0].lower() != "zh":
        return "en"
    return "zh_TW" if "Hant" in parts or TRADITIONAL & set(parts) else "zh_CN"


def cldr_locale(language: str) -> Locale:
    """Return the CLDR locale of a BCP 47 tag: the nearest one known, English where there is none."""
    parts = language.split("-")
    while parts:
        try:
            return Locale.parse("-".join(parts), sep="-")
        except (UnknownLocaleError, ValueError):
            parts.pop()
    return Locale("en")


@dataclass(frozen=True, slots=True)
class Catalog:
    """The texts and date forms of one language."""

    language: str
    translations: NullTranslations
    locale: Locale

    def translate(self, text: str) -> str:
        """Return the text in this language, or as it is where the catalog has none."""
        return self.translations.gettext(text)

    def numbered(self, one: str, many: str, number: int) -> str:
        """Return the text for this number of things, which stands in it as {count}."""
        return self.translations.ngettext(one, many, number).format(count=number)


def spoken_language(chosen: str, content: Path) -> str:
    """Return the language to speak in: the one chosen, else that of the paper in this folder, else English."""
    if chosen:
        return chosen
    try:
        named = NAMED.search((content / "paper.yaml").read_bytes().removeprefix(b"\xef\xbb\xbf"))
    except OSError:
        return "en"
    return named[1].decode() if named else "en"


@lru_cache(maxsize=8)
def read_catalog(language: str) -> Catalog:
    """Return the catalog for a BCP 47 tag."""
    source = LOCALES / catalog_name(language) / "LC_MESSAGES" / "sitegen.po"
    translations = NullTranslations()
    if source.exists():
        translations = Translations(BytesIO(_compiled(source)))
    return Catalog(language=language, translations=translations, locale=cldr_locale(language))


def _compiled(source: Path) -> bytes:
    """Return a catalog as gettext reads it, from the folder of byte code where it has been there before."""
    content = source.read_bytes()
    kept = COMPILED / f"{source.parents[1].name}.{blake2b(content, digest_size=16).hexdigest()}.mo"
    try:
        return kept.read_bytes()
    except OSError:
        made = _compile(content)
    if not sys.dont_write_bytecode:
        draft = kept.with_suffix(f".{os.getpid()}")
        # where the package cannot be written, each run compiles anew
        with suppress(OSError):
            draft.write_bytes(made)
            draft.replace(kept)
    return made


def _compile(content: bytes) -> bytes:
    # imported here: half of Babel
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(content)))
    return compiled.getvalue()


@lru_cache(maxsize=65536)
def show_date(value: date, style: str, locale: Locale) -> str:
    """Return a date as the locale writes it; `style` is full, long, medium, short or a key of the tables above."""
    if style in SKELETONS:
        return format_skeleton(SKELETONS[style], value, locale=locale)
    return format_date(value, PATTERNS.get(style, style), locale=locale)
