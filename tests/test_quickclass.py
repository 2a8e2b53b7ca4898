import dataclasses
import pickle
from collections.abc import Callable

import pytest

from sitegen.quickclass import dataclass, field, fields_of, replace


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
    place: int = dataclasses.field(default=0, compare=False)
    hidden: str = dataclasses.field(default="", repr=False)


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


@dataclass(frozen=True, slots=True)
class Named:
    headline: str
    places: list[int] = field(default_factory=list)
    name: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", f"“{self.headline}”")


def test_what_is_made_for_each_instance_is_its_own() -> None:
    one, other = Named("大桥"), Named("新桥", [1])
    assert (one.places, other.places) == ([], [1])
    assert one.places is not Named("大桥").places


def test_what_follows_from_other_fields_follows_after_a_change() -> None:
    assert Named("大桥").name == "“大桥”"
    assert replace(Named("大桥"), headline="新桥").name == "“新桥”"


@pytest.mark.parametrize("changed", [replace, dataclasses.replace])
def test_fields_are_those_of_a_dataclass(changed: Callable[..., Notice]) -> None:
    names = ("headline", "tags", "place", "hidden", "until")
    assert fields_of(Notice) == tuple(each.name for each in dataclasses.fields(Notice)) == names
    assert changed(Notice(headline="大桥"), until="1") == Notice(headline="大桥", until="1")
    told = [(each.name, each.default, each.compare, each.repr) for each in dataclasses.fields(Standard)]
    assert [(each.name, each.default, each.compare, each.repr) for each in dataclasses.fields(Story)] == told
    with pytest.raises(TypeError):
        Story("大桥")  # type: ignore[call-arg]


def test_an_instance_goes_to_another_process() -> None:
    notice = Notice(headline="大桥", until="1", place=2)
    assert repr(pickle.loads(pickle.dumps(notice))) == repr(notice)


def test_there_are_slots_and_nothing_else() -> None:
    with pytest.raises(AttributeError):
        object.__setattr__(Story(headline="大桥"), "deck", "")
