"""The tea terraces at first light."""

from math import sin

import numpy as np
from woodblock import Point, Print


def terraces(sheet: Print) -> None:
    """Rows of tea that follow the hill, pickers with straw hats between them."""
    sheet.wash([(0, "d9dfd3"), (0.6, "eee6cd"), (1, "f2dfbb")], 0, 620)
    sheet.ink(sheet.block().disc(1240, 190, 58), "f8edd2", rough=1.4)
    for base, swing, code in ((330, 110, "bccabd"), (410, 90, "a2b8a8"), (470, 70, "86a493")):
        sheet.ink(sheet.block().polygon(sheet.ridge(base, swing, grain=420)), code, rough=1.6)
        fog = sheet.block().box(-50, base + 70, 1650, base + 130).soft(30)
        sheet.ink(fog, "efe8d3", rough=0, strength=0.8)
    hill(sheet, [(0, 520), (420, 470), (760, 560), (1150, 640), (1600, 600)], 17, ("5f8a67", "43705a"))
    fog = sheet.block().box(500, 560, 1700, 640).soft(36)
    sheet.ink(fog, "efe8d3", rough=0, strength=0.55)
    hill(sheet, [(0, 800), (380, 740), (820, 640), (1220, 560), (1600, 500)], 24, ("6f9a58", "3f6d4c"))
    hill(sheet, [(0, 640), (240, 690), (620, 800), (1050, 900), (1600, 880)], 36, ("7faa52", "34593f"))
    pickers(sheet)


def hill(sheet: Print, crest: list[Point], gap: float, codes: tuple[str, str]) -> None:
    """Cut one hill: its earth, then rows of bushes that keep their distance from the crest."""
    steps = np.linspace(-20, 1620, 165)
    line = np.interp(steps, [x for x, _ in crest], [y for _, y in crest])
    line = np.convolve(np.pad(line, 12, mode="edge"), np.hanning(25) / np.hanning(25).sum(), mode="valid")
    knots = sheet.random.normal(0, 1, 9)
    sway = np.interp(steps, np.linspace(-20, 1620, 9), knots)
    sway = np.convolve(np.pad(sway, 12, mode="edge"), np.hanning(25) / np.hanning(25).sum(), mode="valid")
    outline = [*zip(steps, line, strict=True), (1640.0, 1090.0), (-40.0, 1090.0)]
    earth = sheet.block().polygon(outline)
    sheet.ink(earth, "c9b27a", rough=1.2)
    rows, shade = sheet.block(), sheet.block()
    down, row = 4.0, 0
    while down < 640:
        wide = gap * (0.62 + down / 900)
        edge = line + down * (1 + 0.10 * sway) + 7 * np.sin(steps / 150 + row * 0.35)
        for start in range(0, len(steps) - 1, 1):
            x, y = float(steps[start]), float(edge[start])
            swell = 1 + 0.16 * float(sheet.random.normal())
            rows.disc(x, y + wide * 0.34, 8.4, wide * 0.36 * swell)
            shade.disc(x + 1, y + wide * 0.52, 8.2, wide * 0.22 * swell)
        down += wide
        row += 1
    sheet.ink(rows.within(earth), codes[0], rough=0.8)
    sheet.ink(shade.within(earth), codes[1], rough=0.8)
    for at, tilt in ((0.22, 60), (0.63, -80)):
        x, foot = at * 1600, 1090.0
        top = float(np.interp(x, steps, line))
        path = [(x + tilt * (step / 12) ** 1.4 + 12 * sin(step), top + (foot - top) * step / 12) for step in range(13)]
        sheet.ink(sheet.block().line(path, 7 + gap / 6).within(earth), "d6c28c", rough=1.2)


def pickers(sheet: Print) -> None:
    """Draw seven people at work, the nearest largest."""
    places = (
        (250, 770, 1.25),
        (420, 842, 1.5),
        (700, 900, 1.7),
        (1180, 706, 0.85),
        (1080, 742, 0.95),
        (1330, 660, 0.7),
        (180, 560, 0.55),
    )
    straw, coats, baskets, skin = sheet.block(), sheet.block(), sheet.block(), sheet.block()
    for x, y, size in places:
        coats.polygon(
            [
                (x - 14 * size, y + 30 * size),
                (x - 13 * size, y - 4 * size),
                (x, y - 12 * size),
                (x + 14 * size, y - 3 * size),
                (x + 16 * size, y + 30 * size),
            ]
        )
        skin.line([(x - 10 * size, y), (x - 24 * size, y + 14 * size), (x - 32 * size, y + 12 * size)], 5 * size)
        skin.disc(x - 4 * size, y - 12 * size, 7 * size)
        straw.polygon(
            [
                (x - 28 * size, y - 12 * size),
                (x - 4 * size, y - 32 * size),
                (x + 20 * size, y - 12 * size),
                (x - 4 * size, y - 8 * size),
            ]
        )
        baskets.polygon(
            [
                (x + 8 * size, y + 2 * size),
                (x + 27 * size, y + 2 * size),
                (x + 24 * size, y + 27 * size),
                (x + 11 * size, y + 27 * size),
            ]
        )
    sheet.ink(coats, "2f4858", rough=0.7)
    sheet.ink(skin, "c08a63", rough=0.5)
    sheet.ink(baskets, "8a5a2e", rough=0.6)
    sheet.ink(straw, "efd9a0", rough=0.7)
    bush, shade = sheet.block(), sheet.block()
    for x, y, size in places:
        for step in range(5):
            at = x + (step - 2) * 9 * size
            swell = float(sheet.random.uniform(0.85, 1.15))
            bush.disc(at, y + 27 * size, 7 * size, 6.5 * size * swell)
            shade.disc(at + 1, y + 31 * size, 6.5 * size, 4 * size * swell)
    sheet.ink(bush, "6d9c54", rough=0.7)
    sheet.ink(shade, "3b664a", rough=0.7)
    red = sheet.block()
    for x, y, size in places[::3]:
        red.polygon(
            [
                (x - 13 * size, y + 4 * size),
                (x + 15 * size, y + 4 * size),
                (x + 15 * size, y + 11 * size),
                (x - 14 * size, y + 11 * size),
            ]
        )
    sheet.ink(red, "b5432e", rough=0.6)
