"""The layouts: Jinja environment, sheets and how one becomes text; a fault in a layout becomes a problem.

A `Sheet` is a pure function of its context and its layout, so `digest` of the two decides whether it must be rendered
again.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from functools import lru_cache, partial
from operator import attrgetter
from pathlib import Path
from types import TracebackType

from babel import Locale
from babel.support import NullTranslations
from jinja2 import (
    BytecodeCache,
    FileSystemBytecodeCache,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from markupsafe import Markup, escape

from sitegen.bylines import role_label
from sitegen.catalog import read_catalog, show_date
from sitegen.contexts import Context
from sitegen.disk import digest
from sitegen.plates import illustrated, picture
from sitegen.problems import ContentError, Position, problem
from sitegen.quickclass import dataclass, field, fields_of
from sitegen.quickjinja import QuickEnvironment

LINE_BREAK = re.compile(r"[ \u3000]+")
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
OTHER = re.compile(
    r"""\{%[-+]?\s*(?:extends|include|import|from)\b(?:\s*["']([^"'\\]+)["']\s*(?=[-+]?%\}|import|ignore|with|as))?"""
)
"""What stands where a layout names another one; without a name where that is no plain text."""

COMPILED = 200
"""Compiled layouts that are kept: those of a few designs, as one that is worked on changes often."""

WRONG = (
    *(TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError),
    # a layout that includes itself, and one that Jinja takes and Python does not
    *(RecursionError, SyntaxError),
)
"""What is raised where a layout is at fault."""

BELOW = "../"
"""The way to the root of the output from a file in a folder, where all but a handful of pages lie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """All that shapes a page beside its context: layouts, language, names of the static files."""

    layouts: tuple[tuple[str, str], ...] = field(compare=False)
    """Name and source of each layout, sorted."""

    language: str = field(compare=False)
    assets: tuple[tuple[str, str], ...] = field(compare=False)
    """Name in `static/` and address of each static file, sorted."""

    folder: str = field(compare=False)
    """Where the layouts lie, as the user named it: for the places of problems."""

    bytecode: str = field(default="", compare=False)
    """Folder for compiled layouts, or empty."""

    constants: tuple[tuple[str, object], ...] = field(default=(), compare=False)
    """What every layout sees and no sheet differs in, by name: it is put into the layouts when they are compiled."""

    version: str = field(default="", compare=False)
    """Digest of the code that compiles them."""

    name: str = field(init=False)
    """Digest of all of this, by which designs are told apart."""

    def __post_init__(self) -> None:
        made_from = (self.layouts, self.language, self.assets, self.folder, self.constants, self.version)
        object.__setattr__(self, "name", digest(repr(made_from).encode()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One file to be made of a layout."""

    url: str
    layout: str
    context: Context


def headline_lines(text: str) -> Markup:
    """Return a headline with the editor's own line breaks: a space in a Chinese headline ends a line."""
    if not HAN.search(text):
        return Markup(escape(text))
    parts = [part for part in LINE_BREAK.split(text) if part]
    if len(parts) == 1 or not all(HAN.search(part) for part in parts):
        return Markup(escape(text))
    # the space stays between the lines: it is read out, copied and shown where lines may not break
    return Markup(" ").join(Markup('<span class="line">{}</span>').format(part) for part in parts)


@lru_cache(maxsize=16)
def environment(design: Design, root: str, *, fields_only: bool = True) -> QuickEnvironment:
    """Return the Jinja environment of a design, for files that lie so deep; it is costly, so it is made once."""
    catalog = read_catalog(design.language)
    sources, assets = dict(design.layouts), dict(design.assets)
    bytecode: BytecodeCache | None = None
    if design.bytecode:
        bytecode = FileSystemBytecodeCache(design.bytecode, f"{design.name}-{digest(root.encode())}-{fields_only:d}-%s")
    made = QuickEnvironment(
        catalog,
        {**dict(design.constants), "root": root},
        assets,
        fields_only=fields_only,
        loader=FunctionLoader(
            lambda name: (sources[name], f"{design.folder}/{name}", None) if name in sources else None
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=bytecode,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(catalog.translations, newstyle=True)  # type: ignore[attr-defined]
    made.globals["ngettext"] = lru_cache(maxsize=1024, typed=True)(partial(_counted, catalog.translations))
    made.filters["date"] = lru_cache(maxsize=4096)(partial(_date, catalog.locale))
    made.filters["iso"] = date.isoformat
    made.filters["headline"] = lru_cache(maxsize=4096)(headline_lines)
    made.filters["illustrated"] = lambda body, sizes: Markup(illustrated(body, sizes))
    made.globals["picture"] = lambda *facts, **place: Markup(picture(*facts, **place))
    made.globals["asset"] = partial(_asset, assets)
    made.filters["role"] = made.globals["role"] = lru_cache(maxsize=1024)(partial(_role, design.language))
    return made


def warm(design: Design) -> None:
    """Compile every layout, so that a process that is forked off this one need not do it again.

    The few pages that lie at the root of the output use few of them, which are compiled again for it when they are
    asked for.
    """
    made = environment(design, BELOW)
    for name, _ in design.layouts:
        with _layout_faults(design, name):
            made.get_template(name)
    if design.bytecode:
        # a build beside this one may remove some too
        with suppress(FileNotFoundError):
            compiled = sorted(Path(design.bytecode).iterdir(), key=lambda file: file.stat().st_mtime_ns)
            for file in compiled[:-COMPILED]:
                file.unlink()


def _date(locale: Locale, value: date, style: str = "long") -> str:
    if not isinstance(value, date):
        raise TypeError(f"{value!r} is not a date")
    return show_date(value, style, locale)


def _counted(translations: NullTranslations, one: str, many: str, number: int, /, **values: object) -> Markup:
    """Return a text with a number in it, under the name `num` too, as Jinja's own function does."""
    return Markup(translations.ngettext(one, many, number)) % {"num": number, **values}


def _asset(assets: Mapping[str, str], name: str) -> str:
    try:
        return assets[name]
    except KeyError:
        raise TemplateNotFound(name) from None


def _role(language: str, role: str, other: str = "") -> str:
    return role_label(role, other or language)


@lru_cache(maxsize=64)
def layout_digest(design: Design, name: str) -> str:
    """Return the digest of a layout with all that it extends, includes or imports, and of what all layouts share.

    A layout that names another one by anything but a plain text is taken to use them all.
    """
    sources, seen, todo = dict(design.layouts), set[str](), [name]
    while todo:
        layout = todo.pop()
        if layout not in seen and layout in sources:
            seen.add(layout)
            todo += _others(sources[layout], sources)
    texts = (part.encode() for layout in sorted(seen) for part in (layout, sources[layout]))
    return digest(repr((design.language, design.assets)).encode(), *texts)


def _others(source: str, sources: Iterable[str]) -> Iterable[str]:
    """Return the layouts that a source may use; to parse it would cost more than all else when one story changed."""
    found = OTHER.findall(source)
    return sources if any(not name for name in found) else found


def render(design: Design, sheet: Sheet) -> str:
    """Return the text of a sheet; raises ContentError with the place in the layout."""
    context = sheet.context
    kind: type = type(context)
    names, values_of = _fields(kind)
    values = dict(zip(names, values_of(context), strict=True))
    quick = environment(design, context.root)
    if sheet.layout not in quick.beyond:
        try:
            return quick.quick_text(sheet.layout, values)
        except WRONG:
            # it asks for more than fields, or is at fault, which the other environment tells as Jinja does
            quick.beyond.add(sheet.layout)
    with _layout_faults(design, sheet.layout):
        return environment(design, context.root, fields_only=False).get_template(sheet.layout).render(values)


@lru_cache(maxsize=64)
def _fields(kind: type) -> tuple[tuple[str, ...], Callable[[object], tuple[object, ...]]]:
    """Return the names of a context's fields, and what gives all their values at once."""
    names = fields_of(kind)
    return names, attrgetter(*names)


@contextmanager
def _layout_faults(design: Design, layout: str) -> Iterator[None]:
    """Turn what goes wrong inside a layout into a problem with the layout's name and line.

    Whatever a layout's expression raises is the fault of the layout, since contexts are complete: so all errors of
    evaluation count. Jinja has no columns; the line's first character stands for it.
    """
    try:
        yield
    except TemplateSyntaxError as error:
        raise _fault(design, error.name or layout, error.lineno, error.message or "") from error
    except WRONG as error:
        name, line = _place(error.__traceback__, design) or (layout, 1)
        reason = f"no layout or static file {error.name!r}" if isinstance(error, TemplateNotFound) else str(error)
        raise _fault(design, name, line, reason) from error


def _place(trace: TracebackType | None, design: Design) -> tuple[str, int] | None:
    """Return layout and line of the innermost frame that lies in a layout (Jinja renames such frames)."""
    place = None
    while trace is not None:
        path = trace.tb_frame.f_code.co_filename
        if path.startswith(f"{design.folder}/"):
            place = (path[len(design.folder) + 1 :], trace.tb_lineno)
        trace = trace.tb_next
    return place


def _fault(design: Design, name: str, line: int, reason: str) -> ContentError:
    # Jinja speaks of Python there; an object's class bears the name of what docs/layouts.md lists
    reason = re.sub(r"'(?:\w+\.)*(\w+) object' has no attribute '(\w+)'", r'\1 has no "\2"', reason)
    lines = dict(design.layouts).get(name, "").splitlines()
    excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
    at = Position(f"{design.folder}/{name}", line, len(excerpt) - len(excerpt.lstrip()) + 1)
    return ContentError(problem(at, "layout-broken", excerpt, reason=reason))
