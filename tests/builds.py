"""Builds as a person runs them: a process of its own over folders on disk, and the tree that it leaves."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from sitegen.cli import main

ROOT = Path(__file__).parent.parent
PLAIN = Path(__file__).parent / "plain"
"""Layouts that print every field of each context plainly, and a static folder to go with them."""

SEARCH_SCRIPTS = ("search.js", "vendor/lunr.min.js")
"""Static files without which no archive can be searched, whatever its design."""

MARKER = ".sitegen"


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended, and what it printed."""

    returncode: int
    stdout: str
    stderr: str


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder in which somebody works on a paper: content, layouts and static, output and cache where they go."""

    folder: Path

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def output(self) -> Path:
        return self.folder / "public"

    @property
    def cache(self) -> Path:
        return self.folder / ".sitegen"

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write files by their path in the content folder."""
        for name, text in files.items():
            path = self.content / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def run(self, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Run sitegen in this folder."""
        return sitegen(arguments, self.folder, env)

    def say(self, *arguments: str) -> Said:
        """Run sitegen in this folder and in this process, which is faster: what it raises is raised here."""
        with chdir(self.folder), redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
            code = main(arguments)
        return Said(code, out.getvalue(), err.getvalue())

    def build(self, *arguments: str, **env: str) -> dict[str, bytes]:
        """Build, which must go well, and return the tree."""
        done = self.run("build", *arguments, **env)
        assert done.returncode == 0, done.stderr
        return tree_of(self.output)

    def build_here(self, *arguments: str) -> dict[str, bytes]:
        """Build in this process and return the tree."""
        done = self.say("build", *arguments)
        assert done.returncode == 0, done.stderr
        return tree_of(self.output)

    def clean_build_here(self, *arguments: str) -> dict[str, bytes]:
        """Build from scratch in this process, beside the output and the cache that are there; return the tree."""
        with TemporaryDirectory(dir=self.folder) as fresh:
            done = self.say("build", f"--output={fresh}/public", f"--cache={fresh}/cache", *arguments)
            assert done.returncode == 0, done.stderr
            return tree_of(Path(fresh, "public"))


def desk(folder: Path, files: Mapping[str, str | bytes] | None = None, design: Path = PLAIN) -> Desk:
    """Return a desk with the layouts and static folder of a design, and with these content files."""
    made = Desk(folder)
    shutil.copytree(design / "layouts", folder / "layouts")
    shutil.copytree(design / "static", folder / "static")
    if design == PLAIN:
        for script in SEARCH_SCRIPTS:
            (folder / "static" / script).parent.mkdir(exist_ok=True)
            shutil.copy(ROOT / "static" / script, folder / "static" / script)
    made.write(files or {})
    return made


def sitegen(
    arguments: Sequence[str], folder: Path = ROOT, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command line as `python build.py` does; nothing is asked of how it ends."""
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *arguments],
        cwd=folder,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def tree_of(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path, our own marker left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path != folder / MARKER
    }


def differences(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """Return the paths that are in one tree only, or differ: a short answer where trees are large."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
