"""The hooks of pre-commit, run by pre-commit itself in a repository that holds a paper's content and nothing else."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from builds import ROOT, Desk

FILES = {
    "paper.yaml": "name: 江城晚报\nlanguage: zh-CN\ntimezone: Asia/Shanghai\n",
    "issues/2024/2024-05-17/issue.md": "---\n---\n",
}
STORY = "issues/2024/2024-05-17/01-qiao.md"
GOOD = "---\nheadline: 大桥今日通车\n---\n\n正文。\n"
PACKAGED = ("sitegen", "layouts", "static")
BESIDE = ("pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
ENV = {
    **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHONDONTWRITE"))},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


def run(folder: Path, *command: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, env={**ENV, **env}, capture_output=True, encoding="utf-8", check=False)


def git(folder: Path, *arguments: str) -> str:
    done = run(folder, "git", *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def copy_of_sitegen(folder: Path) -> str:
    """Make a repository of what is packaged, as it stands now; return its commit."""
    folder.mkdir()
    for name in PACKAGED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "admin", ".*"))
    for name in BESIDE:
        shutil.copy(ROOT / name, folder)
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "one")
    return git(folder, "rev-parse", "HEAD")


def guided() -> str:
    """Return the configuration that the guide tells editors to write, the same in both languages."""
    texts = [(ROOT / "docs" / name).read_text("utf-8") for name in ("commands.md", "zh/commands.md")]
    one, other = (re.search(r"```yaml\n(repos:\n.*?)```", text, re.DOTALL) for text in texts)
    assert one
    assert other
    assert one[1] == other[1]
    return one[1]


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A repository with a paper's content, with both hooks installed."""
    folder = tmp_path_factory.mktemp("hooks")
    commit = copy_of_sitegen(folder / "sitegen")
    work = Desk(folder / "paper")
    work.write(FILES)
    (work.folder / ".gitignore").write_text("/.sitegen/\n", "utf-8")
    config = guided().replace("https://git.example.org/sitegen", str(folder / "sitegen")).replace("v0.1.0", commit)
    (work.folder / ".pre-commit-config.yaml").write_text(config, "utf-8")
    git(work.folder, "init", "-q")
    done = run(work.folder, sys.executable, "-m", "pre_commit", "install")
    assert done.returncode == 0, done.stdout + done.stderr
    return work


def commit(work: Desk, story: str) -> subprocess.CompletedProcess[str]:
    """Commit a story as an editor does; the hooks find the libraries of this environment, and fetch none."""
    work.write({STORY: story})
    git(work.folder, "add", ".")
    return run(
        work.folder,
        *("git", "commit", "-m", "story"),
        PRE_COMMIT_HOME=str(work.folder.parent / "home"),
        PIP_NO_DEPS="1",
        PYTHONPATH=sysconfig.get_path("purelib"),
    )


def test_a_faulty_story_is_refused_at_its_place_and_a_good_one_is_committed(paper: Desk) -> None:
    refused = commit(paper, GOOD.replace("---\n\n", "rank: top\n---\n\n"))
    assert refused.returncode == 1, refused.stderr
    assert f"content/{STORY}:3:7: rank 不能写“top”" in refused.stderr
    assert run(paper.folder, "git", "rev-parse", "HEAD").returncode != 0
    done = commit(paper, GOOD)
    assert done.returncode == 0, done.stderr
    assert git(paper.folder, "show", f"HEAD:content/{STORY}") == GOOD.strip()


def test_what_is_mended_stops_the_commit_so_that_it_can_be_read(paper: Desk) -> None:
    stopped = commit(paper, GOOD.replace("正文。", "正\u200b文。"))
    assert stopped.returncode == 1, stopped.stderr
    assert "files were modified by this hook" in stopped.stderr
    mended = (paper.content / STORY).read_text("utf-8")
    assert mended == GOOD
    assert commit(paper, f"{mended}\n又一段。\n").returncode == 0
