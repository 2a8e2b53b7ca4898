"""The shortest way: where nothing changed since the last build, say again what it said and be done.

Imports nothing that renders, since this is most builds of most papers.
"""

import marshal
import time
from collections.abc import Mapping

from sitegen.cache import Cache, pack, unpack
from sitegen.disk import RECORD, Source, digest, is_settled, scan
from sitegen.options import Options, Run, Scanned
from sitegen.output import Stamp
from sitegen.quickclass import dataclass
from sitegen.untouched import Folder, folders_of, is_untouched

CHECK = "snapshot of a check"
"""Name of what the cache holds of the last check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The state after a good build, and what was said of it."""

    sources: str
    output: tuple[Folder, ...]
    """Its folders with their files; none after a check, which leaves none."""

    said: tuple[str, ...]
    """Lines about problems, in the language and form that they were shown in."""

    closing: str
    """The line to close with when nothing changed."""

    history: str = ""
    """Mark of git's history as it was shown; empty where the paper shows none."""

    good: bool = True
    """False where the problems of a check are errors."""


def scan_sources(options: Options) -> Scanned:
    """Return the files of the source folders."""
    began = time.time_ns()
    content = scan(options.content, options.made)
    return Scanned(content=content, layouts=scan(options.layouts), static=scan(options.static), began=began)


def _sources_digest(options: Options, scanned: Scanned, choices: str) -> str:
    folders = (_authored(scanned), scanned.layouts, scanned.static)
    stamps = [[(source.path, source.stamp) for source in folder] for folder in folders]
    # the build itself has just written the record, so its bytes tell what its stamp cannot
    record = options.content / RECORD
    written = record.read_bytes() if record.is_file() else b""
    # version 2 of marshal writes no references, so that equal values are equal bytes
    return digest(choices.encode(), marshal.dumps(stamps, 2), written)


def _authored(scanned: Scanned) -> tuple[Source, ...]:
    """Return the files of the content folder that people write."""
    return tuple(source for source in scanned.content if source.path != RECORD)


def recall(cache: Cache, options: Options, choices: str, scanned: Scanned) -> Snapshot | None:
    """Return the snapshot if sources, choices and output are as it left them."""
    stored = cache.read("snapshot")
    snapshot: Snapshot | None = unpack(stored) if stored else None
    if (
        snapshot
        and snapshot.sources == _sources_digest(options, scanned, choices)
        and is_untouched(options.output, snapshot.output)
        and _same_history(options, snapshot)
    ):
        return snapshot
    return None


def _same_history(options: Options, snapshot: Snapshot) -> bool:
    """Tell whether git's history is as it was shown; git is asked only where a paper shows it."""
    if not snapshot.history:
        return True
    from sitegen.history import look  # noqa: PLC0415 - few papers show it

    return look(options.content).mark == snapshot.history


def recall_check(cache: Cache, options: Options, choices: str, scanned: Scanned) -> Snapshot | None:
    """Return the snapshot of the last check if sources and choices are as it left them, whatever the output holds."""
    stored = cache.read(CHECK)
    snapshot: Snapshot | None = unpack(stored) if stored else None
    if snapshot and snapshot.sources == _sources_digest(options, scanned, choices) and _same_history(options, snapshot):
        return snapshot
    return None


def remember_check(run: Run, choices: str, said: tuple[str, ...], closing: str, *, history: str, good: bool) -> None:
    """Store the snapshot of a check, unless a source may change again unseen."""
    if _all_settled(run.scanned):
        sources = _sources_digest(run.options, run.scanned, choices)
        snapshot = Snapshot(sources=sources, output=(), said=said, closing=closing, history=history, good=good)
        run.cache.write([(CHECK, pack(snapshot))])


def _all_settled(scanned: Scanned) -> bool:
    return all(is_settled(source, scanned.began) for source in (*_authored(scanned), *scanned.layouts, *scanned.static))


def remember(
    run: Run, choices: str, said: tuple[str, ...], closing: str, *, stamps: Mapping[str, Stamp], history: str
) -> None:
    """Store a snapshot, unless a source changed so shortly before it was read that it may change again unseen.

    `stamps` are of the files in the output as the build left them: what somebody touched since has others.
    """
    scanned = run.scanned
    if _all_settled(scanned):
        snapshot = Snapshot(
            sources=_sources_digest(run.options, scanned, choices),
            output=folders_of(stamps),
            said=said,
            closing=closing,
            history=history,
        )
        run.cache.write([("snapshot", pack(snapshot))])
