"""The seeded faults of `tests/places`: what a case says, and a paper on disk that has its fault.

`tests/places/README.md` tells how a case is written.
"""

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from builds import Desk, Said, desk
from papers import FOLDER, ISSUE, PAPER, make_file

PLACES = Path(__file__).parent / "places"
MARK = "‸"
LANGUAGES = ("en", "zh-CN", "zh-TW")
CHECK = "check"
GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}
"""Who commits in a case, whatever this machine has set."""

BYTES = re.compile(r"⟨([0-9A-F]{2}(?: [0-9A-F]{2})*)⟩")
REPEATED = re.compile(r"⟨([0-9]+) × ([^⟩]*)⟩")
PARTS = re.compile(r"^=== ", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One seeded fault: the files of a little paper, and what must be said of them."""

    name: str
    files: dict[str, bytes]
    """By path in the content folder; what begins with % says how to make the file."""

    places: set[tuple[str, int, int]]
    """Path, line and column of each fault."""

    before: tuple[str, ...]
    """Lines that a shell runs first, in the folder of the paper."""

    command: str
    """What finds the fault; empty where the reader of each file finds it, without the rest of the paper."""

    said: dict[str, str]
    """Message and repair of each fault, by language; empty where another case of the code has them."""

    @property
    def code(self) -> str:
        """The code that the case is of: its name without a number."""
        return re.sub(r"-[0-9]+$", "", self.name)

    @property
    def source(self) -> Path:
        """The file of the case."""
        return PLACES / f"{self.name}.txt"


def read_case(path: Path) -> Case:
    """Return the case that a file tells."""
    head, *parts = PARTS.split(path.read_text("utf-8"))
    files: dict[str, bytes] = {}
    places: set[tuple[str, int, int]] = set()
    said: dict[str, str] = {}
    for part in parts:
        title, content = part.split("\n", 1)
        if title in LANGUAGES:
            said[title] = content
            continue
        name = title.removesuffix(f" {MARK}")
        if title.endswith(MARK):
            places.add((name.rstrip("/"), 1, 1))
        content = REPEATED.sub(lambda match: match[2] * int(match[1]), content)
        places |= {(name, line, column) for line, column in marks(content)}
        files[name] = BYTES.sub("\0", content.replace(MARK, "")).encode()
        for found in BYTES.findall(content):
            files[name] = files[name].replace(b"\0", bytes.fromhex(found), 1)
    if any(name.startswith(FOLDER) for name in files):
        files.setdefault(f"{FOLDER}/issue.md", ISSUE)
    *before, command = [line.removeprefix("$ ") for line in head.splitlines()] or [""]
    return Case(
        name=path.stem,
        files=files,
        places=places,
        before=tuple(before),
        command=command.removeprefix("sitegen "),
        said=said,
    )


def marks(content: str) -> Iterator[tuple[int, int]]:
    """Yield line and column of every mark; a byte counts as a character."""
    for number, line in enumerate(content.split("\n"), 1):
        pieces = BYTES.sub(".", line).split(MARK)[:-1]
        yield from ((number, len("".join(pieces[: at + 1])) + 1) for at in range(len(pieces)))


CASES = tuple(read_case(path) for path in sorted(PLACES.glob("*.txt"), key=attrgetter("stem")))


def readable(case: Case) -> dict[str, bytes]:
    """Return the files that a case has, without what is only said to be missing."""
    return {name: data for name, data in case.files.items() if not name.endswith("/") and data != b"%none\n"}


def paper_of(case: Case, folder: Path) -> Desk:
    """Return a desk with the paper of a case."""
    work = desk(folder, {"paper.yaml": PAPER})
    for name, data in case.files.items():
        path = work.content / name
        first, *words = data.decode("utf-8", "replace").split("\n", 1)[0].split(" ", 1)
        path.parent.mkdir(parents=True, exist_ok=True)
        if first == "%none":
            path.unlink(missing_ok=True)
        elif first == "%link":
            path.symlink_to(words[0])
        elif first == "%read-only":
            path.chmod(0o555)
        elif name.endswith("/"):
            path.mkdir(exist_ok=True)
        else:
            make_file(path, data)
    for line in case.before:
        subprocess.run(["sh", "-c", line], cwd=folder, env=os.environ | GIT, check=True)
    return work


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One problem as the terminal shows it."""

    place: tuple[str, int, int]
    text: str
    """Message and repair."""

    whole: str
    """All lines; with the line of the file, where it has one to show."""


def told(case: Case, work: Desk, language: str) -> tuple[Said, list[Told]]:
    """Return how the command of a case ended, and the problems of its code."""
    done = work.say(*(case.command or CHECK).split(), "--lang", language)
    pattern = rf"^(.+?):([0-9]+):([0-9]+): (.*) \[{case.code}\]\n(?: *[0-9]* \|.*\n)*(  .*\n)"
    return done, [
        Told(
            place=(relative(found[1], work), int(found[2]), int(found[3])),
            text=f"{found[4]}\n{found[5]}",
            whole=found[0],
        )
        for found in re.finditer(pattern, done.stdout, re.MULTILINE)
    ]


def relative(path: str, work: Desk) -> str:
    """Return a path as a case writes it: from the content folder."""
    return os.path.relpath(work.folder / path, work.content).replace(os.sep, "/")
