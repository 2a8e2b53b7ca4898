"""The reading room in the old granary."""

from woodblock import Print


def reading_room(sheet: Print) -> None:
    """Draw the old granary as a library: high windows on the river, posts, long tables, readers."""
    sheet.wash([(0, "5b4632"), (0.3, "a0804f"), (1, "c9a76c")])
    floor = sheet.block().box(-10, 770, 1610, 1080)
    sheet.ink(floor, "8a6440", rough=0.8)
    windows, frames, river, hills = (sheet.block() for _ in range(4))
    for step in range(7):
        left = 62 + step * 216.0
        windows.box(left, 300, left + 150, 700).disc(left + 75, 300, 75, 62)
        for bar in (0.333, 0.667):
            frames.line([(left + 150 * bar, 238), (left + 150 * bar, 700)], 4)
        for row in (300, 400, 500, 600):
            frames.line([(left, row), (left + 150, row)], 4)
        frames.box(left - 12, 700, left + 162, 716)
    sheet.ink(windows, "f3e9cd", rough=0.8)
    hills.polygon([(0, 540), (300, 500), (620, 548), (900, 490), (1250, 540), (1600, 505), (1600, 640), (0, 640)])
    river.box(0, 590, 1600, 720)
    sheet.ink(hills.within(windows), "b7c7b6", rough=0.8)
    sheet.ink(river.within(windows), "8fb2ad", rough=0.6)
    glints = sheet.block()
    for _ in range(90):
        x, y = float(sheet.random.uniform(0, 1600)), float(sheet.random.uniform(598, 696))
        glints.box(x, y, x + float(sheet.random.uniform(8, 30)), y + 1.6)
    sheet.ink(glints.within(windows), "f3e9cd", rough=0.4)
    sheet.ink(frames, "5a4330", rough=0.7)
    shelves(sheet)
    for step in range(7):
        left = 62 + step * 216.0
        light = sheet.block().polygon([(left, 300), (left + 150, 300), (left + 20, 1080), (left - 240, 1080)]).soft(10)
        sheet.glow(light, "c99a55", 0.2)
        pool = sheet.block().polygon([(left - 62, 800), (left + 82, 800), (left + 8, 1010), (left - 176, 1010)]).soft(3)
        sheet.ink(pool.within(floor), "e8c888", rough=0, strength=0.62)
    roof(sheet)
    for y, size, count in ((798, 0.78, 7), (890, 1.15, 5)):
        table(sheet, y, size, count)
    posts(sheet)
    child(sheet)


def shelves(sheet: Print) -> None:
    """Draw narrow shelves between the windows, full of books."""
    wood = sheet.block()
    for step in range(8):
        left = -2 + step * 216.0
        wood.box(left - 2, 330, left + 62, 770)
    sheet.ink(wood, "4d3826", rough=0.8)
    for code in ("a4412e", "d7b573", "47625f", "e6d6b0", "7a5236", "2f4250"):
        books = sheet.block()
        for step in range(8):
            left = -2 + step * 216.0
            for row in range(9):
                x = left + 3
                while x < left + 54:
                    wide = float(sheet.random.uniform(4, 9))
                    if sheet.random.random() < 0.24:
                        books.box(
                            x,
                            374 + row * 48 - float(sheet.random.uniform(26, 38)),
                            min(x + wide, left + 58),
                            374 + row * 48,
                        )
                    x += wide + 1
        sheet.ink(books, code, rough=0.4)


def roof(sheet: Print) -> None:
    """Draw the king-post roof of the granary, dark against the wall."""
    beams = sheet.block().box(-10, -10, 1610, 22)
    beams.polygon([(-20, 196), (1620, 196), (1620, 226), (-20, 226)])
    for step in range(5):
        x = 8 + step * 396.0
        beams.box(x - 13, 0, x + 13, 212)
        for side in (-1, 1):
            beams.line([(x, 60), (x + side * 190, 204)], 15).line([(x + side * 96, 130), (x + side * 96, 204)], 8)
    sheet.ink(beams, "3b2a1e", rough=0.9)
    lamps, cords = sheet.block(), sheet.block()
    for x in (206, 602, 998, 1394):
        cords.line([(x, 200), (x, 268)], 2)
        lamps.polygon([(x - 44, 300), (x - 22, 268), (x + 22, 268), (x + 44, 300)])
    sheet.ink(cords, "3b2a1e", rough=0)
    sheet.ink(lamps, "2f4b46", rough=0.6)


def posts(sheet: Print) -> None:
    """Draw two of the four posts, in front of everything, with the old red scale on one."""
    wood, lit, marks = sheet.block(), sheet.block(), sheet.block()
    for x in (404, 1196):
        wood.box(x - 27, 220, x + 27, 1000)
        wood.polygon([(x - 42, 1040), (x - 34, 996), (x + 34, 996), (x + 42, 1040)])
        for side in (-1, 1):
            wood.line([(x, 330), (x + side * 120, 222)], 17)
        lit.box(x - 25, 226, x - 14, 994)
    sheet.ink(wood, "5b3d28", rough=1)
    sheet.ink(lit, "9a7043", rough=0.8)
    for step in range(15):
        marks.box(1178, 470 + step * 32, 1196 if step % 5 else 1212, 473 + step * 32)
    sheet.ink(marks, "b23a2a", rough=0.5)


def table(sheet: Print, y: float, size: float, count: int) -> None:
    """Draw a long table with readers on its far side, and lamps between them."""
    people, faces, shirts = sheet.block(), sheet.block(), sheet.block()
    books, lamps = sheet.block(), sheet.block()
    for step in range(count):
        x = 800 + (step - (count - 1) / 2) * 1500 / count + float(sheet.random.uniform(-34, 34))
        block = shirts if step % 3 == 1 else people
        block.polygon(
            [
                (x - 46 * size, y),
                (x - 42 * size, y - 40 * size),
                (x - 18 * size, y - 58 * size),
                (x + 18 * size, y - 58 * size),
                (x + 42 * size, y - 40 * size),
                (x + 46 * size, y),
            ]
        )
        faces.disc(x, y - 76 * size, 19 * size, 23 * size)
        people.disc(x, y - 86 * size, 21 * size, 19 * size)
        books.polygon(
            [
                (x - 36 * size, y - 4),
                (x - 32 * size, y - 17 * size),
                (x, y - 11 * size),
                (x + 32 * size, y - 17 * size),
                (x + 36 * size, y - 4),
            ]
        )
    top = sheet.block().polygon([(-10, y - 3), (1610, y - 3), (1610, y + 20 * size), (-10, y + 20 * size)])
    for x in range(60, 1600, 370):
        top.box(x, y, x + 17 * size, y + 92 * size)
    sheet.ink(faces, "b98661", rough=0.7)
    sheet.ink(people, "33302f", rough=0.8)
    sheet.ink(shirts, "8f3a2b", rough=0.8)
    sheet.ink(top, "6b4527", rough=0.8)
    sheet.ink(sheet.block().box(-10, y - 4, 1610, y + 3 * size), "d9b172", rough=0.6)
    sheet.ink(books, "f3ead2", rough=0.6)
    for x in (150, 610, 990, 1460):
        lamps.line([(x, y), (x, y - 44 * size)], 3 * size)
        lamps.polygon(
            [
                (x - 26 * size, y - 42 * size),
                (x - 15 * size, y - 62 * size),
                (x + 15 * size, y - 62 * size),
                (x + 26 * size, y - 42 * size),
            ]
        )
    sheet.ink(lamps, "2f4b46", rough=0.5)


def child(sheet: Print) -> None:
    """Draw a child who stands against the post to be measured, a book under the arm."""
    x, foot = 1196.0, 1034.0
    legs = sheet.block().box(x - 21, foot - 74, x - 4, foot).box(x + 4, foot - 74, x + 21, foot)
    sheet.ink(legs, "2f3a44", rough=0.7)
    coat = sheet.block().polygon(
        [
            (x - 34, foot - 66),
            (x - 30, foot - 158),
            (x - 16, foot - 174),
            (x + 16, foot - 174),
            (x + 30, foot - 158),
            (x + 34, foot - 66),
        ]
    )
    coat.line([(x - 27, foot - 156), (x - 40, foot - 112), (x - 26, foot - 88)], 13).line(
        [(x + 27, foot - 156), (x + 38, foot - 116), (x + 30, foot - 84)], 13
    )
    sheet.ink(coat, "d8a13c", rough=0.7)
    sheet.ink(
        sheet.block().polygon([(x - 48, foot - 118), (x - 16, foot - 112), (x - 18, foot - 70), (x - 50, foot - 76)]),
        "f3ead2",
        rough=0.6,
    )
    face = sheet.block().disc(x, foot - 200, 24, 27)
    sheet.ink(face, "c9966f", rough=0.6)
    hair = sheet.block().polygon(
        [
            (x - 26, foot - 196),
            (x - 24, foot - 222),
            (x, foot - 234),
            (x + 24, foot - 222),
            (x + 26, foot - 196),
            (x + 16, foot - 214),
            (x - 16, foot - 214),
        ]
    )
    hair.disc(x - 29, foot - 202, 8, 12).disc(x + 29, foot - 202, 8, 12)
    sheet.ink(hair, "2a2422", rough=0.6)
