"""A byline with Chinese text -> items: its words with what they mean, and what separates them."""

import re

from sitegen.bylines.names import COMPOUND, DOTS, is_latin_name
from sitegen.bylines.roles import CHINESE, POSTS, latin_role, plainly
from sitegen.bylines.words import Item, is_filed_from, read_word

Atom = tuple[str, str]
"""A piece of the text with its kind: word, latin, space, slash, colon, list, note (what stands in brackets)."""

_MARKS = "□◎■●○◆◇☆★△▲▼▽▶►※◉⊙▍▎—–―-·•*＊◤◢◣◥⬛⬜🔲🔳 \t\n\u3000\xa0"
"""What may stand around a byline and says nothing."""

_STOPS = r"\s/／:：、，,;；|｜丨︱│∣&＆+＋。（）()\[\]［］【】〔〕〖〗｛｝{}"
_LATIN = r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’.\-]*"
_ATOM = re.compile(
    r"(?P<space>\s+)|(?P<slash>[/／])|(?P<colon>[:：])|(?P<list>[、，,;；|｜丨︱│∣&＆+＋。])"
    r"|(?P<open>[（(\[［【〔〖｛{])|(?P<close>[）)\]］】〕〗｝}])"
    rf"|(?P<latin>{_LATIN}(?: {_LATIN})*)"
    rf"|(?P<word>[^{_STOPS}]*[（(][0-9一二三四五六七八九十]{{1,3}}[）)]班|[^{_STOPS}]+)"
)
_BUSY = re.compile(rf"[A-Za-zÀ-ɏ]|(?![\s])[{_STOPS}]")
"""What makes a text more than words of other scripts and spaces."""

_PAIRS = {"（": "）", "(": ")", "[": "]", "［": "］", "【": "】", "〔": "〕", "〖": "〗", "{": "}", "｛": "｝"}

_LONGEST_ROLE = 8
"""Characters of a word before a colon that is taken for a role of the paper's own."""

_LATIN_AND = re.compile(r"(?:^|\s+)(?:and|with|by)(?:\s+|$)", re.IGNORECASE)
_ALONE = {word for word in CHINESE if len(word) == 1} | {"和", "与", "及"}
"""Single characters that are words of their own and no half of a spaced name."""


def cut(text: str) -> list[Item]:
    """Return the items of a byline in order; nothing where a word is of no kind we know."""
    items: list[Item] = []
    atoms = _join_spaced(_atoms(_unwrap(text.strip(_MARKS))))
    for place, (kind, piece) in enumerate(atoms):
        found: tuple[Item, ...] = ((kind, piece),)
        if kind == "word":
            found = _read_in_place(piece, items, atoms[place + 1 : place + 2])
        elif kind == "latin":
            found = _read_latin(piece)
        if not found:
            return []
        if found[0][0] == "affiliation":
            break
        items += found
    return _merge_deeds(items)


def _unwrap(text: str) -> str:
    """Take off brackets that stand around the whole text."""
    while len(text) > 2 and _PAIRS.get(text[0]) == text[-1] and text.find(text[-1]) == len(text) - 1:
        text = text[1:-1].strip(_MARKS)
    return text


def _atoms(text: str) -> list[Atom]:
    """Return words, separators and what stands in brackets; a bracket without its partner is left out."""
    if not _BUSY.search(text):
        return [("word", word) for word in text.split()]
    atoms: list[Atom] = []
    place = 0
    while match := _ATOM.match(text, place):
        kind, piece, place = match.lastgroup or "", match[0], match.end()
        if kind == "open" and (end := text.find(_PAIRS[piece], place)) >= 0:
            atoms.append(("note", text[place:end].strip()))
            place = end + 1
        elif kind == "word" and atoms and _goes_on(atoms[-1], piece):
            atoms[-1] = ("word", atoms[-1][1] + piece)
        elif kind not in ("open", "close"):
            atoms.append((kind, piece))
    return atoms


def _goes_on(before: Atom, word: str) -> bool:
    """Tell whether a word belongs to the Latin letters right before it (J·K·罗琳, J.K.罗琳)."""
    return before[0] == "latin" and (word[0] in DOTS or before[1].endswith("."))


def _join_spaced(atoms: list[Atom]) -> list[Atom]:
    """Join names of two characters that were set apart to fill three places (王　五), and drop the spaces."""
    if not any(kind == "word" and len(piece) == 1 for kind, piece in atoms):
        return [atom for atom in atoms if atom[0] != "space"]
    joined: list[Atom] = []
    run: list[str] = []
    for kind, piece in [*atoms, ("end", "")]:
        if kind == "word" and len(piece) == 1:
            run.append(piece)
        elif kind != "space":
            if run and joined and joined[-1][1] in COMPOUND:
                joined[-1] = ("word", joined[-1][1] + run.pop(0))
            joined += (("word", word) for word in _pair(run))
            run = []
            joined.append((kind, piece))
    return joined[:-1]


def _pair(run: list[str]) -> list[str]:
    """Put single characters together to names of two; a role of one character (文, 摄) and 和 stay alone."""
    if len(run) == 3 and not any(plainly(char) in _ALONE for char in run):
        return ["".join(run)]
    words = []
    while run:
        alone = plainly(run[0]) in _ALONE and (len(run) != 2 or plainly(run[1]) in _ALONE)
        words.append(run[0] if alone else "".join(run[:2]))
        run = run[1:] if alone else run[2:]
    return words


def _read_in_place(word: str, before: list[Item], after: list[Atom]) -> tuple[Item, ...]:
    """Return what a word means where it stands: before a colon it is a role, be it none of ours."""
    found = read_word(word)
    if after and after[0][0] == "colon" and len(word) <= _LONGEST_ROLE:
        return found if found and found[-1][0] not in ("name", "maybe") else (("title", word),)
    return (("skip", word),) if before and is_filed_from(word) else found


def _read_latin(text: str) -> tuple[Item, ...]:
    """Return the names of a run of Latin words, or the role it prints."""
    role = latin_role(text)
    if role is not None:
        kind = "agency" if role == "agency" else "post" if role in POSTS else "deed" if role else "skip"
        return ((kind, role if kind in ("post", "deed") else text),)
    names = [name for name in _LATIN_AND.split(text) if name]
    if not all(map(is_latin_name, names)):
        return ()
    return tuple(("name", name) for name in names) or (("list", text),)


def _merge_deeds(items: list[Item]) -> list[Item]:
    """Put deeds of one person together (文/图, 摄影、报道), and drop what only enumerates."""
    if not any(kind in ("slash", "list") for kind, _ in items):
        return items
    merged: list[Item] = []
    joining = False
    for place, (kind, text) in enumerate(items):
        if joining:
            merged[-1] = ("deed", f"{merged[-1][1]}/{text}")
            joining = False
            continue
        if kind in ("slash", "list") and 0 < place < len(items) - 1:
            joining = items[place - 1][0] == items[place + 1][0] == "deed"
        if not joining and kind != "list":
            merged.append((kind, text))
    return merged
