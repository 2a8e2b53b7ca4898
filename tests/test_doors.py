"""A layout that forgets the way to a story is an error: a reader would never find what was printed."""

import json
from pathlib import Path

import pytest
from builds import desk

STORY = "issues/2024/2024-05-17/01-qiao.md"
FILES = {
    "paper.yaml": "name: 江城晚报\nlanguage: zh-CN\ntimezone: Asia/Shanghai\n",
    "issues/2024/2024-05-17/issue.md": '---\npages: [{label: "1"}, {label: "2"}]\n---\n',
    STORY: '---\nheadline: 大桥今日通车\npage: "2"\n---\n\n正文。\n',
}


@pytest.mark.parametrize("layout", ["page.html", "issue.html"])
def test_a_page_without_a_link_to_its_story_is_an_error_of_the_layout(layout: str, tmp_path: Path) -> None:
    work = desk(tmp_path, FILES)
    (work.folder / "layouts" / layout).write_text("<p>{{ paper.name }}</p>\n", "utf-8")
    done = work.run("check", "--format", "json", "--lang", "en")
    assert done.returncode == 1, done.stderr
    (fault,) = (json.loads(line) for line in done.stdout.splitlines())
    assert (fault["code"], fault["path"], fault["line"]) == ("door-missing", f"layouts/{layout}", 1)
    assert "2024-05-17/01-qiao" in fault["message"]
