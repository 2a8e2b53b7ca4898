"""What commands say beside problems, in the language they speak: last lines, and why a folder cannot be used."""

import errno
from pathlib import Path

from sitegen.catalog import Catalog

REASONS = {
    errno.ENOENT: "there is no such file or folder",
    errno.EACCES: "this may not be read or written",
    errno.EPERM: "this may not be read or written",
    errno.EROFS: "nothing can be written there",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk is full",
    errno.ENOTDIR: "this is a file, or lies below one, and a folder is needed",
    errno.EISDIR: "this is a folder, and a file is needed",
    errno.EEXIST: "something of this name is there already",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
    errno.EIO: "the disk does not answer as it should",
    errno.EADDRINUSE: "another program listens there",
    errno.EADDRNOTAVAIL: "this machine has no such address",
}
"""What the system reports, as far as a person can do something about it; the rest is said in the system's words."""


def built(
    catalog: Catalog, *, issues: int, articles: int, files: int, written: int, removed: int, seconds: float, front: Path
) -> str:
    """Return the last line of a build that went well."""
    return catalog.translate("{what}: {written} written, {removed} removed in {seconds} s; open {front}").format(
        what=_what(catalog, issues, articles, files),
        written=written,
        removed=removed,
        seconds=f"{seconds:.2f}",
        front=front,
    )


def unchanged(catalog: Catalog, *, issues: int, articles: int, files: int, front: Path) -> str:
    """Return the last line of a build that found nothing to do."""
    text = catalog.translate("{what}: nothing changed; open {front}")
    return text.format(what=_what(catalog, issues, articles, files), front=front)


def unwritten(catalog: Catalog, errors: int) -> str:
    """Return the last line of a build that failed."""
    return catalog.translate("{errors}; nothing was written").format(errors=_errors(catalog, errors))


def checked(catalog: Catalog, *, articles: int, errors: int, warnings: int, notes: int) -> str:
    """Return the last line of a check."""
    return catalog.translate("{articles} checked: {errors}, {warnings}, {notes}").format(
        articles=_articles(catalog, articles),
        errors=_errors(catalog, errors),
        warnings=catalog.numbered("{count} warning", "{count} warnings", warnings),
        notes=catalog.numbered("{count} note", "{count} notes", notes),
    )


def mended(catalog: Catalog, places: int, *, written: bool) -> str:
    """Return what a check says of its mends: those it put into the files, or would put there."""
    text = "mended: {places}" if written else "check --fix would mend: {places}"
    return catalog.translate(text).format(places=catalog.numbered("{count} place", "{count} places", places))


def looked_through(catalog: Catalog, *, files: int, errors: int) -> str:
    """Return the last line of a check of a built archive."""
    return catalog.translate("{files} looked through: {errors}").format(
        files=catalog.numbered("{count} file", "{count} files", files), errors=_errors(catalog, errors)
    )


def remade_cache(catalog: Catalog, folder: Path) -> str:
    """Return the warning of a build that threw a damaged cache away."""
    return catalog.translate("warning: the cache in {folder} was damaged; it is made anew").format(folder=folder)


def damaged_cache(catalog: Catalog, folder: Path) -> str:
    """Return why a server cannot start."""
    text = catalog.translate("the cache in {folder} is damaged: delete this folder and start again")
    return text.format(folder=folder)


def foreign_output(catalog: Catalog, folder: str) -> str:
    """Return why a build refuses an output folder."""
    text = catalog.translate(
        "{folder} holds files that sitegen did not write, and would remove; choose an empty folder for --output"
    )
    return text.format(folder=folder)


def system_fault(catalog: Catalog, error: OSError, place: object) -> str:
    """Return what the system refuses, and where: at the file it names, else at `place`."""
    reason = error.strerror or str(error)
    if error.errno in REASONS:
        reason = catalog.translate(REASONS[error.errno])
    return catalog.translate("{place}: {reason}").format(place=error.filename or place, reason=reason)


def own_fault(catalog: Catalog, error: BaseException) -> str:
    """Return that something went wrong which is no fault of the paper's."""
    what = f"{type(error).__name__}: {error}"
    return catalog.translate("a fault of sitegen, not of the paper; please report it: {what}").format(what=what)


def _what(catalog: Catalog, issues: int, articles: int, files: int) -> str:
    return catalog.translate("{issues}, {articles}, {files}").format(
        issues=catalog.numbered("{count} issue", "{count} issues", issues),
        articles=_articles(catalog, articles),
        files=catalog.numbered("{count} file", "{count} files", files),
    )


def _articles(catalog: Catalog, number: int) -> str:
    return catalog.numbered("{count} article", "{count} articles", number)


def _errors(catalog: Catalog, number: int) -> str:
    return catalog.numbered("{count} error", "{count} errors", number)
