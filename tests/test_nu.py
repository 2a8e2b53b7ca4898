"""The Nu HTML checker finds neither an error nor a warning on any kind of page, in the design and in plain layouts."""

import json
import shutil
import subprocess
from pathlib import Path

from builds import ROOT, desk
from tools import find_java, node_modules

CASES = Path(__file__).parent / "cases"


def complaints(files: list[Path]) -> list[str]:
    """Return what the checker says of HTML files, one line each; informational notes are left out."""
    jar = node_modules() / "vnu-jar" / "build" / "dist" / "vnu.jar"
    arguments = ["--format", "json", "--stdout", "--exit-zero-always", *map(str, files)]
    done = subprocess.run([find_java(), "-Xss16m", "-jar", str(jar), *arguments], capture_output=True, check=True)
    said = json.loads(done.stdout)["messages"]
    return [
        f"{'/'.join(Path(one['url']).parts[-2:])}:{one.get('lastLine')}: {one['message']}"
        for one in said
        if one["type"] == "error" or one.get("subType") == "warning"
    ]


def kinds_of_pages(output: Path) -> list[Path]:
    """Return pages of every kind: all that stand alone, and of each folder the first pages."""
    files = sorted(output.glob("*.html"))
    for folder in sorted(path for path in output.iterdir() if path.is_dir()):
        files += sorted(folder.glob("*.html"))[: 40 if folder.name[0].isdigit() else 3]
    return files


def test_the_sample_is_valid(sample: Path) -> None:
    files = kinds_of_pages(sample)
    assert len(files) > 60
    assert complaints(files) == []


def test_the_little_papers_are_valid_in_the_design(tmp_path: Path) -> None:
    files: list[Path] = []
    for name in ("english", "traditional", "several-a-day", "dead-links"):
        work = desk(tmp_path / name, design=ROOT)
        shutil.copytree(CASES / name / "content", work.content)
        work.build_here()
        files += kinds_of_pages(work.output)
    assert complaints(files) == []


def test_the_checker_complains_of_what_is_wrong(tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text("<!doctype html><html lang=en><title>t</title><img src=a.png><p><ul></p>", "utf-8")
    assert any("alt" in line for line in complaints([page]))
    assert len(complaints([page])) > 1
