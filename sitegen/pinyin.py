"""Han characters -> syllables without tones, read from pypinyin's own tables.

Importing pypinyin builds two dictionaries and takes a third of a second, in each process; a build that has one new
name would wait for it. Its tables are files sorted by key, so the few entries that are needed are looked up in
them: about 10 µs each. `tests/test_pinyin.py` holds this against the package itself.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from importlib.util import find_spec
from json import loads
from pathlib import Path
from unicodedata import normalize

_ENTRY = re.compile(rb'\n"([^"]+)": ')

_SURNAMES: dict[str, str] = dict(
    re.findall(
        r"(\w+):([a-z-]+)",
        "仇:qiu 单:shan 單:shan 卜:bu 区:ou 區:ou 曾:zeng 查:zha 朴:piao 盖:ge 蓋:ge 翟:zhai "
        "薄:bo 覃:qin 解:xie 缪:miao 繆:miao 阚:kan 闞:kan 么:yao 都:du 种:chong 員:yun 员:yun "
        "召:shao 洗:xian 折:she 秘:bi 繁:po 蔚:yu",
    )
)
"""Characters that as a surname sound otherwise than in most words."""

_COMPOUNDS: dict[str, str] = dict(
    re.findall(
        r"(\w+):([a-z-]+)",
        "尉迟:yu-chi 尉遲:yu-chi 万俟:mo-qi 长孙:zhang-sun 長孫:zhang-sun 单于:chan-yu "
        "單于:chan-yu 澹台:tan-tai 澹臺:tan-tai",
    )
)
"""Surnames of two characters, likewise."""

_WORDS: dict[str, str] = dict(
    re.findall(
        r"(\w+):([a-z-]+)",
        "重慶:chong-qing 重陽:chong-yang 銀行:yin-hang 行業:hang-ye 音樂:yin-yue 長江:chang-jiang "
        "長城:chang-cheng 長篇:chang-pian 長期:chang-qi 長安:chang-an 長征:chang-zheng "
        "特長:te-chang 成長:cheng-zhang 會計:kuai-ji 都會:du-hui 調查:diao-cha 調研:diao-yan "
        "校對:jiao-dui 傳記:zhuan-ji 樂團:yue-tuan 還是:hai-shi",
    )
)
"""Words in traditional characters, which pypinyin's table of words leaves out."""

_LONGEST_WORD = 8
"""Characters; the few longer entries of the table of words are proverbs."""


def syllables(han: str, *, person: bool = False) -> list[str]:
    """Return a syllable for each character, `v` for ü; one that pypinyin does not know stays as it is.

    Words decide between readings (重庆 is chong qing), and in a person's name only the surname does (曾 is zeng).
    """
    return _of_person(han) if person else _of_words(han)


def _of_person(name: str) -> list[str]:
    if name[:2] in _COMPOUNDS:
        return [*_COMPOUNDS[name[:2]].split("-"), *map(_reading, name[2:])]
    return [_SURNAMES.get(name[:1]) or _reading(name[:1]), *map(_reading, name[1:])]


def _of_words(text: str) -> list[str]:
    """Take the longest word that begins at each place, else the commonest reading of the character."""
    found: list[str] = []
    while len(found) < len(text):
        place = len(found)
        found += _word(text[place : place + _LONGEST_WORD]) or [_reading(text[place])]
    return found


@lru_cache(maxsize=4096)
def _word(text: str) -> list[str] | None:
    """Return the syllables of the longest word of the table that `text` begins with."""
    if text[:2] in _WORDS:
        return _WORDS[text[:2]].split("-")
    table, pair, whole = _table("phrases_dict.json"), text[:2].encode(), text.encode()
    best: re.Match[bytes] | None = None
    entry = _first_entry(table, lambda key: key < pair)
    while entry and len(pair) > len(text[:1].encode()) and entry[1].startswith(pair):
        if whole.startswith(entry[1]) and (best is None or len(entry[1]) > len(best[1])):
            best = entry
        entry = _ENTRY.search(table, entry.end())
    if best is None:
        return None
    readings = loads(table[best.end() : table.index(b"]\n]", best.end()) + 3])
    return [_toneless(of_character[0]) for of_character in readings]


@lru_cache(maxsize=8192)
def _reading(char: str) -> str:
    """Return the commonest reading of a character, or the character where there is none."""
    table, code = _table("pinyin_dict.json"), ord(char)
    entry = _first_entry(table, lambda key: int(key) < code)
    if entry is None or int(entry[1]) != code:
        return char
    return _toneless(table[entry.end() : table.index(b"\n", entry.end())].decode().strip('", ').split(",")[0])


def _first_entry(table: bytes, is_before: Callable[[bytes], bool]) -> re.Match[bytes] | None:
    """Return the first entry of a sorted table that is not before the one looked for, by halving."""
    low, high = 0, len(table)
    first: re.Match[bytes] | None = None
    while low < high:
        middle = (low + high) // 2
        entry = _ENTRY.search(table, middle)
        if entry is None or entry.start() >= high:
            high = middle
        elif is_before(entry[1]):
            low = entry.end()
        else:
            first, high = entry, middle
    return first


def _toneless(syllable: str) -> str:
    """Take the tone off a syllable; ü becomes v, as keyboards have it."""
    return re.sub("[\u0300-\u036f]", "", normalize("NFD", syllable).replace("u\u0308", "v"))


@lru_cache(maxsize=2)
def _table(name: str) -> bytes:
    package = find_spec("pypinyin")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("pypinyin", name="pypinyin")
    return Path(package.submodule_search_locations[0], name).read_bytes()
