from datetime import date

import pytest

from sitegen import urls
from sitegen.model import Article, Issue, Page

ISSUE = Issue(
    name="2021-05-14-extra", date=date(2021, 5, 14), pages=(Page(label="A1"), Page(label="A2"), Page(label="B"))
)


def test_the_first_page_is_the_issue_itself() -> None:
    assert urls.page_url(ISSUE, "A1") == urls.issue_url(ISSUE.name) == "2021-05-14-extra/index.html"
    assert urls.page_url(ISSUE, "A2") == "2021-05-14-extra/page-a2.html"


def test_an_article_and_its_files_lie_in_the_folder_of_the_issue() -> None:
    assert urls.article_url(ISSUE, Article(slug="01-news", headline="News")) == "2021-05-14-extra/01-news.html"
    assert urls.file_url(ISSUE, "photo.jpg") == "2021-05-14-extra/photo.jpg"


def test_a_picture_of_another_host_keeps_its_address() -> None:
    assert urls.file_url(ISSUE, "https://host.example/a.jpg") == "https://host.example/a.jpg"


@pytest.mark.parametrize(
    ("url", "root"), [("index.html", ""), ("archive/2021.html", "../"), ("a/b/c.html", "../../"), ("404.html", "")]
)
def test_the_way_up_has_a_step_for_each_folder(url: str, root: str) -> None:
    assert urls.root_of(url) == root


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("issues/2021/2021-05-14/01-news.md", "2021-05-14/01-news.html"),
        ("issues/2021/2021-05-14/issue.md", "2021-05-14/index.html"),
        ("issues/2021/2021-05-14/photo.jpg", "2021-05-14/photo.jpg"),
        ("pages/about.md", "pages/about.html"),
    ],
)
def test_a_source_has_the_address_it_is_published_under(path: str, url: str) -> None:
    assert urls.source_url(path) == url


HERE = "issues/2021/2021-05-14/01-news.md"


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("02-more.md", "02-more.html"),
        ("02-more.md#part-1", "02-more.html#part-1"),
        ("issue.md", "index.html"),
        ("../2021-05-21/01-next.md", "../2021-05-21/01-next.html"),
        ("../../2020/2020-01-01/issue.md", "../2020-01-01/index.html"),
        ("../../../pages/about.md", "../pages/about.html"),
        ("map.pdf", "map.pdf"),
        ("https://host.example/a.md", "https://host.example/a.md"),
        ("mailto:desk@host.example", "mailto:desk@host.example"),
        ("#part-1", "#part-1"),
    ],
)
def test_a_link_from_file_to_file_becomes_a_link_from_page_to_page(target: str, address: str) -> None:
    assert urls.link_address(HERE, target) == address


def test_a_link_that_climbs_out_of_the_content_folder_still_shows_it() -> None:
    assert urls.link_path("pages/about.md", "../../../secret.md") == "../../secret.md"


def test_a_text_shown_one_folder_above_leads_to_the_same_places() -> None:
    html = '<a href="01-news.html#part-1">a</a> <a href="../pages/about.html">b</a> <img src="a%20b.jpg">'
    assert urls.from_above(html, "2021-05-14") == (
        '<a href="2021-05-14/01-news.html#part-1">a</a> <a href="pages/about.html">b</a> '
        '<img src="2021-05-14/a%20b.jpg">'
    )
    kept = '<a href="#note-1">a</a> <a href="https://host.example/x">b</a> <a href="mailto:a@host.example">c</a>'
    assert urls.from_above(kept, "2021-05-14") == kept
