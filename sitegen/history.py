"""On which day each story's file last changed, as git has it. What it does not know: what the files say.

A commit changes a file where the file comes to say what it says in the commit that is built: a new name is no change,
nor is a merge that takes one side's text. The day is that of the commit in the zone in which it was made, so it
depends on the history alone. A day that lies beyond the edge of a shallow clone is not known, and none is told.
"""

import os
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING

from sitegen.cache import Cache, pack, unpack
from sitegen.disk import digest
from sitegen.quickclass import dataclass

if TYPE_CHECKING:
    from subprocess import Popen

Days = Mapping[str, tuple[tuple[str, str], ...]]
"""By issue folder, as its path in the content folder: names of stories, sorted, with the day in ISO 8601."""

COMMAND = (
    "git",
    "--no-pager",
    "--no-replace-objects",
    # a folder of contributors that looks like a repository is none: its settings could name programs
    *("-c", "safe.bareRepository=explicit"),
    *("-c", "core.fsmonitor=false"),
    *("-c", "log.showSignature=false"),
    *("-c", "log.showRoot=true"),
    *("-c", "diff.relative=false"),
)
"""Git without what its settings, or those of a repository, might make it do beside what it is asked."""

KEPT = ("GIT_CONFIG_", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_EXEC_PATH")
"""Beginnings of git's variables that are about this machine; all others are about a repository, such as that of a hook
which runs us."""

UNKEPT = "GIT_CONFIG_PARAMETERS"
"""What `git -c` hands to the hooks of its own repository."""

LISTING = ("ls-tree", "-r", "-z", "--full-name")
LOG = (
    *("log", "--date-order", "--date=short", "--format=tformat:%x01%H %cd"),
    # whole renames only: they are known by names of contents, which a clone without old contents has too
    *("--raw", "-z", "--no-abbrev", "-c", "-M100%", "--no-ext-diff", "--no-color"),
)

UNREAD = "unread"
"""Mark of a history that could not be read: no state's own, so that it is read again."""

NO_STORIES = (b"issue.md", b"readme.md")

FILE = b"100"
"""How the mode of a plain file begins: a link says nothing of when the text behind it changed."""

ONE_PARENT = 5
"""Words about a change that is no merge: two modes, two names of contents, the kind of change."""

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What git says of a content folder before it is asked for its history."""

    commit: str = ""
    """The commit that is checked out; empty where there is none, or no repository, or no git."""

    prefix: str = ""
    """Path of the content folder in the repository, with a closing slash; empty where it is the repository itself."""

    edge: tuple[str, ...] = ()
    """Commits of a shallow clone behind which there are others that are not here."""

    fault: str = ""
    """Why git does not look at the repository that is there, in its own words."""

    @property
    def mark(self) -> str:
        """A text that is another one wherever the history may be; never empty."""
        return digest(repr((self.commit, self.prefix, self.edge, self.fault)).encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The days of a content folder."""

    mark: str = ""
    """Of the state from which they were read; empty where nobody asked for them."""

    days: Days
    unknown: int = 0
    """How many stories last changed beyond the edge of a shallow clone."""

    fault: str = ""
    """Why git tells nothing, in its own words; empty where all is well, or where there is no repository."""


NO_HISTORY = History(days={})


def look(content: Path) -> State:
    """Ask git, once, for the state of the repository in which the content folder lies."""
    try:
        done = _git(content, "rev-parse", "HEAD", "--show-prefix", "--git-path", "shallow").communicate()
    except OSError:
        return State()
    lines = os.fsdecode(done[0]).splitlines()
    said = _reason(done[1])
    if len(lines) == 3:
        return State(commit=lines[0], prefix=lines[1], edge=_edge(content / lines[2]))
    if lines or "not a git repository" in said:
        # a repository without a commit still prints the name that has no meaning yet
        return State()
    return State(fault=said)


def _edge(path: Path) -> tuple[str, ...]:
    try:
        return tuple(sorted(path.read_text("ascii").split()))
    except FileNotFoundError:
        return ()


def read_history(cache: Cache, content: Path) -> History:
    """Return the history of a content folder: what the cache holds where the state is the same, else as git tells."""
    state = look(content)
    stored = cache.read("history")
    known: History | None = unpack(stored) if stored else None
    if known and known.mark == state.mark:
        return known
    history = _read(content, state) if state.commit else History(mark=state.mark, days={}, fault=state.fault)
    cache.write([("history", pack(history))])
    return history


def _read(content: Path, state: State) -> History:
    from tempfile import TemporaryFile  # noqa: PLC0415 - few papers show their history

    with TemporaryFile() as said:
        listing = _git(content, *LISTING, state.commit, "issues/", errors=said).communicate()[0]
        walk = _Walk(_texts(listing, state.prefix), frozenset(state.edge))
        log = _git(content, *LOG, state.commit, "--", errors=said)
        assert log.stdout
        with log.stdout:
            walk.follow(_parts(log.stdout))
        if not walk.wanted:
            # what is older changed nothing that is still so
            log.kill()
        if log.wait() and walk.wanted:
            said.seek(0)
            return History(mark=UNREAD, days={}, fault=_reason(said.read()))
    return History(mark=state.mark, days=_by_folder(walk.days, len(state.prefix)), unknown=walk.unknown)


def _reason(said: bytes) -> str:
    return said.decode("utf-8", "replace").strip().split("\n")[0].removeprefix("fatal: ")


def _git(content: Path, *arguments: str, errors: IO[bytes] | None = None) -> "Popen[bytes]":
    """Start git in the content folder; raises OSError where there is no git."""
    from subprocess import DEVNULL, PIPE, Popen  # noqa: PLC0415

    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or _is_kept(name)}
    ours = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    return Popen(
        [*COMMAND, "-C", str(content), *arguments],
        env=kept | ours,
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=errors or PIPE,
    )


def _is_kept(name: str) -> bool:
    return name.startswith(KEPT) and name != UNKEPT


def _texts(listing: bytes, prefix: str) -> dict[bytes, bytes]:
    """Return the stories of a listing of files: path in the repository, and name of the content."""
    depth = prefix.count("/") + 3
    found = {}
    for line in listing.split(b"\0"):
        about, _, path = line.partition(b"\t")
        name = path.rpartition(b"/")[2]
        is_text = about.startswith(FILE) and name.endswith(b".md") and path.count(b"/") == depth
        if is_text and name.lower() not in NO_STORIES:
            found[path] = about.split(b" ")[2]
    return found


def _parts(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield what stands between the NULs of a stream, without holding all of it."""
    rest = b""
    while chunk := stream.read(CHUNK):
        *whole, rest = (rest + chunk).split(b"\0")
        yield from whole


class _Walk:
    """A walk from the newest commit back, on which each file is followed to where its content came from."""

    def __init__(self, texts: Mapping[bytes, bytes], edge: frozenset[str]) -> None:
        self.wanted = {path: (path, content) for path, content in texts.items()}
        """By the name that a file has at this point of the walk: its name today, and its content."""

        self.days: dict[bytes, str] = {}
        self.unknown = 0
        self._edge = edge

    def follow(self, parts: Iterator[bytes]) -> None:
        """Walk until every file has its day or the log ends."""
        day, beyond = "", False
        moves: list[tuple[bytes, bytes]] = []
        for part in parts:
            if part[:1] == b"\x01":
                self._move(moves, day)
                if not self.wanted:
                    return
                commit, _, day = part[1:].decode().partition(" ")
                beyond = commit in self._edge
                continue
            change = part.lstrip(b"\n:").split(b" ")
            if len(change) == 1:
                continue
            path = next(parts)
            if len(change) == ONE_PARENT and change[2] == change[3]:
                # another name or mode, but no other content
                if change[-1][:1] == b"R":
                    moves.append((path, next(parts)))
                continue
            # a merge tells the contents of all its parents, and last that which it made of them
            found = self.wanted.get(path)
            if found and found[1] == change[-2]:
                self._settle(path, "" if beyond else day)
        self._move(moves, day)

    def _move(self, moves: list[tuple[bytes, bytes]], day: str) -> None:
        """Follow files to the names that they had before a commit, once all its other changes are known."""
        moved = [(before, self.wanted.pop(after)) for before, after in moves if after in self.wanted]
        for before, file in moved:
            if before in self.wanted:
                # both names are there today, so the commit made a second file
                self.days[file[0]] = day
            else:
                self.wanted[before] = file
        moves.clear()

    def _settle(self, path: bytes, day: str) -> None:
        name, _ = self.wanted.pop(path)
        if day:
            self.days[name] = day
        else:
            self.unknown += 1


def _by_folder(days: Mapping[bytes, str], skipped: int) -> Days:
    folders: dict[str, list[tuple[str, str]]] = {}
    for path, day in sorted(days.items()):
        if _is_day(day):
            folder, _, name = os.fsdecode(path)[skipped:].rpartition("/")
            folders.setdefault(folder, []).append((name.removesuffix(".md"), day))
    return {folder: tuple(files) for folder, files in folders.items()}


def _is_day(text: str) -> bool:
    """Tell whether a program can read the day: a commit may bear one of the year 10000."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
