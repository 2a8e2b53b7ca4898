"""What makes reading easier, each where the browser can do it: reading aloud, jumping to a day, long indexes."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from builds import ROOT, desk
from playwright.sync_api import Browser, Page

STORY = "2026-10-30/09-qiao-yu-chuan.html"
VOICES = """(voices) => {
  const spoken = window.spoken = [];
  const speech = Object.assign(new EventTarget(), {
    getVoices: () => voices,
    speak: (saying) => { spoken.push(saying.text); speech.current = saying; },
    cancel: () => { speech.current?.onerror?.(); speech.current = null; },
  });
  window.finish = () => { const saying = speech.current; speech.current = null; saying.onend(); };
  window.marked = () => [...(CSS.highlights.get("spoken") || [])].map(String).join("");
  Object.defineProperty(window, "speechSynthesis", { value: speech });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
}"""
OURS = {"lang": "zh-CN", "name": "一", "localService": True}


def with_voices(page: Page, *voices: dict[str, object]) -> None:
    """Give a page these voices, whose speech ends when the test says so: a headless browser has none."""
    page.add_init_script(f"({VOICES})({list(voices)})".replace("True", "true").replace("False", "false"))


def test_an_article_is_read_aloud_sentence_by_sentence_with_the_one_that_is_read_marked(
    reader: Page, sample: Path
) -> None:
    with_voices(reader, {"lang": "en-GB", "name": "e", "localService": True}, OURS)
    reader.goto((sample / STORY).as_uri())
    button = reader.get_by_role("button", name="朗读")
    button.click()
    heard = []
    for _ in range(6):
        heard.append(reader.evaluate("spoken.at(-1)"))
        assert reader.evaluate("marked()") == heard[-1]
        reader.evaluate("finish()")
    text = "".join(heard).replace("\n", "")
    assert text.startswith("桥通了，别急着送船南洲大桥合龙，是苇江上的大事。四十分钟变八分钟")
    assert heard[1].strip() == "南洲大桥合龙，是苇江上的大事。", "a link inside a sentence does not cut it"
    reader.get_by_role("button", name="暂停").click()
    broken_off = reader.evaluate("marked()")
    button.click()
    assert reader.evaluate("spoken.at(-1)") == broken_off, "it goes on with the sentence that was broken off"
    reader.get_by_role("button", name="停止").click()
    assert reader.evaluate("marked()") == ""
    assert reader.get_by_role("button", name="停止").count() == 0


def test_reading_aloud_ends_with_the_last_sentence(reader: Page, sample: Path) -> None:
    with_voices(reader, OURS)
    reader.goto((sample / STORY).as_uri())
    reader.get_by_role("button", name="朗读").click()
    for _ in range(200):
        if not reader.evaluate("marked()"):
            break
        reader.evaluate("finish()")
    assert reader.evaluate("spoken.at(-1)").strip().endswith("才算宽。")
    assert reader.get_by_role("button", name="朗读").count() == 1


@pytest.mark.parametrize("voices", [[], [{**OURS, "localService": False}], [{**OURS, "lang": "fr-FR"}]])
def test_no_voice_of_the_device_speaks_the_language_so_nothing_is_offered(
    reader: Page, sample: Path, voices: list[dict[str, object]]
) -> None:
    with_voices(reader, *voices)
    reader.goto((sample / STORY).as_uri())
    assert reader.get_by_role("button", name="朗读").count() == 0


@pytest.mark.parametrize(
    ("day", "place"),
    [("2025-11-07", "archive/2025.html#d2025-11-07"), ("2026-02-03", "archive/2026.html#d2026-02-03")],
)
def test_a_day_is_jumped_to(reader: Page, sample: Path, day: str, place: str) -> None:
    reader.goto((sample / "archive/index.html").as_uri())
    reader.get_by_label("跳到日期").fill(day)
    with reader.expect_navigation():
        reader.get_by_role("button", name="前往").click()
    assert reader.url == f"{sample.as_uri()}/{place}"
    assert reader.locator("td:target").count() == 1


def test_text_has_three_sizes_that_last(reader: Page, sample: Path) -> None:
    def size() -> float:
        return float(reader.locator(".text p").first.evaluate("p => parseFloat(getComputedStyle(p).fontSize)"))

    reader.goto((sample / STORY).as_uri())
    sizes = []
    for name in ("小", "中", "大"):
        reader.get_by_role("button", name="字号").click()
        reader.get_by_label(name, exact=True).check()
        sizes.append(size())
        reader.keyboard.press("Escape")
    assert sizes == sorted(set(sizes))
    assert sizes[-1] >= sizes[0] * 1.2
    reader.reload()
    assert size() == sizes[-1]


@pytest.fixture(scope="module")
def long_index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Yield the output of a paper with two thousand tags, and issues on about the same day of several years."""
    folder = tmp_path_factory.mktemp("long")
    files: dict[str, str | bytes] = {"paper.yaml": "name: Gazette\nlanguage: en\ntimezone: Europe/London\n"}
    days = ("2021-05-02", "2022-02-20", "2022-04-28", "2023-05-01", "2023-05-04", "2024-04-30")
    for number, day in enumerate(days):
        issue = f"issues/{day[:4]}/{day}"
        files[f"{issue}/issue.md"] = f'---\nnumber: "{number}"\n---\n'
        for story in range(14):
            first = (number * 14 + story) * 24
            tags = ", ".join(f"{'abcdefghijklmnop'[tag % 16]}word{tag}" for tag in range(first, first + 24))
            lines = f"headline: Story {story} of {day}\ncolumn: Notes\ntags: [{tags}]"
            files[f"{issue}/s{story:02}.md"] = f"---\n{lines}\n---\n\nText.\n"
    work = desk(folder, files, design=ROOT)
    done = work.run("build")
    assert done.returncode == 0, done.stderr + done.stdout
    yield work.output
    shutil.rmtree(folder)


def test_an_index_of_thousands_is_used_by_letter_and_by_text(reader: Page, long_index: Path) -> None:
    reader.emulate_media(reduced_motion="reduce")
    reader.goto((long_index / "tags/index.html").as_uri())
    assert reader.locator(".topics li").count() > 2000
    assert reader.locator(".letters a").all_inner_texts() == list("ABCDEFGHIJKLMNOP")
    reader.locator(".letters a", has_text="K").click()
    reader.wait_for_timeout(200)
    assert 0 <= reader.locator("#letter-K").evaluate("head => head.getBoundingClientRect().top") < 120
    took = reader.evaluate("""() => {
      const field = document.querySelector(".narrow input");
      const began = performance.now();
      field.value = "word1234";
      field.dispatchEvent(new Event("input", { bubbles: true }));
      document.body.offsetHeight;
      return performance.now() - began;
    }""")
    assert took < 300
    assert reader.locator(".topics li:visible").count() == 1
    assert reader.locator(".letter:visible").count() == 1


def test_an_article_names_earlier_stories_of_its_column_newest_first(long_index: Path) -> None:
    page = (long_index / "2024-04-30/s00.html").read_text("utf-8")
    part = page[page.index("Earlier in Notes") :]
    stories = [line.split('"')[1] for line in part.split("</ul>")[0].splitlines() if "href" in line]
    assert stories == [f"../2023-05-04/s{number:02}.html" for number in range(4)]
    assert "Earlier in" not in (long_index / "2021-05-02/s00.html").read_text("utf-8")


def test_the_archive_names_the_issue_nearest_to_this_day_in_each_earlier_year(long_index: Path) -> None:
    page = (long_index / "archive/index.html").read_text("utf-8")
    part = page[page.index("On this day") : page.index("months")]
    days = [line.split("../")[1][:10] for line in part.splitlines() if 'href="../2' in line]
    assert days == ["2023-05-01", "2022-04-28", "2021-05-02"]
    assert "On this day" not in (long_index / "archive/2024.html").read_text("utf-8")


def test_what_only_a_script_can_do_is_not_shown_without_one(browser: Browser, sample: Path) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    for url in (STORY, "archive/index.html", "search.html", "people/index.html"):
        page.goto((sample / url).as_uri())
        assert page.locator("button:visible, input:visible").count() == 0, url
    context.close()
