"""What the parser of the command line says, in our words and in the language that the command speaks.

`argparse` has its texts in English and asks `gettext` for translations that no Python brings along.
"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from sitegen.catalog import Catalog

Translate = Callable[[str], str]

TEXTS = {
    "usage: ": "usage: ",
    "%(heading)s:": "%(heading)s:",
    "options": "options",
    "positional arguments": "what to work on",
    "show this help message and exit": "show this and end",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": '"%(value)s" is none of: %(choices)s',
    "expected one argument": "a value is missing",
    "expected at least one argument": "a value is missing",
    "unrecognized arguments: %s": "nothing here takes: %s",
    "the following arguments are required: %s": "missing: %s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s may mean %(matches)s",
    "ignored explicit argument %r": "takes no value: %s",
}
"""Our words by argparse's; what it says beside these stays as it is."""


class MisusedError(Exception):
    """The arguments are wrong, or ask for help: something must be said."""


class Wordless(argparse.ArgumentParser):
    """Raises MisusedError where argparse would speak: most runs say nothing, so they need not read a catalog."""

    def error(self, message: str) -> NoReturn:
        """Say nothing yet."""
        raise MisusedError(message)

    def print_help(self, file: object = None) -> None:  # noqa: ARG002 - argparse names it
        """Say nothing yet."""
        raise MisusedError


@contextmanager
def our_words(translate: Translate) -> Iterator[None]:
    """Let argparse speak our words; these two names are where it asks for its texts."""

    def said(text: str) -> str:
        return translate(TEXTS[text]) if text in TEXTS else text

    before = {name: vars(argparse)[name] for name in ("_", "ngettext")}
    vars(argparse).update({"_": said, "ngettext": lambda one, many, number: said(one if number == 1 else many)})
    try:
        yield
    finally:
        vars(argparse).update(before)


def asked_catalog(arguments: Sequence[str]) -> "Catalog":
    """Return the catalog of the language that wrong arguments, or those for help, are answered in."""
    from sitegen.catalog import read_catalog, spoken_language  # noqa: PLC0415 - most runs have nothing to explain

    asked = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    asked.add_argument("--lang", default="")
    asked.add_argument("--content", type=Path, default=Path("content"))
    try:
        chosen, _ = asked.parse_known_args(arguments)
    except argparse.ArgumentError:
        chosen = argparse.Namespace(lang="", content=Path("content"))
    return read_catalog(spoken_language(chosen.lang, chosen.content))


def whole(translate: Translate, least: int, most: int) -> Callable[[str], int]:
    """Return the type of an argument that is a whole number within these bounds."""

    def read(text: str) -> int:
        number = int(text) if text.isdecimal() and len(text) < 10 else -1
        if not least <= number <= most:
            said = translate('"{value}" is no whole number from {least} to {most}')
            raise argparse.ArgumentTypeError(said.format(value=text, least=least, most=most))
        return number

    return read
