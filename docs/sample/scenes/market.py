"""The night market."""

from itertools import pairwise
from math import pi, sin

from woodblock import Point, Print


def market(sheet: Print) -> None:
    """Draw the old street at night, lanterns over stalls, light on wet stone."""
    sheet.wash([(0, "131a30"), (0.35, "27304f"), (0.5, "4a4159"), (1, "2a2438")])
    spot: Point = (800.0, 500.0)
    street_walls(sheet, spot)
    ground = sheet.block().polygon([(720, 545), (880, 545), (1900, 1080), (-300, 1080)])
    sheet.ink(ground, "2c2b3f", rough=0.8)
    shine(sheet, spot)
    for near in (0.13, 0.19, 0.28, 0.41, 0.6, 0.88):
        for side in (-1, 1):
            stall(sheet, spot, near, side)
        crowd(sheet, spot, near * 0.92)
    lanterns(sheet, spot)


def street_walls(sheet: Print, spot: Point) -> None:
    """Draw two rows of old houses that run to the vanishing point, with lit upper windows."""
    x, y = spot
    depths = (1.12, 0.8, 0.57, 0.41, 0.29, 0.2, 0.13)
    for side in (-1, 1):
        for number, (near, far) in enumerate(pairwise(depths)):
            high = (600, 640, 570, 660, 590, 630)[number]

            def at(depth: float, rise: float, side: int = side) -> Point:
                return x + side * 820 * depth, y - rise * depth

            wall = sheet.block().polygon([at(near, high), at(far, high), at(far, -330), at(near, -330)])
            sheet.ink(wall, ("2b2a44", "332f48")[number % 2], rough=0.8)
            panes = sheet.block()
            for low in (250, 430):
                for part in (0.1, 0.4, 0.7):
                    left = near + (far - near) * part
                    right = near + (far - near) * (part + 0.2)
                    if sheet.random.random() < 0.72:
                        panes.polygon([at(left, low + 110), at(right, low + 110), at(right, low), at(left, low)])
            sheet.ink(panes, "dc9a50", rough=0.5, strength=0.9)
            bars = sheet.block()
            for step in range(46):
                depth = near + (far - near) * step / 45
                bars.line([at(depth, 560), at(depth, 240)], 1 + near)
            for low in (286, 322, 466, 502):
                bars.line([at(near, low), at(far, low)], 1 + near)
            sheet.ink(bars.within(panes), "402a2a", rough=0, strength=0.85)
            eaves = sheet.block()
            tip = at(near, high + 30)
            eaves.polygon(
                [
                    (tip[0] - side * 70 * near, tip[1] + 6),
                    at(near, high + 62),
                    at(far, high + 62),
                    at(far, high - 26),
                    at(near, high - 30),
                    (tip[0] - side * 84 * near, tip[1] + 26 * near),
                ]
            )
            sheet.ink(eaves, "161830", rough=0.8)


def shine(sheet: Print, spot: Point) -> None:
    """Draw the stones of the street, and the light that lies on them."""
    x, y = spot
    warm = sheet.block().polygon([(x - 40, y + 46), (x + 40, y + 46), (x + 520, 1080), (x - 520, 1080)]).soft(44)
    sheet.glow(warm, "b8713a", 0.42)
    joints, gleam = sheet.block(), sheet.block()
    for step in range(-9, 10):
        joints.line([(x + step * 9, y + 46), (x + step * 130, 1080)], 2)
    row, gap = y + 52.0, 5.0
    while row < 1080:
        joints.line([(-10, row), (1610, row)], 1.5)
        for _ in range(16):
            at = x + float(sheet.random.normal(0, 0.62)) * (row - y) * 0.9
            half = (row - y) * float(sheet.random.uniform(0.02, 0.11))
            level = row + gap * float(sheet.random.uniform(0.15, 0.85))
            thick = min(3.2, 0.6 + gap * 0.03)
            gleam.polygon([(at - half, level), (at, level - thick), (at + half, level), (at, level + thick)])
        row += gap
        gap *= 1.17
    sheet.ink(joints, "1a1a2b", rough=0.5, strength=0.6)
    sheet.ink(gleam, "f0a85a", rough=0.5, strength=0.7)


def stall(sheet: Print, spot: Point, near: float, side: int) -> None:
    """Draw one stall: striped awning, lit counter, wares, the stallholder."""
    x, y = spot
    inner, outer = x + side * 430 * near, x + side * 800 * near
    top, counter, foot = y - 130 * near, y + 170 * near, y + 330 * near
    inside = sheet.block().polygon([(inner, top), (outer, top), (outer, counter), (inner, counter)])
    sheet.ink(inside, "f2b765", rough=0.6)
    back = sheet.block()
    for step in range(5):
        left = inner + (outer - inner) * (0.1 + step * 0.18)
        back.box(min(left, left + side * 40 * near), y - 62 * near, max(left, left + side * 40 * near), y - 12 * near)
    sheet.ink(back, "d98b45", rough=0.5)
    person = sheet.block()
    centre = (inner + outer) / 2
    person.disc(centre, y - 12 * near, 26 * near, 30 * near)
    person.polygon(
        [
            (centre - 58 * near, counter),
            (centre - 46 * near, y + 38 * near),
            (centre, y + 16 * near),
            (centre + 46 * near, y + 38 * near),
            (centre + 58 * near, counter),
        ]
    )
    sheet.ink(person, "5a3430", rough=0.6)
    goods = sheet.block()
    for step in range(9):
        goods.disc(inner + (outer - inner) * (0.08 + step * 0.105), counter - 8 * near, 17 * near, 14 * near)
    sheet.ink(goods, ("c8452f", "e9d7a6", "8a9a4c")[round(near * 100) % 3], rough=0.5)
    box = sheet.block().polygon([(inner, counter), (outer, counter), (outer, foot), (inner, foot)])
    sheet.ink(box, "4a2a2c", rough=0.7)
    edge = sheet.block().polygon(
        [
            (inner, counter - 5 * near),
            (outer, counter - 5 * near),
            (outer, counter + 14 * near),
            (inner, counter + 14 * near),
        ]
    )
    sheet.ink(edge, "f7d08a", rough=0.5)
    for number, code in enumerate(("a4372a", "e8d2a2")):
        cloth = sheet.block()
        for step in range(number, 8, 2):
            a, b = inner + (outer - inner) * step / 8, inner + (outer - inner) * (step + 1) / 8
            rise = 92 * near
            shift = side * 26 * near
            cloth.polygon(
                [
                    (a + shift, top - rise),
                    (b + shift, top - rise),
                    (b - shift * 0.6, top + 16 * near),
                    ((a + b) / 2 - shift * 0.6, top + 32 * near),
                    (a - shift * 0.6, top + 16 * near),
                ]
            )
        sheet.ink(cloth, code, rough=0.6)
    halo = sheet.block().disc(centre, y + 40 * near, 300 * near, 190 * near).soft(60 * near + 4)
    sheet.glow(halo, "d8843a", 0.34)


def crowd(sheet: Print, spot: Point, near: float) -> None:
    """Draw people in the street at one depth, dark against the light; some hold a child by the hand."""
    x, y = spot
    for number in range(6 if near < 0.7 else 3):
        spread = (-300, 240, -90, 110, 320, -210)[number] if near < 0.7 else (-250, 300, 90)[number]
        at = x + (spread + float(sheet.random.uniform(-50, 50))) * near
        tall = 0.62 if number == 4 else float(sheet.random.uniform(0.9, 1.06))
        figure(
            sheet, at, y + 400 * near, near * tall, ("1a1930", "7c2c2a", "1d2140", "2a2136", "a3552f", "16182c")[number]
        )


def figure(sheet: Print, x: float, foot: float, size: float, code: str) -> None:
    """Draw one walker from behind or before; only the coat has a colour of its own."""
    legs = sheet.block().polygon(
        [
            (x - 40 * size, foot - 200 * size),
            (x - 2 * size, foot - 200 * size),
            (x - 12 * size, foot),
            (x - 40 * size, foot - 4 * size),
        ]
    )
    legs.polygon(
        [
            (x + 2 * size, foot - 200 * size),
            (x + 40 * size, foot - 200 * size),
            (x + 44 * size, foot - 14 * size),
            (x + 18 * size, foot - 10 * size),
        ]
    )
    legs.disc(x + 2 * size, foot - 448 * size, 27 * size, 33 * size).box(
        x - 9 * size, foot - 426 * size, x + 11 * size, foot - 396 * size
    )
    sheet.ink(legs, "15162a", rough=0.6)
    coat = sheet.block().polygon(
        [
            (x - 52 * size, foot - 176 * size),
            (x - 46 * size, foot - 300 * size),
            (x - 56 * size, foot - 340 * size),
            (x - 44 * size, foot - 392 * size),
            (x - 14 * size, foot - 408 * size),
            (x + 18 * size, foot - 408 * size),
            (x + 46 * size, foot - 390 * size),
            (x + 58 * size, foot - 336 * size),
            (x + 46 * size, foot - 300 * size),
            (x + 54 * size, foot - 176 * size),
        ]
    )
    coat.line(
        [(x - 46 * size, foot - 372 * size), (x - 66 * size, foot - 280 * size), (x - 60 * size, foot - 206 * size)],
        20 * size,
    )
    coat.line(
        [(x + 48 * size, foot - 372 * size), (x + 64 * size, foot - 290 * size), (x + 40 * size, foot - 226 * size)],
        20 * size,
    )
    sheet.ink(coat, code, rough=0.6)


def lanterns(sheet: Print, spot: Point) -> None:
    """Draw red lanterns on cords across the street, each with its glow."""
    x, y = spot
    cords, bodies, caps, hearts, halo = (sheet.block() for _ in range(5))
    for near in (0.12, 0.17, 0.24, 0.34, 0.49, 0.7, 1.0):
        ends = (x - 800 * near, x + 800 * near)
        rise, sag = y - 430 * near, 120 * near
        curve = [(ends[0] + (ends[1] - ends[0]) * step / 24, rise + sag * sin(pi * step / 24)) for step in range(25)]
        cords.line(curve, 1 + 1.6 * near)
        for step in (3, 6, 9, 12, 15, 18, 21):
            lx, ly = curve[step]
            size = 44 * near
            halo.disc(lx, ly + size * 1.1, size * 2.3)
            bodies.disc(lx, ly + size * 1.1, size, size * 0.84)
            hearts.disc(lx, ly + size * 1.16, size * 0.52, size * 0.56)
            caps.box(lx - size * 0.42, ly + size * 0.22, lx + size * 0.42, ly + size * 0.38)
            caps.box(lx - size * 0.42, ly + size * 1.84, lx + size * 0.42, ly + size * 2.0)
            caps.line([(lx, ly + size * 2), (lx, ly + size * 2.7)], 1 + 2.4 * near)
    sheet.ink(cords, "0e1020", rough=0)
    sheet.glow(halo.soft(34), "c4562a", 0.4)
    sheet.ink(bodies, "d2452c", rough=0.5)
    sheet.ink(hearts.soft(3), "ffc56a", rough=0, strength=0.9)
    sheet.ink(caps, "e2b45e", rough=0.4)
