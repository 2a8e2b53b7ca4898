"""The shortest way: where nothing changed since the last build, say again what it said and be done.

Imports nothing that renders, since this is most builds of most papers.
"""

import time

from sitegen.cache import Cache, pack, plain_bytes, unpack
from sitegen.disk import RECORD, Source, digest, is_settled, scan
from sitegen.options import Options, Run, Scanned
from sitegen.quickclass import dataclass
from sitegen.untouched import FOLDERS, is_untouched, stored_folders

CHECK = "snapshot of a check"
"""Name of what the cache holds of the last check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The state after a good build, and what was said of it."""

    sources: str
    output: str
    """Digest of what its folders held; empty after a check, which leaves none."""

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


def state_of(scanned: Scanned, choices: str) -> str:
    """Return a digest of what was chosen and of the stamps of all sources that people write."""
    folders = (_authored(scanned), scanned.layouts, scanned.static)
    stamps = [[(source.path, source.stamp) for source in folder] for folder in folders]
    return digest(choices.encode(), plain_bytes(stamps))


def _sources_digest(options: Options, state: str) -> str:
    # the build itself has just written the record, so its bytes tell what its stamp cannot
    record = options.content / RECORD
    return digest(state.encode(), record.read_bytes() if record.is_file() else b"")


def _authored(scanned: Scanned) -> tuple[Source, ...]:
    """Return the files of the content folder that people write."""
    return tuple(source for source in scanned.content if source.path != RECORD)


def recall(cache: Cache, options: Options, state: str) -> Snapshot | None:
    """Return the snapshot if sources and choices, whose state this is, and output are as it left them."""
    stored = cache.read("snapshot")
    snapshot: Snapshot | None = unpack(stored) if stored else None
    if (
        snapshot
        and snapshot.sources == _sources_digest(options, state)
        and snapshot.output == _output_digest(cache)
        and is_untouched(options.output, stored_folders(cache))
        and _same_history(options, snapshot)
    ):
        return snapshot
    return None


def _output_digest(cache: Cache) -> str:
    """Return a digest of what is known of the output: a later build may have left another one, and no snapshot."""
    return digest(cache.read(FOLDERS) or b"")


def _same_history(options: Options, snapshot: Snapshot) -> bool:
    """Tell whether git's history is as it was shown; git is asked only where a paper shows it."""
    if not snapshot.history:
        return True
    from sitegen.history import look  # noqa: PLC0415 - few papers show it

    return look(options.content).mark == snapshot.history


def recall_check(cache: Cache, options: Options, state: str) -> Snapshot | None:
    """Return the snapshot of the last check if it left this state of sources and choices, whatever the output holds."""
    stored = cache.read(CHECK)
    snapshot: Snapshot | None = unpack(stored) if stored else None
    if snapshot and snapshot.sources == _sources_digest(options, state) and _same_history(options, snapshot):
        return snapshot
    return None


def remember_check(run: Run, state: str, said: tuple[str, ...], closing: str, *, history: str, good: bool) -> None:
    """Store the snapshot of a check, unless a source may change again unseen."""
    if _all_settled(run.scanned):
        sources = _sources_digest(run.options, state)
        snapshot = Snapshot(sources=sources, output="", said=said, closing=closing, history=history, good=good)
        run.cache.write([(CHECK, pack(snapshot))])


def _all_settled(scanned: Scanned) -> bool:
    return all(is_settled(source, scanned.began) for source in (*_authored(scanned), *scanned.layouts, *scanned.static))


def remember(run: Run, state: str, said: tuple[str, ...], closing: str, *, history: str) -> None:
    """Store a snapshot, unless a source changed so shortly before it was read that it may change again unseen."""
    if _all_settled(run.scanned):
        sources, output = _sources_digest(run.options, state), _output_digest(run.cache)
        snapshot = Snapshot(sources=sources, output=output, said=said, closing=closing, history=history)
        run.cache.write([("snapshot", pack(snapshot))])
