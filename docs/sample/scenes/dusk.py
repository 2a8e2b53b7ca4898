"""The ferry at dusk."""

from woodblock import Print

from scenes.water import ferry, ripples, shimmer


def dusk_ferry(sheet: Print) -> None:
    """Draw the last boat of the day, and two towers that do not carry a bridge yet."""
    sheet.wash([(0, "1f2c47"), (0.34, "3f4a6a"), (0.62, "9a6b6d"), (0.84, "dc9265"), (1, "f0b577")], 0, 610)
    stars = sheet.block()
    for _ in range(46):
        stars.disc(float(sheet.random.uniform(0, 1600)), float(sheet.random.uniform(10, 260)), 1.3)
    sheet.ink(stars, "e9dcc3", rough=0, strength=0.8)
    for base, swing, code in ((520, 62, "8d5f66"), (572, 30, "6b4d60")):
        sheet.ink(sheet.block().polygon(sheet.ridge(base, swing, grain=380)), code, rough=1.6)
    _skyline(sheet)
    sheet.wash([(0, "d98f64"), (0.12, "a3696a"), (0.4, "4a4a68"), (1, "182238")], 608, 1067)
    towers = sheet.block()
    lamps = sheet.block()
    for x, top, size in ((1075, 330, 0.78), (1385, 236, 1.0)):
        for side in (-1, 1):
            leg = x + side * 20 * size
            towers.polygon(
                [
                    (leg - 7 * size, 618),
                    (x + side * 8 - 5 * size, top),
                    (x + side * 8 + 5 * size, top),
                    (leg + 7 * size, 618),
                ]
            )
        for bar in (0.3, 0.66):
            towers.box(x - 19 * size, top + (616 - top) * bar, x + 19 * size, top + (616 - top) * bar + 8 * size)
        towers.box(x - 52 * size, 604 - 60 * size, x + 60 * size, 604 - 52 * size)
        towers.line([(x, top), (x, top - 52 * size)], 2.6 * size)
        towers.line([(x - 36 * size, top - 42 * size), (x + 84 * size, top - 42 * size)], 2.4 * size)
        towers.line([(x - 30 * size, top - 42 * size), (x, top - 56 * size), (x + 80 * size, top - 42 * size)], 1.3)
        lamps.disc(x, top - 56 * size, 4 * size)
    sheet.ink(towers, "332c47", rough=0.7)
    sheet.ink(lamps, "e5533a", rough=0)
    ripples(sheet, 622, 1060, "eda873", 190, strength=0.42)
    ripples(sheet, 650, 1067, "141d33", 190, strength=0.6)
    for x, half in ((1075, 22), (1385, 28)):
        sheet.fade(shimmer(sheet, x, half, 624, 860), "2c2941", 616, 880)
    for step in range(12):
        sheet.fade(shimmer(sheet, 330 + step * 35, 17, 872, 1067), "f4bd72", 850, 1090)
    ferry(sheet, 560, 820, 1.72, dark="141a2c", lit="ffd489")
    halo = sheet.block().box(330, 735, 780, 800).soft(46)
    sheet.glow(halo, "e79a4a", 0.32)


def _skyline(sheet: Print) -> None:
    block, lights = sheet.block(), sheet.block()
    x = -20.0
    while x < 1620:
        wide, high = float(sheet.random.uniform(26, 74)), float(sheet.random.uniform(14, 74))
        block.box(x, 612 - high, x + wide, 614)
        if sheet.random.random() < 0.4:
            block.polygon([(x - 5, 612 - high), (x + wide / 2, 596 - high), (x + wide + 5, 612 - high)])
        for _ in range(int(wide * high / 520)):
            lx, ly = x + float(sheet.random.uniform(4, wide - 4)), 612 - float(sheet.random.uniform(4, high - 2))
            lights.box(lx, ly, lx + 2.6, ly + 3.4)
        x += wide + float(sheet.random.uniform(-6, 12))
    sheet.ink(block, "41384f", rough=0.7)
    sheet.ink(lights, "f7c77e", rough=0)
