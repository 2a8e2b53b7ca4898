"""The exhibition of woodcuts."""

from math import cos, pi, sin

from PIL import ImageChops
from woodblock import Block, Point, Print


def exhibition(sheet: Print) -> None:
    """Draw the hall of the art museum: three great woodcuts, light from above, backs of visitors."""
    sheet.wash([(0, "cfc8ba"), (0.6, "e6e0d2"), (1, "ddd5c4")], 0, 810)
    sheet.wash([(0, "a89a84"), (1, "c3b59c")], 800, 1067)
    ceiling = sheet.block().polygon([(-10, -10), (1610, -10), (1610, 40), (1330, 128), (270, 128), (-10, 40)])
    sheet.ink(ceiling, "8f8778", rough=0.8)
    panes = sheet.block()
    for step in range(7):
        left, right = 330 + step * 136.0, 330 + step * 136.0 + 118
        panes.polygon([(left, 112), (right, 112), (800 + (right - 800) * 1.34, 22), (800 + (left - 800) * 1.34, 22)])
    sheet.ink(panes, "f6f0df", rough=0.6)
    sheet.ink(sheet.block().box(-10, 800, 1610, 815), "857a68", rough=0.6)
    light = sheet.block().polygon([(420, 128), (1000, 128), (640, 815), (40, 815)]).soft(30)
    sheet.glow(light, "7a6a48", 0.3)
    for left, right, subject in ((96, 470, 0), (560, 1180, 1), (1270, 1530, 2)):
        woodcut(sheet, (left, 232, right, 660), subject)
    pools = sheet.block().polygon([(150, 860), (760, 860), (560, 1067), (-140, 1067)]).soft(12)
    sheet.ink(pools, "e4d8bd", rough=0, strength=0.6)
    for x, size, code, hair in (
        (330, 0.96, "34404a", "26211f"),
        (742, 1.05, "2d2a2a", "2b2523"),
        (850, 0.9, "8f3a2b", "77716a"),
        (1004, 0.62, "3f5a58", "26211f"),
        (1424, 1.0, "4a4238", "3a332f"),
    ):
        visitor(sheet, x, size, code, hair)
    bench = sheet.block().box(1084, 900, 1344, 922).box(1104, 922, 1122, 974).box(1306, 922, 1324, 974)
    sheet.ink(bench, "5f4630", rough=0.8)


def woodcut(sheet: Print, edges: tuple[float, float, float, float], subject: int) -> None:
    """Draw one black and white print in its frame: a quay, the two banks, a boatman."""
    left, top, right, bottom = edges
    shade = sheet.block().box(left - 4, top + 4, right + 16, bottom + 20).soft(8)
    sheet.ink(shade, "a39a86", rough=0, strength=0.7)
    sheet.ink(sheet.block().box(left - 14, top - 14, right + 14, bottom + 14), "4a3a2c", rough=0.6)
    paper = sheet.block().box(left, top, right, bottom)
    sheet.ink(paper, "f4eedd", rough=0.5)
    mat = 22
    area = sheet.block().box(left + mat, top + mat, right - mat, bottom - mat)
    black, white = sheet.block(), sheet.block()
    wide, tall = right - left - 2 * mat, bottom - top - 2 * mat
    if subject == 1:
        both_banks(sheet, black, white, (left + mat, top + mat), wide=wide, tall=tall)
    elif subject == 0:
        quay(sheet, black, white, (left + mat, top + mat), wide=wide, tall=tall)
    else:
        boatman(sheet, black, white, (left + mat, top + mat), wide=wide, tall=tall)
    black.image = ImageChops.subtract(black.image, white.image)
    sheet.ink(black.within(area), "1f1d1c", rough=0.7)
    seal = sheet.block().box(right - mat - 24, bottom - mat - 26, right - mat - 6, bottom - mat - 6)
    sheet.ink(seal, "b23a2a", rough=0.6)


def both_banks(sheet: Print, black: Block, white: Block, corner: Point, *, wide: float, tall: float) -> None:
    """Draw the long print: roofs above, roofs below, the white river between with small boats."""
    x0, y0 = corner
    for row, base in enumerate((0.20, 0.30, 0.40, 0.74, 0.86, 0.98)):
        x = x0 - 20
        while x < x0 + wide:
            house, high = float(sheet.random.uniform(30, 66)), float(sheet.random.uniform(26, 52))
            foot = y0 + tall * base
            black.polygon(
                [
                    (x, foot),
                    (x, foot - high),
                    (x + house / 2, foot - high - 20),
                    (x + house, foot - high),
                    (x + house, foot),
                ]
            )
            for line in range(4):
                white.line([(x + 4, foot - high + 4 + line * 4), (x + house - 4, foot - high + 4 + line * 4)], 1.4)
            for pane in range(int(house / 16)):
                white.box(x + 7 + pane * 15, foot - 16, x + 14 + pane * 15, foot - 5)
            x += house + (4 if row % 2 else 0)
    for row in range(15):
        y = y0 + tall * (0.43 + row * 0.012)
        start = x0 + float(sheet.random.uniform(0, 120))
        while start < x0 + wide:
            length = float(sheet.random.uniform(30, 150))
            black.polygon(
                [(start, y), (start + length / 2, y - 1.6), (start + length, y), (start + length / 2, y + 1.6)]
            )
            start += length + float(sheet.random.uniform(20, 120))
    for part in (0.18, 0.45, 0.72, 0.9):
        x, y = x0 + wide * part, y0 + tall * (0.5 + 0.05 * cos(part * 20))
        black.polygon(
            [(x - 30, y - 5), (x - 18, y + 5), (x + 18, y + 5), (x + 32, y - 6), (x + 14, y - 1), (x - 16, y - 1)]
        )
        black.line([(x + 4, y), (x + 4, y - 24)], 4).disc(x + 4, y - 27, 4)


def quay(sheet: Print, black: Block, white: Block, corner: Point, *, wide: float, tall: float) -> None:
    """Draw steps that lead down to the water under a great tree."""
    x0, y0 = corner
    black.box(x0, y0 + tall * 0.62, x0 + wide, y0 + tall)
    for step in range(11):
        y = y0 + tall * (0.64 + step * 0.033)
        white.box(x0 + wide * (0.1 + step * 0.016), y, x0 + wide * (0.62 - step * 0.01), y + 4)
    for row in range(12):
        y = y0 + tall * (0.66 + row * 0.03)
        white.line([(x0 + wide * 0.68, y), (x0 + wide * (0.78 + 0.2 * (row % 3) / 2), y)], 2)
    trunk = x0 + wide * 0.74
    black.polygon(
        [
            (trunk - 20, y0 + tall * 0.64),
            (trunk - 10, y0 + tall * 0.2),
            (trunk + 12, y0 + tall * 0.2),
            (trunk + 26, y0 + tall * 0.64),
        ]
    )
    for _ in range(90):
        x, y = trunk + float(sheet.random.normal(-14, 76)), y0 + tall * 0.22 + float(sheet.random.normal(0, 46))
        black.disc(x, y, float(sheet.random.uniform(8, 22)), float(sheet.random.uniform(6, 14)))
    for _ in range(120):
        x, y = trunk + float(sheet.random.normal(-14, 70)), y0 + tall * 0.22 + float(sheet.random.normal(0, 42))
        turn = float(sheet.random.uniform(0, pi))
        white.line([(x, y), (x + 9 * cos(turn), y + 5 * sin(turn))], 2)
    for step in range(3):
        x = x0 + wide * (0.2 + step * 0.13)
        black.disc(x, y0 + tall * 0.47, 8, 9).polygon(
            [
                (x - 13, y0 + tall * 0.64),
                (x - 10, y0 + tall * 0.5),
                (x + 10, y0 + tall * 0.5),
                (x + 13, y0 + tall * 0.64),
            ]
        )


def boatman(sheet: Print, black: Block, white: Block, corner: Point, *, wide: float, tall: float) -> None:
    """Draw a man who poles his boat under a white moon."""
    x0, y0 = corner
    black.box(x0, y0, x0 + wide, y0 + tall)
    white.disc(x0 + wide * 0.66, y0 + tall * 0.22, 34)
    for row in range(26):
        y = y0 + tall * (0.6 + row * 0.016)
        half = wide * float(sheet.random.uniform(0.1, 0.42))
        middle = x0 + wide * (0.5 + float(sheet.random.normal(0, 0.12)))
        white.polygon([(middle - half, y), (middle, y - 2), (middle + half, y), (middle, y + 2)])
    x, y = x0 + wide * 0.46, y0 + tall * 0.62
    white.polygon(
        [(x - 74, y - 10), (x - 46, y + 12), (x + 48, y + 12), (x + 82, y - 14), (x + 40, y - 2), (x - 38, y - 2)]
    )
    white.polygon([(x - 6, y - 4), (x - 12, y - 66), (x + 4, y - 78), (x + 18, y - 64), (x + 20, y - 4)]).disc(
        x + 3, y - 88, 10
    )
    white.line([(x + 36, y - 132), (x - 44, y + 46)], 4)
    for _ in range(14):
        tilt = float(sheet.random.uniform(0, wide))
        white.line([(x0 + tilt, y0 + tall * 0.04), (x0 + tilt - 12, y0 + tall * 0.12)], 1.3)


def visitor(sheet: Print, x: float, size: float, code: str, hair_code: str) -> None:
    """Draw one visitor from behind."""
    y = 985.0
    shade = sheet.block().disc(x - 20 * size, y, 66 * size, 11 * size).soft(5)
    sheet.ink(shade, "6f634f", rough=0, strength=0.6)
    coat = sheet.block().polygon(
        [
            (x - 48 * size, y - 138 * size),
            (x - 52 * size, y - 262 * size),
            (x - 40 * size, y - 304 * size),
            (x - 14 * size, y - 318 * size),
            (x + 14 * size, y - 318 * size),
            (x + 40 * size, y - 304 * size),
            (x + 52 * size, y - 262 * size),
            (x + 48 * size, y - 138 * size),
        ]
    )
    sheet.ink(coat, code, rough=0.8)
    legs = sheet.block().polygon(
        [(x - 40 * size, y - 140 * size), (x - 3 * size, y - 140 * size), (x - 8 * size, y), (x - 36 * size, y)]
    )
    legs.polygon(
        [(x + 3 * size, y - 140 * size), (x + 40 * size, y - 140 * size), (x + 36 * size, y), (x + 8 * size, y)]
    )
    sheet.ink(legs, "26272b", rough=0.7)
    neck = sheet.block().box(x - 10 * size, y - 334 * size, x + 10 * size, y - 312 * size)
    sheet.ink(neck, "b98661", rough=0.5)
    hair = sheet.block().disc(x, y - 352 * size, 25 * size, 29 * size)
    sheet.ink(hair, hair_code, rough=0.6)
