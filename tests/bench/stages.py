"""Where a build from scratch spends its time, a story at a time, beside what only reading and writing would cost.

    python tests/bench/stages.py [--articles 10000] [--corpus prose]

One process builds all, and a clock stands at the doors of the stages: what one stage calls of another counts for the
other. Processor time is shown, microseconds a story. The floor is measured last: each source is read, and each file of
the output is written once more, with the same bytes.
"""

import argparse
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parent))
from corpora import stories, write_paper

from sitegen import cli
from sitegen.output import Stage

ROOT = Path(__file__).parents[2]
STAGES = {
    "read files": ("sitegen.works._bytes_of",),
    "front matter": ("sitegen.articles.read_fields",),
    "Markdown": ("sitegen.articles.render_body",),
    "stories and issues": ("sitegen.works.read_issue", "sitegen.works.summary_of"),
    "terms of search": ("sitegen.search.encoding.encode_issue",),
    "search files": ("sitegen.printing.print_year", "sitegen.printing.print_directory"),
    "cache": ("sitegen.works.pack", "sitegen.works.load", "sitegen.cache.Cache.write"),
    "what pages show": ("sitegen.works.plan_issue", "sitegen.topics.plan_topic"),
    "layouts": ("sitegen.works.render", "sitegen.topics.render", "sitegen.printing.render"),
    "pages of topics": ("sitegen.printing.render_topics",),
    "feeds": ("sitegen.works.issue_feed", "sitegen.printing.render_feeds", "sitegen.printing.render_months"),
    "citations and data": ("sitegen.works.issue_files",),
    "write": ("sitegen.output.Stage.write", "sitegen.site.merge"),
}
"""Functions by stage, as those who call them know them."""


class Clock:
    """Processor seconds by stage, each without the stages inside it."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.calls: Counter[str] = Counter()
        self._inside: list[float] = []

    def watch(self, path: str, stage: str) -> None:
        """Let a stage's time pass while a function runs; one that yields is run to its end."""
        owner_name, _, name = path.rpartition(".")
        try:
            owner: Any = import_module(owner_name)
        except ModuleNotFoundError:
            module, _, kind = owner_name.rpartition(".")
            owner = getattr(import_module(module), kind)
        watched = getattr(owner, name)

        def timed(*args: Any, **kwargs: Any) -> Any:
            with_stages, began = len(self._inside), time.process_time()
            self._inside.append(0.0)
            try:
                made = watched(*args, **kwargs)
                return list(made) if hasattr(made, "send") else made
            finally:
                took, others = time.process_time() - began, self._inside.pop()
                self.seconds[stage] += took - others
                self.calls[stage] += 1
                if with_stages:
                    self._inside[-1] += took

        setattr(owner, name, timed)


def build(folder: Path, clock: Clock) -> float:
    """Build the paper in a folder from scratch in this process; return its processor seconds."""
    for stage, paths in STAGES.items():
        for path in paths:
            clock.watch(path, stage)
    command = ["build", "--jobs", "1", "--content", str(folder / "content"), "--output", str(folder / "public")]
    command += ["--cache", str(folder / "cache"), "--layouts", str(ROOT / "layouts"), "--static", str(ROOT / "static")]
    began = time.process_time()
    with open(os.devnull, "w", encoding="utf-8") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        assert cli.main(command) == 0
    return time.process_time() - began


def floor(folder: Path, write: Callable[[Stage, str, bytes], object]) -> tuple[float, float, int]:
    """Return the seconds in which all sources are read and all files of the output are written, and their number."""
    began = time.process_time()
    for path in folder.glob("content/**/*.md"):
        with path.open("rb") as file:
            file.read()
    read = time.process_time() - began
    made = [(str(path.relative_to(folder / "public")), path.read_bytes()) for path in folder.glob("public/**/*.*")]
    stage = Stage(folder=str(folder / "again"), output=str(folder / "none"))
    began = time.process_time()
    for url, content in made:
        write(stage, url, content)
    return read, time.process_time() - began, len(made)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10000, help="size of the archive")
    parser.add_argument("--corpus", choices=("prose", "dense"), default="prose", help="what its stories are like")
    chosen = parser.parse_args()
    clock, write = Clock(), Stage.write
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_paper(folder / "content", stories(chosen.articles, dense=chosen.corpus == "dense"))
        whole = build(folder, clock)
        read, written, files = floor(folder, write)
    each = 1e6 / chosen.articles
    print(f"{chosen.articles:,} stories of {chosen.corpus}, {files:,} files\n")
    print("| stage | µs a story | of all |\n|---|---|---|")
    for stage in STAGES:
        print(f"| {stage} | {clock.seconds[stage] * each:.0f} | {clock.seconds[stage] / whole:.0%} |")
    rest = whole - sum(clock.seconds.values())
    print(f"| all else: start, plan, memory of the build | {rest * each:.0f} | {rest / whole:.0%} |")
    print(f"| together | {whole * each:.0f} | |")
    print(f"| floor: read all sources | {read * each:.0f} | |")
    print(f"| floor: write all files | {written * each:.0f} | |")


if __name__ == "__main__":
    main()
