"""A module imports only lower floors: the table here, the one in the docs and the imports of the code agree."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "sitegen"
FLOORS = (
    "kinds catalog cache pool pictures cleaning days pinyin yamlfaults version watch server headers streams "
    "xmltext jsontext quickclass",
    "problems drafts sentences usage slugs developing zonetool constants output",
    "model disk source report names mending quickjinja untouched",
    "frontmatter markdown bylines contexts urls archive assets options signatures darkroom plates history",
    "schema layouts makeup calendar deadlinks feeds citations search progress snapshot",
    "views paper articles metadata exports corrections indexing",
    "occurrences pages reading",
    "works scaffolds cms checks errata editing",
    "gather importing topics left",
    "searching sitemaps addresses adding equipping checking",
    "subscriptions leads righting treecheck intake downloads design",
    "printing",
    "site preview backroom",
    "commands bulletins",
    "newsstand",
    "serving",
    "cli",
)

FLOOR_OF = {module: floor for floor, modules in enumerate(FLOORS) for module in modules.split()}
ROW = re.compile(r"\| (\d+) \| `(\w+)(/?)` \| .+ \|")


def module_of(path: Path) -> str:
    """Return the module or package directly below `sitegen` to which a file belongs."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(source: str) -> Iterator[str]:
    """Yield the modules of ours that a source imports, wherever the import stands."""
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports name the whole way"
            whole = node.module or ""
            names = [f"sitegen.{alias.name}" for alias in node.names] if whole == "sitegen" else [whole]
        yield from (name.split(".")[1] for name in names if name.startswith("sitegen."))


def faults_of(module: str, source: str) -> list[str]:
    """Return what a module imports though it stands no lower."""
    return [
        f"{module} (floor {FLOOR_OF[module]}) imports {other} (floor {FLOOR_OF[other]})"
        for other in imports_of(source)
        if other != module and FLOOR_OF[other] >= FLOOR_OF[module]
    ]


def sources() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if path != PACKAGE / "__init__.py":
            yield module_of(path), path.read_text("utf-8")


def test_every_module_has_a_floor_and_every_floor_its_modules() -> None:
    assert {module for module, _ in sources()} == FLOOR_OF.keys()


def test_a_module_imports_only_lower_floors() -> None:
    assert [fault for module, source in sources() for fault in faults_of(module, source)] == []


def test_an_import_for_types_or_inside_a_function_counts() -> None:
    for_types = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from sitegen.site import build\n"
    inside = "def show() -> None:\n    from sitegen import site\n"
    plain = "import sitegen.site.parts\n"
    for source in (for_types, inside, plain):
        assert faults_of("kinds", source) == ["kinds (floor 0) imports site (floor 12)"]


def test_the_docs_hold_the_same_table() -> None:
    rows = ROW.findall((ROOT / "docs" / "architecture.md").read_text("utf-8"))
    assert [(module, int(floor)) for floor, module, _ in rows] == list(FLOOR_OF.items())
    assert all((PACKAGE / module).is_dir() == bool(slash) for _, module, slash in rows)
