"""Draw the pictures of the sample paper into its issues: `python docs/sample/draw_pictures.py [NAME ...]`.

They stand where a real paper prints photographs. No camera and no stock was used: each is a colour woodcut
made of ridges, blocks and graded inks by `woodblock.py`. Without a name all are drawn, which takes some minutes.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from scenes.arches import stone_bridge
from scenes.bridge import new_bridge
from scenes.dusk import dusk_ferry
from scenes.gallery import exhibition
from scenes.ginkgo import avenue
from scenes.library import reading_room
from scenes.market import market
from scenes.marsh import reeds
from scenes.race import boat_race
from scenes.tea import terraces
from woodblock import Print

ISSUES = Path(__file__).resolve().parents[2] / "content" / "issues"
WIDE = (1600, 1067)

PICTURES: dict[str, tuple[Callable[[Print], None], str, tuple[int, int], int, float]] = {
    "new-bridge": (new_bridge, "2026/2026-10-30/qiao-chenwu.jpg", WIDE, 7, 1),
    "market": (market, "2026/2026-10-30/yeshi.jpg", WIDE, 3, 1),
    "exhibition": (exhibition, "2026/2026-10-30/muke-zhan.jpg", WIDE, 4, 1),
    "reeds": (reeds, "2026/2026-10-23/weidang-bailu.jpg", WIDE, 11, 1),
    "reading-room": (reading_room, "2026/2026-06-19/yuelanshi.jpg", WIDE, 6, 1),
    "boat-race": (boat_race, "2026/2026-06-19-special/longzhou-jingdu.jpg", WIDE, 7, 1),
    "stone-bridge": (stone_bridge, "2025/2025-11-07/laoduqiao.jpg", WIDE, 11, 1),
    "avenue": (avenue, "2025/2025-11-07/yinxing.jpg", (1067, 1600), 5, 0.9),
    "terraces": (terraces, "2025/2025-03-28/chashan.jpg", WIDE, 11, 1),
    "dusk-ferry": (dusk_ferry, "2025/2025-03-28/yehang.jpg", WIDE, 7, 1),
}
"""What is drawn, where it goes, its size in pixels, the seed of its noise, and how far it is reduced."""


def main(names: list[str]) -> int:
    """Draw the named pictures, or all; return the exit code."""
    unknown = [name for name in names if name not in PICTURES]
    if unknown:
        print(f"no such picture: {', '.join(unknown)}; there are {', '.join(PICTURES)}", file=sys.stderr)
        return 2
    for name in names or PICTURES:
        draw, place, (width, height), seed, reduced = PICTURES[name]
        sheet = Print(width, height, seed)
        draw(sheet)
        sheet.save(ISSUES / place, reduced)
        print(name, place)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
