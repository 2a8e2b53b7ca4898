"""What a reader's phone has to load before there is something to read."""

import gzip
import re
from pathlib import Path
from posixpath import dirname, join, normpath

MOST = 14 * 1024
"""Ten packets: what a server sends before it waits for an answer (RFC 6928)."""

STYLE = re.compile(r'<link rel="stylesheet" href="([^"]+)"')


def weight(root: Path, url: str) -> int:
    """Return the bytes of a page and of all its style sheets, each by gzip."""
    html = (root / url).read_text("utf-8")
    sheets = [normpath(join(dirname(url), address)) for address in STYLE.findall(html)]
    assert sheets
    return sum(len(gzip.compress((root / name).read_bytes(), 9, mtime=0)) for name in (url, *sheets))


def test_an_article_is_at_most_fourteen_kilobytes_with_its_style_sheets(sample: Path) -> None:
    articles = [path.relative_to(sample).as_posix() for path in sorted(sample.glob("2*/*.html"))]
    articles = [url for url in articles if 'class="reading"' in (sample / url).read_text("utf-8")]
    assert len(articles) > 50
    assert {url: size for url in articles if (size := weight(sample, url)) > MOST} == {}
