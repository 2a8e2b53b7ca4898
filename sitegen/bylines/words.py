"""What one word of a Chinese byline means: a name, a role, both together (记者张三), a title, an agency.

The patterns are in simplified characters; a word is matched in that form and cut as it was written.
"""

import re
from functools import lru_cache

from sitegen.bylines.names import DOTS, is_name, is_place, is_sure_name
from sitegen.bylines.roles import CHINESE, POSTS, is_post, plainly

Item = tuple[str, str]
"""A kind and its text. The kinds that a word can have:

name; maybe (a name where one is due); post (what somebody is at the paper: the text is a role key); deed (what was
done, as printed); title (a person's or an organization's, as printed); agency; house (the paper with a deed: a
collective, where no name follows); desk (a collective that signs); credit and cited (a name with what it gave said
around it); list (and); affiliation (opens what is said of an author); skip (adds nothing, such as 报道).
"""

_LONGEST = 40
"""Characters of a word; a longer one is text."""

_ROLE = re.compile(
    "|".join(sorted((w for w in CHINESE if len(w) > 1 and CHINESE[w] != "agency"), key=len, reverse=True))
)
_KIND = (
    "(?:首席|见习|实习|特[约派邀]|摄影|文字|视频|高级|资深|[全融新]媒体?|兼职|独立|前方|联合|体育|财经|时政|数据"
    "|校园|学生|值班|执行|特邀|小)*"
)
_HOUSE = re.compile(
    "(?:本[版期刊]?|.{1,14}(?:[报刊台网社》」』]|杂志|客户端|中心|频道|新闻|观察|编辑部|在线))?[·•]?"
    f"{_KIND}(?:驻.{{1,6}}?|.{{1,4}}站)?{_KIND}"
)
"""The paper, and what kind of reporter: what may stand before a role word."""

_OUTLET = re.compile("[一-鿿]{2,10}")
_SHIFTS = (
    (re.compile("[见实]习"), "trainee"),
    (re.compile("特[约派邀]|驻"), "special_correspondent"),
    (re.compile("首席|资深|高级"), "chief_reporter"),
    (re.compile("摄影"), "photographer"),
    (re.compile("视频"), "video"),
)
"""What a modifier before 记者 or 通讯员 makes of the role; the first that stands there."""

_TITLE = re.compile(
    "本[报刊台网社]|.{0,20}(?:院士|教授|书记|主任|[市县局校院部会馆所科处省镇乡站社村]长|主席|研究员|医[师生]|律师|作家|诗人"
    "|博士|学者|专家|评论家|工程师|[农园]艺师|委员|代表|老师|讲师|总?经理|学[校院会]|医院|[大中小]学|研究[所院]|公司|集团"
    "|科协|协会|委员?会|[宣组][传织]部|局|实验室|基金会|党校|政府|博物馆|图书馆|中心|[网报社台站]|[刊杂]志|周刊|传媒|视觉|班)"
)
_DESK = re.compile(
    ".{0,16}(?:编辑部|编委会|评论部|采编部|采访组|报道组|课题组|工作室)|(?:本[报刊])?(?:资料|网络|档案)(?:图片?|照片)"
)
_PROVIDED = re.compile("(?:[图照]片|图|资料)由(.{2,20}?)(?:提供|供图)")
_PHRASES = (
    ("list", re.compile("[和与及]")),
    ("affiliation", re.compile("作者单位.*|作者[系是为].*|单位|作者简介.*")),
    (
        "skip",
        re.compile("综?合?报[道导]|采写报[道导]|专访|专题|特稿|[电讯等]|[本专][报刊网台电]讯?|连线报导|综合外电"),
    ),
)
"""Words that are no names and no roles, by their kind."""

_TAIL = re.compile("(.{2,}?)(?:综合)?报[道导]")
_FILED = re.compile("(.{2,6}?)报[道导]|发自.{1,8}")
_WIRED = re.compile("(.+?)(?:[0-9]{1,2}月)?[0-9]{1,2}日[电讯]")
_DEED_AT_END = re.compile(
    "(.{2,}?)(提供|供图|摄影报[道导]|摄影|图文|文图|撰文|[绘制]图|插[画图]|漫画|编译|翻译|整理|[摄绘译发等])"
)
_CITED = re.compile("图?据(.{2,})")
_QUOTED = re.compile("《[^《》]{1,20}》")
_DOT = re.compile(f"[{DOTS}]")
_AND = re.compile("[和与及]")


@lru_cache(maxsize=4096)
def read_word(word: str) -> tuple[Item, ...]:
    """Return what a word without separators means, in order; nothing where it is of no kind we know."""
    if len(word) <= _LONGEST:
        plain = plainly(word)
        for read in _READINGS:
            if found := read(word, plain):
                return found
    return ()


def _read_role(word: str, plain: str) -> tuple[Item, ...]:
    """Return the role or agency that the whole word prints, or a role with a dot behind it (文·张三)."""
    if key := CHINESE.get(plain):
        kind = "agency" if key == "agency" else "post" if is_post(plain) else "deed"
        return ((kind, key if kind == "post" else word),)
    head = _DOT.split(plain, maxsplit=1)[0]
    if head in CHINESE and len(head) < len(word) and (after := read_word(word[len(head) + 1 :])):
        return (*read_word(word[: len(head)]), *after)
    return ()


def _read_phrase(word: str, plain: str) -> tuple[Item, ...]:
    """Return the meaning of a word that is a fixed phrase, with a name in it or without."""
    for kind, phrase in _PHRASES:
        if phrase.fullmatch(plain):
            return ((kind, word),)
    if match := _PROVIDED.fullmatch(plain):
        return (("credit", word[match.start(1) : match.end(1)]),)
    match = _WIRED.fullmatch(plain)
    return _read_wired(word[: match.end(1)]) if match else ()


def _read_signed(word: str, plain: str) -> tuple[Item, ...]:
    """Return a deed at the end of a word with whose it is (张三摄)."""
    match = _DEED_AT_END.fullmatch(plain)
    if match is None or not (before := _read_signer(word[: match.end(1)], match[2])):
        return ()
    if match[2] == "提供" and before[-1][0] in ("name", "title"):
        return (("credit", before[-1][1]),)
    return before if match[2] in "发等" else (*before, ("deed", match[2]))


def _read_name(word: str, _: str) -> tuple[Item, ...]:
    """Return a sure name; a place, which stands before readers' names, is a title."""
    return (("title" if is_place(word) else "name", word),) if is_place(word) or is_sure_name(word) else ()


def _read_reported(word: str, plain: str) -> tuple[Item, ...]:
    """Return what stands before 报道, which adds nothing."""
    match = _TAIL.fullmatch(plain)
    return read_word(word[: match.end(1)]) if match else ()


def _read_rest(word: str, plain: str) -> tuple[Item, ...]:
    match = _ROLE.search(plain)
    return _read_headed(word, match) if match else _read_plain(word, plain)


_READINGS = (_read_role, _read_phrase, _read_signed, _read_name, _read_reported, _read_rest)
"""What a word is tried for, in order."""


def _read_wired(word: str) -> tuple[Item, ...]:
    """Return who sent a report by wire: 新华社成都 (5月1日电), 中央社记者张三台北 (12日电)."""
    for length in (0, 2, 3, 4):
        before = word[: len(word) - length]
        if before and (found := read_word(before)) and found[-1][0] in ("agency", "name"):
            return found
    return ()


def _read_signer(word: str, deed: str) -> tuple[Item, ...]:
    """Return whose deed it is: names, an agency, an organization."""
    plain = plainly(word)
    if CHINESE.get(plain) == "agency":
        return (("agency", word),)
    if is_sure_name(word):
        return (("name", word),)
    if match := _ROLE.search(plain):
        return _read_headed(word, match)
    if two := _split_two(word):
        return two
    gave = deed in ("供图", "提供") and is_name(word, after_role=True)
    return (("title", word),) if gave or _TITLE.fullmatch(plain) else ()


def _read_headed(word: str, match: re.Match[str]) -> tuple[Item, ...]:
    """Return a role with the paper before it and the name after it: 新华社驻京记者张三."""
    role, before, after = match[0], word[: match.start()], word[match.end() :]
    house = plainly(before)
    if _DESK.fullmatch(match.string):
        return (("desk", word),)
    if _HOUSE.fullmatch(house) or (is_post(role) and _OUTLET.fullmatch(before) and not is_sure_name(before)):
        key = _shifted(CHINESE[role], house)
        head: Item = ("post" if key in POSTS and is_post(role) else "deed", key)
        return _read_headed_name(head, after) if after else _with_house(head, word, before)
    if not after and is_post(role) and is_sure_name(before):
        return ("name", before), ("post", CHINESE[role])
    return (("title", word),) if _TITLE.fullmatch(match.string) else ()


def _with_house(head: Item, word: str, before: str) -> tuple[Item, ...]:
    """Return a role without a name; with the paper before it (本报评论员), a deed can be a signature itself."""
    return (("house", word), head) if before and head[0] == "deed" else (head,)


def _read_headed_name(head: Item, after: str) -> tuple[Item, ...]:
    """Return a role and the names right behind it, which must be sure (not 记者手记)."""
    if is_sure_name(after):
        return head, ("name", after)
    names = _split_two(after) or _read_foreign(after)
    return (head, *names) if names else ()


def _read_foreign(word: str) -> tuple[Item, ...]:
    """Return a name of four or more characters without a Chinese surname (阿依古丽)."""
    return (("name", word),) if len(word) >= 4 and is_name(word, after_role=False) else ()


def _shifted(key: str, before: str) -> str:
    """Return the role that the modifiers before it make of a plain one (特约 + 记者)."""
    if key in ("reporter", "correspondent"):
        for modifier, shifted in _SHIFTS:
            if modifier.search(before):
                return shifted
    return key


def _read_plain(word: str, plain: str) -> tuple[Item, ...]:
    """Return what a word without a role word in it means."""
    kind = ""
    if match := _CITED.fullmatch(plain):
        return (("credit" if plain[0] == "图" else "cited", word[match.start(1) :]),)
    if _DESK.fullmatch(plain):
        kind = "desk"
    elif _QUOTED.fullmatch(plain) or _TITLE.fullmatch(plain):
        kind = "title"
    elif two := _split_two(word):
        return two
    elif is_name(word, after_role=False):
        kind = "name"
    elif is_name(word, after_role=True):
        kind = "maybe"
    return ((kind, word),) if kind else ()


@lru_cache(maxsize=4096)
def is_filed_from(word: str) -> bool:
    """Tell whether the word says where a report was sent from, as it stands after a name: 台北報導, 发自巴黎."""
    match = _FILED.fullmatch(plainly(word))
    if match is None or match[1] is None or _ROLE.search(match[1]):
        return match is not None and match[1] is None
    place = word[: match.end(1)]
    return is_place(place) or not (is_sure_name(place) or _read_foreign(place))


def _split_two(word: str) -> tuple[Item, ...]:
    """Return the two names that 和 or 与 joins, where both are surely names; else nothing."""
    for joint in _AND.finditer(plainly(word)):
        left, right = word[: joint.start()], word[joint.end() :]
        if is_sure_name(left) and is_sure_name(right):
            return ("name", left), ("name", right)
    return ()
