"""A contributor writes while the paper is served: what Chromium shows, without ever touching its reload button."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from builds import ROOT, Desk, desk
from papers import draw
from playwright.sync_api import Browser, Page, Request, expect
from test_serving import Served

FOLDER = "issues/2024/2024-05-24"
A, B = "2024-05-24/a.html", "2024-05-24/b.html"
LINES = "\n\n".join(f"第{number}段，江水东流。" for number in range(200))


def story(headline: str, body: str = LINES, fields: str = "") -> str:
    return f"---\nheadline: {headline}\n{fields}---\n\n{body}\n"


def content() -> dict[str, str | bytes]:
    files: dict[str, str | bytes] = {
        "paper.yaml": "name: 江城晚报\nlanguage: zh-CN\ntimezone: Asia/Shanghai\n",
        f"{FOLDER}/issue.md": "---\n---\n",
        f"{FOLDER}/a.md": story("大桥通车"),
        f"{FOLDER}/b.md": story("渡口停航"),
        "issues/2124/2124-05-24/issue.md": "---\n---\n",
        "issues/2124/2124-05-24/a.md": story("百年以后", fields="draft: true\n"),
    }
    return files


def many_stories() -> dict[str, str]:
    files = {}
    for number in range(500):
        folder = f"issues/2023/2023-{number // 25 % 12 + 1:02}-{number // 300 + 1:02}"
        files[f"{folder}/issue.md"] = "---\n---\n"
        files[f"{folder}/s{number}.md"] = story(f"旧事{number}", "旧。")
    return files


@pytest.fixture
def work(tmp_path: Path, request: pytest.FixtureRequest) -> Desk:
    return desk(tmp_path, content() | getattr(request, "param", {}), ROOT)


@pytest.fixture
def served(work: Desk) -> Iterator[Served]:
    with Served(work, "--port", "0", "--lang", "zh-CN") as started:
        yield started


class Reader:
    """A page that counts how often it was loaded and asked for, and is ready once it hears of changes."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.loads = 0
        self.asked = 0
        page.on("load", self._loaded)
        page.on("request", self._asked)
        page.goto(address)
        self.ready()

    def _loaded(self, _: Page) -> None:
        self.loads += 1

    def _asked(self, request: Request) -> None:
        self.asked += request.url.endswith(".html") and "/.serve/" not in request.url

    def ready(self) -> None:
        self.page.wait_for_selector(".sitegen-live[data-state=listening]", state="attached")

    def scroll(self) -> float:
        place: float = self.page.evaluate("scrollY")
        return place


@pytest.fixture
def readers(browser: Browser, served: Served) -> Iterator[list[Reader]]:
    """Return two readers: of the story a and of the story b."""
    context = browser.new_context(viewport={"width": 1000, "height": 700}, reduced_motion="reduce")
    pages = [context.new_page() for _ in range(2)]
    faults: list[str] = []
    for page in pages:
        page.on("pageerror", lambda error: faults.append(str(error)))
    yield [Reader(page, served.address + url) for page, url in zip(pages, (A, B), strict=True)]
    assert faults == []
    context.close()


def test_a_saved_story_is_on_the_screen_with_its_place_kept(work: Desk, readers: list[Reader]) -> None:
    reader, other = readers
    reader.page.evaluate("scrollTo(0, 2400)")
    work.write({f"{FOLDER}/a.md": story("大桥通车", LINES.replace("第100段", "第一百段"))})
    expect(reader.page.get_by_text("第一百段")).to_have_count(1)
    reader.ready()
    assert reader.scroll() == pytest.approx(2400, abs=2)
    assert (reader.asked, other.asked) == (2, 1), "the other story shows nothing of this one's text"
    assert reader.loads == 1, "the text is changed in place"


def test_a_file_replaced_by_rename_is_seen_too(work: Desk, readers: list[Reader]) -> None:
    path = work.content / FOLDER / "a.md"
    fresh = path.with_name("4913")
    fresh.write_text(story("大桥通车", "换过的正文。"), "utf-8")
    os.replace(path, path.with_name("a.md~"))
    fresh.rename(path)
    expect(readers[0].page.get_by_text("换过的正文。")).to_be_visible()


def test_a_problem_stands_over_the_page_until_it_is_mended(work: Desk, readers: list[Reader]) -> None:
    page = readers[0].page
    work.write({f"{FOLDER}/a.md": "---\nheadline: 大桥通车\nrankk: lead\n---\n\n正文。\n"})
    fault = page.locator(".sitegen-live .list article.error")
    expect(fault).to_have_count(1)
    expect(fault.locator(".place")).to_contain_text(f"content/{FOLDER}/a.md:3:1")
    expect(fault.locator(".place")).to_contain_text("[key-misspelt]")
    expect(fault.locator("pre")).to_have_text("3 rankk: lead")
    expect(fault.locator("pre .at")).to_have_text("r")
    expect(fault.locator(".message")).to_contain_text("rankk")
    expect(fault.locator(".hint")).to_contain_text("rank")
    expect(page.get_by_text("第1段，江水东流。")).to_have_count(1)
    assert readers[0].loads == 1, "the last good page stays underneath"
    page.keyboard.press("Escape")
    expect(fault).to_be_hidden()
    page.locator(".sitegen-live .bar button").click()
    expect(fault).to_be_visible()
    work.write({f"{FOLDER}/a.md": story("大桥通车", "改好的正文。")})
    expect(page.get_by_text("改好的正文。")).to_be_visible()
    expect(page.locator(".sitegen-live .list")).to_be_hidden()


def test_a_broken_layout_is_shown_with_its_line(work: Desk, readers: list[Reader]) -> None:
    page, layout = readers[0].page, work.folder / "layouts" / "article.html"
    source = layout.read_text("utf-8")
    layout.write_text("{% extends 'base.html' %}\n{% block main %}\n{{ article.nothing }}\n{% endblock %}\n", "utf-8")
    fault = page.locator(".sitegen-live .list article.error")
    expect(fault.locator(".place")).to_contain_text("layouts/article.html:3:1")
    expect(page.get_by_text("第1段，江水东流。")).to_have_count(1)
    layout.write_text(source, "utf-8")
    expect(page.locator(".sitegen-live .list")).to_be_hidden()


def test_a_style_sheet_is_swapped_without_a_reload(work: Desk, readers: list[Reader]) -> None:
    reader = readers[0]
    reader.page.evaluate("scrollTo(0, 900)")
    style = work.folder / "static" / "style.css"
    style.write_text(style.read_text("utf-8") + "\nbody { outline: 3px solid rgb(1, 2, 3); }\n", "utf-8")
    expect(reader.page.locator("body")).to_have_css("outline-color", "rgb(1, 2, 3)")
    expect(reader.page.locator("link[data-old]")).to_have_count(0)
    assert reader.loads == 1
    assert reader.scroll() == pytest.approx(900, abs=2)


def test_a_picture_that_is_added_appears(work: Desk, readers: list[Reader]) -> None:
    draw(work.content / FOLDER / "photo.png", "PNG", 70, 50)
    work.write({f"{FOLDER}/a.md": story("大桥通车", '![桥](photo.png "通车")')})
    picture = readers[0].page.locator("figure img")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 70
    draw(work.content / FOLDER / "photo.png", "PNG", 90, 50)
    expect(picture).to_have_js_property("naturalWidth", 90)


@pytest.mark.parametrize("work", [many_stories()], indirect=True)
def test_five_hundred_files_at_once_are_one_reload(work: Desk, readers: list[Reader]) -> None:
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org"]

    def run(*command: str) -> None:
        subprocess.run([*git, *command], cwd=work.folder, check=True, capture_output=True)

    run("init", "--quiet")
    run("add", "content")
    run("commit", "--quiet", "-m", "one")
    for path in [*work.content.glob("issues/2023/*/s*.md"), work.content / FOLDER / "a.md"]:
        path.write_text(path.read_text("utf-8").replace("headline: ", "headline: 新"), "utf-8")
    expect(readers[0].page.locator("h1")).to_contain_text("新大桥通车")
    before = readers[0].asked
    run("checkout", "--quiet", "content")
    expect(readers[0].page.locator("h1")).not_to_contain_text("新")
    work.write({f"{FOLDER}/a.md": story("大桥通车", "末了一稿。")})
    expect(readers[0].page.get_by_text("末了一稿。")).to_be_visible()
    assert readers[0].asked == before + 2, "once for all files of the checkout, and once for the edit after it"


def test_what_was_typed_and_where_stays(work: Desk, served: Served, readers: list[Reader]) -> None:
    reader = readers[0]
    reader.page.goto(served.address + "search.html")
    # what is typed is searched at once, so the answer says that the index has come
    reader.page.locator("input[type=search]").first.fill("江水东流")
    expect(reader.page.locator(".hits a").first).to_be_visible(timeout=30_000)
    reader.ready()
    field = reader.page.locator("input[type=search]").first
    layout = work.folder / "layouts" / "search.html"
    for number, added in enumerate(("<p>新版检索</p>", "<table><tr><td>重新载入</td></tr></table>")):
        field.fill(f"江水东{number}")
        field.evaluate("field => field.setSelectionRange(1, 2)")
        before = reader.loads
        source = layout.read_text("utf-8")
        layout.write_text(source.replace("{% block main %}", "{% block main %}" + added), "utf-8")
        expect(reader.page.get_by_text("新版检索" if number == 0 else "重新载入")).to_be_visible()
        reader.ready()
        assert (reader.loads > before) == (number == 1), "a table may want what a script does where a page is loaded"
        expect(field).to_have_value(f"江水东{number}")
        expect(field).to_be_focused()
        assert field.evaluate("field => [field.selectionStart, field.selectionEnd]") == [1, 2]


def test_a_draft_of_a_day_to_come_is_marked(served: Served, readers: list[Reader]) -> None:
    page = readers[0].page
    page.goto(served.address + "2124-05-24/a.html")
    marks = page.locator(".sitegen-live .bar .mark")
    expect(marks).to_have_count(2)
    expect(marks.nth(1)).to_contain_text("2124-05-24")
    way = page.locator(".sitegen-live .bar a").last
    assert re.search(r"/2124-05-24/index\.html$", way.get_attribute("href") or "")
