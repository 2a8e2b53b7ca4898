"""Citations for people to read: GB/T 7714 and the notes of each language's own scholarship."""

from sitegen.catalog import cldr_locale, show_date
from sitegen.citations.cited import Cited
from sitegen.citations.names import Name, initials

MOST_AUTHORS = 3
"""GB/T 7714-2015 (8.1.2) and the notes of Chicago name as many; of more authors they name the first."""


def render_gbt(story: Cited) -> str:
    """Return the reference of GB/T 7714-2015 for a story in a printed newspaper.

    `Author. Title: other title information[N]. Newspaper, date(page).` Three authors are named; a surname in Latin
    letters is in capitals with the initials behind it and no dots; where nobody signed, the title comes first.
    """
    head = ""
    if story.authors:
        names = ", ".join(_gbt_name(name) for name in story.authors[:MOST_AUTHORS])
        others = "" if len(story.authors) <= MOST_AUTHORS else ", 等" if _chinese(story) else ", et al"
        head = f"{names}{others}. "
    page = f"({story.page})" if story.page else ""
    return f"{head}{story.whole_title}[N]. {story.paper}, {story.date}{page}."


def _gbt_name(name: Name) -> str:
    if not name.family or name.chinese:
        return name.text
    suffix = f", {name.suffix.rstrip('.')}" if name.suffix else ""
    return f"{name.family.upper()} {initials(name)}{suffix}"


def _chinese(story: Cited) -> bool:
    return story.language.startswith("zh")


def render_plain(story: Cited) -> str:
    """Return a citation as notes have it in the story's language, with the address where it is known.

    Chinese as the journal Historical Research asks for, in traditional script with that script's quotation marks;
    all other languages as the notes of the Chicago Manual of Style.
    """
    text = _chinese_note(story) if _chinese(story) else _western_note(story)
    return f"{text} {story.url}" if story.url else text


def _chinese_note(story: Cited) -> str:
    traditional = bool({"Hant", "TW", "HK", "MO"} & set(story.language.split("-")))
    names = "、".join(name.text for name in story.authors[:MOST_AUTHORS])
    names += "等" if len(story.authors) > MOST_AUTHORS else ""
    title = f"{story.title}——{story.subtitle}" if story.subtitle else story.title
    title = f"〈{title}〉" if traditional else f"《{title.replace('《', '〈').replace('》', '〉')}》"
    day = f"{story.date.year}年{story.date.month}月{story.date.day}日"
    page = f"，第{story.page}版" if story.page else ""
    author = names and names + ("，" if traditional else "：")
    joint = "，" if traditional else ""
    return f"{author}{title}，《{story.paper}》{joint}{day}{page}。"


def _western_note(story: Cited) -> str:
    names = [name.text for name in story.authors[:MOST_AUTHORS]]
    if len(story.authors) > MOST_AUTHORS:
        who = f"{names[0]} et al."
    elif len(names) == 3:
        who = f"{names[0]}, {names[1]}, and {names[2]}"
    else:
        who = " and ".join(names)
    title = f"{story.title}: {story.subtitle}" if story.subtitle else story.title
    title = title.replace("“", "‘").replace("”", "’")
    end = "" if title.endswith(("?", "!")) else ","
    day = show_date(story.date, "long", cldr_locale(story.language))
    page = f", {story.page}" if story.page else ""
    return f"{who}{', ' if who else ''}“{title}{end}” {story.paper}, {day}{page}."
