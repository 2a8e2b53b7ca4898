"""Names of authors cut into surname and given name, as citations want them; what is no person's name stays whole."""

import re
from functools import lru_cache

from sitegen.bylines.names import COMPOUND, has_wide_script, is_latin_name, is_sure_name
from sitegen.quickclass import dataclass

_PARTICLES = frozenset(
    re.findall(r"\w+", "de da do dos das du del della di la le van von der den ter ten zu zur bin ibn al el st af av")
)
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|II|III|IV")
_BODY = re.compile(
    r"(?:Agency|Associated|Board|Bureau|Committee|Correspondents?|Department|Desk|Editors?|Group|News|Office|Press|"
    r"Reporters?|Service|Staff|Team|The|Times|University|Weekly|Writers?)"
)
"""A word that no person is called by: an office, or another paper."""

_PINYIN_SURNAMES = frozenset(
    re.findall(
        r"\w+",
        "Ai An Bai Bao Bian Cai Cao Cen Chai Chang Chen Cheng Chu Cui Dai Deng Ding Dong Dou Du Duan Fan Fang Fei Feng "
        "Fu Gan Gao Ge Geng Gong Gu Guan Guo Han Hao He Hong Hou Hu Hua Huang Huo Ji Jia Jian Jiang Jiao Jin Jing Kang "
        "Ke Kong Kuang Lai Lan Lei Leng Li Lian Liang Liao Lin Ling Liu Long Lou Lu Luo Lv Ma Mao Mei Meng Miao Mu Ni "
        "Nie Niu Ouyang Pan Pang Pei Peng Pu Qi Qian Qiao Qin Qiu Qu Ran Rao Ren Rong Ruan Shang Shao Shen Shi Shu "
        "Sima Song Su Sui Sun Tan Tang Tao Tian Tong Tu Wan Wang Wei Wen Weng Wu Xi Xia Xiang Xiao Xie Xin Xing Xiong "
        "Xu Xue Yan Yang Yao Ye Yi Yin Ying You Yu Yuan Yue Yun Zeng Zhai Zhan Zhang Zhao Zhen Zheng Zhong Zhou Zhu "
        "Zhuang Zhuo Zou Zuo",
    )
)
"""Surnames as pinyin writes them: before one of these a given name in pinyin would be strange, behind it not."""

_SYLLABLE = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:[aeiouü]{1,3})(?:ng(?![aeiouü])|n(?![aeiouü])|r(?![aeiouü]))?", re.I
)


@dataclass(frozen=True, slots=True)
class Name:
    """An author's name; without a `family` it is taken as it stands."""

    text: str
    family: str = ""
    given: str = ""
    suffix: str = ""
    """Jr., III."""

    chinese: bool = False
    """True where surname and given name are written together, in Chinese characters."""


@lru_cache(maxsize=16384)
def part_name(text: str, *, person: bool = True) -> Name:
    """Return a name in its parts; what is no `person` is never cut."""
    if not person or _BODY.fullmatch(text.rsplit(maxsplit=1)[-1]) or _BODY.fullmatch(text.split(maxsplit=1)[0]):
        return Name(text)
    if has_wide_script(text):
        if not is_sure_name(text) or "·" in text:
            return Name(text)
        cut = 2 if text[:2] in COMPOUND else 1
        return Name(text, text[:cut], text[cut:], chinese=True) if len(text) > cut else Name(text)
    words = text.split()
    suffix = words.pop().strip(",") if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    words = [word.strip(",") for word in words]
    if len(words) < 2 or not is_latin_name(" ".join(words)):
        return Name(text)
    if len(words) == 2 and words[0] in _PINYIN_SURNAMES and syllables_of(words[1]):
        return Name(text, words[0], words[1])
    first = next((i for i in range(1, len(words) - 1) if words[i].lower() in _PARTICLES), len(words) - 1)
    return Name(text, " ".join(words[first:]), " ".join(words[:first]), suffix)


def syllables_of(word: str) -> tuple[str, ...]:
    """Return the syllables of a given name in pinyin, at most three; nothing where it is no pinyin."""
    plain = word.replace("-", "").replace("'", "").replace("’", "")
    found = tuple(_SYLLABLE.findall(plain))
    return found if "".join(found) == plain and len(found) <= 3 else ()


@lru_cache(maxsize=16384)
def initials(name: Name) -> str:
    """Return the initials of a given name, a blank between them and no dots; of pinyin, one for each syllable."""
    syllables = syllables_of(name.given) if name.family in _PINYIN_SURNAMES else ()
    parts = syllables or re.findall(r"[^\W\d_][^\s.-]*", name.given)
    return " ".join(part[0].upper() for part in parts)
