"""The schemas for editors are those of the code, take what the reader takes, and refuse what it refuses."""

import json
import re
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest
import yaml
from builds import ROOT
from jsonschema import Draft7Validator
from seeded import CASES, Case, readable

from sitegen.editing import FILES, editor_schemas
from sitegen.frontmatter import split_front
from sitegen.problems import ContentError
from sitegen.source import parse_source

SCHEMAS = ROOT / "docs" / "schemas"
SETTINGS = ROOT / ".vscode" / "settings.json"
OF_FIELDS = {
    "key-unknown", "key-misspelt", "field-missing", "flag-expected", "whole-expected", "number-expected",
    "date-invalid", "choice-unknown", "list-expected", "list-length", "mapping-expected", "list-item-empty",
    "accent-invalid", "slug-invalid", "label-invalid", "alias-invalid", "file-name-unsafe",
}  # fmt: skip
"""Kinds of problems that a schema can see."""

BEYOND = {"date-invalid-2", "number-expected", "slug-invalid-3"}
"""Cases that ask for more than a schema can say: a calendar, a number that is one, the devices of Windows."""

MORE = {"text-expected", "address-invalid", "key-repeated", "repository-invalid"}
"""Kinds that a schema sees in some cases only."""


SEEN = OF_FIELDS | MORE


class CoreLoader(yaml.SafeLoader):
    """YAML as editors read it (YAML 1.2, core schema): dates are texts, and yes is one too."""


CoreLoader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in forms if not tag.endswith((":timestamp", ":bool", ":merge"))]
    for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
CoreLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))


def kind_of(path: str) -> str:
    """Return the name of the schema that a file of the content folder is written by."""
    if path == "paper.yaml":
        return "paper"
    if path.startswith("pages/"):
        return "standing"
    return "issue" if path.endswith("/issue.md") else "article"


def fields_of(path: str, data: bytes) -> Any:
    source = parse_source(path, data)
    text = source.text if path.endswith(".yaml") else split_front(source).yaml
    return yaml.load(text, CoreLoader) or {}


def faults_of(path: str, data: bytes) -> list[str]:
    schema = json.loads(editor_schemas()[f"{kind_of(path)}.schema.json"])
    return [fault.message for fault in Draft7Validator(schema).iter_errors(fields_of(path, data))]


def texts_of(content: Path) -> list[tuple[str, bytes]]:
    found = [content / "paper.yaml", *content.glob("issues/*/*/*.md"), *content.glob("pages/*.md")]
    return [(path.relative_to(content).as_posix(), path.read_bytes()) for path in sorted(found)]


@pytest.mark.parametrize("name", [f"{name}.schema.json" for name in FILES])
def test_the_schemas_in_the_docs_are_those_of_the_code(name: str, request: pytest.FixtureRequest) -> None:
    made = editor_schemas()[name]
    if request.config.getoption("--update"):
        SCHEMAS.mkdir(exist_ok=True)
        (SCHEMAS / name).write_text(made, "utf-8")
    assert made == (SCHEMAS / name).read_text("utf-8"), "pytest tests/test_editing.py --update writes it anew"
    Draft7Validator.check_schema(json.loads(made))


def test_nothing_else_lies_beside_the_schemas() -> None:
    assert {path.name for path in SCHEMAS.iterdir()} == editor_schemas().keys()


def test_every_field_is_described_in_both_languages() -> None:
    def walk(schema: dict[str, Any]) -> None:
        for name, field in schema.get("properties", {}).items():
            assert re.search("[一-鿿].*[A-Za-z]", field["description"]), name
            assert re.search(".+ [A-Z]", field.get("title", "题 T")), name
            walk(field)
        for part in schema.get("anyOf", []):
            walk(part)
        if "items" in schema:
            walk(schema["items"])

    for text in editor_schemas().values():
        walk(json.loads(text))


def test_patterns_can_be_read_by_a_browser() -> None:
    """JavaScript with the flag u knows no needless backslashes, and no named groups of Python."""
    patterns = re.findall(r'"pattern": (".*")', "".join(editor_schemas().values()))
    assert patterns
    for pattern in map(json.loads, patterns):
        assert not re.search(r'(?<!\\)(?:\\\\)*\\["\'<>#%&~,;:@!`=_-]|\(\?P', pattern), pattern


def test_the_schemas_take_the_sample_paper() -> None:
    for path, data in texts_of(ROOT / "content"):
        assert faults_of(path, data) == [], path


@pytest.mark.parametrize("case", ["minimal", "english", "drafts", "several-a-day", "traditional"])
def test_the_schemas_take_what_a_build_takes(case: str) -> None:
    for path, data in texts_of(ROOT / "tests" / "cases" / case / "content"):
        assert faults_of(path, data) == [], path


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.code in OF_FIELDS and case.name not in BEYOND], ids=attrgetter("name")
)
def test_the_schemas_refuse_what_the_reader_refuses(case: Case) -> None:
    (path,) = {path for path, _, _ in case.places}
    try:
        assert faults_of(path, case.files[path])
    except yaml.YAMLError:
        assert case.code == "key-unknown", "a key that is a list"


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case.code not in SEEN and not case.name.startswith("yaml")],
    ids=attrgetter("name"),
)
def test_the_schemas_say_nothing_of_other_faults(case: Case) -> None:
    for path, data in readable(case).items():
        if path == "paper.yaml" or path.endswith(".md"):
            try:
                found = faults_of(path, data)
            except (yaml.YAMLError, ContentError):
                continue
            assert found == [], path


def test_vscode_finds_each_schema_where_it_lies() -> None:
    settings = json.loads(SETTINGS.read_text("utf-8"))
    wired = settings["yaml.schemas"]
    assert {(ROOT / path).resolve() for path in wired} == {SCHEMAS / name for name in editor_schemas()}
    for path, pattern in wired.items():
        kind = Path(path).name.removesuffix(".schema.json")
        found = [file.relative_to(ROOT / "content").as_posix() for file in ROOT.glob(pattern)]
        assert found, pattern
        assert kind in {kind_of(file) for file in found}
