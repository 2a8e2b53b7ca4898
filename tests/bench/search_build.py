"""Time how long the search of a paper takes to build, beside Pagefind over the same stories as HTML where it is given.

    python tests/bench/search_build.py CONTENT [--pagefind HTML --bin pagefind_extended] [--runs 3]

CONTENT is a paper, HTML a folder of built pages of it (Pagefind writes its files into it). Ours is timed in one process
of its own, without reading and parsing the stories, which a build does anyway: splitting and encoding, the texts, all
parts and the directory, written to a new folder. Its memory is the peak of that process, parsing included; Pagefind's
is the peak of its one process. Runs of the two take turns; printed are medians and the largest peak.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import groupby
from pathlib import Path
from statistics import median

from sitegen.archive import reading_order
from sitegen.indexing import issue_documents
from sitegen.model import Paper
from sitegen.reading import IssueFiles, read_issue
from sitegen.reading.paperfile import open_paper
from sitegen.search.directory import PATH, VARIANTS_PATH, bundle, directory, variants
from sitegen.search.documents import IssueDocuments
from sitegen.search.encoding import encode_issue
from sitegen.search.segments import write_year
from sitegen.search.texts import write_texts

STATIC = Path(__file__).parents[2] / "static"


class Watch:
    """Adds up the time between `start` and `stop`."""

    def __init__(self) -> None:
        self.wall = self.cpu = 0.0

    def start(self) -> None:
        """Begin to count."""
        self.wall -= time.perf_counter()
        self.cpu -= time.process_time()

    def stop(self) -> None:
        """Leave off."""
        self.wall += time.perf_counter()
        self.cpu += time.process_time()


def build(content: Path, output: Path) -> dict[str, float]:
    """Write the search of a paper; return what it took."""
    watch = Watch()
    paper = open_paper(content)[0]
    blobs: dict[str, bytes] = {}
    made: set[Path] = set()

    def write(path: str, data: bytes) -> None:
        target = output / path
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        target.write_bytes(data)

    for folder in sorted(content.glob("issues/*/*"), key=lambda folder: folder.name):
        issue = documents_of(folder, paper)
        watch.start()
        blobs[issue.name] = encode_issue(issue, paper.language)
        for path, data in write_texts(issue):
            write(path, data)
        watch.stop()
    watch.start()
    years = [
        write_year(year, [blobs[name] for name in names], write)
        for year, names in groupby(blobs, lambda name: name[:4])
    ]
    lunr, engine = ((STATIC / name).read_text("utf-8") for name in ("vendor/lunr.min.js", "search.js"))
    write(PATH, bundle(lunr, engine, directory([year.told() for year in years], paper.language)))
    write(VARIANTS_PATH, variants())
    watch.stop()
    files = [path for path in output.rglob("*.js") if path.is_file()]
    return {
        "wall": watch.wall,
        "cpu": watch.cpu,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "files": len(files),
        "written": sum(path.stat().st_size for path in files) / 1e6,
    }


def documents_of(folder: Path, paper: Paper) -> IssueDocuments:
    """Read an issue from its folder."""
    texts = tuple((path.name, path.read_bytes()) for path in sorted(folder.glob("*.md")))
    files = IssueFiles(name=folder.name, path=f"issues/{folder.parent.name}/{folder.name}", texts=texts)
    read = read_issue(files, paper)
    assert read.issue, read.problems
    places = zip(reading_order(read.issue), read.bodies, strict=True)
    return issue_documents(read.issue, {place.article.slug: body for place, body in places})


def ours(content: Path) -> dict[str, float]:
    """Build in a process of its own, into a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as output:
        command = [sys.executable, __file__, str(content), "--output", output]
        done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def pagefind(html: Path, program: str) -> dict[str, float]:
    """Let Pagefind index a folder of pages."""
    made = html / "pagefind"
    shutil.rmtree(made, ignore_errors=True)
    command = [program, "--site", str(html), "--force-language", "zh", "--quiet"]
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, "Pagefind failed"
    files = [path for path in made.rglob("*") if path.is_file()]
    return {
        "wall": time.perf_counter() - began,
        "cpu": usage.ru_utime + usage.ru_stime,
        "megabytes": usage.ru_maxrss / 1024,
        "files": len(files),
        "written": sum(path.stat().st_size for path in files) / 1e6,
    }


def main() -> None:
    """Print one line of JSON for each program."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("content", type=Path)
    parser.add_argument("--pagefind", type=Path, metavar="HTML")
    parser.add_argument("--bin", default="pagefind_extended")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--output", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.output:
        print(json.dumps(build(given.content, given.output)))
        return
    took: dict[str, list[dict[str, float]]] = {"sitegen": [], "pagefind": []}
    for _ in range(given.runs):
        took["sitegen"].append(ours(given.content))
        if given.pagefind:
            took["pagefind"].append(pagefind(given.pagefind, given.bin))
    for program, runs in took.items():
        if runs:
            sums = {key: round(median(run[key] for run in runs), 1) for key in ("wall", "cpu", "written")}
            most = round(max(run["megabytes"] for run in runs))
            print(json.dumps({"program": program, **sums, "megabytes": most, "files": int(runs[0]["files"])}))


if __name__ == "__main__":
    main()
