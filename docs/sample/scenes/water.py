"""What the river pictures share: ripples, reflections, the ferry, reeds."""

from woodblock import Block, Point, Print


def ripples(sheet: Print, top: float, bottom: float, code: str, count: int, *, strength: float = 0.5) -> None:
    """Cut short level strokes into the water, longer and wider towards the reader."""
    block = sheet.block()
    for _ in range(count):
        depth = float(sheet.random.random()) ** 1.6
        y = top + (bottom - top) * depth
        x = float(sheet.random.uniform(-80, sheet.width))
        length = (30 + 150 * float(sheet.random.random())) * (0.35 + depth)
        thick = 0.7 + 3.2 * depth
        block.polygon([(x, y), (x + length * 0.4, y - thick / 2), (x + length, y), (x + length * 0.5, y + thick / 2)])
    sheet.ink(block, code, rough=0.6, strength=strength)


def shimmer(sheet: Print, x: float, half: float, top: float, bottom: float) -> Block:
    """Return a block of the broken, upright reflection of something `half` wide to each side."""
    block, y = sheet.block(), top
    while y < bottom:
        down = (y - top) / (bottom - top)
        thick = 2 + 4.5 * down
        middle = x + float(sheet.random.normal(0, 3 + 9 * down))
        reach = half * float(sheet.random.uniform(0.55, 1.25)) * (1 + 0.3 * down)
        edge = [(middle - reach, y), (middle, y - thick / 2), (middle + reach, y + 0.6), (middle, y + thick / 2)]
        block.polygon(edge)
        y += thick * float(sheet.random.uniform(0.8, 1.5 + 1.2 * down))
    return block


def ferry(sheet: Print, x: float, y: float, size: float, *, dark: str = "22303c", lit: str = "f6d18f") -> None:
    """Draw the ferry from the side, its bow to the right, with its shadow under it."""

    def at(points: list[Point]) -> list[Point]:
        return [(x + dx * size, y + dy * size) for dx, dy in points]

    shadow = sheet.block().polygon(at([(-172, 26), (178, 26), (120, 62), (-130, 66)])).soft(5)
    sheet.ink(shadow, dark, rough=0, strength=0.55)
    pale = sheet.block().polygon(at([(-148, 4), (-148, -38), (104, -38), (122, 0)]))
    pale.polygon(at([(-122, -42), (-122, -72), (52, -72), (66, -42)]))
    sheet.ink(pale, "6d7780" if dark == "22303c" else "353f5c", rough=0.8)
    hull = sheet.block().polygon(
        at([(-186, -4), (-176, -6), (96, -4), (160, -16), (214, -30), (196, 4), (172, 28), (-160, 30), (-178, 16)])
    )
    hull.polygon(at([(-168, -37), (132, -37), (132, -43), (-168, -43)]))
    hull.polygon(at([(-136, -71), (80, -71), (80, -76), (-136, -76)]))
    hull.polygon(at([(12, -76), (16, -104), (58, -104), (66, -76)])).polygon(
        at([(8, -103), (66, -103), (66, -108), (8, -108)])
    )
    hull.polygon(at([(-84, -76), (-80, -112), (-52, -112), (-48, -76)]))
    hull.line(at([(36, -106), (36, -150)]), 2.6 * size).line(at([(24, -134), (48, -134)]), 1.8 * size)
    for step in range(21):
        post = -166 + step * 14
        hull.line(at([(post, -43), (post, -55)]), 1.1 * size)
    hull.line(at([(-168, -55), (118, -55)]), 1.3 * size)
    sheet.ink(hull, dark, rough=0.7)
    panes = sheet.block()
    for left, top, count in ((-140, -30, 12), (-114, -66, 8)):
        for step in range(count):
            pane = left + step * 20
            panes.polygon(at([(pane, top), (pane + 13, top), (pane + 13, top + 14), (pane, top + 14)]))
    panes.polygon(at([(22, -99), (37, -99), (37, -86), (22, -86)])).polygon(
        at([(41, -99), (54, -99), (57, -86), (41, -86)])
    )
    sheet.ink(panes, lit, rough=0.5)
    band = sheet.block().polygon(at([(-182, 6), (98, 6), (204, -10), (200, -2), (98, 14), (-180, 13)]))
    band.polygon(at([(-83, -100), (-49, -100), (-49, -91), (-84, -91)]))
    band.polygon(at([(36, -150), (66, -143), (36, -134)]))
    sheet.ink(band, "b5432e", rough=0.6)


def reed(block: Block, x: float, y: float, height: float, lean: float, *, plume: float = 1.0) -> None:
    """Cut one reed with a leaf and a plume, bent by a wind from the right where `lean` is negative."""
    bend = [(x + lean * height * step * step, y - height * step) for step in (0, 0.25, 0.5, 0.75, 1)]
    block.line(bend, 1.9)
    top = bend[-1]
    for step in range(9):
        root = (top[0] + lean * 5 * step * plume, top[1] - 6.2 * step * plume + 18 * plume)
        out = (15 - step) * plume
        block.polygon(
            [root, (root[0] + lean * 34 * plume - out * 0.5, root[1] - out * 0.4), (root[0] + 1.5, root[1] - 5)]
        )
        block.polygon(
            [root, (root[0] + lean * 20 * plume + out * 0.4, root[1] - out * 0.9), (root[0] - 1.5, root[1] - 5)]
        )
    leaf = bend[2]
    for side, drop in ((lean, 26), (-lean * 0.6, 8)):
        tip = (leaf[0] + side * 0.5 * height, leaf[1] - height * 0.16 + drop)
        middle = (leaf[0] + side * 0.24 * height, leaf[1] - height * 0.17)
        block.polygon([leaf, (middle[0], middle[1] - 2), tip, (middle[0], middle[1] + 3), (leaf[0], leaf[1] + 7)])
