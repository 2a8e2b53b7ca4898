"""Write the marks of a page as a PDF whose text can be searched and copied.

The file names the reader's own Chinese font (STSong-Light with the encoding UniGB-UTF16-H, both predefined in
PDF 1.5 and later) instead of holding one, which keeps a whole page under 60 KB. Nothing in it depends on the clock.
"""

import zlib
from io import BytesIO
from pathlib import Path

from painting import PAPER
from PIL import Image, ImageOps
from typeset import Mark, Plate, Rule, Tone, Type

POINTS = 0.6
"""Points for one pixel of the page image."""


def _tone(tone: Tone, operator: str) -> str:
    return " ".join(f"{part / 255:.2f}" for part in tone) + f" {operator}"


def _draw(marks: list[Mark], width: int, height: int, plates: list[Plate]) -> bytes:
    lines = [f"{_tone(PAPER, 'rg')} 0 0 {width * POINTS:.0f} {height * POINTS:.0f} re f"]
    for mark in marks:
        if isinstance(mark, Plate):
            foot = (height - mark.top - mark.height) * POINTS
            box = f"{mark.width * POINTS:.1f} 0 0 {mark.height * POINTS:.1f} {mark.left * POINTS:.1f} {foot:.1f}"
            if mark.path is None:
                edges = f"{mark.left * POINTS:.1f} {foot:.1f} {mark.width * POINTS:.1f} {mark.height * POINTS:.1f}"
                lines.append(f"{_tone(mark.tone, 'rg')} {edges} re f")
            else:
                lines.append(f"q {box} cm /P{plates.index(mark)} Do Q")
    for mark in marks:
        if isinstance(mark, Rule):
            start = f"{mark.left * POINTS:.1f} {(height - mark.top) * POINTS:.1f} m"
            end = f"{mark.right * POINTS:.1f} {(height - mark.bottom) * POINTS:.1f} l"
            lines.append(f"{_tone(mark.tone, 'RG')} {mark.width * POINTS:.2f} w {start} {end} S")
    lines.append("BT")
    state: tuple[object, ...] = ()
    for mark in marks:
        if isinstance(mark, Type):
            heavy = mark.face.endswith("bold")
            if state != (mark.tone, mark.size, heavy):
                state = (mark.tone, mark.size, heavy)
                stroke = f"2 Tr {mark.size * POINTS * 0.028:.2f} w" if heavy else "0 Tr"
                lines.append(
                    f"{_tone(mark.tone, 'rg')} {_tone(mark.tone, 'RG')} {stroke} /F {mark.size * POINTS:.1f} Tf"
                )
            code = mark.char.encode("utf-16-be").hex()
            lines.append(f"1 0 0 1 {mark.x * POINTS:.1f} {(height - mark.y) * POINTS:.1f} Tm <{code}> Tj")
    return "\n".join([*lines, "ET"]).encode()


def _picture(plate: Plate) -> bytes:
    size = (round(plate.width * 0.62), round(plate.height * 0.62))
    assert plate.path is not None
    with Image.open(plate.path) as picture:
        flat = Image.new("RGB", picture.size, PAPER)
        clear = picture.convert("RGBA")
        flat.paste(clear, mask=clear)
        small = ImageOps.fit(flat, size, Image.Resampling.LANCZOS)
    held = BytesIO()
    small.save(held, "JPEG", quality=46, optimize=True)
    head = f"<< /Type /XObject /Subtype /Image /Width {size[0]} /Height {size[1]} /ColorSpace /DeviceRGB "
    return _stream(held.getvalue(), head + "/BitsPerComponent 8 /Filter /DCTDecode")


def _stream(content: bytes, head: str) -> bytes:
    return f"{head} /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def write_pdf(marks: list[Mark], width: int, height: int, path: Path, title: str) -> None:
    """Write one page."""
    plates = [mark for mark in marks if isinstance(mark, Plate) and mark.path]
    named = " ".join(f"/P{number} {8 + number} 0 R" for number in range(len(plates)))
    content = zlib.compress(_draw(marks, width, height, plates), 9)
    system = "<< /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (zh-CN) /ViewerPreferences << /DisplayDocTitle true >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width * POINTS:.0f} {height * POINTS:.0f}] /Contents 4 0 R "
        f"/Resources << /Font << /F 5 0 R >> /XObject << {named} >> >> >>".encode(),
        _stream(content, "<< /Filter /FlateDecode"),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light-UniGB-UTF16-H /Encoding /UniGB-UTF16-H "
        b"/DescendantFonts [6 0 R] >>",
        f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo {system} /DW 1000 "
        "/W [1 95 500] /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 "
        "/FontBBox [-25 -254 1000 880] /ItalicAngle 0 "
        "/Ascent 880 /Descent -120 /CapHeight 700 /StemV 93 >> >>".encode(),
        b"<< /Title <feff" + title.encode("utf-16-be").hex().encode() + b"> >>",
        *(_picture(plate) for plate in plates),
    ]
    held, places = bytearray(b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n"), []
    for number, item in enumerate(objects, 1):
        places.append(len(held))
        held += f"{number} 0 obj\n".encode() + item + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 7 0 R >>\nstartxref\n{len(held)}\n%%EOF\n"
    path.write_bytes(bytes(held) + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode())
