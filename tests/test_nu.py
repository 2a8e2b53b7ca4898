"""No checker finds fault: Nu with any kind of page, in the design and in plain layouts; css-tree with style sheets."""

import json
import shutil
import subprocess
from pathlib import Path

from builds import ROOT, desk
from tools import find_java, find_npm, node_modules

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


KNOWN = ("Unknown at-rule descriptor `margin`", "Unknown at-rule `@bottom-center`")
"""What the checker of style sheets does not know: margins of a sheet of paper, and what stands in them (CSS Paged
Media 3)."""


def css_complaints(folder: Path) -> list[str]:
    """Return what css-tree says of the style sheets in a folder: names and values that no browser knows."""
    program = node_modules() / "csstree-validator" / "bin" / "validate.js"
    node = Path(find_npm()).with_name("node")
    done = subprocess.run([node, program, folder], capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    assert done.returncode in (0, 1), said
    return [line for line in said.splitlines() if line.startswith("    *") and not line.strip(" *").startswith(KNOWN)]


def test_the_style_sheets_are_valid() -> None:
    assert css_complaints(ROOT / "static") == []
    assert css_complaints(ROOT / "sitegen" / "server") == []


def test_the_checker_of_style_sheets_complains_of_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "bad.css").write_text("p { colour: red; margin: 3 apples; } @page { margin: 1cm }", "utf-8")
    assert len(css_complaints(tmp_path)) == 2


def test_the_checker_complains_of_what_is_wrong(tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text("<!doctype html><html lang=en><title>t</title><img src=a.png><p><ul></p>", "utf-8")
    assert any("alt" in line for line in complaints([page]))
    assert len(complaints([page])) > 1
