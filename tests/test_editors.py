"""What editors and hosts are told of the paper: tasks of VS Code, hooks of pre-commit, the check of a pull request."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from builds import ROOT, desk

from sitegen.cli import parser

FAULTY = {
    "paper.yaml": "name: 江城晚报\nlanguage: zh-CN\ntimezone: Asia/Shanghai\n",
    "issues/2024/2024-05-17/issue.md": "---\n---\n",
    "issues/2024/2024-05-17/01-qiao.md": "---\nheadline: 大桥,今日通车。\nrank: top\n---\n",
}
WORKFLOW = ROOT / ".github" / "workflows" / "check.yml"


def tasks() -> dict[str, Any]:
    known = json.loads((ROOT / ".vscode" / "tasks.json").read_text("utf-8"))["tasks"]
    return {task["label"]: task for task in known}


def test_the_problems_of_a_check_reach_the_editor_by_its_pattern(tmp_path: Path) -> None:
    task = tasks()["check"]
    work = desk(tmp_path, FAULTY)
    said = work.say(*task["command"].split()[2:])
    pattern = task["problemMatcher"]["pattern"]
    found = [re.fullmatch(pattern["regexp"], line) for line in said.stdout.splitlines()]
    told = {
        tuple(match[pattern[part]] for part in ("severity", "file", "line", "column", "code"))
        for match in found
        if match
    }
    path = "content/issues/2024/2024-05-17/01-qiao.md"
    assert None not in found
    assert told == {("error", path, "3", "7", "choice-unknown"), ("warning", path, "2", "13", "punctuation-mixed")}


@pytest.mark.parametrize("label", tasks())
def test_every_task_is_a_command_that_is_there(label: str) -> None:
    program, script, *arguments = tasks()[label]["command"].split()
    assert (program, script) == ("python", "build.py")
    assert parser().parse_args(arguments).run


def test_every_hook_is_a_command_that_is_there() -> None:
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")):
        assert {"id", "name", "description", "entry", "language", "files"} <= hook.keys()
        program, *arguments = hook["entry"].split()
        assert program == "sitegen"
        assert parser().parse_args(arguments).run
        assert not hook["pass_filenames"], "the whole paper is checked, whatever was changed"
        assert re.search(hook["files"], "content/issues/2024/2024-05-17/01-qiao.md")


def test_the_workflow_may_only_read_and_knows_no_secret() -> None:
    """A pull request of a fork runs its own code: `pull_request` gives it nothing, `pull_request_target` would."""
    text = WORKFLOW.read_text("utf-8")
    flow = yaml.load(text, yaml.BaseLoader)
    assert flow["on"].keys() == {"pull_request", "workflow_dispatch"}
    assert flow["permissions"] == {"contents": "read"}
    assert "secrets." not in text
    for job in flow["jobs"].values():
        assert "permissions" not in job
        uses = [step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout")]
        assert [step["with"]["persist-credentials"] for step in uses] == ["false"]
        runs = [step["run"] for step in job["steps"] if "run" in step]
        assert runs[-1].split()[:2] == ["python", "build.py"]
        chosen = parser().parse_args(runs[-1].split()[2:])
        assert chosen.format == "github"
