"""Files for programs: an issue as data, ninjs, IIIF; valid by the letter, and silent where they must be."""

import json
from pathlib import Path
from typing import Any

import iiif_prezi3
import pytest
from builds import ROOT, Desk, desk
from jsonschema import Draft202012Validator, FormatChecker
from papers import draw

SCHEMA = json.loads((ROOT / "docs" / "issue.schema.json").read_text("utf-8"))
BASE = "https://paper.example.org/sub/"
PAPER = f"name: 江城晚报\nlanguage: zh-CN\ntimezone: Asia/Shanghai\npublisher: 江城报社\nbase_url: {BASE}\n"
ISSUE = "issues/2021/2021-05-14"
HEAD = """---
number: 总第1期
pages:
  - {label: A1, title: 要闻, image: a1.png, pdf: a1.pdf, editors: [{role: 责任编辑, name: 唐婉清}]}
  - {label: A2, title: 副刊}
---

编者按。
"""
STORY = """---
headline: <b>通车</b> "&" \\u003c/script>
byline: [{name: 林晓, role: reporter}, {name: 江帆, role: photographer}]
page: A1
section: 要闻
tags: [桥]
zones:
  - {page: A1, rect: [10, 20, 30, 40]}
  - {page: A1, points: [[50, 10], [90, 10], [70, 30]]}
corrections: [{date: 2021-05-20, text: 应为三公里。}]
---

见[下文](02-b.md)。

![桥](bridge.png "大桥"){credit="江帆 摄"}
"""
# What ninjs 3.1 calls its properties, of those that we use; other names would not be read.
NINJS = {
    "uri": str, "type": str, "standard": dict, "title": str, "language": str, "contentCreated": str,
    "versionCreated": str, "copyrightHolder": str, "usageTerms": str, "associations": list, "name": str,
    "pubStatus": str, "by": str, "slugline": str, "located": str, "edNote": str, "headlines": list,
    "descriptions": list, "people": list, "subjects": list, "genres": list, "altIds": list, "bodies": list,
    "renditions": list,
}  # fmt: skip
INSIDE = {
    "headlines": {"role", "contentType", "value"},
    "descriptions": {"role", "contentType", "value"},
    "bodies": {"role", "contentType", "charCount", "wordCount", "value"},
    "people": {"name", "rel", "uri", "literal"},
    "subjects": {"name", "rel", "uri", "literal"},
    "genres": {"name", "uri", "literal"},
    "altIds": {"role", "value"},
    "renditions": {"name", "href", "width", "height", "contentType"},
}


def paper(folder: Path, text: str = PAPER) -> Desk:
    story = "---\nheadline: 二\npage: A2\n---\n\n文。\n"
    notice = "---\nheadline: 遗失声明\npage: A2\nfeeds: false\n---\n\n某某遗失身份证。\n"
    files = {"paper.yaml": text, f"{ISSUE}/issue.md": HEAD, f"{ISSUE}/01-a.md": STORY, f"{ISSUE}/02-b.md": story}
    made = desk(folder, {**files, f"{ISSUE}/03-c.md": notice, f"{ISSUE}/a1.pdf": b"%PDF-1.4\n"}, design=ROOT)
    draw(made.content / ISSUE / "a1.png", "PNG", 200, 300)
    draw(made.content / ISSUE / "bridge.png", "PNG", 20, 30)
    return made


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return paper(tmp_path_factory.mktemp("exports")).build_here()


def read(tree: dict[str, bytes], name: str) -> Any:
    return json.loads(tree[f"2021-05-14/{name}"])


def faults_of(data: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(SCHEMA, format_checker=FormatChecker()).iter_errors(data)]


def test_the_data_of_an_issue_keep_to_their_schema(tree: dict[str, bytes], sample: Path) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert faults_of(read(tree, "issue.json")) == []
    for path in sample.glob("*/issue.json"):
        assert faults_of(json.loads(path.read_bytes())) == []


def test_the_schema_refuses_what_is_missing_or_strange(tree: dict[str, bytes]) -> None:
    data = read(tree, "issue.json")
    del data["articles"][0]["headline"]
    data["articles"][1]["title"] = "二"
    assert len(faults_of(data)) == 2


def test_the_data_hold_the_whole_story(tree: dict[str, bytes]) -> None:
    story = read(tree, "issue.json")["articles"][0]
    assert story["headline"] == '<b>通车</b> "&" \\u003c/script>'
    assert story["html"].startswith(f'<p>见<a href="{BASE}2021-05-14/02-b.html">下文</a>。</p>')
    assert f'src="{BASE}2021-05-14/bridge.png"' in story["html"]
    assert story["changed"] == "2021-05-20T00:00:00+08:00"
    assert [by["name"] for by in story["byline"]] == ["林晓", "江帆"]
    assert story["zones"][0]["points"] == [[10, 20], [40, 20], [40, 60], [10, 60]]
    for by in story["byline"]:
        assert by["url"] in tree


def test_notices_with_personal_data_are_not_handed_on(tree: dict[str, bytes]) -> None:
    notice = read(tree, "issue.json")["articles"][2]
    assert (notice["headline"], notice["html"]) == ("遗失声明", "")
    assert "summary" not in notice
    assert "遗失" not in tree["2021-05-14/ninjs.json"].decode()
    assert "身份证" not in tree["2021-05-14/issue.json"].decode()


def check_ninjs(item: dict[str, Any]) -> None:
    """Hold an item to the names and types of ninjs 3.1."""
    assert item["uri"].startswith(("urn:uuid:", "https://"))
    assert item["type"] in ("text", "picture", "composite")
    assert item.get("pubStatus", "usable") in ("usable", "withheld", "canceled")
    for name, value in item.items():
        assert isinstance(value, NINJS[name]), name
        for part in value if name in INSIDE else ():
            assert part.keys() <= INSIDE[name]
            assert "value" in part or name not in ("headlines", "descriptions", "bodies")
    assert item.get("standard", {}).keys() <= {"name", "version", "schema"}
    for other in item.get("associations", ()):
        assert {"name", "uri"} <= other.keys()
        check_ninjs(other)


def test_ninjs_has_the_stories_with_text_and_picture(tree: dict[str, bytes]) -> None:
    item = read(tree, "ninjs.json")
    check_ninjs(item)
    assert item["standard"]["version"] == "3.1"
    first, second = item["associations"]
    assert first["title"] == '<b>通车</b> "&" \\u003c/script>'
    assert first["bodies"][0]["value"] == read(tree, "issue.json")["articles"][0]["html"]
    assert first["edNote"] == "2021-05-20: 应为三公里。"
    assert first["people"] == [{"name": "林晓", "rel": "author"}]
    assert first["associations"][0]["renditions"][0]["href"] == f"{BASE}2021-05-14/bridge.png"
    assert second["bodies"][0]["value"] == "<p>文。</p>"


def test_a_retracted_story_stays_and_is_canceled(tmp_path: Path) -> None:
    made = paper(tmp_path)
    made.write({f"{ISSUE}/02-b.md": "---\nheadline: 二\npage: A2\nretracted: 消息来源不实。\n---\n\n文。\n"})
    tree = made.build_here()
    item = read(tree, "ninjs.json")["associations"][1]
    assert (item["pubStatus"], item["edNote"]) == ("canceled", "消息来源不实。")
    assert read(tree, "issue.json")["articles"][1]["retracted"] == "消息来源不实。"


def ids_of(value: object) -> list[str]:
    """Return the ids of everything in a manifest that says what it is, references among them."""
    found: list[str] = []
    if isinstance(value, dict):
        if "id" in value and value.get("type") != "Canvas":
            found.append(value["id"])
        found += [one for part in value.values() for one in ids_of(part)]
    elif isinstance(value, list):
        found += [one for part in value for one in ids_of(part)]
    return found


def test_the_manifest_loads_strictly_and_loses_nothing(tree: dict[str, bytes], sample: Path) -> None:
    manifests = [read(tree, "manifest.json")]
    manifests += [json.loads(path.read_bytes()) for path in sample.glob("*/manifest.json")]
    assert len(manifests) == 3
    for data in manifests:
        loaded = iiif_prezi3.Manifest(**data)
        back = json.loads(loaded.json())
        assert plainly(back) == plainly(data)
        ids = ids_of(data)
        assert len(set(ids)) == len(ids)
        assert all(one.startswith("https://") for one in ids)


def plainly(value: Any) -> Any:
    """Return JSON with lists of one thing as that thing and without empty ones, since the library may write either."""
    if isinstance(value, dict):
        return {name: plainly(part) for name, part in value.items() if part != []}
    if isinstance(value, list):
        parts = [plainly(part) for part in value]
        return parts[0] if len(parts) == 1 else parts
    return value


def test_zones_are_annotations_on_the_canvas_of_their_page(tree: dict[str, bytes]) -> None:
    manifest = read(tree, "manifest.json")
    canvas = manifest["items"][0]
    assert len(manifest["items"]) == 1
    assert (canvas["width"], canvas["height"]) == (200, 300)
    assert canvas["rendering"][0]["id"] == f"{BASE}2021-05-14/a1.pdf"
    rectangle, triangle = canvas["annotations"][0]["items"]
    assert rectangle["target"]["selector"]["value"] == "xywh=20,60,60,120"
    assert 'd="M100.0,30.0 L180.0,30.0 L140.0,90.0 Z"' in triangle["target"]["selector"]["value"]
    body = rectangle["body"]["value"]
    assert body.startswith(f'<a href="{BASE}2021-05-14/01-a.html">&lt;b&gt;')
    assert rectangle["target"]["source"] == canvas["id"]


def test_the_newest_issue_is_named_at_the_root(tmp_path: Path) -> None:
    made = paper(tmp_path)
    latest = json.loads(made.build_here()["latest.json"])
    assert (latest["name"], latest["data"]) == ("2021-05-14", "2021-05-14/issue.json")
    other = "issues/2021/2021-05-21"
    made.write({f"{other}/issue.md": "---\n---\n", f"{other}/01-a.md": "---\nheadline: 新\n---\n\n文。\n"})
    tree = made.build_here()
    assert json.loads(tree["latest.json"])["url"] == "2021-05-21/index.html"
    assert tree == made.clean_build_here()


def test_without_a_base_address_there_is_data_but_no_manifest(tmp_path: Path) -> None:
    tree = paper(tmp_path, PAPER.replace(f"base_url: {BASE}\n", "")).build_here()
    data = read(tree, "issue.json")
    assert faults_of(data) == []
    assert 'href="02-b.html"' in data["articles"][0]["html"]
    check_ninjs(read(tree, "ninjs.json"))
    assert "2021-05-14/manifest.json" not in tree
    assert not any(b"http" in tree[url] for url in tree if url.endswith("citations.bib"))


def test_an_edit_leaves_the_files_of_other_issues_alone(tmp_path: Path) -> None:
    made = paper(tmp_path)
    other = "issues/2021/2021-05-07"
    made.write({f"{other}/issue.md": "---\n---\n", f"{other}/01-a.md": "---\nheadline: 旧\n---\n\n文。\n"})
    made.build_here()
    files = sorted(made.output.glob("2021-05-07/*.json"))
    assert len(files) == 3
    before = [path.stat().st_mtime_ns for path in files]
    made.write({f"{ISSUE}/02-b.md": "---\nheadline: 二改\npage: A2\n---\n\n文。\n"})
    made.build_here()
    assert [path.stat().st_mtime_ns for path in files] == before
    assert "二改" in (made.output / "2021-05-14/issue.json").read_text("utf-8")
