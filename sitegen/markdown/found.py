"""What the text of a body holds beside its HTML, gathered while it is rendered."""

from dataclasses import dataclass, field
from typing import Final

from sitegen.markdown.places import Place
from sitegen.model import Heading, Link, Picture
from sitegen.problems import Problem, problem

_MOST: Final = 1000
"""Problems of one body that are worth telling."""


@dataclass(slots=True)
class Found:
    """Lists that the parts of the renderer add to, in the order of the text."""

    headings: list[Heading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    picture_places: list[Place] = field(default_factory=list)
    """Where each of the pictures stands."""

    fragments: list[tuple[str, Place]] = field(default_factory=list)
    """Links to a part of the same body, by id."""

    problems: list[Problem] = field(default_factory=list)

    def report(self, place: Place, code: str, **facts: object) -> None:
        """Note a problem."""
        if len(self.problems) > _MOST:
            return
        at, excerpt = place()
        if len(self.problems) == _MOST:
            self.problems.append(problem(at, "problems-many", excerpt, limit=_MOST))
        else:
            self.problems.append(problem(at, code, excerpt, **facts))


def short(text: str, most: int = 120) -> str:
    """Return `text`, cut where it is too long to be quoted in a message."""
    return text if len(text) <= most else text[: most - 1] + "…"
