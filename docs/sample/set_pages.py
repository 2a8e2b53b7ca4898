"""Set the printed pages of two issues from their articles, and write the zones into the articles.

`python docs/sample/set_pages.py` redraws the page images of the newest issue and of the special issue's first page,
the PDF of the latter and the nameplate. Pictures must be there first (`draw_pictures.py`).
"""

import sys
from pathlib import Path
from typing import Any

import yaml
from makeup import HEIGHT, LEFT, RIGHT, WIDTH, Sheet, lay_lead, lay_row, rule_row
from page_pdf import write_pdf
from painting import paint, save
from pieces import WHITE, Note, Piece, centred
from PIL import Image, ImageDraw, ImageFilter
from stories import Block, Story, read_story, write_zones
from typeset import GREY, RED, Plate, Rule, Style, face, measure_text, set_text

CONTENT = Path(__file__).resolve().parents[2] / "content"
NEWEST = CONTENT / "issues/2026/2026-10-30"
SPECIAL = CONTENT / "issues/2026/2026-06-19-special"
FOOT = 1938


def draw_nameplate(path: Path) -> None:
    """Draw the paper's name in red on nothing: heavy letters with the edges of a cut block."""
    name, size = "禾渡周报", 300
    large = Image.new("L", (size * 4 + 120, size + 120), 0)
    pen = ImageDraw.Draw(large)
    for number, char in enumerate(name):
        pen.text((60 + number * size, 60 + size * 0.88), char, 255, face("serif-bold", size), "ls", stroke_width=5)
    cut = large.filter(ImageFilter.GaussianBlur(5)).point(lambda tone: max(0, min(255, (tone - 118) * 14)))
    cut = cut.crop(cut.getbbox()).resize((1000, 250), Image.Resampling.LANCZOS)
    plate = Image.new("RGBA", cut.size, (*RED, 0))
    plate.putalpha(cut)
    plate.quantize(32, method=Image.Quantize.FASTOCTREE).save(path, optimize=True)


def folio(sheet: Sheet, issue: dict[str, Any], page: dict[str, Any]) -> float:
    """Put the line over an inner page; return where the page begins."""
    bold = Style("sans-bold", 20)
    plain = Style("serif", 20)
    sheet.add(set_text(page["label"], Style("sans-bold", 44, RED), LEFT, 92))
    sheet.add(set_text(page["title"], Style("serif-bold", 30), LEFT + 48, 90))
    text = issue["words"]
    sheet.add(set_text(text, plain, RIGHT - measure_text(text, plain), 88))
    sheet.add(centred("禾渡周报", bold, RIGHT - LEFT, 88), LEFT)
    sheet.marks += [Rule(LEFT, 104, RIGHT, 104, 2.4), Rule(LEFT, 109, RIGHT, 109, 1)]
    return 128


def foot(sheet: Sheet, page: dict[str, Any]) -> None:
    """Put the names of those who made the page at its foot."""
    people = "　".join(f"{one['role']}：{one['name']}" for one in page["editors"])
    style = Style("serif", 17, GREY)
    sheet.marks.append(Rule(LEFT, FOOT + 14, RIGHT, FOOT + 14, 1))
    sheet.add(set_text(people, style, LEFT, FOOT + 40))
    line = "新闻热线 0000-0000000　盐仓巷9号"
    sheet.add(set_text(line, style, RIGHT - measure_text(line, style), FOOT + 40))


def front(sheet: Sheet, issue: dict[str, Any], extra: str = "") -> float:
    """Put the nameplate and its ears; return where the page begins."""
    wide = 640 if extra else 704
    sheet.marks.append(Plate(LEFT, 58, wide, wide / 4, CONTENT / "nameplate.png"))
    x = LEFT + wide + 34
    if extra:
        sheet.marks.append(Plate(x, 66, RIGHT - x, 88, None, RED))
        sheet.add(centred(extra, Style("sans-bold", 56, WHITE), RIGHT - x, 0), x, 130)
        lines = (issue["words"], f"{issue['number']}　{issue['edition']}　免费取阅")
        top = 186.0
    else:
        lines = ("一江两岸，一周一读", issue["words"], f"农历九月廿一　{issue['number']}", "CN 00-0000　邮发代号 00-00")
        top = 86.0
    for number, line in enumerate(lines):
        style = Style("serif-bold", 26) if number == 0 else Style("serif", 21)
        while measure_text(line, style) > RIGHT - x:
            style = Style(style.face, style.size - 1)
        sheet.add(centred(line, style, RIGHT - x, 0), x, top + number * 40)
    y = 58 + wide / 4 + 20
    sheet.marks += [Rule(LEFT, y, RIGHT, y, 3), Rule(LEFT, y + 6, RIGHT, y + 6, 1)]
    line = "今日四版　禾渡周报社出版　每周五出版" if not extra else "今日三版　今晨出版的第1249期同日另行投递"
    sheet.add(centred(line, Style("serif", 17, GREY), RIGHT - LEFT, y + 29), LEFT)
    sheet.marks.append(Rule(LEFT, y + 38, RIGHT, y + 38, 1))
    return y + 50


def stories_of(issue: Path) -> dict[int, Story]:
    """Return the articles of an issue by the number in their file's name."""
    return {int(path.name[:2]): read_story(path) for path in sorted(issue.glob("[0-9]*.md"))}


def halves(story: Story, heading: str) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return the body before and from a small heading."""
    texts = ["".join(letter.char for letter in block.letters) for block in story.blocks]
    at = texts.index(heading)
    return story.blocks[:at], story.blocks[at:]


def page_one(sheet: Sheet, s: dict[int, Story], y: float) -> None:
    """Make up the front page of the newest issue."""
    here, _ = halves(s[1], "桥面还要忙一个冬天")
    guide = Note(
        "今日导读",
        (
            "夏秋茶有了去处　　2版",
            "夜市搬回鱼市街　　2版",
            "别急着送船　　3版",
            "修伞的人　　3版",
            "船厂队点球夺冠　　4版",
        ),
    )
    lead = Piece(s[1], 3, 92, here, jump="（下转第2版）", shape=0.49)
    lay_lead(sheet, lead, (Piece(s[3], 1, 25), Piece(s[4], 1, 25), guide), y, 1130)
    rule_row(sheet, y + 1144)
    lay_row(sheet, ((4, (Piece(s[2], 4, 42, face="serif-bold"),)),), y + 1161, FOOT - y - 1161)


def page_two(sheet: Sheet, s: dict[int, Story], y: float) -> None:
    """Make up the local page, with the rest of the lead."""
    _, rest = halves(s[1], "桥面还要忙一个冬天")
    boats = Note(
        "渡轮时刻", ("上渡码头首班　　6时", "南洲码头首班　　6时15分", "两岸末班　　22时", "雾天停航　　看码头红灯")
    )
    left = (Piece(s[5], 2, 46), Piece(s[7], 2, 34), Piece(s[8], 1, 26, framed=True), boats)
    jump = Piece(s[1], 2, 30, rest, heading="南洲大桥昨日合龙（上接第1版）")
    market = Piece(s[6], 2, 46, shape=0.52, face="serif-bold")
    lay_row(sheet, ((2, left), (2, (market, jump))), y, FOOT - y)


def page_three(sheet: Sheet, s: dict[int, Story], y: float) -> None:
    """Make up the page of comment and letters."""
    first = 990.0
    lay_row(sheet, ((2, (Piece(s[9], 2, 60, framed=True),)), (2, (Piece(s[10], 2, 44, face="serif-bold"),))), y, first)
    rule_row(sheet, y + first + 14)
    top = y + first + 32
    letters = (Piece(s[12], 2, 30, face="serif-bold"), Piece(s[13], 2, 30, face="serif-bold"))
    lay_row(sheet, ((2, (Piece(s[11], 2, 40, shape=0.56, face="serif-bold"),)), (2, letters)), top, FOOT - top)


def page_four(sheet: Sheet, s: dict[int, Story], y: float) -> None:
    """Make up the page of sport, English and notices."""
    first = 664.0
    side = (Piece(s[16], 1, 25), Piece(s[17], 1, 25))
    lay_row(sheet, ((3, (Piece(s[14], 3, 52),)), (1, side)), y, first)
    rule_row(sheet, y + first + 14)
    top = y + first + 32
    house = Note(
        "订阅2027年《禾渡周报》",
        ("全年51期　自取60元　投递到户76元", "盐仓巷9号门市　各邮政网点　邮发代号 00-00", "学生凭证半价"),
        20,
    )
    left = (Piece(s[15], 2, 44, face="latin-bold"),)
    right = (Piece(s[18], 2, 38), Piece(s[19], 2, 27, framed=True), house)
    lay_row(sheet, ((2, left), (2, right)), top, FOOT - top)


def special_one(sheet: Sheet, s: dict[int, Story], y: float) -> None:
    """Make up the front page of the special issue."""
    water = Note("今日水情", ("水位　　23.35米", "流速　　1.1米/秒", "赛程　　800米", "队伍　　24支"))
    hours = Note(
        "赛日纪事",
        (
            "4时　　码头熬姜汤",
            "5时　　渡轮复航",
            "7时　　第一条船热身",
            "9时30分　　首枪",
            "11时06分　　决赛碰绸",
            "12时　　清桥",
            "14时　　本刊付印",
        ),
    )
    greeting = Note("编者", ("距夺冠的船靠岸", "不到三小时。", "免费取阅，", "看完请传给下一位。"))
    guide = Note("内页", ("造舟人石守拙　　2版", "十八岁的鼓手　　2版", "第九条船上的座位　　3版", "桥上两小时　　3版"))
    lay_lead(sheet, Piece(s[1], 3, 100, shape=0.56), (Piece(s[2], 1, 28), hours, water, guide, greeting), y, FOOT - y)


SETTINGS = {
    NEWEST: ("2026年10月30日　星期五", {"1": page_one, "2": page_two, "3": page_three, "4": page_four}),
    SPECIAL: ("2026年6月19日　星期五　端午", {"1": special_one}),
}
SIZES = {
    (NEWEST, "1"): (18, 26),
    (NEWEST, "2"): (19, 28),
    (NEWEST, "3"): (20, 31),
    (NEWEST, "4"): (20, 31),
    (SPECIAL, "1"): (19, 29),
}


def zone(page: str, outline: tuple[tuple[float, float], ...]) -> str:
    """Return a zone as front matter writes it, in percent of the page."""
    points = [(round(x / WIDTH * 100, 2), round(y / HEIGHT * 100, 2)) for x, y in outline]
    if len(points) == 4:
        (left, top), (right, bottom) = points[0], points[2]
        return f'{{page: "{page}", rect: [{left:g}, {top:g}, {right - left:.2f}, {bottom - top:.2f}]}}'
    return f'{{page: "{page}", points: [' + ", ".join(f"[{x:g}, {y:g}]" for x, y in points) + "]}"


def set_issue(folder: Path) -> None:
    """Set all pages of an issue that are to have an image."""
    words, pages = SETTINGS[folder]
    issue = yaml.safe_load((folder / "issue.md").read_text(encoding="utf-8").split("---\n")[1])
    issue["words"] = words
    stories = stories_of(folder)
    zones: dict[Path, list[str]] = {}
    for page in issue["pages"]:
        label = page["label"]
        if label not in pages:
            continue
        print(f"{folder.name} page {label}")
        size, leading = SIZES[folder, label]
        sheet = Sheet(size, leading)
        top = front(sheet, issue, issue.get("title", "")) if label == "1" else folio(sheet, issue, page)
        pages[label](sheet, stories, top)
        if sheet.crowded:
            raise SystemExit(f"{folder.name} page {label}: text runs over")
        foot(sheet, page)
        save(paint(sheet.marks, WIDTH, HEIGHT), folder / page["image"])
        if "pdf" in page:
            title = f"禾渡周报 {folder.name} 第{label}版"
            write_pdf(sheet.marks, WIDTH, HEIGHT, folder / page["pdf"], title)
        for placed in sheet.placed:
            zones.setdefault(placed.story.path, []).append(zone(label, placed.outline))
    for path, lines in zones.items():
        write_zones(path, lines)


def main() -> int:
    """Draw the nameplate and set the pages; return the exit code."""
    draw_nameplate(CONTENT / "nameplate.png")
    for folder in SETTINGS:
        set_issue(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
