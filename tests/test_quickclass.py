import dataclasses
import pickle
from dataclasses import field, replace

import pytest

from sitegen.quickclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    headline: str
    tags: tuple[str, ...] = ()
    place: int = field(default=0, compare=False)
    hidden: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Story):
    until: str = ""


@dataclass(frozen=True, slots=True)
class Nothing:
    """Without a field."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    headline: str
    tags: tuple[str, ...] = ()
    place: int = field(default=0, compare=False)
    hidden: str = field(default="", repr=False)


def test_instances_are_compared_by_the_fields_that_count() -> None:
    story = Story(headline="大桥通车", tags=("桥",))
    assert story == Story(headline="大桥通车", tags=("桥",), place=3)
    assert story != Story(headline="大桥通车")
    assert story != Notice(headline="大桥通车", tags=("桥",))
    assert Nothing() == Nothing()


def test_equal_instances_are_one_in_a_set() -> None:
    assert len({Story(headline="大桥通车"), Story(headline="大桥通车", place=3), Story(headline="大桥")}) == 2
    assert hash(Story(headline="大桥通车")) == hash(Standard(headline="大桥通车"))


def test_what_cannot_be_hashed_makes_an_instance_that_cannot() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(Story(headline="大桥通车", tags=["桥"]))  # type: ignore[arg-type]


def test_an_instance_is_shown_as_the_standard_library_shows_it() -> None:
    shown = repr(Standard(headline="大桥“通车”", tags=("桥",), hidden="x"))
    assert repr(Story(headline="大桥“通车”", tags=("桥",), hidden="x")) == shown.replace("Standard", "Story")
    assert repr(Nothing()) == "Nothing()"


def test_fields_are_those_of_a_dataclass() -> None:
    assert [each.name for each in dataclasses.fields(Notice)] == ["headline", "tags", "place", "hidden", "until"]
    assert replace(Notice(headline="大桥"), until="1") == Notice(headline="大桥", until="1")
    with pytest.raises(TypeError):
        Story("大桥")  # type: ignore[call-arg]


def test_an_instance_goes_to_another_process() -> None:
    notice = Notice(headline="大桥", until="1", place=2)
    assert repr(pickle.loads(pickle.dumps(notice))) == repr(notice)


def test_there_are_slots_and_nothing_else() -> None:
    with pytest.raises(AttributeError):
        object.__setattr__(Story(headline="大桥"), "deck", "")
