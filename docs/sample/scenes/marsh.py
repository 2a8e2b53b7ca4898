"""The reed marsh with egrets."""

from woodblock import Block, Point, Print

from scenes.water import reed, ripples, shimmer


def reeds(sheet: Print) -> None:
    """Draw the marsh at dusk: seven egrets low over the water, the reeds all bent one way."""
    sheet.wash([(0, "8fa0ad"), (0.45, "d9c7b4"), (0.8, "efc69a"), (1, "f0b27e")], 0, 600)
    sheet.ink(sheet.block().disc(420, 492, 74), "f6d9a6", rough=1.5)
    for base, swing, code in ((470, 90, "bfaea6"), (530, 60, "a3969a"), (570, 34, "857f8a")):
        sheet.ink(sheet.block().polygon(sheet.ridge(base, swing, grain=420)), code, rough=1.6)
    sheet.wash([(0, "edc092"), (0.25, "c7a896"), (1, "58697a")], 590, 1067)
    sheet.fade(shimmer(sheet, 420, 64, 598, 860), "f7dfb0", 590, 880)
    ripples(sheet, 610, 1050, "f4d7ac", 120, strength=0.5)
    ripples(sheet, 640, 1067, "46566a", 150, strength=0.5)
    for code, low, tall, count in (("8b7d78", 640, 120, 150), ("6d6467", 700, 170, 120)):
        band = sheet.block()
        for _ in range(count):
            root = 800 + 820 * float(sheet.random.random()) ** 0.6
            reed(
                band,
                root,
                low + 40,
                tall * float(sheet.random.uniform(0.6, 1.1)) * (0.35 + (root - 700) / 1000),
                -0.34,
                plume=0.5,
            )
        band.polygon([(860, low + 44), (1100, low + 6), (1640, low - 20), (1640, low + 70), (900, low + 56)])
        sheet.ink(band, code, rough=0.6)
    for x, y, size, flap in (
        (560, 452, 0.74, 0.95),
        (720, 500, 0.86, 0.35),
        (850, 410, 0.8, 0.7),
        (250, 560, 0.98, 0.5),
        (960, 520, 0.7, 1.0),
        (440, 668, 1.2, -0.32),
        (740, 636, 1.02, 1.05),
    ):
        egret(sheet, x, y, size, flap)
    near(sheet)


def egret(sheet: Print, x: float, y: float, size: float, flap: float) -> None:
    """Draw one egret in flight to the left; `flap` is 1 with the wings up and -1 with them down."""

    def at(*points: Point) -> list[Point]:
        return [(x + dx * size, y + dy * size) for dx, dy in points]

    lift = -78 * flap
    rear = sheet.block().polygon(
        at(
            (-8, -6),
            (4, lift * 0.5 - 6),
            (34, lift * 0.82 - 4),
            (72, lift * 0.86),
            (92, lift * 0.7 + 4),
            (60, lift * 0.42),
            (30, 2),
        )
    )
    sheet.ink(rear, "cfc8c0", rough=0.6)
    body = sheet.block().polygon(at((-50, -4), (-36, -11), (-8, -13), (22, -8), (50, 3), (22, 10), (-12, 12), (-36, 8)))
    body.line(at((-40, -2), (-56, 4), (-66, -2), (-60, -13), (-72, -15)), 8 * size).disc(
        *at((-72, -15))[0], 7 * size, 5.5 * size
    )
    body.polygon(
        at(
            (-30, -8),
            (-22, lift * 0.5 - 10),
            (4, lift * 0.9 - 14),
            (46, lift - 12),
            (86, lift * 0.96),
            (70, lift * 0.72),
            (44, lift * 0.4),
            (26, 0),
        )
    )
    sheet.ink(body, "fbf6ea", rough=0.6)
    feathers = sheet.block()
    for step in range(4):
        feathers.line(
            at((6 + step * 6, -4 + lift * 0.3), (36 + step * 12, lift * (0.94 - step * 0.12) - 2)), 1.6 * size
        )
    sheet.ink(feathers, "cfc8c0", rough=0.3)
    dark = sheet.block().polygon(at((-76, -19), (-108, -13), (-76, -12)))
    dark.line(at((46, 3), (104, 13)), 2.6 * size).line(at((44, 6), (100, 18)), 2.6 * size)
    sheet.ink(dark, "3b3a40", rough=0.4)


def near(sheet: Print) -> None:
    """Draw the nearest reeds, with white plumes."""
    for stem, plume, count, shift in (("5c5350", "cfc1ae", 60, 60), ("2f2f35", "f2e8d6", 66, 0)):
        stems, plumes = sheet.block(), sheet.block()
        for _ in range(count):
            root = 1660 - 820 * float(sheet.random.random()) ** 1.3 - shift
            tall = float(sheet.random.uniform(180, 470)) * (0.45 + (root - 800) / 1100) + shift
            lean = -0.36 + float(sheet.random.normal(0, 0.05))
            reed(stems, root, 1085, tall, lean, plume=0.01)
            head(plumes, root + lean * tall, 1085 - tall, lean, float(sheet.random.uniform(1.0, 1.6)))
        sheet.ink(stems, stem, rough=0.4)
        sheet.ink(plumes, plume, rough=0.5)


def head(block: Block, x: float, y: float, lean: float, size: float) -> None:
    """Cut a plume blown to the left: a slender drooping body with a few loose hairs."""
    spine = [(x + lean * step * 11 * size, y + 40 * size - step * 12 * size + 0.5 * step * step) for step in range(9)]
    for step, (sx, sy) in enumerate(spine):
        girth = (3.5, 6.5, 9, 10.5, 10.5, 9.5, 7.5, 5, 2.5)[step] * size
        block.polygon(
            [
                (sx + 2, sy + 7 * size),
                (sx - girth * 0.5, sy - 6 * size),
                (sx - girth * 2.1, sy + 5 * size),
                (sx - girth * 0.9, sy + 10 * size),
            ]
        )
        block.disc(sx - girth * 0.3, sy, girth * 0.62, 8 * size)
    for step in range(6):
        sx, sy = spine[step + 2]
        reach = float(2.2 + (step * 7) % 5 * 0.5) * 9 * size
        block.polygon(
            [(sx, sy), (sx - reach * 0.6, sy + 1), (sx - reach, sy + 8 * size), (sx - reach * 0.5, sy + 5 * size)]
        )
