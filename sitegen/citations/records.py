"""Citations for programs: BibTeX, RIS and CSL-JSON, one record a story."""

import re
from functools import lru_cache

from sitegen.citations.cited import Cited
from sitegen.citations.names import Name
from sitegen.jsontext import quoted

_SPECIAL = {
    **{char: f"\\{char}" for char in "&%$#_{}"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_ESCAPES = str.maketrans(_SPECIAL)
_TROUBLE = re.compile(r"[\\&%$#_{}~^]")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def render_bibtex(story: Cited) -> str:
    """Return an entry that BibTeX and biblatex both read: `@article` with `entrysubtype` newspaper."""
    day = story.date
    return "".join(
        (
            f"@article{{{story.key},\n",
            _bibtex("author", " and ".join([_bibtex_name(name) for name in story.authors])),
            # the inner braces keep the capitals
            f"  title = {{{{{_tex(story.whole_title)}}}}},\n",
            _bibtex("journal", _tex(story.paper)),
            "  entrysubtype = {newspaper},\n",
            f"  year = {{{day.year}}},\n  day = {{{day.day}}},\n",
            _bibtex("number", _tex(story.number)),
            _bibtex("pages", _tex(story.page)),
            _bibtex("issn", _tex(story.issn)),
            _bibtex("publisher", _tex(story.publisher)),
            _bibtex("langid", _langid(story.language)),
            _bibtex("url", story.url.replace("{", "%7B").replace("}", "%7D")),
            f"  month = {_MONTHS[day.month - 1]}\n}}\n",
        )
    )


def _bibtex(name: str, value: str) -> str:
    return f"  {name} = {{{value}}},\n" if value else ""


def _tex(text: str) -> str:
    return text.translate(_ESCAPES) if _TROUBLE.search(text) else text


@lru_cache(maxsize=16384)
def _bibtex_name(name: Name) -> str:
    if not name.family:
        return f"{{{_tex(name.text)}}}"
    if name.chinese:
        return name.text
    return ", ".join(_tex(part) for part in (name.family, name.suffix, name.given) if part)


@lru_cache
def _langid(language: str) -> str:
    """Return the language as babel and biblatex call it, where they know it."""
    main, _, region = language.partition("-")
    if main == "en":
        return "british" if region == "GB" else "english"
    return {"zh": "chinese", "fr": "french", "de": "german", "es": "spanish", "ja": "japanese"}.get(main, "")


def render_ris(story: Cited) -> str:
    """Return a record of the RIS format: a tag of two characters and a value on each line."""
    fields = (
        ("TY", "NEWS"),
        ("ID", story.key),
        *[("AU", _ris_name(name)) for name in story.authors],
        ("TI", story.whole_title),
        ("T2", story.paper),
        ("PY", str(story.date.year)),
        ("DA", f"{story.date.year:04}/{story.date.month:02}/{story.date.day:02}/"),
        ("IS", story.number),
        ("SE", story.section),
        ("ET", story.edition),
        ("SP", story.page),
        ("PB", story.publisher),
        ("SN", story.issn),
        ("LA", story.language),
        ("UR", story.url),
    )
    return "".join([f"{tag}  - {value}\n" for tag, value in fields if value]) + "ER  - \n"


@lru_cache(maxsize=16384)
def _ris_name(name: Name) -> str:
    if not name.family or name.chinese:
        return name.text
    return ", ".join(part for part in (name.family, name.given, name.suffix) if part)


def render_csl(story: Cited) -> str:
    """Return an item of CSL-JSON 1.0, on one line."""
    day = story.date
    authors = ", ".join([_csl_name(name) for name in story.authors])
    return "".join(
        (
            f'{{"id": {quoted(story.key)}, "type": "article-newspaper", "title": {quoted(story.whole_title)}',
            _csl("container-title", story.paper),
            f', "author": [{authors}]' if authors else "",
            f', "issued": {{"date-parts": [[{day.year}, {day.month}, {day.day}]]}}',
            _csl("page", story.page),
            _csl("issue", story.number),
            _csl("edition", story.edition),
            _csl("section", story.section),
            _csl("publisher", story.publisher),
            _csl("ISSN", story.issn),
            _csl("language", story.language),
            _csl("URL", story.url),
            "}",
        )
    )


def _csl(name: str, value: str) -> str:
    return f', "{name}": {quoted(value)}' if value else ""


@lru_cache(maxsize=16384)
def _csl_name(name: Name) -> str:
    if not name.family:
        return f'{{"literal": {quoted(name.text)}}}'
    parts = (("family", name.family), ("given", name.given), ("suffix", name.suffix))
    return "{" + ", ".join([f'"{part}": {quoted(text)}' for part, text in parts if text]) + "}"
