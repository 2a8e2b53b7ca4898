"""Every text of the layouts must be in the Chinese catalogs: a reader should never meet one left in English."""

from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from sitegen.catalog import LOCALES

LAYOUTS = Path(__file__).parent.parent / "layouts"


def texts_of_layouts() -> set[str]:
    found = extract_from_dir(LAYOUTS, [("**.html", "jinja2")], {"**.html": {"newstyle_gettext": "true"}})
    return {text if isinstance(text, str) else text[0] for _, _, text, _, _ in found}


def translations(name: str) -> dict[str, str]:
    """Return the translated texts by the English ones, all plural forms in one."""
    with (LOCALES / name / "LC_MESSAGES" / "sitegen.po").open("rb") as file:
        return {
            message.id if isinstance(message.id, str) else message.id[0]: "".join(message.string or "")
            for message in read_po(file)
        }


@pytest.mark.parametrize("name", ["zh_CN", "zh_TW"])
def test_every_text_of_the_layouts_is_translated(name: str) -> None:
    known = translations(name)
    assert {text for text in texts_of_layouts() if not known.get(text)} == set()


@pytest.mark.parametrize("name", ["zh_CN", "zh_TW"])
def test_a_translation_keeps_the_places_of_its_text(name: str) -> None:
    known = translations(name)
    for text in texts_of_layouts():
        for place in ("%(label)s", "%(number)s", "%(minutes)s", "%(num)s"):
            assert (place in text) == (place in known[text])
