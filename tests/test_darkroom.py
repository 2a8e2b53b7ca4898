"""Pictures are made once: the cache folder has them, and loses those that no paper shows any more."""

from io import BytesIO
from pathlib import Path

import pytest
from builds import ROOT, desk
from PIL import Image

from sitegen.darkroom import FOLDER, publish
from sitegen.disk import digest
from sitegen.problems import ContentError

PAPER = "name: 江城晚报\nlanguage: zh-CN\ntimezone: Asia/Shanghai\nremote_images: refuse\n"
ISSUE = "issues/2026/2026-05-01"
STORY = '---\nheadline: 大桥今日通车\n---\n\n今日通车。\n\n![桥](bridge.jpg "桥"){credit="方竹溪 摄"}\n'


def photo(width: int = 900, shade: str = "teal") -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "31.2304N"
    made = BytesIO()
    Image.new("RGB", (width, 600), shade).save(made, "JPEG", exif=exif)
    return made.getvalue()


def stored(store: Path) -> set[str]:
    return {path.name for path in (store / FOLDER).iterdir()}


def paper(picture: bytes) -> dict[str, str | bytes]:
    return {"paper.yaml": PAPER, f"{ISSUE}/issue.md": '---\nnumber: "1"\n---\n', f"{ISSUE}/01-bridge.md": STORY,
            f"{ISSUE}/bridge.jpg": picture}  # fmt: skip


def test_a_picture_is_made_once_whatever_it_is_called(tmp_path: Path) -> None:
    store, issue = tmp_path / "cache", tmp_path / "issue"
    store.mkdir()
    issue.mkdir()
    for name in ("bridge.jpg", "same.jpg"):
        (issue / name).write_bytes(photo())
    first = dict(publish(store, str(issue), ("bridge.jpg",), 1))
    assert list(first) == ["bridge.jpg", "bridge.jpg.480.webp", "bridge.jpg.900.webp"]
    (made,) = (store / FOLDER).iterdir()
    stamp = made.stat().st_mtime_ns
    again = dict(publish(store, str(issue), ("same.jpg",), 1))
    assert list(again.values()) == list(first.values())
    assert made.stat().st_mtime_ns == stamp, "the second is only read"


def test_damage_in_the_cache_is_made_good(tmp_path: Path) -> None:
    (tmp_path / "bridge.jpg").write_bytes(photo())
    first = list(publish(tmp_path, str(tmp_path), ("bridge.jpg",), 1))
    (made,) = (tmp_path / FOLDER).iterdir()
    for damage in (b"", made.read_bytes()[:-1], b"\0" * 99):
        made.write_bytes(damage)
        assert list(publish(tmp_path, str(tmp_path), ("bridge.jpg",), 1)) == first


def test_many_hands_make_the_same_in_the_same_order(tmp_path: Path) -> None:
    names = tuple(f"{number}.jpg" for number in range(6))
    for number, name in enumerate(names):
        (tmp_path / name).write_bytes(photo(400 + number))
    (tmp_path / "one").mkdir()
    (tmp_path / "four").mkdir()
    alone = list(publish(tmp_path / "one", str(tmp_path), names, 1))
    assert list(publish(tmp_path / "four", str(tmp_path), names, 4)) == alone


def test_drawings_and_other_files_are_published_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "map.svg").write_bytes(b"<svg/>")
    (tmp_path / "page.pdf").write_bytes(b"%PDF")
    assert dict(publish(tmp_path, str(tmp_path), ("map.svg", "page.pdf"), 1)) == {
        "map.svg": b"<svg/>",
        "page.pdf": b"%PDF",
    }
    assert not (tmp_path / FOLDER).exists()


def test_all_broken_pictures_are_told_at_once(tmp_path: Path) -> None:
    for name in ("b.jpg", "a.jpg"):
        (tmp_path / name).write_bytes(photo()[:800])
    with pytest.raises(ContentError) as caught:
        list(publish(tmp_path, str(tmp_path), ("b.jpg", "a.jpg"), 1))
    assert [(fault.at.path, fault.code) for fault in caught.value.problems] == [
        (f"{tmp_path}/a.jpg", "picture-broken"),
        (f"{tmp_path}/b.jpg", "picture-broken"),
    ]


def test_a_build_publishes_copies_and_no_place_and_forgets_pictures_that_are_gone(tmp_path: Path) -> None:
    work = desk(tmp_path, paper(photo()), design=ROOT)
    tree = work.build_here()
    page = tree["2026-05-01/01-bridge.html"].decode()
    assert 'srcset="bridge.jpg.480.webp 480w, bridge.jpg.900.webp 900w"' in page
    assert {"2026-05-01/bridge.jpg.480.webp", "2026-05-01/bridge.jpg.900.webp"} <= tree.keys()
    assert b"31.2304N" not in tree["2026-05-01/bridge.jpg"]
    assert len(stored(work.cache)) == 1
    before = stored(work.cache)
    work.write({f"{ISSUE}/bridge.jpg": photo(shade="maroon")})
    changed = work.build_here()
    assert changed["2026-05-01/bridge.jpg.480.webp"] != tree["2026-05-01/bridge.jpg.480.webp"]
    assert changed == work.clean_build_here()
    assert len(stored(work.cache)) == 1
    assert stored(work.cache) != before
    work.write({f"{ISSUE}/01-bridge.md": "---\nheadline: 大桥今日通车\n---\n\n今日通车。\n"})
    assert not any(url.endswith(".webp") for url in work.build_here())
    assert stored(work.cache) == set()


def test_a_picture_cut_short_fails_the_build_and_the_check_with_its_place(tmp_path: Path) -> None:
    work = desk(tmp_path, paper(photo()[:3000]), design=ROOT)
    for command in ("check", "build"):
        said = work.say(command, "--lang=en")
        assert said.returncode == 1
        assert f"content/{ISSUE}/bridge.jpg:1:1: the file is no picture" in said.stdout + said.stderr
    assert not work.output.exists()


def test_the_name_in_the_cache_is_not_that_of_the_bytes_alone(tmp_path: Path) -> None:
    (tmp_path / "bridge.jpg").write_bytes(photo())
    list(publish(tmp_path, str(tmp_path), ("bridge.jpg",), 1))
    assert stored(tmp_path) != {digest(photo())}, "it covers the code and the libraries that made it"
