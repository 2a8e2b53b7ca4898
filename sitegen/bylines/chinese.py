"""Bylines with Chinese text: `本报记者 张三 通讯员 李四`, `文/张三 图/李四`, `（记者 王五）`.

A post (记者, 通讯员) stands before its names and holds until the next one. What somebody did (文, 摄, 供图) stands
before or after; which of them is told by `/`, by `：`, and by what the byline begins and ends with.
"""

import re

from sitegen.bylines.english import latin_role
from sitegen.bylines.names import DOTS, is_latin_name
from sitegen.bylines.roles import CHINESE, POSTS, ROLES
from sitegen.bylines.words import Item, read_word

Atom = tuple[str, str]
"""A piece of the text with its kind: word, latin, space, slash, colon, list, note (what stands in brackets)."""

_MARKS = "□◎■●○◆◇☆★△▲▼▽▶►※◉⊙▍▎—–―-·•*＊◤◢◣◥⬛⬜🔲🔳 \t\u3000\xa0"
_STOPS = r"\s/／:：、，,;；|｜&＆+＋（）()\[\]［］【】〔〕〖〗｛｝{}。"
_LATIN = r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’.\-]*"
_ATOM = re.compile(
    rf"(?P<space>[\s]+)|(?P<slash>[/／])|(?P<colon>[:：])|(?P<list>[、，,;；|｜&＆+＋。])|(?P<open>[（(\[［【〔〖{{｛])"
    rf"|(?P<close>[）)\]］】〕〗}}｝])|(?P<latin>{_LATIN}(?: {_LATIN})*)|(?P<word>[^{_STOPS}]+)"
)
_PAIRS = {"（": "）", "(": ")", "[": "]", "［": "］", "【": "】", "〔": "〕", "〖": "〗", "{": "}", "｛": "｝"}

_AFFILIATION = re.compile("作者[单單]位|作者[系係是为為]|[单單]位$|作者[简簡]介")
_JOINTS = re.compile("[/／、，,&＆ ]|并|並|和")
_TEXT_AND_PHOTO = ({"writer", "photographer"}, {"reporter", "photographer"})
_LATIN_AND = re.compile(r"\s+(?:and|with)\s+")


def read_chinese(text: str) -> list[tuple[str, str]]:
    """Return (name, role) in print order, or nothing where a part of the text is not understood."""
    items = _items(text)
    return _Reader(items).read() if items else []


def _items(text: str) -> list[Item]:
    """Cut a byline into items; nothing where a word is of no kind we know."""
    items: list[Item] = []
    for kind, piece in _join_spaced(_atoms(_unwrap(text.strip(_MARKS)))):
        if kind == "word":
            if _AFFILIATION.match(piece):
                break
            items += (found := read_word(piece))
        elif kind == "latin":
            items += (found := _read_latin(piece))
        else:
            found = ((kind, piece),)
            items += found
        if not found:
            return []
    return _merge_deeds(items)


def _unwrap(text: str) -> str:
    """Take off brackets that stand around the whole text."""
    while len(text) > 2 and _PAIRS.get(text[0]) == text[-1] and text.find(text[-1]) == len(text) - 1:
        text = text[1:-1].strip(_MARKS)
    return text


def _atoms(text: str) -> list[Atom]:
    """Return words, separators and what stands in brackets; a bracket without its partner is left out."""
    atoms: list[Atom] = []
    place = 0
    while match := _ATOM.match(text, place):
        kind, piece, place = match.lastgroup or "", match[0], match.end()
        if kind == "open" and (end := text.find(_PAIRS[piece], place)) >= 0:
            atoms.append(("note", text[place:end].strip()))
            place = end + 1
        elif kind == "word" and atoms and atoms[-1][0] == "latin" and piece[0] in DOTS:
            atoms[-1] = ("word", atoms[-1][1] + piece)
        elif kind not in ("open", "close"):
            atoms.append((kind, piece))
    return atoms


def _join_spaced(atoms: list[Atom]) -> list[Atom]:
    """Join names of two characters that were set apart to fill three places (王　五), and drop the spaces."""
    joined: list[Atom] = []
    run: list[str] = []
    for kind, piece in [*atoms, ("end", "")]:
        if kind == "word" and len(piece) == 1:
            run.append(piece)
        elif kind != "space":
            joined += (("word", word) for word in _pair(run))
            run = []
            joined.append((kind, piece))
    return joined[:-1]


def _pair(run: list[str]) -> list[str]:
    """Put single characters together to names of two; a role of one character (文, 摄) stays alone."""
    if len(run) == 3 and not any(char in CHINESE for char in run):
        return ["".join(run)]
    words = []
    while run:
        alone = run[0] in CHINESE and (len(run) != 2 or run[1] in CHINESE)
        words.append(run[0] if alone else "".join(run[:2]))
        run = run[1:] if alone else run[2:]
    return words


def _read_latin(text: str) -> tuple[Item, ...]:
    """Return the names of a run of Latin words, or the role it prints."""
    role = latin_role(text)
    if role is not None:
        return (("agency" if role == "agency" else "post" if role in POSTS else "deed" if role else "skip", text),)
    if text[:3].lower() == "by ":
        text = text[3:]
    names = _LATIN_AND.split(text)
    return tuple(("name", name) for name in names) if all(map(is_latin_name, names)) else ()


def _merge_deeds(items: list[Item]) -> list[Item]:
    """Put deeds of one person together (文/图, 摄影、报道), and drop what only separates."""
    merged: list[Item] = []
    for place, item in enumerate(items):
        if item[0] == "list" or (item[0] == "slash" and _between_deeds(items, place)):
            continue
        if item[0] == "deed" and merged and place and _between_deeds(items, place - 1) and merged[-1][0] == "deed":
            merged[-1] = ("deed", f"{merged[-1][1]}{items[place - 1][1]}{item[1]}")
        else:
            merged.append(item)
    return merged


def _between_deeds(items: list[Item], place: int) -> bool:
    """Tell whether a separator joins two deeds."""
    return (
        items[place][0] in ("slash", "list")
        and 0 < place < len(items) - 1
        and items[place - 1][0] == items[place + 1][0] == "deed"
    )


def deed_key(deed: str) -> str:
    """Return the role key of a deed, one key for text and photo together, the printed words for other pairs."""
    if key := CHINESE.get(deed) or (deed if deed in ROLES else latin_role(deed)):
        return key
    parts = [CHINESE.get(part, part) for part in _JOINTS.split(deed)]
    if len(set(parts)) == 1:
        return parts[0]
    return "text_and_photo" if set(parts) in _TEXT_AND_PHOTO else deed


class _Reader:
    """Goes through the items once and gives each name its role."""

    def __init__(self, items: list[Item]) -> None:
        self.items = items
        self.found: list[tuple[str, str]] = []
        self.role = ""
        """Role of the names to come."""

        self.due = False
        """True from a role word to its first name."""

        self.title = ""
        """A title or an organization that waits for its name."""

        self.open: list[int] = []
        """Places in `found` of the names that a deed after them is meant for."""

        self.deeds_last = [kind for kind, _ in items if kind not in ("note", "skip")][-1:] == ["deed"]

    def read(self) -> list[tuple[str, str]]:
        """Return (name, role) in order, or nothing where the items do not go together."""
        if self.items[0][0] in ("house", "desk") and all(kind in ("house", "deed", "desk") for kind, _ in self.items):
            return [(self.items[0][1], "")]
        for place, (kind, text) in enumerate(self.items):
            after = self.items[place + 1][0] if place + 1 < len(self.items) else ""
            before = self.items[place - 1][0] if place else ""
            if not self._take(kind, text, before, after):
                return []
        return [] if self.due or self.title else self.found

    def _take(self, kind: str, text: str, before: str, after: str) -> bool:
        match kind:
            case "name":
                self._add(text)
            case "maybe" if self.due or (self.found and self.role):
                self._add(text)
            case "agency":
                return self._take_agency(text, after)
            case "post":
                self._take_post(text, after)
            case "title":
                self._take_title(text, after)
            case "deed":
                return self._take_deed(deed_key(text), before, after)
            case "note":
                return self._take_note(text, after)
            case "credit":
                self.found.append((text, "photo_source"))
            case "desk":
                self.found.append((text, self.role))
                self.due = False
            case "cited":
                self.found.append((text, "agency" if CHINESE.get(text) == "agency" else "source"))
            case "colon":
                return before in ("deed", "post", "title")
            case "house" | "skip" | "slash":
                return True
            case _:
                return False
        return True

    def _add(self, name: str) -> None:
        role = self.role or self.title
        self.found.append((name, role))
        if role in POSTS or not role or role == self.title:
            self.open.append(len(self.found) - 1)
        if self.title:
            self.role, self.title = role, ""
        self.due = False

    def _take_agency(self, name: str, after: str) -> bool:
        if after == "post":
            return True
        self.found.append((name, self.role if self.role in ("source", "photo_source") else "agency"))
        self.due = False
        return True

    def _take_post(self, key: str, after: str) -> None:
        if self.due and self.role not in POSTS:
            return
        if not after and self._name_open(key):
            return
        self.role, self.due, self.title, self.open = key, True, "", []

    def _take_title(self, text: str, after: str) -> None:
        if self.due:
            if after not in ("name", "maybe", "post"):
                self._add(text)
        elif after or not self._name_open(text):
            self.title, self.role = text, ""

    def _name_open(self, role: str) -> bool:
        """Give the names without a role the role that stands last; tell whether there were any."""
        mine = [place for place in self.open if not self.found[place][1]]
        for place in mine:
            self.found[place] = (self.found[place][0], role)
        return bool(mine)

    def _take_deed(self, key: str, before: str, after: str) -> bool:
        signed = bool(self.open or self.title)
        if signed and after != "colon" and (before == "slash" or not after or (self.deeds_last and after != "slash")):
            if self.title:
                self.found.append((self.title, key))
            for place in self.open:
                self.found[place] = (self.found[place][0], key)
            self.role, self.title, self.open, self.due = "", "", [], False
            return True
        self.role, self.due, self.title, self.open = key, True, "", []
        return True

    def _take_note(self, text: str, after: str) -> bool:
        inner = _items(text)
        if inner and all(kind in ("deed", "post") for kind, _ in inner) and self.found:
            key = deed_key(inner[0][1]) if inner[0][0] == "deed" else inner[0][1]
            self.found[-1] = (self.found[-1][0], key)
            self.open = [place for place in self.open if place != len(self.found) - 1]
            return True
        named = _Reader(inner).read() if inner else []
        if named and (self.due or any(role for _, role in named)):
            self.found += [(name, role or self.role) for name, role in named]
            self.due = False
        elif self.found and not named and not self.found[-1][1]:
            self.found[-1] = (self.found[-1][0], text)
        return bool(self.found) or after in ("name", "maybe")
