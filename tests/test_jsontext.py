"""Values as JSON are what the standard library's encoder makes of them, and bodies too, whatever was written."""

import json
from datetime import date

import pytest

from sitegen.jsontext import encode, given, quoted, quoted_body
from sitegen.markdown.body import render


def test_values_are_as_the_library_writes_them() -> None:
    text = 'a"\\\n\x01\u2028é禾'
    value: dict[str, object] = {"名": text, "list": [1, 2.5, True, None, ("x", {})], "": {"deep": []}}
    assert encode(value) == json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    assert quoted(text) == json.dumps(text, ensure_ascii=False)


def test_what_is_no_value_of_json_is_refused() -> None:
    with pytest.raises(TypeError, match="no value of JSON"):
        encode({"day": date(2021, 5, 14)})


def test_fields_without_a_value_are_left_out() -> None:
    assert given({"a": "", "b": (), "c": None, "d": "x", "e": 0}) == {"d": "x"}


@pytest.mark.parametrize("written", ["{}", "<b title='{}'>b</b>", "`{}`"])
def test_a_body_is_json_whatever_characters_its_author_wrote(written: str) -> None:
    marks = [form for code in range(0x21) for form in (f"&#{code};", chr(code))]
    text = '“禾”"\\ \U0001f33e'.join(written.format(mark) for mark in marks)
    body = render(
        text, path="a.md", first_line=1, remote_images="refuse", pictures={}, address=lambda target: target
    ).body
    for told in (body.html, "\n".join(body.paragraphs)):
        assert quoted_body(told) == json.dumps(told, ensure_ascii=False).encode()
