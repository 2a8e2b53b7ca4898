"""The fields of an article's front matter, in the order in which an editor writes them."""

import re

from yaml.nodes import Node

from sitegen.articles.zones import ZONE
from sitegen.quickclass import dataclass
from sitegen.schema import Choice, Day, Either, Field, Flag, Line, List, Mapping, Pattern, Reading, Text, Whole

LABEL = Pattern(re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,10}[A-Za-z0-9])?"), "label-invalid")
"""A page label as printed; it is part of the page's address."""

_ALIAS = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(?:/[A-Za-z0-9_][A-Za-z0-9._-]*)*\.html?")
_ADDRESS = Pattern(_ALIAS, "alias-invalid")
_NO_REASON = frozenset({"true", "false", "yes", "no"})


@dataclass(frozen=True, slots=True)
class _Reason(Text):
    """Text that says why; a bare yes or no says nothing."""

    def read(self, node: Node, field: Field, reading: Reading) -> str | None:
        """Return the text."""
        value = Text.read(self, node, field, reading)
        if value and value.lower() in _NO_REASON:
            reading.wrong(node, "reason-expected", field)
            return None
        return value


FIELDS = Mapping(
    Field("kicker", Line(), "The line above the headline.", "春运进行时"),
    Field(
        "headline", Line(), "The headline; a blank in a Chinese one is a good place to break it.", "大桥今日通车", True
    ),
    Field("deck", Line(), "The line below the headline.", "全长三公里 车程缩短一半"),
    Field("summary", Text(), "Two sentences for lists; else the first paragraph is cut.", "大桥今日上午通车。"),
    Field("issue", Line(), "Name of its issue, by which a CMS files it; the folder says it too.", "2021-05-14"),
    Field("page", LABEL, "Label of the page it stands on.", '"1"'),
    Field("order", Whole(1), "Place on the page, from 1; else the file name decides.", "1"),
    Field("rank", Choice(("lead", "major", "normal", "brief")), "How big it is on its page.", "major"),
    Field("section", Line(), "The part of the paper.", "要闻"),
    Field("column", Line(), "The named regular feature it belongs to.", "江边夜话"),
    Field(
        "byline",
        Either(
            Line(),
            List(
                Mapping(
                    Field("name", Line(), "Who.", "林晓", required=True),
                    Field("role", Line(), "As what: reporter, photographer, or as printed.", "reporter"),
                )
            ),
        ),
        "Who made it, as printed or as a list.",
        "本报记者 林晓",
    ),
    Field("dateline", Line(), "What opens the text in print.", "本报讯"),
    Field("tags", List(Line()), "What it is about.", "[大桥, 交通]"),
    Field("zones", List(ZONE), "Its outline on the page image.", '[{page: "1", rect: [3.4, 7.6, 93.1, 43.4]}]'),
    Field("updated", Day(), "Day of the last change to the text.", "2021-05-15"),
    Field(
        "corrections",
        List(
            Mapping(
                Field("date", Day(), "Day of the correction.", "2021-05-15", required=True),
                Field("text", Text(), "What was wrong and what is right.", "桥长应为三公里。", required=True),
            )
        ),
        "What was put right after printing.",
        "[{date: 2021-05-15, text: 桥长应为三公里。}]",
    ),
    Field(
        "corrects",
        Either(_ADDRESS, List(_ADDRESS)),
        "Addresses of the stories that this one puts right.",
        "[2021-05-14/01-bridge.html]",
    ),
    Field("retracted", _Reason(), "Why the story does not hold any more.", "消息来源不实。"),
    Field("aliases", List(_ADDRESS), "Earlier addresses.", "[2021-05-14/old-name.html]"),
    Field("search", Flag(), "Whether search finds it.", "false"),
    Field("feeds", Flag(), "Whether feeds carry it.", "false"),
    Field("draft", Flag(), "Whether it is not ready yet.", "true"),
)
