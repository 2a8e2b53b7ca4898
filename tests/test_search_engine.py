"""The engine over little archives: what a query means, what filters do, what it loads; asked in Node."""

from pathlib import Path
from typing import Any

import pytest
from searching import HERE, ask, ask_each, document, files_of, issue, node, write

from sitegen.search.documents import IssueDocuments


def urls(answer: Any) -> list[str]:
    return sorted(hit["url"].rsplit("/", 1)[1].removesuffix(".html") for hit in answer["hits"])


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three years of a small paper; an article is called by the letter of its file."""
    issues = [
        issue(
            "2019-03-01",
            document(
                "气候变化是大事。\n人工智能的应用",
                "气候大会开幕",
                url="a.html",
                section="国际",
                people=("王芳", "李明"),
            ),
            document("天气与气候。变化不大。", "气象台消息", url="b.html", section="本地", people=("王芳",)),
        ),
        issue("2019-12-31-extra", document("Running a 5G手机 test, machine learning.", "Phones", url="c.html")),
        issue(
            "2020-01-01",
            document(
                "人工智能与5G手机", "AI 与气候变化", kicker="记者调查", deck="一年之后", url="d.html", column="科普"
            ),
            document("A股大涨，learning machine。C++ 与 COVID-19", "股市", url="e.html", section="本地"),
        ),
        issue("2021-06-05", document("此股非彼股：PM2.5 与 constructor", "空气", url="f.html", column="科普")),
        issue("2021-06-06"),
    ]
    return write(tmp_path_factory.mktemp("archive"), files_of(issues))


QUERIES = {
    "气候变化": ["a", "d"],
    "气候 变化": ["a", "b", "d"],
    "“气候变化”": ["a", "d"],
    '"气候变化': ["a", "d"],
    "气候 -人工智能": ["b"],
    "气候 -气候变化": ["b"],
    "-气候": [],
    "氣候變化": ["a", "d"],
    "headline:气候": ["a", "d"],
    "headline:气候变化": ["d"],
    "body:气候变化": ["a"],
    "deck:调查": ["d"],
    "section:本地 气候": ["b"],
    "person:李明 气候": ["a"],
    "column:科普 与": ["d", "f"],
    "nofield:气候": [],
    "股": ["e", "f"],
    "A股": ["e"],
    "5G手机": ["c", "d"],
    "5g手": ["c", "d"],
    "５Ｇ": ["c", "d"],
    "machine learning": ["c", "e"],
    '"machine learning"': ["c"],
    "run": ["c"],
    "phon*": ["c"],
    "learn* 股": ["e"],
    "c++": ["e"],
    "c": [],
    "covid-19": ["e"],
    "covid*": ["e"],
    "pm2.5": ["f"],
    "constructor": ["f"],
    "hasOwnProperty": [],
    "大事人工": [],
    "不存在的词": [],
    "": [],
    "   ": [],
    "，。！？": [],
    "*": [],
    "-": [],
    '"': [],
    "\ud83d": [],
    "气候\ud83d": ["a", "b", "d"],
    "<script>alert(1)</script>": [],
}


def test_a_query_finds_what_it_means(archive: Path) -> None:
    answers = ask(archive, *QUERIES, limit=50)
    assert dict(zip(QUERIES, map(urls, answers), strict=True)) == QUERIES


FILTERS: list[tuple[dict[str, str], list[str]]] = [
    ({"from": "2020"}, ["d"]),
    ({"to": "2019"}, ["a", "b"]),
    ({"from": "2019-03-02"}, ["d"]),
    ({"from": "2019-03", "to": "2019-03"}, ["a", "b"]),
    ({"to": "2019-03-01"}, ["a", "b"]),
    ({"from": "2030"}, []),
    ({"section": "国际"}, ["a"]),
    ({"section": "没有"}, []),
    ({"column": "科普"}, ["d"]),
    ({"person": "王芳"}, ["a", "b"]),
    ({"person": "王芳", "section": "本地"}, ["b"]),
]


def test_filters_let_pass_what_they_name(archive: Path) -> None:
    answers = ask_each(archive, [("气候", options) for options, _ in FILTERS])
    for (options, articles), answer in zip(FILTERS, answers, strict=True):
        assert urls(answer) == articles, options


def test_an_answer_tells_all_that_a_list_shows(archive: Path) -> None:
    (answer,) = ask(archive, "人工智能")
    assert answer["total"] == 2
    assert answer["years"] == {"2019": 1, "2020": 1, "2021": 0}
    hit = next(hit for hit in answer["hits"] if hit["url"].endswith("d.html"))
    assert hit["url"] == "https://site.test/d.html"
    assert (hit["headline"], hit["kicker"], hit["deck"]) == ("AI 与气候变化", "记者调查", "一年之后")
    assert (hit["date"], hit["page"], hit["column"]) == ("2020-01-01", "", "科普")
    assert hit["snippet"] == "人工智能与5G手机"
    assert hit["marks"]["snippet"] == [[0, 4]]
    assert hit["score"] > 0


def test_a_word_of_the_headline_outweighs_the_body(archive: Path) -> None:
    (answer,) = ask(archive, "气候变化")
    assert [hit["url"][-6] for hit in answer["hits"]] == ["d", "a"]


def test_newest_first_where_the_date_is_to_decide_and_limit_and_offset_cut_the_list(archive: Path) -> None:
    (all_of_them,) = ask(archive, "气候", sort="date")
    assert [hit["url"][-6] for hit in all_of_them["hits"]] == ["d", "a", "b"]
    (some,) = ask(archive, "气候", sort="date", offset=1, limit=1)
    assert (some["total"], [hit["url"][-6] for hit in some["hits"]]) == (3, ["a"])


def test_marks_name_the_places_of_the_words_as_they_are_written(tmp_path: Path) -> None:
    body = "第一段。\n前言很长" + "，无关的话" * 40 + "。這裡說氣候變化和ＡＩ，还有 Running。后面" + "的话" * 60
    write(tmp_path, files_of([issue("2021-05-14", document(body, "變化"))]))
    (answer,) = ask(tmp_path, "气候变化 ai run")
    (hit,) = answer["hits"]
    snippet, marks = hit["snippet"], hit["marks"]["snippet"]
    assert [snippet[start:end] for start, end in marks] == ["氣候變化", "ＡＩ", "Running"]
    assert snippet.startswith("…")
    assert snippet.endswith("…")
    assert hit["forms"] == ["氣候變化", "ＡＩ", "Running"]


def test_a_snippet_does_not_cut_a_character_in_two(tmp_path: Path) -> None:
    body = "𠮷" * 90 + "目标" + "𠮷" * 90
    write(tmp_path, files_of([issue("2021-05-14", document(body))]))
    (answer,) = ask(tmp_path, "目标")
    assert set(answer["hits"][0]["snippet"].encode("utf-16-le", "surrogatepass").decode("utf-16-le")) == set("𠮷目标…")


def test_hostile_texts_come_back_as_they_were_written(tmp_path: Path) -> None:
    evil = '</script><img src=x onerror="alert(1)">\\u2028\u2028${x}`'
    write(tmp_path, files_of([issue("2021-05-14", document(evil + "危险", evil, people=(evil,), section=evil))]))
    (answer,) = ask(tmp_path, "危险", person=evil, section=evil)
    (hit,) = answer["hits"]
    assert (hit["headline"], hit["people"], hit["section"]) == (evil, [evil], evil)


def test_a_query_of_ten_thousand_characters_is_cut_and_says_so(archive: Path) -> None:
    cut = ("气候变化" * 2_500, "a b " * 2_500)
    harmless = ("headline:" * 1_200, "-" * 10_000, '"' * 10_000, "*" * 10_000, "a*" * 5_000)
    answers = ask(archive, *cut, *harmless)
    assert [answer["total"] for answer in answers] == [0] * 7
    assert [answer["cut"] for answer in answers[:2]] == [True, True]


def test_what_is_asked_for_is_all_that_is_loaded(tmp_path: Path) -> None:
    rng = range(0x4E00, 0x4E00 + 3_000)
    bodies = ["".join(chr(code) for code in rng[at : at + 500]) for at in range(0, 3_000, 500)]
    issues = [issue(f"20{10 + at}-05-14", document(body, "标题")) for at, body in enumerate(bodies)]
    write(tmp_path, files_of(issues))
    (answer,) = ask(tmp_path, bodies[2][40:44], **{"from": "2012", "to": "2012"})
    assert [name.split("/")[0] for name, _ in answer["files"]] == ["2012"] * len(answer["files"])
    assert answer["total"] == 1


def six_years(folder: Path) -> Path:
    issues = [issue(f"20{year}-05-14", document("气候变化" * year, url=f"{year}.html")) for year in range(10, 16)]
    return write(folder, files_of(issues))


def test_a_budget_stops_before_the_oldest_years_and_says_which(tmp_path: Path) -> None:
    (answer,) = ask(six_years(tmp_path), "气候变化", budget=1)
    assert answer["rest"] == ["2012", "2011", "2010"]
    assert list(answer["years"]) == ["2013", "2014", "2015"]
    assert answer["total"] == 3
    assert not any(name.startswith(("2010", "2011", "2012")) for name, _ in answer["files"])
    (whole,) = ask(tmp_path, "气候变化")
    assert (whole["rest"], whole["total"]) == ([], 6)


def test_heads_of_years_that_do_not_ride_along_are_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (riding,) = ask(six_years(tmp_path / "riding"), "气候变化")
    monkeypatch.setattr("sitegen.search.directory.RIDING", 2)
    (loaded,) = ask(six_years(tmp_path / "loaded"), "气候变化")
    heads = [name for name, _ in loaded["files"] if name.endswith("head.js")]
    assert heads == ["2013/head.js", "2012/head.js", "2011/head.js", "2010/head.js"]
    assert loaded["hits"] == riding["hits"]


def test_an_archive_of_many_years_shows_first_hits_before_the_last_year_has_loaded(tmp_path: Path) -> None:
    early = node(HERE / "early.cjs", str(six_years(tmp_path)), given="气候变化")
    assert early["partial"]
    assert [hit["date"][:4] for hit in early["hits"]] == ["2015"]
    assert early["waiting"]


def test_a_missing_part_is_an_error_that_names_it_and_is_asked_for_again(tmp_path: Path) -> None:
    files = files_of([issue("2021-05-14", document("人工智能"))])
    write(tmp_path, {path: content for path, content in files.items() if "/p" not in path})
    with pytest.raises(AssertionError, match="search part missing: 2021/p"):
        ask(tmp_path, "人工智能")


def test_words_of_an_english_paper_meet_in_their_stems_and_stop_words_are_left_out(tmp_path: Path) -> None:
    text = "The state of the art in machine learning"
    write(tmp_path, files_of([issue("2021-05-14", document(text, "Headline"))], "en"))
    queries = {"states": 1, "the": 0, '"state of the art"': 1, '"state of art"': 0, "the art": 1}
    assert [answer["total"] for answer in ask(tmp_path, *queries)] == list(queries.values())


def test_an_issue_without_articles_and_an_archive_without_issues_can_be_searched(tmp_path: Path) -> None:
    empty: list[list[IssueDocuments]] = [[], [issue("2021-05-14")]]
    for number, issues in enumerate(empty):
        folder = write(tmp_path / str(number), files_of(issues))
        assert ask(folder, "气候")[0]["total"] == 0


def test_places_set_apart_are_loaded_with_the_counts_and_only_for_a_proof(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.search.parts.LIMIT", 60)
    monkeypatch.setattr("sitegen.search.parts.APART", 20)
    bodies = ["人工智能与人工", "智能人工", "天地" * 40, "人工智能" * 40, "工智能人" * 40]
    issues = [issue(f"2021-05-{day:02}", document(body, url=f"{day}.html")) for day, body in enumerate(bodies, 1)]
    write(tmp_path, files_of(issues))
    pair, two, run = ask(tmp_path, "人工", "人工 智能", "人工智能")
    assert urls(pair) == urls(two) == ["1", "2", "4", "5"]
    assert urls(run) == ["1", "4", "5"]
    apart = [[name for name, _ in answer["files"] if name.endswith("x.js")] for answer in (pair, two, run)]
    assert [len(names) for names in apart] == [0, 0, 2]


def test_a_page_that_stood_open_while_the_paper_was_published_anew_finds_what_is_there_now(tmp_path: Path) -> None:
    first = issue("2021-05-14", document("大桥通车", url="a.html"), document("渡口停航", url="b.html"))
    added = issue("2021-05-15", document("大桥收费", url="c.html"))
    gone = issue("2021-05-14", document("渡口停航", url="b.html"), document("大桥通车", url="a.html"))
    former = write(tmp_path / "former", files_of([first]))
    for number, (issues, query, found) in enumerate(
        [([first, added], "大桥", ["a", "c"]), ([gone], "渡口", ["b"]), ([gone, added], "收费", ["c"])]
    ):
        now = write(tmp_path / str(number), files_of(issues))
        (answer,) = node(HERE / "renewed.cjs", str(former), str(now), given=[query])
        assert urls(answer) == found
