"""Take the pictures of the sample paper that the README shows: `python docs/sample/take_pictures.py`.

Builds the paper into a folder of its own and opens it from the disk, with the network off, in a Chromium on the PATH
(or the one that `CHROMIUM` names). Needs what the tests need.
"""

import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
NEWEST = "2026-10-30"
COLOURS = 96
"""Text and woodcuts keep their look with so many, and a picture half its bytes."""

PICTURES = {
    "front-page": ("index.html", 1280, 960, "light"),
    "page-view": (f"{NEWEST}/index.html", 1280, 960, "light"),
    "article": (f"{NEWEST}/01-nanzhou-daqiao-helong.html", 1280, 960, "paper"),
}
"""Address, width and height in CSS pixels, theme."""

PHONE = (("index.html", "light"), (f"{NEWEST}/09-qiao-yu-chuan.html", "dark"), ("archive/index.html", "light"))
"""The screens of the picture of a phone, side by side."""

PHONE_SIZE = (360, 720)
GAP = 24


def main() -> None:
    """Build the sample and write each picture to `docs/`."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        output = Path(folder, "public")
        command = [sys.executable, "build.py", "build", f"--output={output}", f"--cache={folder}/cache"]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for name, (url, width, height, theme) in PICTURES.items():
            save(take(browser, output / url, (width, height), theme, 1.25), name)
        screens = [take(browser, output / url, PHONE_SIZE, theme, 1.5) for url, theme in PHONE]
        save(side_by_side(screens), "phone")
        browser.close()


def take(browser: Browser, page: Path, size: tuple[int, int], theme: str, density: float) -> Image.Image:
    """Return what a window of this size shows; `density` is in pixels of the picture for one of CSS."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        device_scale_factor=density,
        color_scheme="dark" if theme == "dark" else "light",
        offline=True,
    )
    sheet = context.new_page()
    sheet.goto(page.as_uri())
    if theme == "paper":
        sheet.evaluate("document.documentElement.dataset.theme = 'paper'")
    picture = Image.open(BytesIO(sheet.screenshot(animations="disabled"))).convert("RGB")
    context.close()
    return picture


def side_by_side(screens: list[Image.Image]) -> Image.Image:
    """Return screens of one size in a row, on grey."""
    width, height = screens[0].size
    row = Image.new("RGB", (len(screens) * (width + GAP) + GAP, height + 2 * GAP), (222, 219, 212))
    for place, screen in enumerate(screens):
        row.paste(screen, (GAP + place * (width + GAP), GAP))
    return row


def save(picture: Image.Image, name: str) -> None:
    """Write a picture as a PNG with a palette."""
    few = picture.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(ROOT / "docs" / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
