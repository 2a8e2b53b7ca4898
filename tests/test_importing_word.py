"""A Word document becomes one story: titles, byline, pictures, tables; and no document takes the machine."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocxDocument
from PIL import Image

from sitegen.importing.bounds import SourceError
from sitegen.importing.stories import Picture, Story
from sitegen.importing.word import read_word


@pytest.fixture
def picture(tmp_path: Path) -> str:
    Image.new("RGB", (30, 20), "red").save(tmp_path / "p.png")
    return str(tmp_path / "p.png")


def saved(document: DocxDocument, folder: Path) -> Path:
    document.save(str(folder / "a.docx"))
    return folder / "a.docx"


def story_of(path: Path) -> Story:
    (story,) = read_word(path).stories
    return story


def fields(story: Story) -> dict[str, object]:
    return {name: value for name, value in story.fields.items() if value}


def test_styles_say_what_the_titles_are(tmp_path: Path, picture: str) -> None:
    made = Document()
    made.add_paragraph("历时三年零两个月")
    made.add_paragraph("大桥今日通车", "Title")
    made.add_paragraph("两岸行车由四十分钟缩至八分钟", "Subtitle")
    made.add_paragraph("本报记者 林晓 通讯员 陈默然")
    bold = made.add_paragraph("本报讯 大桥今日")
    bold.add_run("通车").bold = True
    bold.add_run("，全长三公里。")
    made.add_picture(picture)
    made.add_paragraph("晨雾中的大桥。 方竹溪 摄", "Caption")
    made.add_heading("等一个温度", 2)
    table = made.add_table(2, 2)
    for row, column, text in ((0, 0, "项目"), (0, 1, "长度"), (1, 0, "主桥"), (1, 1, "468|米")):
        table.cell(row, column).text = text
    made.add_paragraph("明年*通车*。（林晓）")
    story = story_of(saved(made, tmp_path))
    assert fields(story) == {
        "kicker": "历时三年零两个月",
        "headline": "大桥今日通车",
        "deck": "两岸行车由四十分钟缩至八分钟",
        "byline": "本报记者 林晓 通讯员 陈默然",
        "dateline": "本报讯",
    }
    assert [block for block in story.blocks if isinstance(block, str)] == [
        "大桥今日**通车**，全长三公里。",
        "## 等一个温度",
        "| 项目 | 长度 |\n| --- | --- |\n| 主桥 | 468\\|米 |",
        r"明年\*通车\*。",
    ]
    (kept,) = (block for block in story.blocks if isinstance(block, Picture))
    assert (kept.caption, kept.credit) == ("晨雾中的大桥。", "方竹溪 摄")
    assert kept.content.startswith(b"\x89PNG")


def test_without_styles_titles_are_told_as_on_a_page(tmp_path: Path) -> None:
    made = Document()
    for text in ("大桥今日通车", "——两岸行车八分钟", "大桥全长三公里，今日上午通车。", "（本报记者 林晓）"):
        made.add_paragraph(text)
    assert fields(story_of(saved(made, tmp_path))) == {
        "headline": "大桥今日通车",
        "deck": "两岸行车八分钟",
        "byline": "本报记者 林晓",
    }


def test_an_empty_document_holds_no_story(tmp_path: Path) -> None:
    assert read_word(saved(Document(), tmp_path)).stories == ()


def packed(parts: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = saved(Document(), tmp_path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(7):
            archive.writestr(f"word/media/{number}.bin", bytes(60_000_000))
    with pytest.raises(SourceError) as error:
        read_word(path)
    assert error.value.why == "bomb"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"no zip", "broken"),
        (packed({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "active"),
        (packed({"word/document.xml": b"<a"}), "broken"),
        (packed({"hello.txt": b"hello"}), "broken"),
        (packed({f"{number}.txt": b"" for number in range(10_001)}), "bomb"),
    ],
    ids=["no zip", "entities", "broken xml", "no document", "many parts"],
)
def test_what_is_no_document_is_refused(content: bytes, why: str, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(content)
    with pytest.raises(SourceError) as error:
        read_word(tmp_path / "a.docx")
    assert error.value.why == why
