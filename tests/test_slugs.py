"""Slugs of names in many scripts, and how clashes between them are settled."""

import re
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.slugs import distinct, is_safe_name, slugify

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("News", "news"),
        ("Letters to the Editor", "letters-to-the-editor"),
        ("Editor's Pick", "editors-pick"),
        ("O’Neill", "oneill"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("Ærø", "aero"),
        ("Señor Núñez", "senor-nunez"),
        ("Đặng Thị", "dang-thi"),
        ("İzmir", "izmir"),
        ("x\u0302y", "xy"),
        ("e\u0301cole", "ecole"),
        ("ﬁne", "fine"),
        ("ＡＢ１２", "ab12"),
        ("COVID-19", "covid-19"),
        ("a_b", "a-b"),
        ("时评", "shi-ping"),
        ("時評", "shi-ping"),
        ("重庆新闻", "chong-qing-xin-wen"),
        ("AI时代", "ai-shi-dai"),
        ("“科创中国”", "ke-chuang-zhong-guo"),
        ("2021年", "2021-nian"),
        ("𠮷野", "u20bb7-ye"),
        ("привет", "u043fu0440u0438u0432u0435u0442"),
        ("한국", "ud55cuad6d"),
        ("★", "u2605"),
        ("★ 热点", "re-dian"),
    ],
)
def test_names_become_slugs(name: str, slug: str) -> None:
    assert slugify(name) == slug


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        (".NET", "dot-net"),
        ("ASP.NET", "asp-net"),
        ("Node.js", "node-js"),
        ("R&D", "r-and-d"),
        ("R＆D", "r-and-d"),
        ("互联网+", "hu-lian-wang-plus"),
        ("50%", "50-percent"),
        ("#话题#", "hua-ti"),
        ("3.15", "3-15"),
    ],
)
def test_symbols_that_carry_meaning_are_spoken(name: str, slug: str) -> None:
    assert slugify(name) == slug


def test_languages_that_differ_in_a_symbol_have_different_slugs() -> None:
    assert len({slugify(name) for name in ("C", "C++", "C#")}) == 3


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("曾之安", "zeng-zhi-an"),
        ("欧阳 青", "ou-yang-qing"),
        ("查理·格林", "cha-li-ge-lin"),
        ("阿依古丽·买买提", "a-yi-gu-li-mai-mai-ti"),
        ("Jane Roe", "jane-roe"),
        ("Jane 曾", "jane-ceng"),
    ],
)
def test_a_person_is_known_by_the_surname(name: str, slug: str) -> None:
    assert slugify(name, person=True) == slug


@pytest.mark.parametrize("name", ["con", "NUL", "Aux", "prn", "COM1", "COM¹", "lpt9", "index", "Index"])
def test_names_of_devices_and_of_the_index_page_are_avoided(name: str) -> None:
    slug = slugify(name)
    assert slug.endswith("-x")
    assert is_safe_name(slug)


def test_long_names_are_cut_between_words_and_keep_apart() -> None:
    one, two = slugify("时评" * 60), slugify("时评" * 61)
    assert one != two
    assert max(len(one), len(two)) <= 80
    assert one.startswith("shi-ping-shi-ping-")
    assert re.fullmatch(r"(?:shi-ping-)+(?:shi-)?[0-9a-f]{8}", one)
    assert len(slugify("a" * 200)) <= 80


@pytest.mark.parametrize("name", ["", " ", "\u3000\n"])
def test_nothing_has_no_slug(name: str) -> None:
    assert slugify(name) == ""


@given(st.text(max_size=120), st.booleans())
def test_every_visible_name_has_a_slug_of_the_promised_form(name: str, person: bool) -> None:
    slug = slugify(name, person=person)
    if any(unicodedata.category(char)[0] in "LN" for char in name):
        assert slug
    if slug:
        assert SLUG.fullmatch(slug)
        assert len(slug) <= 80
        assert is_safe_name(slug)


@given(st.text(alphabet="абвгдежз가나다あいう", min_size=1, max_size=12))
def test_other_scripts_never_meet(name: str) -> None:
    assert slugify(name + "а") != slugify(name)
    assert slugify(name) != slugify(name[::-1]) or name == name[::-1]


def test_slugs_do_not_depend_on_the_seed_of_hashes() -> None:
    code = "from sitegen.slugs import *; print(slugify('时评' * 60), distinct([('李丽', 'li'), ('李莉', 'li')]))"
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1


def test_the_first_name_keeps_its_slug() -> None:
    slugs = distinct([("李丽", "li-li"), ("李莉", "li-li"), ("王五", "wang-wu"), ("李丽", "li-li")])
    assert slugs["李丽"] == "li-li"
    assert slugs["王五"] == "wang-wu"
    assert re.fullmatch(r"li-li-[0-9a-f]{4}", slugs["李莉"])


def test_a_newcomer_changes_no_address() -> None:
    before = [("李丽", "li-li"), ("李莉", "li-li"), ("李力", "li-li")]
    slugs = distinct(before)
    assert distinct([*before, ("黎丽", "li-li")]).items() >= slugs.items()
    assert distinct([before[0], ("黎丽", "li-li"), *before[1:]]).items() >= slugs.items()


def test_a_slug_that_is_another_name_with_its_hash_is_still_kept_apart() -> None:
    taken = distinct([("李丽", "li-li"), ("李莉", "li-li")])["李莉"]
    slugs = distinct([("甲", taken), ("李丽", "li-li"), ("李莉", "li-li")])
    assert len(set(slugs.values())) == 3


@given(st.lists(st.tuples(st.text(max_size=4), st.sampled_from(["", "a", "b", "a-b"])), max_size=40))
def test_no_two_names_share_a_slug(topics: list[tuple[str, str]]) -> None:
    slugs = distinct(topics)
    assert set(slugs) == {name for name, _ in topics}
    assert len(set(slugs.values())) == len(slugs)
    assert all(SLUG.fullmatch(slug) for slug in slugs.values())


@pytest.mark.parametrize("name", ["a", "01-huidi-duijie", "2021", "a--b", "console", "com10", "x" * 100])
def test_good_file_names_are_safe(name: str) -> None:
    assert is_safe_name(name)


@pytest.mark.parametrize(
    "name",
    [
        *("", "-a", "a-", "A", "a b", "a.b", "a/b", "a\\b", "..", "时评", "é", "a\n", "٣"),
        *("con", "nul", "aux", "prn", "com1", "lpt9", "x" * 101),
    ],
)
def test_bad_file_names_are_not_safe(name: str) -> None:
    assert not is_safe_name(name)
