"""The boat race under the old bridge."""

from math import cos, pi, sin

from woodblock import Block, Point, Print

from scenes.water import ripples, shimmer


def boat_race(sheet: Print) -> None:
    """Draw two dragon boats head to head, the old bridge behind them full of people."""
    sheet.wash([(0, "dfe3d2"), (0.6, "f3ead1"), (1, "f7dcb4")], 0, 520)
    for base, swing, code in ((290, 70, "c9d6c8"), (350, 50, "a8c0b6")):
        sheet.ink(sheet.block().polygon(sheet.ridge(base, swing, grain=300)), code, rough=1.6)
    sheet.wash([(0, "a9c7bd"), (0.3, "6fa3a2"), (1, "2f6b75")], 455, 1067)
    crowded_bridge(sheet)
    ripples(sheet, 515, 1060, "d9e8d8", 190, strength=0.6)
    ripples(sheet, 540, 1067, "23555f", 190, strength=0.5)
    dragon_boat(sheet, 905, 662, 0.74, hull="2b4860", shirt="3a6c88", trim="e9c46a")
    dragon_boat(sheet, 800, 900, 1.12, hull="96291d", shirt="c9492f", trim="f0c355")


def crowded_bridge(sheet: Print) -> None:
    """Draw the old bridge from the water, people along its whole parapet."""
    stone, arches, people = sheet.block(), sheet.block(), sheet.block()
    stone.polygon([(-10, 352), (800, 332), (1610, 352), (1610, 512), (-10, 512)])
    for step in range(8):
        x = -20 + step * 232.0
        arches.disc(x, 512, 86, 104)
    arches.box(0, 512, 1600, 700, ink=0)
    sheet.ink(stone, "8d9286", rough=1.2)
    far = sheet.block().box(0, 380, 1600, 462).within(arches)
    sheet.ink(arches, "93bab2", rough=1.0)
    sheet.ink(far, "c3d2c0", rough=0.8)
    edges = sheet.block()
    for step in range(8):
        x = -20 + step * 232.0
        curve = [(x + 94 * cos(pi * turn / 24), 512 - 112 * sin(pi * turn / 24)) for turn in range(25)]
        edges.line(curve, 4)
    sheet.ink(edges, "b9bbab", rough=0.8, strength=0.9)
    for step in range(8):
        sheet.fade(shimmer(sheet, 96 + step * 232.0, 56, 514, 600), "6f7d77", 505, 620)
    for step in range(190):
        x = step * 8.5 + float(sheet.random.uniform(-3, 3))
        rise = 20 * (1 - abs(x - 800) / 800)
        top = 340 - rise - float(sheet.random.uniform(10, 22))
        people.disc(x, top, 4.4, 5).box(x - 5.4, top + 4, x + 5.4, 346 - rise)
    sheet.ink(people, "4c5656", rough=0.6)
    for code, count in (("b5432e", 26), ("e9d9b4", 30), ("3f6f86", 22)):
        shirts = sheet.block()
        for _ in range(count):
            x = float(sheet.random.uniform(0, 1600))
            rise = 20 * (1 - abs(x - 800) / 800)
            shirts.box(x - 4.5, 330 - rise, x + 4.5, 344 - rise)
        sheet.ink(shirts, code, rough=0.6)
    rail = sheet.block().polygon([(-10, 343), (800, 323), (1610, 343), (1610, 358), (800, 338), (-10, 358)])
    sheet.ink(rail, "767c72", rough=0.6)
    flags = sheet.block()
    for x in range(70, 1600, 152):
        top = 262 - 20 * (1 - abs(x - 800) / 800)
        flags.line([(x, top + 78), (x, top)], 2.2)
        flags.polygon([(x, top), (x + 26, top + 3), (x + 44, top + 15), (x + 22, top + 20), (x, top + 26)])
    sheet.ink(flags, "b5432e", rough=0.7)


class Frame:
    """Draw a place on the sheet and a size, for a thing drawn in lengths of its own."""

    def __init__(self, x: float, y: float, size: float) -> None:
        self.x, self.y, self.size = x, y, size

    def at(self, *points: Point) -> list[Point]:
        """Return the points on the sheet."""
        return [(self.x + dx * self.size, self.y + dy * self.size) for dx, dy in points]


def dragon_boat(sheet: Print, x: float, y: float, size: float, *, hull: str, shirt: str, trim: str) -> None:
    """Draw a dragon boat that goes to the left, ten paddlers of a side all bent in the same stroke."""
    frame = Frame(x, y, size)
    at = frame.at
    shade = sheet.block().polygon(at((-500, 40), (520, 38), (430, 74), (-420, 78))).soft(7 * size)
    sheet.ink(shade, "153a44", rough=0, strength=0.6)
    skin, cloth, bands, wood = sheet.block(), sheet.block(), sheet.block(), sheet.block()
    for step in range(10):
        paddler(frame, -236 + step * 62, skin, cloth, bands)
    skin.disc(*at((-398, -76))[0], 14 * size, 15 * size)
    cloth.polygon(at((-376, 0), (-374, -44), (-384, -60), (-408, -60), (-418, -38), (-416, 0)))
    skin.line(at((-386, -50), (-368, -68), (-352, -58)), 8 * size)
    bands.polygon(at((-412, -80), (-406, -91), (-392, -91), (-384, -81), (-384, -76), (-412, -77)))
    skin.disc(*at((424, -110))[0], 14 * size, 15 * size)
    cloth.polygon(at((408, -6), (404, -60), (412, -88), (424, -96), (438, -92), (448, -72), (456, -6)))
    bands.polygon(at((409, -114), (415, -126), (430, -127), (439, -115), (439, -110), (409, -111)))
    skin.line(at((426, -80), (440, -56), (462, -44)), 9 * size)
    wood.line(at((404, -70), (470, -34), (600, 60)), 7 * size).line(at((-354, -60), (-336, -46)), 4 * size)
    sheet.ink(wood, "5b3a22", rough=0.5)
    sheet.ink(cloth, shirt, rough=0.8)
    sheet.ink(skin, "c08a63", rough=0.6)
    sheet.ink(bands, "2a2a2e", rough=0.5)
    drum = sheet.block().polygon(at((-350, -2), (-356, -16), (-354, -38), (-306, -38), (-304, -16), (-310, -2)))
    sheet.ink(drum, "7d2418", rough=0.6)
    sheet.ink(sheet.block().disc(*at((-330, -38))[0], 25 * size, 7 * size), "f2e3c2", rough=0.5)
    body = [(-560, -40), (-520, -18), (-470, -2), (-300, 2), (380, 2), (480, -14), (548, -50), (578, -96)]
    keel = [(602, -88), (586, -36), (548, 14), (470, 40), (-430, 42), (-500, 22), (-540, -6)]
    sheet.ink(sheet.block().polygon(at(*body, *keel)), hull, rough=0.9)
    scales = sheet.block()
    for step in range(50):
        left = -420 + step * 18
        arc = [(left + 9 + 9 * cos(pi * turn / 6), 13 + 10 * sin(pi * turn / 6)) for turn in range(7)]
        scales.line(at(*arc), 2.2 * size)
    scales.line(at((-470, 5), (-300, 9), (380, 9), (490, -6)), 3.2 * size)
    scales.polygon(at((578, -96), (624, -128), (606, -92), (640, -86), (600, -66)))
    sheet.ink(scales, trim, rough=0.5)
    dragon_head(sheet, frame, hull, trim)
    blades = sheet.block()
    for step in range(10):
        seat = -236 + step * 62
        blades.line(at((seat - 62, -58), (seat - 92, 22)), 5 * size)
        blades.polygon(at((seat - 84, 8), (seat - 98, 6), (seat - 112, 54), (seat - 92, 58)))
    sheet.ink(blades, "6b4426", rough=0.5)
    hands = sheet.block()
    for step in range(10):
        seat = -236 + step * 62
        hands.disc(*at((seat - 63, -56))[0], 6 * size).disc(*at((seat - 80, -12))[0], 6 * size)
    sheet.ink(hands, "c08a63", rough=0.4)
    splash(sheet, frame)


def paddler(frame: Frame, seat: float, skin: Block, cloth: Block, bands: Block) -> None:
    """Draw one paddler: bent back, both arms on the paddle, a band round the head."""
    at, size = frame.at, frame.size
    back = [(seat + 22, 6), (seat + 18, -22), (seat + 2, -46), (seat - 20, -62), (seat - 40, -60), (seat - 38, -44)]
    cloth.polygon(at(*back, (seat - 20, -20), (seat - 16, 6)))
    skin.disc(*at((seat - 46, -76))[0], 13 * size, 14 * size).line(at((seat - 34, -58), (seat - 44, -70)), 9 * size)
    bands.polygon(
        at((seat - 59, -80), (seat - 52, -90), (seat - 40, -90), (seat - 33, -80), (seat - 33, -75), (seat - 59, -77))
    )
    skin.line(at((seat - 28, -50), (seat - 46, -28), (seat - 80, -12)), 9 * size)
    skin.line(at((seat - 34, -56), (seat - 50, -50), (seat - 63, -56)), 7 * size)


def dragon_head(sheet: Print, frame: Frame, hull: str, trim: str) -> None:
    """Draw the carved head: neck, jaws, horns, mane, a whisker and an eye."""
    at, size = frame.at, frame.size
    mane = sheet.block()
    for step in range(7):
        root = (-520 + step * 13, -128 + step * 19)
        mane.polygon(at(root, (root[0] + 44, root[1] - 26), (root[0] + 34, root[1] - 4), (root[0] + 10, root[1] + 22)))
    mane.polygon(at((-524, -138), (-500, -168), (-458, -184), (-486, -160), (-494, -132)))
    mane.polygon(at((-536, -142), (-522, -178), (-490, -206), (-506, -172), (-512, -140)))
    sheet.ink(mane, trim, rough=0.6)
    neck = [(-436, 4), (-470, -10), (-500, -44), (-512, -84), (-500, -118), (-512, -142), (-540, -150), (-566, -140)]
    face = [(-584, -124), (-612, -122), (-640, -126), (-652, -114), (-646, -98), (-604, -92), (-572, -90)]
    jaw = [
        (-596, -80),
        (-628, -76),
        (-638, -64),
        (-606, -60),
        (-576, -64),
        (-552, -72),
        (-552, -46),
        (-532, -14),
        (-490, 10),
    ]
    sheet.ink(sheet.block().polygon(at(*neck, *face, *jaw)), hull, rough=0.8)
    marks = sheet.block()
    for left in (-632, -614, -596):
        marks.polygon(at((left, -96), (left + 5, -84), (left + 10, -95)))
    marks.line(at((-640, -118), (-668, -134), (-690, -122), (-694, -104)), 3.4 * size)
    marks.line(at((-574, -66), (-584, -44), (-604, -36)), 3.4 * size)
    for step in range(4):
        curve = [(-541 + step * 16 + 4 * turn, -74 + step * 22 + (turn - 2) ** 2) for turn in range(5)]
        marks.line(at(*curve), 2.4 * size)
    marks.line(at((-578, -134), (-562, -138), (-546, -130)), 4 * size)
    sheet.ink(marks, trim, rough=0.5)
    sheet.ink(sheet.block().disc(*at((-562, -122))[0], 8.5 * size), "f7efdc", rough=0.3)
    sheet.ink(sheet.block().disc(*at((-565, -122))[0], 4.5 * size), "1d1d1f", rough=0.2)


def splash(sheet: Print, frame: Frame) -> None:
    """Draw the white water where the paddles go in and where the bow cuts."""
    foam, size = sheet.block(), frame.size
    for step in range(10):
        seat = -236 + step * 62 - 102
        for _ in range(22):
            turn, reach = float(sheet.random.uniform(0.1, 3.0)), float(sheet.random.uniform(6, 40))
            spot = frame.at((seat + reach * cos(turn), 52 - reach * sin(turn) * 0.8))[0]
            foam.disc(*spot, float(sheet.random.uniform(0.8, 3.4)) * size)
        for _ in range(4):
            left, row = seat + float(sheet.random.uniform(-34, 6)), 52 + float(sheet.random.uniform(-3, 12))
            foam.polygon(frame.at((left, row), (left + 18, row - 4), (left + 42, row + 1), (left + 20, row + 4)))
    for _ in range(60):
        left, row = float(sheet.random.uniform(-560, 560)), 44 + float(sheet.random.uniform(-4, 9))
        length = float(sheet.random.uniform(14, 70))
        foam.polygon(
            frame.at((left, row), (left + length / 2, row - 3), (left + length, row), (left + length / 2, row + 3))
        )
    for step in range(9):
        foam.polygon(
            frame.at((-520 - step * 7, 20 + step * 3), (-498, 12 + step * 4), (-480, 40), (-508 - step * 5, 38))
        )
    sheet.ink(foam, "f4f1e2", rough=0.6)
