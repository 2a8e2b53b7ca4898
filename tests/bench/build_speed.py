"""How long builds take, beside Hugo where it is installed: a table for docs/benchmarks.md, and a plot.

    python tests/bench/build_speed.py                       1,000 and 10,000 stories, prose and dense
    python tests/bench/build_speed.py --articles 100000     one size
    python tests/bench/build_speed.py --write               and put the table and the plot into docs/

Each build is a process of its own: `cold` without output and cache, `same` again at once, `one` after a line was added
to one story. The two tools take turns, so that a change in the machine's mood meets both; medians are shown. Memory is
the largest sum over all processes of a build, shared pages counted once (PSS), looked at ten times a second.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent))
from corpora import stories, write_hugo, write_paper

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
BUILDS = ("cold", "same", "one")
BEGIN, END = "<!-- builds -->", "<!-- /builds -->"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A generator with its site on disk."""

    name: str
    site: Path
    command: tuple[str, ...]
    makes: tuple[str, ...]
    """Folders that a cold build must not find."""

    edited: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """What one build took."""

    wall: float
    cpu: float
    megabytes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table."""

    corpus: str
    articles: int
    build: str
    tool: str
    took: Took


def tools(folder: Path, articles: int, *, dense: bool) -> Iterable[Tool]:
    """Write the sites and yield the tools that are there."""
    paper = folder / "paper"
    edited = write_paper(paper / "content", stories(articles, dense=dense))
    command = (sys.executable, str(ROOT / "build.py"), "build", "--layouts", str(ROOT / "layouts"))
    yield Tool(
        name="sitegen",
        site=paper,
        command=(*command, "--static", str(ROOT / "static")),
        makes=("public", ".sitegen"),
        edited=edited,
    )
    hugo = shutil.which("hugo", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    if hugo:
        edited = write_hugo(folder / "hugo", stories(articles, dense=dense))
        yield Tool(
            name="Hugo", site=folder / "hugo", command=(hugo, "--quiet"), makes=("public", "resources"), edited=edited
        )


def run(tool: Tool) -> Took:
    """Build once."""
    began = time.perf_counter()
    process = subprocess.Popen(
        tool.command, cwd=tool.site, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    most = 0.0
    while True:
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        if ended:
            wall = time.perf_counter() - began
            assert status == 0, f"{tool.name} failed"
            return Took(wall=wall, cpu=usage.ru_utime + usage.ru_stime, megabytes=max(most, usage.ru_maxrss / 1024))
        most = max(most, memory(process.pid))
        # short builds are looked at more often
        time.sleep(min(0.1, (time.perf_counter() - began) / 10))


def memory(session: int) -> float:
    """Return the megabytes of all processes of a session, as Linux shares them out; 0 elsewhere."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(folder.name)) == session:
                lines = (folder / "smaps_rollup").read_text().splitlines()
                total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        except (OSError, StopIteration):
            continue
    return total / 1024


def measured(tool: Tool, build: str, number: int) -> Took:
    """Bring a site into the state that a build shall find, and build."""
    if build == "cold":
        for name in tool.makes:
            shutil.rmtree(tool.site / name, ignore_errors=True)
        os.sync()
    if build == "one":
        time.sleep(1)
        with tool.edited.open("a", encoding="utf-8") as file:
            file.write(f"\n\n补记第{number}行。\n")
    return run(tool)


def compare(articles: int, *, dense: bool, runs: int, say: Callable[[str], None]) -> list[Row]:
    """Return what every build of every tool took, medians of so many runs."""
    rows = []
    with TemporaryDirectory() as folder:
        made = list(tools(Path(folder), articles, dense=dense))
        for build in BUILDS:
            took: dict[str, list[Took]] = {tool.name: [] for tool in made}
            for number in range(runs):
                for tool in made:
                    took[tool.name].append(measured(tool, build, number))
            for name, several in took.items():
                middle = Took(
                    wall=statistics.median(one.wall for one in several),
                    cpu=statistics.median(one.cpu for one in several),
                    megabytes=max(one.megabytes for one in several),
                )
                corpus = "dense" if dense else "prose"
                rows.append(Row(corpus=corpus, articles=articles, build=build, tool=name, took=middle))
                what = f"{corpus} {articles} {build} {name}"
                say(f"{what}: {middle.wall:.2f} s, cpu {middle.cpu:.2f} s, {middle.megabytes:.0f} MB")
    return rows


def table(rows: Iterable[Row]) -> str:
    """Return the rows as a Markdown table, ours beside Hugo's with the ratio of the two."""
    lines = [
        "| corpus | stories | build | sitegen s | Hugo s | ratio | sitegen MB | Hugo MB |",
        "|---|---|---|---|---|---|---|---|",
    ]
    pairs: dict[tuple[str, int, str], dict[str, Took]] = {}
    for row in rows:
        pairs.setdefault((row.corpus, row.articles, row.build), {})[row.tool] = row.took
    for (corpus, articles, build), took in pairs.items():
        ours, hugo = took["sitegen"], took.get("Hugo")
        other = f"{hugo.wall:.2f} | {ours.wall / hugo.wall:.2f}" if hugo else "– | –"
        kept = f"{ours.megabytes:.0f} | {hugo.megabytes:.0f}" if hugo else f"{ours.megabytes:.0f} | –"
        lines.append(f"| {corpus} | {articles:,} | {build} | {ours.wall:.2f} | {other} | {kept} |")
    return "\n".join(lines)


def plot(rows: list[Row]) -> str:
    """Return a bar chart as SVG: seconds of each build of the largest prose corpus."""
    articles = max(row.articles for row in rows if row.corpus == rows[0].corpus)
    shown = [row for row in rows if row.articles == articles and row.corpus == rows[0].corpus]
    longest = max(row.took.wall for row in shown)
    parts = []
    for place, row in enumerate(shown):
        y, width = 50 + place * 26 + (place // 2) * 10, 440 * row.took.wall / longest
        fill = "#1a1a1a" if row.tool == "sitegen" else "#b0aca4"
        parts.append(
            f'<text x="150" y="{y + 14}" text-anchor="end">{row.tool}, {row.build}</text>'
            f'<rect x="160" y="{y}" width="{width:.1f}" height="18" fill="{fill}"/>'
            f'<text x="{166 + width:.1f}" y="{y + 14}">{row.took.wall:.2f} s</text>'
        )
    height = 50 + len(shown) * 26 + len(shown) // 2 * 10
    title = f"Seconds of a build, {articles:,} stories of {shown[0].corpus}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="720" height="{height}" viewBox="0 0 720 {height}" '
        f'font-family="sans-serif" font-size="13"><rect width="720" height="{height}" fill="#fff"/>'
        f'<text x="20" y="28" font-size="16">{title}</text>{"".join(parts)}</svg>\n'
    )


def main() -> None:
    """Measure, print, and write where it is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, action="append", help="size of the archive (1000 and 10000)")
    parser.add_argument(
        "--corpus", choices=("prose", "dense"), action="append", help="what its stories are like (both)"
    )
    parser.add_argument("--runs", type=int, default=3, help="builds of each kind")
    parser.add_argument("--write", action="store_true", help="put table and plot into docs/")
    chosen = parser.parse_args()
    rows: list[Row] = []
    for corpus in chosen.corpus or ("prose", "dense"):
        for articles in chosen.articles or (1000, 10000):
            rows += compare(
                articles, dense=corpus == "dense", runs=chosen.runs, say=lambda line: print(line, flush=True)
            )
    print(table(rows))
    if chosen.write:
        page = DOCS / "benchmarks.md"
        before, _, rest = page.read_text("utf-8").partition(BEGIN)
        page.write_text(f"{before}{BEGIN}\n{table(rows)}\n{END}{rest.partition(END)[2]}", "utf-8")
        (DOCS / "builds.svg").write_text(plot(rows), "utf-8")


if __name__ == "__main__":
    main()
