"""A picture in HTML: the copies for those who can show them, loaded when it comes near."""

from pathlib import Path

import pytest
from papers import article, draw, read

from sitegen.model import Body, Picture
from sitegen.plates import NEAR, illustrated, picture

SIZES = "100vw"
IMAGE = '<img src="a%20b.jpg" alt="桥 &gt; &quot;河&quot;" width="900" height="600" loading="lazy">'
SOURCE = '<source type="image/webp" srcset="a%20b.jpg.480.webp 480w, a%20b.jpg.900.webp 900w" sizes="100vw">'


def body(html: str) -> Body:
    shown = Picture(src="a b.jpg", width=900, height=600, copies=(480, 900))
    return Body(html=html, paragraphs=(), pictures=(shown,))


def test_a_picture_names_its_copies_and_its_own_file() -> None:
    made = picture("../1/a b.jpg", 'a "b"', 900, 600, (480, 900), sizes=SIZES, first=False)
    assert made == (
        '<picture><source type="image/webp" srcset="../1/a%20b.jpg.480.webp 480w, ../1/a%20b.jpg.900.webp 900w"'
        ' sizes="100vw"><img src="../1/a%20b.jpg" alt="a &quot;b&quot;" width="900" height="600"'
        ' loading="lazy"></picture>'
    )


def test_the_first_picture_does_not_wait() -> None:
    made = picture("a.svg", "", 0, 0, (), sizes=SIZES, first=True)
    assert made == '<img src="a.svg" alt="" fetchpriority="high">'


def test_a_body_shows_its_pictures_with_their_copies() -> None:
    far = "<p>" + "字" * NEAR + "</p>"
    assert illustrated(body(far + IMAGE), SIZES) == f"{far}<picture>{SOURCE}{IMAGE}</picture>"


def test_a_picture_near_the_beginning_is_loaded_at_once_and_no_other() -> None:
    made = illustrated(body(IMAGE + IMAGE), SIZES)
    assert made.count("<picture>") == 2
    assert (made.count("loading"), made.count("fetchpriority")) == (1, 1)
    assert made.index("loading") > made.index("</picture>")


@pytest.mark.parametrize("html", ["<p>字</p>", '<img src="https://example.org/a.jpg" alt="" loading="lazy">'])
def test_what_is_not_ours_stays_as_it_is(html: str) -> None:
    far = "<p>" + "字" * NEAR + "</p>"
    assert illustrated(body(far + html), SIZES) == far + html


def test_what_reading_writes_is_what_is_found_here(tmp_path: Path) -> None:
    draw(tmp_path / "桥 (1).jpg", "JPEG", 900, 600)
    found = read({"a.md": article(body='![>](<桥 (1).jpg> "a")\n\n行中 ![x](<桥 (1).jpg>) 图')}, pictures=tmp_path)
    assert found.problems == ()
    assert illustrated(found.bodies[0], SIZES).count("<picture><source") == 2
