"""The stone bridge in autumn."""

from math import cos, pi, sin

from PIL import ImageChops
from woodblock import Block, Print

from scenes.water import ripples


def stone_bridge(sheet: Print) -> None:
    """Nine arches and their reflection, which closes them to circles."""
    sheet.wash([(0, "b9c6c4"), (0.55, "e6dcc4"), (1, "f3d9ae")], 0, 640)
    for base, swing, code in ((360, 90, "bcc4b8"), (430, 70, "a0aea6")):
        sheet.ink(sheet.block().polygon(sheet.ridge(base, swing, grain=360)), code, rough=1.6)
    autumn = ("6c5a3a", "8d4630", "b5683a", "c98f45")
    grove(sheet, 410, 520, -40, 400, count=48, codes=autumn)
    grove(sheet, 400, 520, 1180, 1640, count=56, codes=autumn)
    grove(sheet, 448, 520, 300, 1300, count=40, codes=autumn)
    sheet.wash([(0, "e2cfa8"), (0.25, "b9b9a5"), (1, "4f6a70")], 596, 1067)
    water, deck, span = 606.0, 486.0, 168.0
    stone, arches, rims, mirror, holes = (sheet.block() for _ in range(5))
    stone.polygon([(-10, deck), (800, deck - 26), (1610, deck), (1610, water), (-10, water)])
    mirror.polygon([(-10, water), (1610, water), (1610, 726), (800, 752), (-10, 726)])
    for step in range(-4, 5):
        x, reach = 800 + step * span, 68 - abs(step) * 2.4
        arches.disc(x, water, reach, reach + 6).box(x - 90, water, x + 90, water + 90, ink=0)
        holes.disc(x, water, reach, reach + 6).box(x - 90, water - 90, x + 90, water - 1, ink=0)
        rims.line([(x + (reach + 2) * cos(pi * t / 24), water - (reach + 8) * sin(pi * t / 24)) for t in range(25)], 5)
    sheet.ink(stone, "8f8b7d", rough=1.2)
    sheet.ink(arches, "e9d3a8", rough=1)
    sheet.ink(rims, "c5bda6", rough=0.8)
    courses = sheet.block()
    for row in range(8):
        y = deck - 12 + row * 15
        for step in range(60):
            x = step * 27 + (row % 2) * 13 + float(sheet.random.uniform(-3, 3))
            courses.line([(x, y), (x + 20, y)], 1.1)
    sheet.ink(courses.within(_less(stone, arches, rims)), "6f6c61", rough=0.4, strength=0.6)
    sheet.fade(mirror, "77766b", 590, 724)
    sheet.fade(holes, "e8d2a6", 560, 730)
    rail = sheet.block().polygon(
        [(-10, deck - 8), (800, deck - 34), (1610, deck - 8), (1610, deck + 4), (800, deck - 22), (-10, deck + 4)]
    )
    for step in range(68):
        x = step * 24
        top = deck - 26 * (1 - abs(x - 800) / 800) - 27
        rail.box(x - 2.6, top, x + 2.6, top + 26)
    rail.line([(-10, deck - 27), (800, deck - 53), (1610, deck - 27)], 3.2)
    sheet.ink(rail, "6d695e", rough=0.6)
    strollers(sheet, deck - 6)
    ripples(sheet, 640, 1060, "ead9b4", 160, strength=0.5)
    ripples(sheet, 660, 1067, "3c545b", 190, strength=0.5)
    weed_boat(sheet, 620, 872)
    branch(sheet)


def _less(whole: Block, *parts: Block) -> Block:
    """Return what is left of a block when the others are taken away."""
    image = whole.image.copy()
    for part in parts:
        image = ImageChops.subtract(image, part.image)
    left = Block(1, 1)
    left.image = image
    return left


def grove(
    sheet: Print, top: float, foot: float, left: float, right: float, *, count: int, codes: tuple[str, ...]
) -> None:
    """Plant trees of round dabs along a bank, one ink after another."""
    for code in codes:
        dabs = sheet.block()
        for _ in range(count // len(codes)):
            x, y = float(sheet.random.uniform(left, right)), float(sheet.random.uniform(top, foot))
            for _ in range(12):
                dabs.disc(
                    x + float(sheet.random.normal(0, 24)),
                    y + float(sheet.random.normal(0, 20)),
                    float(sheet.random.uniform(5, 15)),
                    float(sheet.random.uniform(4, 11)),
                )
        sheet.ink(dabs, code, rough=1.2, strength=0.92)


def strollers(sheet: Print, deck: float) -> None:
    """Draw people who walk over the bridge, and one dog."""
    dark, light = sheet.block(), sheet.block()
    for number in range(30):
        x = float(sheet.random.uniform(40, 1560))
        foot = deck - 26 * (1 - abs(x - 800) / 800)
        tall = float(sheet.random.uniform(30, 40))
        block = light if number % 3 == 0 else dark
        dark.disc(x, foot - tall - 4, 4.2, 5)
        block.polygon(
            [(x - 6, foot - 8), (x - 5, foot - tall + 2), (x, foot - tall), (x + 5, foot - tall + 2), (x + 7, foot - 8)]
        )
    sheet.ink(dark, "353b42", rough=0.5)
    sheet.ink(light, "a4412e", rough=0.5)


def weed_boat(sheet: Print, x: float, y: float) -> None:
    """Draw a flat boat, its owner standing with a rake."""
    shade = sheet.block().polygon([(x - 150, y + 8), (x + 150, y + 8), (x + 90, y + 40), (x - 100, y + 42)]).soft(6)
    sheet.ink(shade, "2c4148", rough=0, strength=0.6)
    boat = sheet.block().polygon(
        [(x - 176, y - 14), (x - 120, y - 2), (x + 120, y - 2), (x + 178, y - 18), (x + 130, y + 18), (x - 136, y + 18)]
    )
    boat.polygon(
        [(x + 18, y - 4), (x + 16, y - 70), (x + 26, y - 84), (x + 42, y - 80), (x + 50, y - 56), (x + 50, y - 4)]
    )
    boat.line([(x + 34, y - 66), (x + 6, y - 50), (x - 26, y - 52)], 7).disc(x + 30, y - 94, 10)
    boat.line([(x + 40, y - 120), (x - 120, y + 34)], 4)
    sheet.ink(boat, "2b3236", rough=0.7)
    heap = sheet.block()
    for _ in range(60):
        heap.disc(x + 96 + float(sheet.random.normal(0, 22)), y - 8 - abs(float(sheet.random.normal(0, 9))), 7, 5)
    sheet.ink(heap, "6a7a42", rough=0.8)
    sheet.ink(
        sheet.block().polygon([(x + 8, y - 98), (x + 31, y - 118), (x + 54, y - 98), (x + 31, y - 94)]),
        "e2c78a",
        rough=0.6,
    )


def branch(sheet: Print) -> None:
    """Draw a red branch that hangs into the picture from above."""
    wood, leaves, late = sheet.block(), sheet.block(), sheet.block()
    wood.line([(1620, 40), (1430, 96), (1260, 88), (1120, 140)], 7).line([(1430, 96), (1330, 176), (1240, 200)], 4.5)
    wood.line([(1560, 60), (1500, 170), (1440, 236)], 4)
    for points, count in (
        ([(1620, 40), (1430, 96), (1260, 88), (1120, 140)], 84),
        ([(1430, 96), (1330, 176), (1240, 200)], 52),
        ([(1560, 60), (1500, 170), (1440, 236)], 52),
    ):
        for number in range(count):
            spot = float(sheet.random.uniform(0, len(points) - 1))
            low = points[int(spot)]
            high = points[min(int(spot) + 1, len(points) - 1)]
            part = spot - int(spot)
            x = low[0] + (high[0] - low[0]) * part + float(sheet.random.normal(0, 26))
            y = low[1] + (high[1] - low[1]) * part + float(sheet.random.normal(6, 22))
            turn, size = float(sheet.random.normal(pi / 2, 0.7)), float(sheet.random.uniform(13, 22))
            block = late if number % 3 == 0 else leaves
            for lobe, reach in ((-1.1, 0.7), (-0.5, 0.92), (0.0, 1.0), (0.5, 0.92), (1.1, 0.7)):
                spread = turn + lobe
                tip = (x + cos(spread) * size * reach, y + sin(spread) * size * reach)
                waist = [
                    (x + cos(spread + side) * size * reach * 0.5, y + sin(spread + side) * size * reach * 0.5)
                    for side in (-0.34, 0.34)
                ]
                block.polygon([(x, y), waist[0], tip, waist[1]])
    sheet.ink(wood, "4a3429", rough=0.7)
    sheet.ink(leaves, "a83f2a", rough=0.5)
    sheet.ink(late, "d0803c", rough=0.5)
