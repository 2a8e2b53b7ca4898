"""A small printing workshop: flat inks laid one over another through hand-cut blocks, as a colour woodcut is made.

All places are in pixels of the finished picture; blocks are cut at twice that size and reduced at the end.
Every noise comes from a seeded generator, so that a picture is the same whenever it is drawn.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw, ImageFilter

Colour = tuple[int, int, int]
Point = tuple[float, float]
Grey = NDArray[np.float32]
FINE = 2
"""How many pixels of the block stand for one of the finished picture, each way."""


def colour(code: str) -> Colour:
    """Return red, green and blue of a code such as `2b3a55`."""
    return int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16)


class Block:
    """One block of wood: what is cut into it takes ink; what is left white takes none."""

    def __init__(self, width: int, height: int) -> None:
        self.image = Image.new("L", (width * FINE, height * FINE), 0)
        self._pen = ImageDraw.Draw(self.image)

    def polygon(self, points: Iterable[Point], ink: int = 255) -> "Block":
        """Cut a filled outline."""
        self._pen.polygon([(x * FINE, y * FINE) for x, y in points], fill=ink)
        return self

    def box(self, left: float, top: float, right: float, bottom: float, ink: int = 255) -> "Block":
        """Cut an upright box; one that has no room is left out."""
        if right > left and bottom > top:
            self._pen.rectangle([left * FINE, top * FINE, right * FINE, bottom * FINE], fill=ink)
        return self

    def line(self, points: Iterable[Point], width: float, ink: int = 255) -> "Block":
        """Cut a line; its corners are rounded."""
        at = [(x * FINE, y * FINE) for x, y in points]
        self._pen.line(at, fill=ink, width=max(1, round(width * FINE)), joint="curve")
        return self

    def disc(self, x: float, y: float, across: float, down: float | None = None, ink: int = 255) -> "Block":
        """Cut a disc, or an ellipse where `down` differs from `across`; both are radii."""
        down = across if down is None else down
        edges = [(x - across) * FINE, (y - down) * FINE, (x + across) * FINE, (y + down) * FINE]
        self._pen.ellipse(edges, fill=ink)
        return self

    def within(self, other: "Block") -> "Block":
        """Keep only what lies inside the other block."""
        self.image = ImageChops.multiply(self.image, other.image)
        self._pen = ImageDraw.Draw(self.image)
        return self

    def soft(self, radius: float) -> "Block":
        """Blur the block, as fog or a glow needs it."""
        self.image = self.image.filter(ImageFilter.GaussianBlur(radius * FINE))
        self._pen = ImageDraw.Draw(self.image)
        return self


class Print:
    """A sheet of paper in the press."""

    def __init__(self, width: int, height: int, seed: int) -> None:
        self.width, self.height = width, height
        self.random = np.random.default_rng(seed)
        self.sheet = np.zeros((height * FINE, width * FINE, 3), np.float32)
        self._wood = self.noise(420, 7)
        self._fibre = self.noise(9, 5)

    def noise(self, across: float, down: float) -> Grey:
        """Return smooth noise from -1 to 1 whose grains are `across` by `down` pixels large."""
        columns = max(3, round(self.width / across) + 3)
        rows = max(3, round(self.height / down) + 3)
        field = self.random.normal(0, 0.45, (rows, columns)).astype(np.float32)
        size = (self.width * FINE, self.height * FINE)
        grown = Image.fromarray(field, "F").resize(size, Image.Resampling.BICUBIC)
        return np.clip(np.asarray(grown), -1, 1)

    def block(self) -> Block:
        """Return a blank block of the sheet's size."""
        return Block(self.width, self.height)

    def wash(self, stops: Sequence[tuple[float, str]], top: float = 0, bottom: float | None = None) -> None:
        """Lay a graded ink from `top` to `bottom`: `stops` are (0 to 1, colour) downwards."""
        first, last = round(top * FINE), round((self.height if bottom is None else bottom) * FINE)
        last = min(last, self.sheet.shape[0])
        place = np.linspace(0, 1, max(1, last - first))
        shades = np.array([colour(code) for _, code in stops], np.float32)
        bands = [np.interp(place, [at for at, _ in stops], shades[:, tone]) for tone in range(3)]
        self.sheet[first:last] = np.stack(bands, axis=1)[:, None, :]
        self.sheet[first:last] *= 1 + 0.022 * self._wood[first:last, :, None]

    def ink(self, block: Block, code: str, *, rough: float = 1.0, strength: float = 1.0) -> None:
        """Print one block in one colour; `rough` is how far, in pixels, the knife strays at the edges."""
        cover = np.asarray(block.image, np.float32) / 255
        if rough:
            soft = block.image.filter(ImageFilter.GaussianBlur(rough * FINE * 0.7))
            wave = np.asarray(soft, np.float32) / 255 + 0.16 * self._fibre
            cover = np.clip((wave - 0.5) * 3.2 / rough + 0.5, 0, 1)
        cover = (cover * strength)[:, :, None]
        shade = np.array(colour(code), np.float32) * (1 + 0.035 * self._wood + 0.02 * self._fibre)[:, :, None]
        self.sheet += (shade - self.sheet) * cover

    def fade(self, block: Block, code: str, top: float, bottom: float) -> None:
        """Print a block whose ink is full at `top` and gone at `bottom` (or the other way round)."""
        rows = np.arange(self.height * FINE, dtype=np.float32) / FINE
        ramp = np.clip((rows - bottom) / (top - bottom), 0, 1)
        graded = (np.asarray(block.image, np.float32) * ramp[:, None]).astype(np.uint8)
        faded = self.block()
        faded.image = Image.fromarray(graded, "L")
        self.ink(faded, code, rough=0)

    def glow(self, block: Block, code: str, strength: float = 1.0) -> None:
        """Add light, where ink would only cover."""
        cover = (np.asarray(block.image, np.float32) / 255 * strength)[:, :, None]
        light = np.array(colour(code), np.float32)
        self.sheet = 255 - (255 - self.sheet) * (1 - cover * light / 255)

    def ridge(self, base: float, swing: float, *, grain: float = 240, left: float | None = None) -> list[Point]:
        """Return a mountain line around `base`, to be closed at the bottom of the sheet."""
        steps = np.arange(0, self.width + 20, 10)
        line = np.zeros(len(steps))
        for octave in range(5):
            size = grain / 2**octave
            knots = self.random.normal(0, 1, int(self.width / size) + 4)
            line += np.interp(steps / size, np.arange(len(knots)), knots) / 1.75**octave
        line = np.convolve(np.pad(line, 1, mode="edge"), [0.25, 0.5, 0.25], mode="valid")
        slope = 0 if left is None else (left - base) * (1 - steps / self.width)
        heights = base + slope - swing * line / 1.6
        edge = [(float(x), float(y)) for x, y in zip(steps, heights, strict=True)]
        return [*edge, (self.width + 20.0, self.height + 20.0), (-20.0, self.height + 20.0)]

    def save(self, path: Path, reduced: float = 1, most: int = 172_000) -> None:
        """Press the grain of the paper into the sheet, reduce it and write a JPEG of at most `most` bytes."""
        grain = 0.55 * self.noise(2.2, 2.2) + 0.45 * self.noise(60, 1.6)
        pressed = np.clip(self.sheet * (1 + 0.022 * grain)[:, :, None] + 2, 0, 255)
        large = Image.fromarray(pressed.astype(np.uint8), "RGB")
        size = (round(self.width * reduced), round(self.height * reduced))
        small = large.resize(size, Image.Resampling.LANCZOS)
        for quality in range(82, 50, -2):
            small.save(path, quality=quality, optimize=True, progressive=True)
            if path.stat().st_size <= most:
                return
