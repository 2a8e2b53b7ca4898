"""The new bridge on the morning it was closed."""

from woodblock import Print

from scenes.water import ferry, reed, ripples, shimmer


def new_bridge(sheet: Print) -> None:
    """Draw the cable-stayed bridge on the morning it was closed, the fog still on the river."""
    sheet.wash([(0, "8fa3ae"), (0.35, "c3c9c4"), (0.72, "f1dcbd"), (1, "f4cfa4")], 0, 690)
    sheet.ink(sheet.block().disc(1165, 455, 62), "f7ead0", rough=1.4)
    for base, swing, code in ((520, 60, "b9c0bd"), (580, 55, "9fb0b3"), (632, 34, "87a0a8")):
        sheet.ink(sheet.block().polygon(sheet.ridge(base, swing, grain=330)), code, rough=1.6)
    mist = sheet.block().box(0, 600, 1600, 690).soft(26)
    sheet.ink(mist, "f1e0c6", rough=0, strength=0.85)
    sheet.wash([(0, "efd5b1"), (0.22, "c9cbc2"), (0.6, "7f99a3"), (1, "4d6a79")], 680, 1067)
    _bridge(sheet)
    ripples(sheet, 715, 1060, "f3dfc0", 150, strength=0.55)
    ripples(sheet, 760, 1067, "35515f", 130, strength=0.45)
    for band, width in ((668, 26), (640, 18), (705, 14)):
        fog = sheet.block().disc(500 + band % 7 * 90, band, 640, width).soft(22)
        sheet.ink(fog, "f5e7d0", rough=0, strength=0.75)
    ferry(sheet, 470, 890, 1.0)
    _near_reeds(sheet)


def _bridge(sheet: Print) -> None:
    deck, towers = 560, (365, 1245)
    cables, steel = sheet.block(), sheet.block()
    for tower in towers:
        for step in range(1, 14):
            reach, foot = step * 33.0, 338 - step * 13.5
            for side in (-1, 1):
                end = tower + side * reach
                if abs(end - 805) < 14:
                    continue
                cables.line([(tower, foot), (end, deck - 4)], 1.5)
        legs = [(tower - 13, 690), (tower - 10, 330), (tower - 7, 150), (tower + 7, 150), (tower + 10, 330)]
        steel.polygon([*legs, (tower + 13, 690)])
        steel.box(tower - 30, deck + 10, tower + 30, deck + 22)
        steel.polygon([(tower - 46, 700), (tower - 34, 668), (tower + 34, 668), (tower + 46, 700)])
    steel.polygon([(-10, deck), (772, deck - 8), (772, deck + 9), (-10, deck + 20)])
    steel.polygon([(838, deck - 8), (1610, deck), (1610, deck + 20), (838, deck + 9)])
    for pier in (40, 150, 1490, 1590):
        steel.box(pier - 7, deck, pier + 7, 690)
    for side in (-1, 1):
        root, arm = 805 + side * 62, 805 + side * 8
        steel.line([(root, deck - 6), (root - side * 10, deck - 52), (arm, deck - 60)], 5)
        steel.line([(root + side * 34, deck - 6), (root - side * 10, deck - 52)], 3)
    sheet.ink(cables, "51687a", rough=0, strength=0.75)
    sheet.ink(steel, "34485a", rough=0.9)
    piece = sheet.block().box(778, deck - 6, 832, deck + 9)
    for x in (790, 820):
        piece.line([(x, deck - 6), (x, deck - 60)], 1.6)
    sheet.ink(piece, "b5432e", rough=0.8)
    for tower in towers:
        sheet.fade(shimmer(sheet, tower, 19, 702, 960), "4b6272", 690, 980)


def _near_reeds(sheet: Print) -> None:
    for code, count, shift in (("3b5563", 60, 40), ("1f313b", 60, 0)):
        block = sheet.block()
        for _ in range(count):
            root = 1630 - float(sheet.random.random()) ** 1.4 * (430 + shift)
            height = float(sheet.random.uniform(90, 250) + shift) * (1.05 - (1630 - root) / 720)
            reed(block, root, 1080, height, -0.30 + float(sheet.random.normal(0, 0.07)), plume=0.8)
        sheet.ink(block, code, rough=0.4)
