import re

from sitegen.assets import ACCENT, NAMEPLATE, assets_of


def urls(files: dict[str, bytes]) -> dict[str, str]:
    return {asset.name: asset.url for asset in assets_of(files)}


def test_a_name_holds_a_digest_of_the_content_and_keeps_its_ending() -> None:
    one, other = urls({"a.js": b"1"})["a.js"], urls({"a.js": b"2"})["a.js"]
    assert re.fullmatch(r"assets/a\.[0-9a-f]{10}\.js", one)
    assert one != other


def test_a_style_sheet_points_at_the_hashed_names() -> None:
    css = b"p { background: url('rule.svg') } q { background: url(\"other.svg\") } r { background: url(data:,) }"
    made = {asset.name: asset for asset in assets_of({"a.css": css, "rule.svg": b"<svg/>"})}
    assert made["a.css"].content == (
        b"p { background: url("
        + made["rule.svg"].url.removeprefix("assets/").encode()
        + b') } q { background: url("other.svg") } r { background: url(data:,) }'
    )


def test_a_style_sheet_is_renamed_when_a_picture_of_it_changes() -> None:
    css = b"p { background: url(rule.svg) }"
    one, other = urls({"a.css": css, "rule.svg": b"<svg/>"}), urls({"a.css": css, "rule.svg": b"<svg />"})
    assert one["a.css"] != other["a.css"]


def test_the_accent_is_a_style_sheet_of_its_own() -> None:
    made = {asset.name: asset.content for asset in assets_of({}, accent="#a4161a")}
    assert b"--accent: #a4161a" in made[ACCENT]


def test_the_nameplate_keeps_the_ending_of_its_file() -> None:
    made = {asset.name: asset for asset in assets_of({}, nameplate=("name-2021.svg", b"<svg/>"))}
    assert re.fullmatch(r"assets/nameplate\.[0-9a-f]{10}\.svg", made[NAMEPLATE].url)


def test_assets_are_sorted_whatever_the_order_of_the_folder() -> None:
    files = {"b.css": b"", "a.css": b"", "c.svg": b""}
    assert assets_of(files) == assets_of(dict(reversed(files.items())))
    names = [asset.name for asset in assets_of(files)]
    assert names == sorted(names)
