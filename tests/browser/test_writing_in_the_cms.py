"""A contributor writes in the CMS: Decap in Chromium, its own proxy for files on this machine, the paper on disk."""

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError

import pytest
from builds import ROOT, Desk, desk, tree_of
from nginx import nginx_over
from playwright.sync_api import Browser, Page, expect
from test_hosting import VIOLATIONS
from test_serving import Served
from tools import find_npm, node_modules

from sitegen.cms.fetching import fetch_cms

ISSUE = "issues/2026/2026-10-30"
STORY = f"{ISSUE}/01-qiao.md"
BOAT = f"{ISSUE}/02-boat.md"
BRANCH = "cms/articles-2026/2026-10-30/02-boat"
TEXT = """---
kicker: 历时三年零两个月
headline: 大桥昨日合龙
page: "1"
rank: lead
byline: 本报记者 林晓
tags:
  - 大桥
  - 交通
zones:
  - page: "1"
    rect:
      - 4
      - 15.2
      - 92
      - 40
---

大桥**今日**通车，*全长*三公里。

- 一
- 二

![桥](qiao.png "大桥合龙。"){credit="方竹溪 摄"}

[文](../2026-10-30/01-qiao.md)。第二段[^1]。

[^1]: 注。
"""
HEAD = """---
date: 2026-10-30
number: 总第9期
pages:
  - label: "1"
    title: 要闻
    image: page.png
  - label: "2"
---
"""


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with a paper that has a CMS, and with Decap in its static folder."""
    picture = (ROOT / "content" / "nameplate.png").read_bytes()
    files: dict[str, str | bytes] = {
        "paper.yaml": "name: 江城晚报\nlanguage: zh-CN\ntimezone: Asia/Shanghai\ncms: {repo: paper/archive}\n",
        f"{ISSUE}/issue.md": HEAD,
        STORY: TEXT,
        f"{ISSUE}/qiao.png": picture,
        f"{ISSUE}/page.png": picture,
    }
    made = desk(tmp_path_factory.mktemp("cms"), files, ROOT)
    shutil.rmtree(made.folder / "static" / "admin", ignore_errors=True)
    fetch_cms(made.folder / "static", find_npm())
    return made


@pytest.fixture(scope="module")
def proxy(work: Desk) -> Iterator[str]:
    with proxy_over(work, "fs") as address:
        yield address


@contextmanager
def proxy_over(work: Desk, mode: str) -> Iterator[str]:
    """Yield the address of Decap's proxy, which reads and writes the files of the desk, or a git repository there."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    script = node_modules() / "decap-server" / "dist" / "index.js"
    node = shutil.which("node") or str(Path(find_npm()).with_name("node"))
    own = {"MODE": mode, "GIT_REPO_DIRECTORY": str(work.folder), "PORT": str(port), "BIND_HOST": "127.0.0.1"}
    running = subprocess.Popen([node, str(script)], env={**os.environ, **own}, stdout=subprocess.DEVNULL)
    for _ in range(300):
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield f"127.0.0.1:{port}"
    running.kill()
    running.wait()


@pytest.fixture(scope="module")
def served(work: Desk) -> Iterator[Served]:
    with Served(work, "--port", "0", "--lang", "zh-CN") as started:
        yield started


@pytest.fixture(scope="module")
def hosted(work: Desk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the paper as it is published, with the headers of the example for nginx."""
    done = work.say("build")
    assert done.returncode == 0, done.stdout
    with nginx_over(work.output, tmp_path_factory.mktemp("nginx"), "http://localhost:8081") as address:
        yield address


@pytest.fixture
def admin(browser: Browser, served: Served, proxy: str) -> Iterator[Page]:
    """Yield the CMS after signing in; a request to any other host fails the test at its end."""
    with at_work(browser, served.address, proxy) as page:
        yield page


@contextmanager
def at_work(browser: Browser, address: str, proxy: str) -> Iterator[Page]:
    """Yield the CMS at an address after signing in; a request to any other host fails at the end."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.add_init_script(VIOLATIONS)
    page = context.new_page()
    outside: list[str] = []
    page.on("request", lambda asked: None if is_here(asked.url) else outside.append(asked.url))
    page.route(
        "http://localhost:8081/**",
        lambda route: route.continue_(url=route.request.url.replace("localhost:8081", proxy)),
    )
    page.goto(address + "admin/index.html")
    page.get_by_role("button").first.click(timeout=60_000)
    expect(page.get_by_role("heading", name="2026年稿件")).to_be_visible(timeout=60_000)
    yield page
    context.close()
    assert outside == []


def is_here(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "http://localhost:8081/", "data:", "blob:"))


def publish(page: Page) -> None:
    page.get_by_role("button", name="发布", exact=True).click()
    page.get_by_role("menuitem", name="立即发布").click()
    expect(page.get_by_text("已发布").first).to_be_visible(timeout=30_000)


def errors(work: Desk) -> list[str]:
    lines = work.say("check", "--format", "json").stdout.splitlines()
    return [line for line in lines if json.loads(line)["level"] == "error"]


def test_an_edit_changes_its_line_of_the_file_and_nothing_else(admin: Page, work: Desk) -> None:
    before = tree_of(work.content)
    admin.get_by_text("大桥昨日合龙").click()
    admin.locator("[id^=headline-field]").fill("大桥今日合龙")
    publish(admin)
    wanted = TEXT.replace("headline: 大桥昨日合龙", "headline: 大桥今日合龙")
    assert (work.content / STORY).read_text("utf-8") == wanted
    assert tree_of(work.content) == before | {STORY: wanted.encode()}
    assert errors(work) == []


def test_a_new_story_lies_in_its_issue_and_passes_check(admin: Page, work: Desk) -> None:
    before = set(tree_of(work.content))
    admin.evaluate("location.hash = '#/collections/articles-2026/new'")
    admin.locator("[id^=headline-field]").fill("渡口停航")
    choose(admin, "page", "2")
    admin.locator("[contenteditable=true]").first.click()
    admin.keyboard.type("今日起停航。")
    publish(admin)
    (path,) = set(tree_of(work.content)) - before
    assert path.startswith(f"{ISSUE}/")
    text = (work.content / path).read_text("utf-8")
    assert text == '---\nheadline: 渡口停航\nissue: 2026-10-30\npage: "2"\n---\n今日起停航。\n'
    assert errors(work) == []


def choose(page: Page, field: str, label: str) -> None:
    page.locator(f"[id^={field}-field]").first.click()
    page.get_by_text(label, exact=True).last.click()


def test_it_works_as_published_under_the_policy_of_its_own_folder(
    browser: Browser, hosted: str, proxy: str, work: Desk
) -> None:
    with at_work(browser, hosted, proxy) as page:
        page.evaluate("location.hash = '#/collections/articles-2026/entries/2026-10-30/01-qiao'")
        page.locator("[id^=headline-field]").fill("大桥后日合龙")
        publish(page)
        assert page.evaluate("violations") == []
    assert "headline: 大桥后日合龙" in (work.content / STORY).read_text("utf-8")
    for path, loose in (("admin/index.html", True), ("index.html", False), ("administration/", False)):
        try:
            with urllib.request.urlopen(hosted + path, timeout=20) as answer:
                policy = answer.headers["Content-Security-Policy"]
        except HTTPError as error:
            policy = error.headers["Content-Security-Policy"]
        assert ("unsafe" in policy) == loose, path


def git(work: Desk, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=work.folder, capture_output=True, encoding="utf-8", check=True)
    return done.stdout


@pytest.fixture
def repository(work: Desk, tmp_path: Path) -> Desk:
    """A desk with the same paper and one more story, committed on the branch that is published."""
    made = Desk(tmp_path / "paper")
    shutil.copytree(work.folder, made.folder, ignore=shutil.ignore_patterns("public", ".sitegen"))
    made.write({BOAT: '---\nheadline: 渡船停航\npage: "2"\n---\n今日起停航。\n'})
    (made.folder / ".gitignore").write_text("/public/\n/.public.stage/\n/.sitegen/\n/static/admin/\n", "utf-8")
    git(made, "init", "-q", "-b", "main")
    for name in ("name", "email"):
        git(made, "config", f"user.{name}", "x@example.org")
    git(made, "add", ".")
    git(made, "commit", "-q", "-m", "one")
    return made


def test_a_draft_with_a_picture_lies_on_a_branch_of_its_own_until_it_is_published(
    browser: Browser, repository: Desk, tmp_path: Path
) -> None:
    """The editorial workflow, by the proxy in a git repository; a git host does the same by pull requests."""
    before = tree_of(repository.content)
    photo = tmp_path / "Du Chuan.png"
    photo.write_bytes((ROOT / "content" / "nameplate.png").read_bytes())
    started = Served(repository, "--port", "0", "--lang", "zh-CN")
    with started as served, proxy_over(repository, "git") as proxy, at_work(browser, served.address, proxy) as page:
        page.evaluate("location.hash = '#/collections/articles-2026/entries/2026-10-30/02-boat'")
        add_picture(page, photo)
        page.get_by_role("button", name="保存", exact=True).click()
        expect(page.get_by_role("button", name="状态: 草稿")).to_be_visible(timeout=30_000)
        changed = git(repository, "diff", "--name-only", "main", BRANCH).split()
        assert changed == [f"content/{BOAT}", f"content/{ISSUE}/du-chuan.png"]
        assert tree_of(repository.content) == before
        page.get_by_role("button", name="状态: 草稿").click()
        page.get_by_role("menuitem", name="就绪").click()
        expect(page.get_by_role("button", name="状态: 就绪")).to_be_visible(timeout=30_000)
        # it asks whether that is meant
        page.on("dialog", lambda asked: asked.accept())
        publish(page)
    assert git(repository, "branch", "--list", "cms/*") == ""
    assert git(repository, "status", "--porcelain") == ""
    picture = '\n![渡船靠岸](du-chuan.png){credit="方竹溪 摄"}\n'
    new = {BOAT: before[BOAT] + picture.encode(), f"{ISSUE}/du-chuan.png": photo.read_bytes()}
    assert tree_of(repository.content) == before | new
    assert errors(repository) == []


def add_picture(page: Page, photo: Path) -> None:
    """Put a picture from this machine behind the text of the story that is open."""
    # the last switch of the form: Markdown, or the form with pictures
    page.locator("[contenteditable=true]").first.wait_for()
    page.get_by_role("switch").last.click()
    page.locator("[contenteditable=true]").first.click()
    page.keyboard.press("Control+End")
    page.get_by_role("button", name="添加组件").click()
    page.get_by_role("menuitem", name="图片").click()
    page.get_by_role("button", name="选择图片").first.click()
    with page.expect_file_chooser() as chooser:
        page.get_by_text("上传", exact=True).first.click()
    chooser.value.set_files(photo)
    page.get_by_text("du-chuan.png").wait_for()
    page.get_by_role("button", name="选用已选中项目").click()
    page.locator("[id^=alt-field]").first.fill("渡船靠岸")
    page.locator("[id^=credit-field]").first.fill("方竹溪 摄")
