"""Turn the marks of a page into a picture."""

from pathlib import Path

from PIL import Image, ImageDraw, ImageOps
from typeset import Mark, Plate, Rule, Type, face

PAPER = (250, 247, 240)


def paint(marks: list[Mark], width: int, height: int) -> Image.Image:
    """Return the page as it looks in print."""
    sheet = Image.new("RGB", (width, height), PAPER)
    pen = ImageDraw.Draw(sheet)
    for mark in marks:
        if isinstance(mark, Plate):
            _lay_plate(sheet, pen, mark)
    for mark in marks:
        if isinstance(mark, Rule):
            _draw_rule(pen, mark)
        elif isinstance(mark, Type):
            pen.text((mark.x, mark.y), mark.char, mark.tone, font=face(mark.face, mark.size), anchor="ls")
    return sheet


def _draw_rule(pen: ImageDraw.ImageDraw, rule: Rule) -> None:
    if rule.width < 1:
        tone = tuple(
            round(ink * rule.width + paper * (1 - rule.width)) for ink, paper in zip(rule.tone, PAPER, strict=True)
        )
        pen.line([(rule.left, rule.top), (rule.right, rule.bottom)], tone, 1)
    else:
        pen.line([(rule.left, rule.top), (rule.right, rule.bottom)], rule.tone, round(rule.width))


def _lay_plate(sheet: Image.Image, pen: ImageDraw.ImageDraw, plate: Plate) -> None:
    left, top = round(plate.left), round(plate.top)
    wide, high = round(plate.left + plate.width) - left, round(plate.top + plate.height) - top
    if plate.path is None:
        pen.rectangle([left, top, left + wide, top + high], fill=plate.tone)
        return
    with Image.open(plate.path) as picture:
        if picture.mode == "P":
            fitted = picture.convert("RGBA").resize((wide, high), Image.Resampling.LANCZOS)
            sheet.paste(fitted, (left, top), fitted)
        else:
            sheet.paste(ImageOps.fit(picture.convert("RGB"), (wide, high), Image.Resampling.LANCZOS), (left, top))


def save(sheet: Image.Image, path: Path, most: int = 292_000) -> None:
    """Write a page as a JPEG of at most `most` bytes."""
    for quality in range(80, 24, -3):
        sheet.save(path, quality=quality, optimize=True, progressive=True, subsampling=2)
        if path.stat().st_size <= most:
            return
    raise SystemExit(f"{path} stays above {most} bytes")
