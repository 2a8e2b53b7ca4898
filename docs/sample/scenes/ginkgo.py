"""The avenue of ginkgos, upright."""

from math import cos, pi, sin

from woodblock import Block, Print


def avenue(sheet: Print) -> None:
    """Draw the ginkgos of the university road, upright: gold above, gold below, one umbrella."""
    wide, high = sheet.width, sheet.height
    sheet.wash([(0, "e9d9a6"), (0.5, "f4ead0"), (1, "e8d6a8")])
    far = sheet.block().disc(wide / 2, 940, 150, 240).soft(40)
    sheet.ink(far, "f8f1de", rough=0, strength=0.9)
    sheet.wash([(0, "e5cf98"), (1, "c99a3c")], 1010, high)
    road = sheet.block().polygon(
        [(wide / 2 - 34, 1010), (wide / 2 + 34, 1010), (wide / 2 + 330, high), (wide / 2 - 330, high)]
    )
    sheet.ink(road, "b9a184", rough=1.4, strength=0.8)
    rows = [(0.16, 0.30), (0.24, 0.34), (0.36, 0.40), (0.54, 0.52), (0.82, 0.70), (1.3, 1.0)]
    golds = ("e9bb45", "d9a02e", "c78722", "f3d06a")
    for near, size in rows:
        trunks, shades = sheet.block(), sheet.block()
        for side in (-1, 1):
            x = wide / 2 + side * (70 + 350 * near)
            foot, girth = 1014 + 330 * near, 16 + 46 * near
            bend = side * 26 * near
            trunks.polygon(
                [
                    (x - girth / 2 - 6, foot),
                    (x - girth / 3 + bend, foot - 520 * (0.4 + near)),
                    (x + girth / 3 + bend, foot - 520 * (0.4 + near)),
                    (x + girth / 2 + 6, foot + 4),
                ]
            )
            for lean in (-1, 1):
                root = (x + bend * 0.7, foot - 330 * (0.4 + near))
                tip = (root[0] + lean * 170 * size, root[1] - 250 * size)
                trunks.line([root, ((root[0] + tip[0]) / 2, root[1] - 150 * size), tip], 9 * size + 2)
            shades.polygon(
                [
                    (x + side * girth * 0.08, foot),
                    (x + side * girth * 0.05 + bend, foot - 500 * (0.4 + near)),
                    (x + side * girth * 0.33 + bend, foot - 500 * (0.4 + near)),
                    (x + side * (girth / 2 + 6), foot),
                ]
            )
        sheet.ink(trunks, "6b5846", rough=1)
        sheet.ink(shades, "4b3d33", rough=0.8, strength=0.7)
        for code in golds:
            leaves = sheet.block()
            for side in (-1, 1):
                for _ in range(round(150 + 150 * size)):
                    x = wide / 2 + side * (70 + 350 * near) + float(sheet.random.normal(0, 130 + 90 * size))
                    y = 1014 + 330 * near - 520 * (0.4 + near) + float(sheet.random.normal(-30, 120 + 110 * size))
                    if y < 905 - 70 * near or abs(x - wide / 2) > 300:
                        fan(
                            leaves,
                            x,
                            y,
                            (5 + 13 * size) * float(sheet.random.uniform(0.7, 1.3)),
                            float(sheet.random.uniform(0, 2 * pi)),
                        )
            sheet.ink(leaves, code, rough=0.5, strength=0.95)
    fallen(sheet, golds)
    walker(sheet, wide / 2 - 24, 1180, 1.25)
    drift = sheet.block()
    for _ in range(70):
        x, y = float(sheet.random.uniform(0, wide)), float(sheet.random.uniform(500, 1500))
        fan(drift, x, y, float(sheet.random.uniform(7, 16)), float(sheet.random.uniform(0, 2 * pi)))
    sheet.ink(drift, "f3cf62", rough=0.4)


def fan(block: Block, x: float, y: float, size: float, turn: float) -> None:
    """Cut one ginkgo leaf: a fan with a notch and a stalk."""
    arc = [(x + size * cos(turn + step * 0.28 - 0.98), y + size * sin(turn + step * 0.28 - 0.98)) for step in range(8)]
    notch = (x + size * 0.62 * cos(turn), y + size * 0.62 * sin(turn))
    stalk = (x - size * 0.6 * cos(turn), y - size * 0.6 * sin(turn))
    block.polygon([(x, y), *arc[:4], notch, *arc[4:]]).line([(x, y), stalk], max(0.8, size * 0.1))


def fallen(sheet: Print, codes: tuple[str, ...]) -> None:
    """Cover the ground with leaves, larger towards the reader."""
    for code in (*codes, "b3741c"):
        leaves = sheet.block()
        for _ in range(560):
            depth = float(sheet.random.random()) ** 0.75
            y = 1020 + (sheet.height - 1010) * depth
            x = float(sheet.random.uniform(-10, sheet.width + 10))
            bare = abs(x - sheet.width / 2) < 30 + 240 * depth
            if bare and sheet.random.random() < 0.72:
                continue
            fan(
                leaves,
                x,
                y,
                (3 + 19 * depth) * float(sheet.random.uniform(0.7, 1.2)),
                float(sheet.random.uniform(0, 2 * pi)),
            )
        sheet.ink(leaves, code, rough=0.4, strength=0.95)


def walker(sheet: Print, x: float, y: float, size: float) -> None:
    """Draw someone who walks away under a red umbrella."""
    shade = sheet.block().disc(x + 8, y + 4, 44 * size, 7 * size).soft(3)
    sheet.ink(shade, "6b5430", rough=0, strength=0.5)
    coat = sheet.block().polygon(
        [
            (x - 24 * size, y - 30 * size),
            (x - 18 * size, y - 106 * size),
            (x - 8 * size, y - 120 * size),
            (x + 10 * size, y - 120 * size),
            (x + 20 * size, y - 106 * size),
            (x + 26 * size, y - 30 * size),
        ]
    )
    coat.polygon(
        [
            (x - 15 * size, y - 32 * size),
            (x - 3 * size, y - 32 * size),
            (x - 6 * size, y + 2 * size),
            (x - 17 * size, y + 2 * size),
        ]
    )
    coat.polygon(
        [
            (x + 3 * size, y - 32 * size),
            (x + 15 * size, y - 32 * size),
            (x + 18 * size, y - 6 * size),
            (x + 8 * size, y - 4 * size),
        ]
    )
    coat.line([(x + 12 * size, y - 150 * size), (x + 12 * size, y - 188 * size)], 2.6 * size)
    sheet.ink(coat, "2e3a47", rough=0.7)
    dome = [
        (x + 12 * size + 84 * size * cos(pi + pi * step / 20), y - 112 * size + 66 * size * sin(pi + pi * step / 20))
        for step in range(21)
    ]
    scallop = [
        (x + 12 * size + (84 - 14 * step) * size, y - (112 if step % 2 == 0 else 121) * size) for step in range(13)
    ]
    sheet.ink(sheet.block().polygon([*dome, *scallop]), "b23a2a", rough=0.7)
    ribs = sheet.block()
    for lean in (-52, -22, 22, 52):
        ribs.line([(x + 12 * size, y - 178 * size), (x + (12 + lean) * size, y - 114 * size)], 1.6 * size)
    sheet.ink(ribs, "7e241a", rough=0.3)
