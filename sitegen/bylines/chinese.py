"""Bylines with Chinese text: `本报记者 张三 通讯员 李四`, `文/张三 图/李四`, `（记者 王五）`.

A post (记者, 通讯员) stands before its names and holds until the next. What somebody did (文, 摄, 供图) stands before
or after the names; which, is told by `/`, by `：`, and by what the byline begins and ends with.
"""

import re
from collections.abc import Callable

from sitegen.bylines.cutting import cut
from sitegen.bylines.roles import CHINESE, POSTS, ROLES, latin_role, plainly
from sitegen.bylines.words import Item

_JOINTS = re.compile("[/／、，,&＆ 并和]")
_TEXT_AND_PHOTO = ({"writer", "photographer"}, {"reporter", "photographer"})


def read_chinese(text: str) -> list[tuple[str, str]]:
    """Return (name, role) in print order, or nothing where a part of the text is not understood."""
    return _Reader(cut(text)).read()


def _deed_key(deed: str) -> str:
    """Return the role key of a deed; one key for text and photos together, the printed words for other pairs."""
    plain = plainly(deed)
    if key := CHINESE.get(plain) or (deed if deed in ROLES else latin_role(deed)):
        return key
    parts = {CHINESE.get(part, part) for part in _JOINTS.split(plain)}
    if len(parts) == 1:
        return parts.pop()
    return "text_and_photo" if parts in _TEXT_AND_PHOTO else deed


class _Reader:
    """Goes through the items once and gives each name its role."""

    def __init__(self, items: list[Item]) -> None:
        self.items = items
        self.before = self.after = ""
        """Kinds of the items beside the present one."""

        self.found: list[tuple[str, str]] = []
        self.role = ""
        """Role of the names to come."""

        self.due = False
        """True from a role word to its first name."""

        self.title = ""
        """A title or an organization that waits for its name."""

        self.open: list[int] = []
        """Places in `found` of the names that a deed after them is meant for."""

    def read(self) -> list[tuple[str, str]]:
        """Return (name, role) in order, or nothing where the items do not go together."""
        if len(self.items) == 2 and self.items[0][0] == "house":
            return [(self.items[0][1], "")]
        kinds = ["", *(kind for kind, _ in self.items), ""]
        for place, (kind, text) in enumerate(self.items):
            self.before, self.after = kinds[place], kinds[place + 2]
            take = _TAKES.get(kind)
            if take is not None and not take(self, text):
                return []
        if self.title and not self.found:
            return [(self.title, "")]
        return [] if self.due or self.title else self.found

    def take_name(self, name: str) -> bool:
        """Add a name in the role that holds here."""
        role = self.role or self.title
        self.found.append((name, role))
        if role in POSTS or not role or role == self.title:
            self.open.append(len(self.found) - 1)
        if self.title:
            self.role, self.title = role, ""
        self.due = False
        return True

    def take_maybe(self, name: str) -> bool:
        """Add a word as a name where one is due, or where names in a role have just stood."""
        return (self.due or bool(self.found and self.role)) and self.take_name(name)

    def take_agency(self, name: str) -> bool:
        """Add an agency; before 记者 it is only whose reporter, and before 供图 it gave the picture."""
        if self.after == "deed":
            self.title = name
        elif self.after != "post":
            self.found.append((name, self.role if self.role in ("source", "photo_source") else "agency"))
            self.due = False
        return True

    def take_desk(self, name: str) -> bool:
        """Add a collective, which has no role but what is printed before it."""
        self.found.append((name, self.role))
        self.due = False
        return True

    def take_credit(self, name: str) -> bool:
        """Add who gave the picture."""
        self.found.append((name, "photo_source"))
        self.due = False
        return True

    def take_cited(self, name: str) -> bool:
        """Add where the text comes from."""
        self.found.append((name, "agency" if CHINESE.get(plainly(name)) == "agency" else "source"))
        return True

    def take_colon(self, _: str) -> bool:
        """Let a colon stand after a role only."""
        return self.before in ("deed", "post", "title")

    def take_post(self, key: str) -> bool:
        """Let a post hold from here on; at the end it is meant for the names before it."""
        if self.due and self.role not in POSTS:
            return True
        if not self.after and (self.sign_unsigned(key) or self.open):
            return True
        self.role, self.due, self.title, self.open = key, True, "", []
        return True

    def take_title(self, text: str) -> bool:
        """Keep a title for the names after it or, at the end, before it; where a name is due, it is the name."""
        if self.due:
            return self.after in ("name", "maybe", "post") or self.take_name(text)
        if self.after or not self.sign_unsigned(text):
            self.title, self.role = text, ""
        return True

    def sign_unsigned(self, role: str) -> bool:
        """Give the open names without a role this one; tell whether there were any."""
        mine = [place for place in self.open if not self.found[place][1]]
        for place in mine:
            self.found[place] = (self.found[place][0], role)
        return bool(mine)

    def take_deed(self, deed: str) -> bool:
        """Give a deed to the names before it, or let it hold for those after it."""
        key = _deed_key(deed)
        follows = self.before == "slash" or not self.after or (self.after != "slash" and self.deeds_last())
        if (self.open or self.title) and follows and self.after != "colon":
            self.sign(key)
            return True
        if self.title:
            self.found.append((self.title, "agency" if CHINESE.get(plainly(self.title)) == "agency" else ""))
        self.role, self.due, self.title, self.open = key, True, "", []
        return True

    def deeds_last(self) -> bool:
        """Tell whether the byline ends with a deed, so that deeds stand after their names."""
        return next((kind for kind, _ in reversed(self.items) if kind not in ("note", "skip")), "") == "deed"

    def sign(self, key: str) -> None:
        """Give the open names what they did; text and photos are the work of all posts together."""
        if self.title:
            self.found.append((self.title, key))
        shared = key == "text_and_photo" and len({role for _, role in self.found if role in POSTS}) > 1
        for place in self.open:
            name, role = self.found[place]
            if not (role in POSTS and (shared or key in POSTS)):
                self.found[place] = (name, key)
        self.role, self.title, self.open, self.due = "", "", [], False

    def take_note(self, text: str) -> bool:
        """Take what stands in brackets: the role of the name before it, names of its own, or a remark."""
        inner = cut(text)
        kinds = {kind for kind, _ in inner}
        named = _Reader(inner).read() if kinds - {"title", "deed", "post"} else []
        if self.found and inner and kinds <= {"deed", "post"}:
            self.mark_last(_deed_key(inner[0][1]))
        elif named and (self.due or any(role for _, role in named)):
            self.found += [(name, role or self.role) for name, role in named]
            self.due = False
        elif self.found and not named and not self.found[-1][1]:
            self.mark_last(text)
        return bool(self.found) or self.after in ("name", "maybe")

    def mark_last(self, role: str) -> None:
        """Give the last name a role, so that no deed after it is meant for this name."""
        self.found[-1] = (self.found[-1][0], role)
        self.open = [place for place in self.open if place != len(self.found) - 1]


_TAKES: dict[str, Callable[[_Reader, str], bool]] = {
    "name": _Reader.take_name,
    "maybe": _Reader.take_maybe,
    "agency": _Reader.take_agency,
    "desk": _Reader.take_desk,
    "credit": _Reader.take_credit,
    "cited": _Reader.take_cited,
    "colon": _Reader.take_colon,
    "post": _Reader.take_post,
    "title": _Reader.take_title,
    "deed": _Reader.take_deed,
    "note": _Reader.take_note,
}
"""What to do with each kind of item; the others only separate."""
