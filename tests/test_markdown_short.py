"""The short way through Markdown must end in the very body that the parser's way ends in."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitegen.markdown.body import Rendered, render, render_by_parser
from sitegen.model import RemoteImages
from sitegen.pictures import Size

PICTURES = {"photo.jpg": Size(640, 480), "a.png": Size(3, 2)}

PARTS = (
    "大桥 通车 ， 。 “ ” 《 》 （ ！ — … 、 \u3000 \u3000\u3000 \ufe00 \ufe01 한국어 かな 😀 é word A b 7 2019 1. 12) "
    "* ** *** _ __ ~ ~~ ` `` [ ] ( ) ![ ]( < > & &amp; &copy ! # ## - + = | : ^ { } \" ' \\ / ; \\* *a* **b** `c` "
    "[文](02-b.md) [x](https://example.org/a?b=1&c=2) [y](http://例子.cn/路) [z](/abs) [w](javascript:x) "
    "![图](photo.jpg) ![](a.png) ![a](photo.jpg){credit=某某} ![r](https://example.org/p.png) **大桥。** **“通车”** "
    "**[x](y.md)** [**x**](y.md) [`a`](b.md) <b> </b> <br> <div> </div> <table> <td> <script> <!-- --> [^1] [^1]: "
    "[ref] [ref]:/u <http://example.org> --- === ``` |-|"
)
WORDS = st.sampled_from(
    [*PARTS.split(" "), " ", "  ", "   ", "\t", "\xa0", "\u2028", "\x00", "\ud800", "\x85", '![a](photo.jpg "说明")']
)
LINES = st.lists(WORDS, max_size=7).map("".join)
STARTS = st.sampled_from(
    ["", "", "", "", "--", "-- ", ">", "# ", "## ", "### ", "- ", "* ", "1. ", "> ", "    ", "  ", "#", "| ", "+ "]
)
BLOCKS = st.lists(st.tuples(STARTS, LINES).map("".join), min_size=1, max_size=3).map("\n".join)
GAPS = st.sampled_from(["\n\n", "\n\n", "\n\n", "\n", "\n\n\n", "\n \n", "\n\t\n  \n", "\n\n\n\n"])
TEXTS = st.lists(st.tuples(BLOCKS, GAPS).map("".join), max_size=7).map("".join)

CALM = st.sampled_from(
    ["大桥", "通车", "，", "。”", "“", "word", " ", "R&D", "3~5", "a > b", "1 < 2", "!", "2019年", "（", "\n"]
)
SIMPLE = st.sampled_from(
    ["[文](02-b.md)", "[x](https://example.org/a)", "**大桥。**", "**a**", "`code`", "**“q”**", "[！](a.md)"]
)
CALM_TEXTS = st.lists(st.lists(st.one_of(CALM, CALM, SIMPLE), min_size=1, max_size=8).map("".join), max_size=5).map(
    "\n\n".join
)


def by(way: object, text: str, remote_images: RemoteImages = "refuse") -> Rendered:
    assert callable(way)
    result = way(
        text,
        path="issues/2021/2021-05-14/01-a.md",
        first_line=7,
        remote_images=remote_images,
        pictures=PICTURES,
        address=lambda target: target.replace(".md", ".html"),
    )
    assert isinstance(result, Rendered)
    return result


def told(rendered: Rendered) -> tuple[Rendered, list[object]]:
    """Return what was rendered with the places of its pictures."""
    return rendered, [place() for place in rendered.pictures]


@settings(max_examples=500, deadline=None, derandomize=True)
@given(TEXTS, st.sampled_from(["refuse", "link", "allow"]))
@example("**一**[a](b.md)\n\n- 二\n\n三\n\n    四", "refuse")
@example("a\n   \nb\n\n\n\nc", "refuse")
@example("# \u3000\n\n\u3000\n\n## 二", "refuse")
def test_the_short_way_ends_where_the_parser_ends(text: str, remote_images: RemoteImages) -> None:
    assert told(by(render, text, remote_images)) == told(by(render_by_parser, text, remote_images))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(CALM_TEXTS)
def test_running_text_is_the_same_by_both_ways(text: str) -> None:
    assert told(by(render, text)) == told(by(render_by_parser, text))
