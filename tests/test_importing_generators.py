"""Content of Hugo, Jekyll and Pelican: fields by the table, the rest kept, the text as it was."""

import json
from pathlib import Path

import pytest
from builds import Desk, desk
from papers import PAPER
from PIL import Image

from sitegen.importing.bounds import SourceError
from sitegen.importing.generators import read_generator
from sitegen.importing.stories import Picture, Story

HUGO = """---
title: "Bridge: open"
date: 2024-05-17T08:00:00+08:00
author: Jane Doe
categories: [News, Local]
tags:
  - bridge
description: It opened.
featured: true
params: {a: 1, b: [x, "-->"]}
aliases: [/old/bridge/, /2019/bridge.html, /中文/]
---

First *paragraph* with [a link](/posts/b/) and [web](https://example.org/).
<!--more-->

{{< figure src="/images/p.png" caption="The bridge" alt="A bridge" >}}

{{< youtube abc >}}

```
![x](y.png) {{< z >}}
```

Text ![inline](missing.png) here.
"""
TOML = """+++
title = "大桥通车"
date = 2024-05-17
authors = ["林晓", "陈默然"]
draft = true
[extra]
x = 1
+++

![桥](p.png "大桥")

正文。
"""
JEKYLL = """---
layout: post
title:  Hello World
published: true
---
Look at {{ site.baseurl }}/here and {% post_url 2020-01-01-x %}.

[b][ref]

[ref]: /somewhere
"""
PELICAN = """Title: My super title
Date: 2010-12-03 10:20
Category: Python
Tags: pelican, publishing
Authors: Alexis Metaireau, Conan Doyle
Summary: Short version

This is the content. ![img]({static}/images/a.png)
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of each generator in one folder."""
    files = {
        "hugo/hugo.toml": "",
        "hugo/content/posts/_index.md": "---\ntitle: Posts\n---\n",
        "hugo/content/posts/bridge.md": HUGO,
        "hugo/content/posts/bundle/index.md": TOML,
        "jekyll/_config.yml": "",
        "jekyll/_posts/2023-01-02-hello-world.md": JEKYLL,
        "pelican/super.md": PELICAN,
    }
    for name, text in files.items():
        path = tmp_path / "sites" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    for name in ("hugo/static/images/p.png", "hugo/content/posts/bundle/p.png", "secret.png"):
        (tmp_path / "sites" / name).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (9, 9)).save(tmp_path / "sites" / name)
    return tmp_path / "sites"


def story_of(path: Path) -> Story:
    (story,) = read_generator(path).stories
    return story


def fields(story: Story) -> dict[str, object]:
    return {name: value for name, value in story.fields.items() if value}


def test_fields_of_hugo_go_by_the_table_and_the_rest_is_kept(site: Path) -> None:
    story = story_of(site / "hugo/content/posts/bridge.md")
    assert (story.date, story.slug) == ("2024-05-17", "bridge")
    assert fields(story) == {
        "headline": "Bridge: open",
        "summary": "It opened.",
        "section": "News",
        "byline": "Jane Doe",
        "tags": ("bridge", "Local"),
        "aliases": ("old/bridge/index.html", "2019/bridge.html"),
    }
    text, picture, rest, missing, kept = story.blocks
    assert text == "First *paragraph* with a link and [web](https://example.org/)."
    assert isinstance(picture, Picture)
    assert (picture.caption, picture.alt, bool(picture.content)) == ("The bridge", "A bridge", True)
    assert rest == "{{< youtube abc >}}\n\n```\n![x](y.png) {{< z >}}\n```\n\nText inline here."
    assert isinstance(missing, Picture)
    assert not missing.content
    assert str(kept).startswith('<!-- featured: "true"')
    assert str(kept).count("-->") == 1
    assert {guess.reason for guess in story.guesses} == {"given", "link-lost", "shortcode", "kept"}


def test_toml_bundles_and_lists_of_authors_are_read(site: Path) -> None:
    story = story_of(site / "hugo/content/posts/bundle/index.md")
    assert (story.date, story.slug) == ("2024-05-17", "bundle")
    assert fields(story) == {"headline": "大桥通车", "byline": ({"name": "林晓"}, {"name": "陈默然"})}
    assert isinstance(story.blocks[0], Picture)
    assert story.blocks[1] == "正文。"


def test_jekyll_tells_date_and_slug_by_the_file_name(site: Path) -> None:
    story = story_of(site / "jekyll/_posts/2023-01-02-hello-world.md")
    assert (story.date, story.slug, fields(story)) == ("2023-01-02", "hello-world", {"headline": "Hello World"})
    assert story.blocks == ("Look at /here and {% post_url 2020-01-01-x %}.\n\n[b][ref]",)


def test_pelican_has_its_fields_in_plain_lines(site: Path) -> None:
    story = story_of(site / "pelican/super.md")
    assert story.date == "2010-12-03"
    assert fields(story)["byline"] == ({"name": "Alexis Metaireau"}, {"name": "Conan Doyle"})
    assert fields(story)["tags"] == ("pelican", "publishing")
    assert story.blocks[0] == "This is the content. img"


def test_whole_folders_become_issues_that_pass_check(site: Path, tmp_path: Path) -> None:
    work: Desk = desk(tmp_path, {"paper.yaml": PAPER})
    done = work.say("import", str(site))
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in work.content.glob("issues/*/*")) == ["2010-12-03", "2023-01-02", "2024-05-17"]
    assert len(list(work.content.glob("issues/*/*/0*.md"))) == 4
    assert len(list(work.content.glob("issues/*/*/*.png"))) == 2
    problems = map(json.loads, work.say("check", "--drafts", "--format", "json").stdout.splitlines())
    assert not [fault for fault in problems if fault["level"] == "error"]
    again = work.say("import", str(site))
    assert again.stdout.count("原样未动") == 4


@pytest.mark.parametrize("address", ["../../../secret.png", "/../secret.png", "../../../../../etc/passwd", "%2e%2e/x"])
def test_a_picture_outside_the_site_is_not_opened(address: str, site: Path) -> None:
    (site / "hugo/content/posts/evil.md").write_text(f"---\ntitle: x\n---\n\n![]({address})\n", "utf-8")
    (picture,) = story_of(site / "hugo/content/posts/evil.md").blocks
    assert isinstance(picture, Picture)
    assert not picture.content


@pytest.mark.parametrize(
    "text",
    [
        "---\na: &a [x]\nb: *a\n---\n",
        "---\na: !!python/object/apply:os.system [ls]\n---\n",
        "---\ntitle: open",
        "+++\ntitle = \n+++\n",
        '{"title": ',
        "---\n" + "[" * 5000 + "\n---\n",
        '{"a":' * 5000,
    ],
)
def test_fields_that_cannot_be_read_are_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(text, "utf-8")
    with pytest.raises(SourceError) as error:
        read_generator(tmp_path / "a.md")
    assert error.value.why == "broken"


def test_a_text_without_fields_has_its_name_for_a_headline(tmp_path: Path) -> None:
    (tmp_path / "a-story.md").write_text("[" * 5000, "utf-8")
    assert fields(story_of(tmp_path / "a-story.md")) == {"headline": "a story"}
