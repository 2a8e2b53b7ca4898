"""After any sequence of edits the output equals a build from scratch, byte for byte.

A machine makes random edits and compares after each. `--steps 5000` takes so many of them, other ones each time.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from builds import PLAIN, ROOT, Desk, desk, differences, tree_of
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from PIL import Image

STEPS = 200
"""In the suite; these are the same each time."""

SLOTS = st.sampled_from([f"2024-05-{day:02}" for day in (3, 10, 17)] + ["2023-12-29", "2024-05-10-special"])
STORIES = st.sampled_from(["a1", "a2", "b1", "c-long-name"])
TEXTS = st.lists(
    st.sampled_from(
        [
            "江上起了雾，渡船停了半天。",
            "一段**重点**和`代码`，还有[邻居](a2.md)。",
            '![雾中的船](boat.png "渡口"){credit="本报 摄"}',
            "<script>alert(1)</script>",
            "## 小标题",
            "注释在后[^1]。\n\n[^1]: 后面。",
            "A line in English, with words.",
        ]
    ),
    min_size=1,
    max_size=4,
)
FIELDS = st.lists(
    st.sampled_from(
        [
            "kicker: 引题",
            "deck: 副题",
            "rank: lead",
            "rank: brief",
            "section: 要闻",
            "column: 江边人",
            "tags: [天气, 渡口]",
            "tags: [天汽]",
            "byline: 本报记者 马静 通讯员 刘茂",
            "byline: By Ada King",
            'page: "2"',
            "updated: 2024-06-01",
            "draft: true",
            "search: false",
            "feeds: false",
            "retracted: 有误",
            "order: 7",
        ]
    ),
    max_size=4,
    unique_by=lambda field: field.split(":")[0],
)
PAPER = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["江城晚报", "River Post"]),
        "tagline": st.sampled_from(["每日一纸", "早晚各一"]),
        "language": st.sampled_from(["zh-CN", "zh-TW", "en"]),
        "base_url": st.sampled_from(["", "https://paper.example/"]),
        "history_url": st.sampled_from(["", "https://git.example/commits/{path}"]),
        "accent": st.sampled_from(["", "'#8a1c1c'"]),
        "sections": st.sampled_from(["", "[{name: 要闻, slug: yao-wen}]", "[{name: 要闻, slug: xin-wen}]"]),
    }
)


class Newsroom(RuleBasedStateMachine):
    """Somebody at work on a paper."""

    taken = 0
    """Steps of all runs."""

    def __init__(self) -> None:
        super().__init__()
        self.work = desk(Path(mkdtemp(prefix="newsroom-")))
        self.git("init", "-q")
        self.write_paper({"name": "江城晚报", "language": "zh-CN", "history_url": "https://git.example/commits/{path}"})
        self.work.write(
            {"issues/2024/2024-05-17/issue.md": ISSUE, "issues/2024/2024-05-17/a1.md": story([], ["正文。"])}
        )
        self.broken: tuple[Path, bytes] | None = None

    def teardown(self) -> None:
        shutil.rmtree(self.work.folder)

    def write_paper(self, values: dict[str, str]) -> None:
        lines = [f"{key}: {value}" for key, value in values.items() if value]
        self.work.write({"paper.yaml": "\n".join([*lines, "timezone: Asia/Shanghai", ""])})

    def forget(self) -> None:
        """Drop the record of addresses, so that what was published may go."""
        (self.work.content / "addresses.txt").unlink(missing_ok=True)

    def files(self) -> list[Path]:
        return sorted(path for path in self.work.content.rglob("*.md") if path.name != "issue.md")

    def one(self, data: st.DataObject, paths: list[Path]) -> Path:
        return data.draw(st.sampled_from(paths))

    @rule(slot=SLOTS, name=STORIES, fields=FIELDS, texts=TEXTS)
    def write_story(self, slot: str, name: str, fields: list[str], texts: list[str]) -> None:
        folder = f"issues/{slot[:4]}/{slot}"
        self.work.write(
            {f"{folder}/issue.md": ISSUE, f"{folder}/{name}.md": story(fields, texts), f"{folder}/boat.png": BOAT}
        )
        self.forget()

    @precondition(lambda self: len(self.files()) > 1)
    @rule(data=st.data())
    def delete_story(self, data: st.DataObject) -> None:
        self.one(data, self.files()).unlink()
        self.forget()

    @rule(data=st.data(), slot=SLOTS, name=STORIES)
    def rename_story(self, data: st.DataObject, slot: str, name: str) -> None:
        target = self.work.content / "issues" / slot[:4] / slot / f"{name}.md"
        self.work.write({f"issues/{slot[:4]}/{slot}/issue.md": ISSUE, f"issues/{slot[:4]}/{slot}/boat.png": BOAT})
        os.replace(self.one(data, self.files()), target)
        self.forget()

    @rule(data=st.data(), text=TEXTS)
    def edit_story(self, data: st.DataObject, text: list[str]) -> None:
        with self.one(data, self.files()).open("a", encoding="utf-8") as file:
            file.write("\n\n" + "\n\n".join(text))

    @rule(data=st.data(), days=st.integers(-400, 400))
    def touch_with_a_clock_that_jumps(self, data: st.DataObject, days: int) -> None:
        moment = time.time() + 86400 * days
        os.utime(self.one(data, self.files()), (moment, moment))

    @rule(data=st.data())
    def swap_two_stories(self, data: st.DataObject) -> None:
        one, other = self.one(data, self.files()), self.one(data, self.files())
        first, second = one.read_bytes(), other.read_bytes()
        times = one.stat().st_mtime_ns
        for path, content in ((one, second), (other, first)):
            path.write_bytes(content)
            os.utime(path, ns=(times, times))

    @rule(slot=SLOTS, other=SLOTS)
    def move_issue(self, slot: str, other: str) -> None:
        source, target = (self.work.content / "issues" / name[:4] / name for name in (slot, other))
        if source.exists() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            source.rename(target)
            self.forget()

    @rule(slot=SLOTS)
    def delete_issue(self, slot: str) -> None:
        # an issue may have lost all its stories to others, and the rules need one to work on
        if any(path.parent.name != slot for path in self.files()):
            shutil.rmtree(self.work.content / "issues" / slot[:4] / slot, ignore_errors=True)
            self.forget()

    @rule(slot=SLOTS, note=st.sampled_from(["", "编者按。", "title: 号外"]))
    def edit_issue(self, slot: str, note: str) -> None:
        folder = f"issues/{slot[:4]}/{slot}"
        if (self.work.content / folder).exists():
            front = ISSUE.replace("pages:", f"{note}\npages:") if ":" in note else ISSUE + note
            self.work.write({f"{folder}/issue.md": front})

    @rule(day=st.integers(1, 28))
    def commit(self, day: int) -> None:
        self.git("add", "--all", "content")
        self.git("commit", "--allow-empty", "-m", "x", day=day)

    def git(self, *arguments: str, day: int = 1) -> None:
        """Run git on a day of 2024, whatever day it is and whoever runs the tests."""
        who = {f"GIT_{role}_{what}": "x@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        when = {f"GIT_{role}_DATE": f"2024-06-{day:02}T12:00:00Z" for role in ("AUTHOR", "COMMITTER")}
        plain = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        env = kept | who | when | plain
        subprocess.run(["git", *arguments], cwd=self.work.folder, env=env, check=True, capture_output=True)

    @rule(values=PAPER)
    def change_settings(self, values: dict[str, str]) -> None:
        self.write_paper(values)

    @rule(name=st.sampled_from(["article", "base", "page", "topic", "show"]), mark=st.integers(0, 3))
    def change_a_layout(self, name: str, mark: int) -> None:
        source = (PLAIN / "layouts" / f"{name}.html").read_text("utf-8")
        (self.work.folder / "layouts" / f"{name}.html").write_text(
            source.replace("<p>", f'<p class="x{mark}">'), "utf-8"
        )

    @rule(mark=st.integers(0, 3))
    def change_a_static_file(self, mark: int) -> None:
        (self.work.folder / "static" / "plain.css").write_text(f"p {{ margin: {mark}px }}\n", "utf-8")

    @rule(name=st.sampled_from(["about", "submit"]), text=TEXTS)
    def write_standing_text(self, name: str, text: list[str]) -> None:
        self.work.write({f"pages/{name}.md": f"---\ntitle: {name}\n---\n\n{text[0]}\n"})

    @precondition(lambda self: self.broken is None)
    @rule(data=st.data(), fault=st.sampled_from([b"---\nheadlin: x\n---\n", b"\xff", b"---\nheadline: [\n"]))
    def break_a_story(self, data: st.DataObject, fault: bytes) -> None:
        path = self.one(data, self.files())
        self.broken = (path, path.read_bytes())
        path.write_bytes(fault)

    @precondition(lambda self: self.broken is not None)
    @rule()
    def mend_it(self) -> None:
        assert self.broken
        path, content = self.broken
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self.broken = None
        self.forget()

    @rule(after=st.floats(0.1, 1.2))
    def kill_a_build(self, after: float) -> None:
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "build.py"), "build"],
            cwd=self.work.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        with suppress(subprocess.TimeoutExpired):
            process.wait(after)
        process.send_signal(signal.SIGKILL)
        process.wait()

    @rule()
    def damage_the_output(self) -> None:
        page = self.work.output / "index.html"
        if page.exists():
            page.write_bytes(b"somebody was here")

    @rule()
    def lose_the_cache(self) -> None:
        shutil.rmtree(self.work.cache, ignore_errors=True)

    @invariant()
    def the_output_is_that_of_a_clean_build(self) -> None:
        type(self).taken += 1
        before = tree_of(self.work.output)
        done = self.work.say("build")
        after = tree_of(self.work.output)
        fresh = Desk(self.work.folder / "fresh")
        shutil.rmtree(fresh.folder, ignore_errors=True)
        clean = self.work.say("build", f"--output={fresh.output}", f"--cache={fresh.cache}")
        assert done.returncode == clean.returncode, done.stderr + clean.stderr
        wanted = before if done.returncode else tree_of(fresh.output)
        assert differences(after, wanted) == []


def picture() -> bytes:
    made = BytesIO()
    Image.new("RGB", (8, 6), "gray").save(made, "PNG")
    return made.getvalue()


BOAT = picture()
ISSUE = '---\npages:\n  - {label: "1", title: 头版}\n  - {label: "2"}\n---\n\n'


def story(fields: list[str], texts: list[str]) -> str:
    own = fields if any(field.startswith("page:") for field in fields) else [*fields, 'page: "1"']
    return "\n".join(["---", "headline: 江上有雾", *own, "---", "", "\n\n".join(texts), ""])


def test_after_any_edits_the_output_is_that_of_a_clean_build(pytestconfig: pytest.Config) -> None:
    steps: int = pytestconfig.getoption("--steps")
    Newsroom.taken = 0
    chosen: dict[str, Any] = {"derandomize": True} if steps == STEPS else {}
    run_state_machine_as_test(
        Newsroom,
        settings=settings(
            max_examples=-(-steps // 20),
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink],
            **chosen,
        ),
    )
    print(f"{Newsroom.taken} steps")
    assert Newsroom.taken >= steps
