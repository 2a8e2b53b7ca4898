"""What was read before is taken again only where nothing that shaped it changed."""

from pathlib import Path

import pytest
from papers import draw, paper

from sitegen.articles import Read, settings_of
from sitegen.problems import ContentError
from sitegen.reading import Reads
from sitegen.reading.sizes import Sizes

STORY = "---\nheadline: 大桥通车\n---\n\n![桥](photo.png)\n"


def read(reads: Reads, folder: Path, text: str = STORY, labels: tuple[str, ...] = ()) -> Read:
    sizes = Sizes("issues/2024/2024-05-24", {path.name: str(path) for path in folder.iterdir()})
    whole = paper("")
    settings = settings_of(whole, labels, sizes)
    return reads.article("issues/2024/2024-05-24/a.md", text.encode(), settings, (whole, labels), sizes)


def test_an_unchanged_story_is_not_read_again(tmp_path: Path) -> None:
    draw(tmp_path / "photo.png", "PNG", 7, 5)
    reads = Reads()
    assert read(reads, tmp_path) is read(reads, tmp_path)


def test_a_story_is_read_again_where_its_text_its_settings_or_a_picture_changed(tmp_path: Path) -> None:
    draw(tmp_path / "photo.png", "PNG", 7, 5)
    reads = Reads()
    first = read(reads, tmp_path)
    assert 'width="7"' in first.body.html
    assert read(reads, tmp_path, STORY.replace("大桥", "新桥")).article.headline == "新桥通车"
    assert read(reads, tmp_path, labels=("1",)).article.page == "1"
    draw(tmp_path / "photo.png", "PNG", 9, 5)
    assert 'width="9"' in read(reads, tmp_path).body.html
    (tmp_path / "photo.png").unlink()
    with pytest.raises(ContentError, match=r"photo\.png"):
        read(reads, tmp_path)


def test_what_is_wrong_with_a_picture_is_told_though_its_story_is_known(tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"no picture")
    reads = Reads()
    for _ in range(2):
        sizes = Sizes("issues/2024/2024-05-24", {"photo.png": str(tmp_path / "photo.png")})
        whole = paper("")
        reads.article("a.md", STORY.encode(), settings_of(whole, (), sizes), (whole, ()), sizes)
        assert [fault.code for fault in sizes.problems] == ["picture-broken"]


def test_only_so_many_stories_are_kept() -> None:
    sizes, whole, reads = Sizes("", {}), paper(""), Reads()
    settings = settings_of(whole, (), sizes)
    text = b"---\nheadline: a\n---\n\nb\n"
    first = reads.article("0.md", text, settings, 0, sizes)
    for number in range(1, 300):
        reads.article(f"{number}.md", text, settings, 0, sizes)
    assert reads.article("0.md", text, settings, 0, sizes) is not first
