"""A paper of any size made of nothing: each issue and article follows from its number alone."""

from collections.abc import Iterator
from datetime import date, timedelta

PAPER = """name: 数目日报
language: zh-CN
timezone: Asia/Shanghai
sections:
  - {name: 要闻, slug: yao-wen}
  - {name: 体育, slug: ti-yu}
columns:
  - {name: 每日一数, slug: mei-ri-yi-shu}
"""
PLACES = "东桥西渡南山北塔河口江心码头古城"
PEOPLE = ("陈一白", "林双木", "Ada Pike", "周三省")


def issue_folder(number: int) -> str:
    """Return the folder of an issue: a week apart, from December 2021, so that a year ends early."""
    day = date(2021, 12, 17) + timedelta(weeks=number)
    return f"issues/{day.year}/{day.isoformat()}"


def article(issue: int, number: int) -> str:
    """Return an article's file; some have a link back, a tag, a deck, a column, a correction."""
    place = PLACES[(issue * 3 + number * 5) % len(PLACES)]
    fields = [f"headline: {place}边第{number}件事", f"page: {number % 2 + 1}", f"byline: 本报记者 {PEOPLE[number % 4]}"]
    if number % 3 == 0:
        fields += ["section: 要闻", f"tags: [{place}, 第{issue % 4}类]"]
    if number % 4 == 1:
        fields += ["column: 每日一数", "deck: 数目自己会说话"]
    if number % 5 == 2:
        fields += ["corrections:", "  - {date: 2024-01-01, text: 数目应为七。}"]
    text = f"{place}今天数到{issue * 100 + number}。**没有多**，也没有少。\n\n## 怎样数\n\n一个一个地数，数完再数一遍。"
    if number and issue:
        text += f"\n\n上周的数目[在这里](../../{issue_folder(issue - 1)[7:]}/a{number - 1}.md)。"
    return "---\n" + "\n".join(fields) + f"\n---\n\n{text}\n"


def corpus(issues: int, articles: int) -> dict[str, str | bytes]:
    """Return the content files of a paper by path."""
    return {
        "paper.yaml": PAPER,
        "pages/about.md": "---\ntitle: 关于数目\n---\n\n数目从零开始。\n",
        **dict(_issues(issues, articles)),
    }


def _issues(issues: int, articles: int) -> Iterator[tuple[str, str]]:
    for issue in range(issues):
        folder = issue_folder(issue)
        yield f"{folder}/issue.md", f"---\nnumber: {issue + 1}\npages:\n  - {{label: 1}}\n  - {{label: 2}}\n---\n"
        for number in range(articles):
            yield f"{folder}/a{number}.md", article(issue, number)
