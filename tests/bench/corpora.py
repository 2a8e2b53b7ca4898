"""A daily's archive of any size, made of nothing: words, sentences and stories follow from a seed.

The same stories are written as a paper of ours and as a site for Hugo, whose layouts do the like work: a page for each
story and each issue, and an index of each person, tag and section.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

ARTICLES, PAGES = 25, 8
"""In one issue."""

SECTIONS = ("要闻", "本地", "财经", "文化", "体育", "副刊")
RANKS = ("lead", "major", "major", "normal", "normal", "normal", "brief", "brief")

PAPER = """name: 计时日报
language: zh-CN
timezone: Asia/Shanghai
base_url: https://paper.example/
sections: [{}]
"""

HUGO = {
    "hugo.toml": """baseURL = "https://paper.example/"
title = "计时日报"
disableKinds = ["RSS", "sitemap", "robotsTXT"]
[taxonomies]
person = "people"
tag = "tags"
section = "sections"
""",
    "layouts/_default/baseof.html": """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<title>{{ .Title }} - {{ site.Title }}</title></head><body><header><a href="/">{{ site.Title }}</a></header>
<main>{{ block "main" . }}{{ end }}</main></body></html>
""",
    "layouts/_default/single.html": """{{ define "main" }}<article><h1>{{ .Title }}</h1>
<p>{{ .Date.Format "2006-01-02" }} {{ .Params.newspage }}</p>
<p>{{ range .Params.people }}<a href="/people/{{ . | urlize }}/">{{ . }}</a> {{ end }}</p>
{{ .Content }}
<p>{{ range .Params.tags }}<a href="/tags/{{ . | urlize }}/">{{ . }}</a> {{ end }}</p>
{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</article>{{ end }}
""",
    "layouts/_default/list.html": """{{ define "main" }}<h1>{{ .Title }}</h1><ul>
{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Params.summary }}</li>{{ end }}
</ul>{{ end }}
""",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One made-up story."""

    day: date
    number: int
    headline: str
    summary: str
    byline: tuple[str, ...]
    section: str
    tags: tuple[str, ...]
    rank: str
    page: int
    text: str

    @property
    def name(self) -> str:
        """Its file's name without its end."""
        return f"{self.number:02}-story"


def stories(count: int, *, dense: bool, seed: int = 7) -> Iterator[Story]:
    """Yield so many stories, 25 a day, of about 800 characters; every tenth holds Markdown, or all where `dense`."""
    chance = random.Random(seed)
    signs = [chr(code) for code in range(0x4E00, 0x4E00 + 2500)]
    words = ["".join(chance.choices(signs, k=chance.choice((1, 2, 2, 2, 3)))) for _ in range(6000)]
    # the commonest word stands in most stories and the rarest in one: Zipf's law
    weights = [1 / place for place in range(1, len(words) + 1)]
    names = ["".join(chance.choices(signs, k=3)) for _ in range(count)]
    for number in range(count):
        issue, place = divmod(number, ARTICLES)

        def sentence() -> str:
            return "".join(chance.choices(words, weights, k=chance.randint(6, 14)))

        paragraphs = ["，".join(sentence() for _ in range(chance.randint(3, 8))) + "。" for _ in range(7)]
        if dense or number % 10 == 0:
            paragraphs = [marked(text, place) for place, text in enumerate(paragraphs)]
        yield Story(
            day=date(2014, 1, 1) + timedelta(days=issue),
            number=place + 1,
            headline=sentence()[:18],
            summary=sentence(),
            byline=tuple(chance.sample(names, chance.choice((1, 1, 2)))),
            section=SECTIONS[place * len(SECTIONS) // ARTICLES],
            tags=tuple(chance.sample(words[50:450], 2)),
            rank=RANKS[place % len(RANKS)],
            page=place * PAGES // ARTICLES + 1,
            text="\n\n".join(paragraphs),
        )


def marked(text: str, place: int) -> str:
    """Return a paragraph with Markdown in it."""
    half = len(text) // 2
    forms = (
        f"{text[:half]}[{text[half : half + 6]}](https://example.org/{place}){text[half + 6 :]}",
        f"{text[:half]}**{text[half : half + 5]}**{text[half + 5 :]}",
        "\n".join(f"- {part}" for part in text.split("，")),
        f"## {text[:8]}\n\n{text[8:]}",
        f"> {text}",
        f"{text[:half]}`{text[half : half + 4]}`{text[half + 4 :]}",
    )
    return forms[place % len(forms)]


def write_paper(folder: Path, made: Iterator[Story]) -> Path:
    """Write a paper of ours; return the file that the edits change."""
    folder.mkdir(parents=True)
    sections = ", ".join(f"{{name: {name}, slug: s{place}}}" for place, name in enumerate(SECTIONS))
    (folder / "paper.yaml").write_text(PAPER.format(sections), "utf-8")
    files = []
    for story in made:
        issue = folder / "issues" / str(story.day.year) / story.day.isoformat()
        if story.number == 1:
            issue.mkdir(parents=True)
            labels = "".join(f"  - {{label: {page + 1}}}\n" for page in range(PAGES))
            (issue / "issue.md").write_text(f"---\npages:\n{labels}---\n", "utf-8")
        lines = [
            "---",
            f"headline: {story.headline}",
            f"summary: {story.summary}",
            f"page: {story.page}",
            f"rank: {story.rank}",
            f"section: {story.section}",
            f"byline: 本报记者 {' '.join(story.byline)}",
            f"tags: [{', '.join(story.tags)}]",
        ]
        files.append(issue / f"{story.name}.md")
        files[-1].write_text("\n".join([*lines, "---", "", story.text, ""]), "utf-8")
    return files[len(files) // 2]


def write_hugo(folder: Path, made: Iterator[Story]) -> Path:
    """Write the same for Hugo; return the file that the edits change."""
    for name, text in HUGO.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    files = []
    for story in made:
        path = folder / "content" / story.day.isoformat() / f"{story.name}.md"
        if story.number == 1:
            path.parent.mkdir(parents=True)
            (path.parent / "_index.md").write_text(f"---\ntitle: '{story.day}'\n---\n", "utf-8")
        lines = [
            "---",
            f"title: {story.headline}",
            f"date: {story.day}",
            f"summary: {story.summary}",
            f"newspage: {story.page}",
            f"people: [{', '.join(story.byline)}]",
            f"sections: [{story.section}]",
            f"tags: [{', '.join(story.tags)}]",
        ]
        path.write_text("\n".join([*lines, "---", "", story.text, ""]), "utf-8")
        files.append(path)
    return files[len(files) // 2]
