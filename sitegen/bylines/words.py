"""What one word of a Chinese byline means: a name, a role, both together (记者张三), a title, an agency."""

import re
from functools import lru_cache

from sitegen.bylines.names import is_name, is_sure_name
from sitegen.bylines.roles import CHINESE, POSTS

Item = tuple[str, str]
"""A kind and its text. Kinds made here:

name; maybe (a name where one is due); post (the text is a role key); deed (what was done, as printed); title (a
person's or an organization's, as printed); agency; desk (a collective that signs); credit (a name with its deed
said around it); skip (adds nothing, such as 报道).
"""

_LONGEST = 40
_ROLE = re.compile(
    "|".join(sorted((word for word in CHINESE if len(word) > 1 and CHINESE[word] != "agency"), key=len, reverse=True))
)
_HOUSE = re.compile(
    "(?:本[版期刊]?|.{1,14}(?:[报報刊台臺网網社》」』]|[杂雜][志誌]|客[户戶]端|中心|[频頻]道|新[闻聞]|[编編][辑輯]部))?"
    "(?:首席|[见見][习習]|[实實][习習]|特[约約派邀]|[摄攝]影|文字|[视視][频頻]|高[级級]|[资資]深|[全融新]媒[体體]?|兼[职職]|[独獨]立|前方"
    "|[联聯]合|[体體]育|[财財][经經]|[时時]政|[数數][据據]|校[园園]|[学學]生|小|[驻駐].{1,6}?|.{1,4}站)*"
)
"""The paper, and what kind of reporter: what may stand before a role word."""

_SHIFTS = (
    (re.compile("[见見][习習]|[实實][习習]"), "trainee"),
    (re.compile("特[约約派邀]|[驻駐]"), "special_correspondent"),
    (re.compile("首席|[资資]深|高[级級]"), "chief_reporter"),
    (re.compile("[摄攝]影"), "photographer"),
    (re.compile("[视視][频頻]"), "video"),
)
"""What a modifier before 记者 or 通讯员 makes of the role; the first that stands there."""

_TITLE = re.compile(
    ".{0,20}(?:院士|教授|[书書][记記]|主任|[市县縣局校院部会會馆館所科处處省镇鎮乡鄉站社村][长長]|主席|研究[员員]|[医醫][师師生]|律[师師]"
    "|作家|[诗詩]人|博士|[学學]者|[专專]家|[评評][论論]家|工程[师師]|[农農][艺藝][师師]|委[员員]|代表|老[师師]|[讲講][师師]|[总總][经經]理"
    "|[学學][校院会會]|[医醫]院|[大中小][学學]|研究[所院]|公司|集[团團]|科?[协協]会?|[协協][会會]|委[员員]?[会會]|[宣组組][传傳织織]部|局"
    "|[实實][验驗]室|基金[会會]|[党黨]校|政府|博物[馆館]|[图圖][书書][馆館]|中心|[网網报報社台臺站]|[刊杂雜][志誌]|周刊|[传傳]媒|[视視][觉覺])"
)
_DESK = re.compile(".{0,16}(?:[编編][辑輯]部|[编編]委[会會]|[评評][论論]部|采[编編]部|[采採][访訪][组組]|[报報][道導][组組]|[课課][题題][组組]|工作室)")
_PROVIDED = re.compile("(?:[图圖照]片|[图圖]|[资資]料)由(.{2,20}?)(?:提供|供[图圖])")
_NOTHING = re.compile("(?:[综綜]合)?(?:[报報][道導]|[采採][写寫][报報][道導])|[电電讯訊]|[本专專][报報刊网網台臺電][讯訊]|等")
_TAIL = re.compile("(.{2,}?)(?:[综綜]合)?(?:[报報][道導]|等)")
_DEED_AT_END = re.compile(
    "(.{2,}?)(供[图圖]|[摄攝]影[报報][道導]|[摄攝]影|[图圖]文|文[图圖]|撰文|[绘繪制製][图圖]|插[画畫图圖]|漫[画畫]|[编編][译譯]|[翻][译譯]"
    "|整理|[摄攝绘繪译譯]|[发發])"
)
_CITED = re.compile("(?:[据據]|[图圖][据據])(.{2,})")
_QUOTED = re.compile("《[^《》]{1,20}》")
_AND = re.compile("[和与與及]")


@lru_cache(maxsize=4096)
def read_word(word: str) -> tuple[Item, ...]:
    """Return what a word without separators means, in order; nothing where it is of no kind we know."""
    if key := CHINESE.get(word):
        return ((("agency", word) if key == "agency" else ("post", key) if key in POSTS else ("deed", word)),)
    if len(word) > _LONGEST:
        return ()
    if _NOTHING.fullmatch(word):
        return (("skip", word),)
    if match := _PROVIDED.fullmatch(word):
        return (("credit", match[1]),)
    if (match := _DEED_AT_END.fullmatch(word)) and (before := _read_signed(match[1])):
        return before if match[2] in "发發" else (*before, ("deed", match[2]))
    if is_sure_name(word):
        return (("name", word),)
    if (match := _TAIL.fullmatch(word)) and (found := read_word(match[1])):
        return found
    if match := _ROLE.search(word):
        return _read_headed(word[: match.start()], match[0], word[match.end() :])
    return _read_plain(word)


def is_organization(word: str) -> bool:
    """Tell whether the word is a person's title or the name of an organization, by how it ends."""
    return _TITLE.fullmatch(word) is not None


def _read_signed(word: str) -> tuple[Item, ...]:
    """Return the names before a deed at the end of a word (张三摄), or the agency or house that gave a picture."""
    if CHINESE.get(word) == "agency":
        return (("agency", word),)
    if is_sure_name(word):
        return (("name", word),)
    if (match := _ROLE.match(word)) and CHINESE[match[0]] in POSTS and is_sure_name(word[match.end() :]):
        return ("post", CHINESE[match[0]]), ("name", word[match.end() :])
    if match := _ROLE.search(word):
        return _read_headed(word[: match.start()], match[0], word[match.end() :])
    return _split_two(word) or ((("title", word),) if is_organization(word) else ())


def _read_headed(before: str, role: str, after: str) -> tuple[Item, ...]:
    """Return a role with the paper before it and the name after it: 新华社驻京记者张三."""
    if _DESK.fullmatch(before + role + after):
        return (("desk", before + role + after),)
    if _HOUSE.fullmatch(before):
        key = _shift(CHINESE[role], before)
        head: Item = ("post", key) if key in POSTS else ("deed", key if key != CHINESE[role] else role)
        if not after:
            return (("house", before + role), head) if before and key not in POSTS else (head,)
        name = ((("name", after),) if is_sure_name(after) else _split_two(after)) or _read_foreign(after)
        return (head, *name) if name else ()
    if not after and CHINESE[role] in POSTS and is_sure_name(before):
        return ("name", before), ("post", CHINESE[role])
    return (("title", before + role),) if not after and is_organization(before + role) else ()


def _read_foreign(word: str) -> tuple[Item, ...]:
    """Return a name of four or more characters without a Chinese surname (阿依古丽)."""
    return (("name", word),) if len(word) >= 4 and is_name(word, after_role=False) else ()


def _shift(key: str, before: str) -> str:
    """Return the role that the modifiers before it make of a plain one (特约 + 记者)."""
    if key in ("reporter", "correspondent"):
        for modifier, shifted in _SHIFTS:
            if modifier.search(before):
                return shifted
    return key


def _read_plain(word: str) -> tuple[Item, ...]:
    """Return what a word without a role word in it means."""
    if _DESK.fullmatch(word):
        return (("desk", word),)
    if match := _CITED.fullmatch(word):
        return (("cited", match[1]),)
    if _QUOTED.fullmatch(word):
        return (("title", word),)
    if two := _split_two(word):
        return two
    if is_name(word, after_role=False) and not (len(word) > 2 and is_organization(word)):
        return (("name", word),)
    if is_organization(word):
        return (("title", word),)
    return (("maybe", word),) if is_name(word, after_role=True) else ()


def _split_two(word: str) -> tuple[Item, ...]:
    """Return the two names that 和 or 与 joins, where both are surely names; else nothing."""
    for joint in _AND.finditer(word):
        left, right = word[: joint.start()], word[joint.end() :]
        if is_sure_name(left) and is_sure_name(right):
            return ("name", left), ("name", right)
    return ()
