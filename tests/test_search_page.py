"""The search page in a browser, from a server and from a disk with the network off."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from builds import ROOT, Desk, desk
from playwright.sync_api import Browser, Page, expect

EVIL = '<img src=x onerror="window.hurt = true">'


def story(headline: str, body: str, front: str = "") -> str:
    return f"---\nheadline: '{headline}'\npage: '1'\n{front}---\n\n{body}\n"


def content() -> dict[str, str]:
    """Return a paper of two years: 45 stories of a bridge, one of a ferry, one that means harm, a draft."""
    files = {
        "paper.yaml": "name: 江城晚报\nlanguage: zh-CN\ntimezone: Asia/Shanghai\nsections:\n  - {name: 本地}\n",
        "issues/2020/2020-05-14/issue.md": "---\nnumber: 1\n---\n",
        "issues/2021/2021-05-14/issue.md": "---\nnumber: 2\n---\n",
        "issues/2021/2021-05-14/ferry.md": story(
            "渡口迁址", "老渡口搬到下游，大桥边。\n\n**渡**口夜里不开。", "section: 本地\n"
        ),
        "issues/2021/2021-05-14/evil.md": story(EVIL, f"`{EVIL}` 的写法很坏。"),
        "issues/2021/2021-05-14/draft.md": story("草稿", "没有写完的大桥。", "draft: true\n"),
        "issues/2021/2021-05-14/hidden.md": story("启事", "遗失证件，大桥边。", "search: false\n"),
    }
    for number in range(45):
        folder = "issues/2020/2020-05-14" if number < 5 else "issues/2021/2021-05-14"
        files[f"{folder}/bridge-{number:02}.md"] = story(f"大桥第{number}日", f"大桥施工第{number}日，进展顺利。" * 3)
    return files


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    made = desk(tmp_path_factory.mktemp("paper"), content(), ROOT)
    made.build()
    return made


class Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server(paper: Desk) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(paper.output)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["server", "disk"])
def page(request: pytest.FixtureRequest, paper: Desk, server: str, browser: Browser) -> Iterator[Page]:
    """Return the search page, opened; a fault of a script fails the test."""
    on_disk = request.param == "disk"
    context = browser.new_context(locale="zh-CN", base_url="", offline=on_disk, reduced_motion="reduce")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto((paper.output.as_uri() if on_disk else server) + "/search.html")
    yield page
    context.close()
    assert faults == []


def ask(page: Page, query: str) -> None:
    page.fill("#q", query)
    page.press("#q", "Enter")


def test_a_query_gives_a_list_that_is_announced_and_stands_in_the_address(page: Page) -> None:
    ask(page, "渡口")
    expect(page.get_by_role("status")).to_have_text("1篇")
    hit = page.locator(".hits > li")
    expect(hit.locator("a")).to_have_text("渡口迁址")
    expect(hit.locator("time")).to_have_text("2021年5月14日")
    expect(hit.locator(".page")).to_have_text("第1版")
    expect(hit.locator(".summary")).to_have_text("老渡口搬到下游，大桥边。")
    assert hit.locator("mark").all_inner_texts() == ["渡口", "渡口"]
    page.reload()
    expect(hit.locator("a")).to_have_text("渡口迁址")
    assert page.input_value("#q") == "渡口"


def test_typing_asks_by_itself_and_back_leads_to_the_query_before(page: Page) -> None:
    ask(page, "渡口")
    expect(page.get_by_role("status")).to_have_text("1篇")
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially("大桥")
    expect(page.get_by_role("status")).to_have_text("46篇")
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("1篇")
    assert page.input_value("#q") == "渡口"


def test_twenty_come_at_a_time_and_the_focus_goes_on(page: Page) -> None:
    ask(page, "大桥")
    expect(page.locator(".hits > li")).to_have_count(10)
    page.locator(".hits > li").last.scroll_into_view_if_needed()
    expect(page.locator(".hits > li")).to_have_count(20)
    page.get_by_role("button", name="更多结果").click()
    expect(page.locator(".hits > li")).to_have_count(30)
    expect(page.locator(".hits > li").nth(20).locator("a")).to_be_focused()
    for _ in range(3):
        page.locator(".hits > li").last.scroll_into_view_if_needed()
        if page.locator(".more").is_visible():
            page.get_by_role("button", name="更多结果").click()
        page.wait_for_timeout(300)
    expect(page.locator(".hits > li")).to_have_count(46)
    assert len(set(page.locator(".hits a").all_inner_texts())) == 46


def test_a_bar_narrows_down_to_its_year_and_filters_can_be_removed(page: Page) -> None:
    ask(page, "大桥")
    bars = page.locator(".chart button")
    expect(bars).to_have_count(2)
    assert [text.split() for text in bars.all_inner_texts()] == [["2020", "5"], ["2021", "41"]]
    bars.first.click()
    expect(page.get_by_role("status")).to_have_text("5篇")
    assert "from=2020-01-01&to=2020-12-31" in page.url
    page.locator(".filters").evaluate("details => details.open = true")
    page.get_by_label("版块").select_option("本地")
    expect(page.get_by_role("status")).to_contain_text("没有文章")
    expect(page.locator(".none")).to_be_visible()
    page.get_by_role("button", name="取消筛选").click()
    expect(page.get_by_role("status")).to_have_text("46篇")


def test_order_by_date_puts_the_newest_first(page: Page) -> None:
    ask(page, "大桥")
    page.get_by_label("按日期").check()
    expect(page.locator(".hits time").first).to_have_text("2021年5月14日")
    assert "sort=date" in page.url


def test_keys_lead_from_the_field_through_the_list_and_back(page: Page) -> None:
    ask(page, "大桥")
    expect(page.locator(".hits > li")).to_have_count(10)
    page.focus("#q")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".hits a").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".hits a").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_be_focused()
    page.locator("#q").blur()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    assert page.input_value("#q") == "大桥"


def test_the_words_are_marked_in_the_article_and_can_be_cleared(page: Page) -> None:
    ask(page, "渡口")
    page.locator(".hits a").first.click()
    expect(page.locator("h1")).to_have_text("渡口迁址")
    # the last one stands in two elements: **渡**口
    assert page.locator("mark.found").all_inner_texts() == ["渡口", "渡口", "渡", "口"]
    page.get_by_role("button", name="清除标记").click()
    expect(page.locator("mark.found")).to_have_count(0)
    assert "marks" not in page.url
    expect(page.locator("article strong")).to_have_text("渡")


def test_script_in_a_headline_a_text_and_a_query_is_shown_as_text(page: Page) -> None:
    ask(page, "的写法很坏")
    expect(page.locator(".hits a")).to_have_text(EVIL)
    ask(page, f"{EVIL} 写法")
    expect(page.get_by_role("status")).to_contain_text("篇")
    expect(page.locator(".hits img")).to_have_count(0)
    assert page.evaluate("window.hurt") is None
    page.locator(".hits a").first.click()
    expect(page.locator("h1")).to_have_text(EVIL)
    assert page.evaluate("window.hurt") is None


@pytest.mark.parametrize("query", ["大桥" * 5_000, "，。！？", "*", '"', "-", "\ud83d", "a" * 10_000])
def test_a_hostile_query_does_no_harm(page: Page, query: str) -> None:
    page.evaluate("query => { document.getElementById('q').value = query }", query)
    page.press("#q", "Enter")
    expect(page.locator(".hits > li")).to_have_count(0)
    ask(page, "渡口")
    expect(page.get_by_role("status")).to_have_text("1篇")


def test_drafts_and_what_is_not_to_be_found_do_not_appear(page: Page) -> None:
    ask(page, "大桥")
    expect(page.get_by_role("status")).to_have_text("46篇")
    ask(page, "遗失证件")
    expect(page.get_by_role("status")).to_contain_text("没有文章")


def test_a_part_that_fails_to_load_can_be_asked_for_again(page: Page, paper: Desk) -> None:
    parts = paper.output / "search" / "2021"
    away = parts.rename(parts.with_name("away"))
    try:
        ask(page, "渡口")
        expect(page.get_by_role("status")).to_have_text("检索数据有一部分没有载入。")
    finally:
        away.rename(parts)
    page.get_by_role("button", name="重试").click()
    expect(page.get_by_role("status")).to_have_text("1篇")


def test_nothing_is_asked_of_any_other_host(page: Page, paper: Desk, server: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    ask(page, "大桥")
    expect(page.locator(".hits > li")).to_have_count(10)
    assert asked
    assert all(url.startswith((server, paper.output.as_uri())) for url in asked)


def test_without_script_the_page_says_so_and_offers_the_indexes(paper: Desk, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(paper.output.as_uri() + "/search.html")
    expect(page.get_by_text("检索需要 JavaScript")).to_be_visible()
    for link in page.locator(".scriptless a").all():
        assert (paper.output / str(link.get_attribute("href"))).is_file()
    expect(page.locator("form.search")).to_be_hidden()
    context.close()


def test_only_the_texts_of_hits_in_view_are_loaded_at_first(paper: Desk, browser: Browser) -> None:
    context = browser.new_context(locale="zh-CN", viewport={"width": 360, "height": 500})
    page = context.new_page()
    page.goto(paper.output.as_uri() + "/search.html?q=大桥")
    expect(page.get_by_role("status")).to_have_text("46篇")
    expect(page.locator(".hits > li")).to_have_count(5)
    page.locator(".hits > li").last.scroll_into_view_if_needed()
    expect(page.locator(".hits > li")).to_have_count(10)
    context.close()


def test_a_page_in_another_encoding_can_ask_too(server: str, browser: Browser) -> None:
    page = browser.new_page()
    body = '<!doctype html><title>旧</title><script src="search/index.js" charset="utf-8"></script>'.encode("gbk")
    page.route("**/other.html", lambda route: route.fulfill(body=body, content_type="text/html; charset=gbk"))
    page.goto(server + "/other.html")
    answer = page.evaluate("sitegenSearch('渡口')")
    assert [hit["headline"] for hit in answer["hits"]] == ["渡口迁址"]
    assert answer["hits"][0]["marks"]["snippet"]
    page.close()
