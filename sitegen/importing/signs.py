"""The signs by which a newspaper's text shows what it is: datelines, signatures, credits, imprints.

One line of plain text is all that is known here. Patterns are in simplified characters; a line is matched in that
form (`plainly` keeps lengths) and cut as it was written.
"""

import re

from sitegen.bylines import is_understood, parse_byline
from sitegen.bylines.names import is_sure_name
from sitegen.bylines.roles import plainly
from sitegen.quickclass import dataclass

_NAME = r"(?:[一-鿿]{2,4}|[一-鿿]+·[一-鿿·]+)"
_QUOTED = re.compile("[“”‘’《》「」『』！？!?%]")
_SHORT_NAME = re.compile(r"[一-鿿]{2,4}|[^一-鿿]{2,40}|[一-鿿]{0,6}(?:社|网|报|中心|编辑部|报道组|评论员)")
_BRACKETED = re.compile(r"[（(【\[]\s*([^（）()【】\[\]]{2,60}?)\s*[）)】\]]$")
_OPENING = re.compile(r"\s*[（(【\[]\s*([^（）()【】\[\]]{2,60}?)\s*[）)】\]]\s*")
_SPOKEN = re.compile(
    r"\s*([^，。,：:（(]{2,30}?)(?:综合|摄影)?报[道导]\s*[：:]?\s*|\s*([^，。,：:（(]{2,30}?)\s*[：:]\s*"
)
_DATELINE = re.compile(
    r"(?:本[报刊台网社](?:综合)?(?:讯|消息|电)"
    r"|本报综合(?:报道|消息)"
    r"|(?:据)?(?:本[报刊]|[一-鿿]{2,6}社)[一-鿿]{0,10}?(?:[0-9]{1,4}年)?(?:[0-9]{1,2}月)?[0-9]{1,2}日(?:专?电|讯|消息)"
    r"|(?:据)?(?:新华社|中新社|中央社|人民日报)(?:消息|讯|专?电))(?![一-鿿]*版)"
)
_ENGLISH_DATELINE = re.compile(
    r"[A-Z][A-Z.’'-]+(?: [A-Z.’'-]+){0,3}(?:, [A-Z][a-z]+\.?(?: [0-9]{1,2})?)?(?: \([A-Z][A-Za-z ]{1,20}\))?"
    r"(?= ?[—–] ?| ?-- ?)"
)
_TAKEN = "(?:摄影报道|摄影|摄|绘图|制图|漫画|绘)"
_CREDIT = re.compile(
    rf"(?:[^\s（）()，。,]{{0,8}}?(?:记者|通讯员|发)\s*)?{_NAME}(?:[\s、]+{_NAME})*\s*[/／]?\s*{_TAKEN}"
    rf"|{_NAME}(?:[\s、]+{_NAME})*\s*[/／]\s*图|[一-鿿·]{{2,12}}\s*(?:供图|提供|供稿)"
    rf"|(?:图|摄|摄影|图片|图源)\s*[/／：:]\s*{_NAME}(?:[\s、]+{_NAME})*"
    r"|新华社(?:发|记者)\S{0,12}|资料(?:图片|照片|图)|视觉中国(?:供图)?|网络图片"
    r"|(?:Photos?|Picture|Photograph)(?: by|:) [A-Z][\w.’' -]{2,40}"
)
_CAPTION_START = re.compile(r"[▲△▼▽◀▶←→↑↓]|图(?:为|中|①)|[上下左右]图")
_ENUMERATED = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[0-9]{1,2}[.、．)）]|第[一二三四五六七八九十]+[、，]|Q[:：]|[问答][：:]"
)
_JUMP = re.compile(
    r"[（(【]?\s*(?:下转|上接|紧接)第?\s*[0-9A-Z一二三四五六七八九十]{1,4}\s*版\s*[^）)】]{0,8}[）)】]?"
    r"|Continued (?:on|from) [Pp]age \w+"
)
_BY = re.compile(r"[Bb][Yy] [A-Z][\w.’'-]+(?:,? (?:and |van |de )*[A-Z][\w.’'-]+)*")
_DECK = re.compile(r"\s*(?:[—―─－]{1,4}|--+)\s*(?=\S)")
_END = re.compile(r"(?:[。！？!?…：:]|(?<=[A-Za-z0-9”’\"')])\.|\.(?=[”\"’')]))[”’」』）)】〉》\"']*$")
_FURNITURE = re.compile(
    "|".join(
        (
            # what the paper says of itself
            r"欢迎(?:关注|订阅|扫码)|微信公众号|官方微(?:信|博)|二维码|扫[一描码]|客户端下载|^版权所有|^未经.{2,10}授权",
            r"(?:新闻|投稿|订报|发行|广告|热线).{0,4}(?:电话|热线|邮箱|QQ)|[\w.-]+@[A-Za-z0-9-]+\.[a-z]|https?://|www\.",
            r"邮发代号|国内统一|CN\s?[0-9]{2}-[0-9]{4}|ISSN|零售价|定价|今日[0-9一二三四五六七八九十]+版|第\s*[0-9]+\s*期",
            # who made the page
            r"(?:编辑|校对|版式|美编|责编|主编|审校|检校|组版)\s*[：:／/\s].{2,}",
            # the folio line: label, name of the page, date
            r"^[（(]?第?\s*[A-Z]?[0-9]{1,3}\s*版?[）)]?$|^[A-Z]?[0-9]{1,3}\s*版?[\s　]*[一-鿿·]{2,6}$",
            r"^[一-鿿·]{2,6}[\s　]+第?[A-Z]?[0-9]{1,3}版?$|(?:^| )Page [A-Z]?[0-9]{1,3}$",
            r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日.{0,4}(?:星期|周)[一二三四五六日]|农历.{2,12}[年月]|星期[一二三四五六日]$",
            r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, [A-Z][a-z]+ [0-9]{1,2}, [0-9]{4}",
        )
    )
)
_LABEL = re.compile(
    r"^([A-Z]?[0-9]{1,3})\s+[一-鿿]|第\s*([A-Z]?[0-9]{1,3})\s*版|(?:^|\s)([A-Z]?[0-9]{1,3})\s*版"
    r"|Page ([A-Z]?[0-9]{1,3})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A text and who signed it."""

    text: str
    byline: str


def is_signature(text: str) -> bool:
    """Tell whether a text is surely a byline: with roles, or nothing but names by their surnames."""
    if not text or len(text) > 60 or _QUOTED.search(text) or not is_understood(text):
        return False
    people = parse_byline(text)
    return bool(people) and all(is_sure_name(by.name) or (by.role and _SHORT_NAME.fullmatch(by.name)) for by in people)


def is_byline(text: str) -> bool:
    """Tell whether a line of its own is a byline by its roles, or by the brackets around its names."""
    text = text.strip()
    if len(text) > 60 or text[-1:] in "。！？，":
        return False
    if match := _BRACKETED.fullmatch(text):
        return is_signature(match[1])
    if _BY.fullmatch(text):
        return True
    return is_signature(text) and not is_names(text) and not _CREDIT.fullmatch(plainly(text))


def is_names(text: str) -> bool:
    """Tell whether a line is nothing but names: a byline below a title, and elsewhere perhaps a title (秋收)."""
    return is_signature(text) and not any(by.role for by in parse_byline(text))


def plain_byline(text: str) -> str:
    """Return a byline without brackets, marks and `By` around it."""
    text = text.strip().strip("□■●◆◎○◇▲△※*·•—-　 ")
    match = _BRACKETED.fullmatch(text)
    text = match[1] if match else text
    return " ".join(re.sub(r"^[Bb][Yy] ", "", text).split())


def split_signature(text: str) -> Signed | None:
    """Return a paragraph without the signature at its end in brackets, or None where there is none."""
    match = _BRACKETED.search(text)
    if match is None or not is_signature(match[1]):
        return None
    return Signed(text=text[: match.start()].rstrip(), byline=" ".join(match[1].split()))


def split_dateline(text: str) -> tuple[str, Signed] | None:
    """Return the dateline that opens a paragraph, and the rest with who is named right behind it; None without one."""
    plain = plainly(text)
    match = _DATELINE.match(plain) or _ENGLISH_DATELINE.match(text)
    if match is None:
        return None
    dateline, rest = text[: match.end()], text[match.end() :]
    if not rest or (rest[0] not in " 　:：（(—–-" and match.re is _ENGLISH_DATELINE):
        return None
    byline = ""
    for form in (_OPENING, _SPOKEN):
        found = form.match(plainly(rest))
        named = rest[found.start(found.lastindex or 0) : found.end(found.lastindex or 0)].strip() if found else ""
        if found and is_signature(named):
            byline, rest = " ".join(named.split()), rest[found.end() :]
            break
    return " ".join(dateline.split()), Signed(text=rest.lstrip(" 　:：—–-"), byline=byline)


def split_opening(text: str) -> Signed | None:
    """Return a paragraph without the signature in brackets that opens it, or None where there is none."""
    match = _OPENING.match(text)
    if match is None or not is_signature(match[1]):
        return None
    return Signed(text=text[match.end() :], byline=" ".join(match[1].split()))


def split_credit(text: str) -> tuple[str, str] | None:
    """Return caption and credit of a line that ends with who made the picture; the caption may be empty."""
    plain = plainly(text.strip())
    text = text.strip()
    if len(text) > 240:
        return None
    if match := _BRACKETED.search(text):
        inner = match[1]
        if _CREDIT.fullmatch(plainly(inner)):
            return text[: match.start()].rstrip(), " ".join(inner.split())
        return None
    if _CREDIT.fullmatch(plain):
        return "", " ".join(text.split())
    for blank in re.finditer(r"[\s　]+|(?<=[。！？”])", plain):
        if _CREDIT.fullmatch(plain[blank.end() :]):
            return text[: blank.start()].rstrip(), " ".join(text[blank.end() :].split())
    return None


def is_caption(text: str) -> bool:
    """Tell whether a line says by its first characters that it belongs to a picture."""
    return bool(_CAPTION_START.match(plainly(text))) and len(text) <= 240


def is_furniture(text: str) -> bool:
    """Tell whether a short line is the paper's own: folio, imprint, address, notice."""
    return len(text) <= 80 and not _END.search(text) and bool(_FURNITURE.search(plainly(text)))


def is_enumerated(text: str) -> bool:
    """Tell whether a heading counts (一、 or 1.), as headings within a story do."""
    return bool(_ENUMERATED.match(plainly(text)))


def split_deck(text: str) -> str:
    """Return the deck that a line with a dash before it is, or an empty text."""
    match = _DECK.match(text)
    return text[match.end() :].strip() if match and len(text) <= 80 and not text.endswith("。") else ""


def without_jump(text: str) -> tuple[str, str]:
    """Return a paragraph without its jump line, and the jump line (下转第3版), empty where there is none."""
    match = _JUMP.search(plainly(text))
    if match is None or (match.start() > 0 and match.end() < len(text)):
        return text, ""
    jump = text[match.start() : match.end()]
    return (text[: match.start()] + text[match.end() :]).strip(), jump


def has_end(text: str) -> bool:
    """Tell whether a text ends as a sentence does."""
    return bool(_END.search(text.rstrip()))


def page_label(text: str) -> str:
    """Return the page label that a folio line names, or an empty text."""
    match = _LABEL.search(plainly(text))
    label = next((found for found in match.groups() if found), "") if match else ""
    return label.lstrip("0") or label
