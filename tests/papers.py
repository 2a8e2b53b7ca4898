"""Little papers in memory: the valid files of one, and a reader of all files at once."""

from collections.abc import Mapping
from pathlib import Path
from zlib import crc32

from PIL import Image

from sitegen.checks import check_issue
from sitegen.model import Paper
from sitegen.paper import read_paper
from sitegen.pictures import Size
from sitegen.problems import ContentError, Problem
from sitegen.reading import IssueFiles, IssueRead, read_issue, read_standing
from sitegen.reading.sizes import Sizes

PAPER = "name: 江城晚报\nlanguage: zh-CN\ntimezone: Asia/Shanghai\n".encode()
FOLDER = "issues/2021/2021-05-14"
ISSUE = "---\nnumber: 总第1期\n---\n".encode()


def article(front: str = "headline: 大桥今日通车", body: str = "正文。") -> bytes:
    return f"---\n{front}\n---\n\n{body}\n".encode()


def paper(rest: str = "", pictures: Mapping[str, Size] | None = None) -> Paper:
    return read_paper("paper.yaml", PAPER + rest.encode(), pictures or {})[0]


def read(texts: Mapping[str, bytes], folder: str = FOLDER, pictures: Path | None = None, rest: str = "") -> IssueRead:
    """Read an issue of these Markdown files and of the files that lie in a folder on disk."""
    others = sorted(pictures.iterdir()) if pictures else []
    files = IssueFiles(
        name=folder.rsplit("/", 1)[-1],
        path=folder,
        texts=tuple(sorted({"issue.md": ISSUE, **texts}.items())),
        others=tuple((file.name, str(file)) for file in others),
    )
    return read_issue(files, paper(rest))


def draw(path: Path, kind: str, width: int, height: int) -> None:
    """Write a picture of this size; a large one as a PNG that states its size and holds nothing."""
    if width * height < 1_000_000:
        Image.new("RGB", (width, height)).save(path, kind)
    else:
        header = width.to_bytes(4) + height.to_bytes(4) + bytes([8, 2, 0, 0, 0])
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", b"") + _chunk(b"IEND", b""))


def _chunk(name: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4) + name + content + crc32(name + content).to_bytes(4)


def problems_of(files: Mapping[str, bytes], root: Path) -> tuple[Problem, ...]:
    """Return all problems of a content folder; files that are no Markdown are written below `root` first."""
    beside = Sizes("", _drawn({path: data for path, data in files.items() if "/" not in path}, root / "beside"))
    try:
        whole, doubts = read_paper("paper.yaml", files.get("paper.yaml", PAPER), beside)
    except ContentError as error:
        return error.problems
    found = [*doubts, *beside.problems]
    folders = sorted({path.rsplit("/", 1)[0] for path in files if path.startswith("issues/")})
    for folder in folders:
        here = {path.rsplit("/", 1)[1]: data for path, data in files.items() if path.startswith(f"{folder}/")}
        issue = _issue_files(folder, here, root)
        found += (*read_issue(issue, whole).problems, *check_issue(issue, whole).problems)
    here = {path.rsplit("/", 1)[1]: data for path, data in files.items() if path.startswith("pages/")}
    texts = [(f"pages/{name}", data) for name, data in here.items() if name.endswith(".md")]
    found += read_standing(texts, _drawn(here, root / "pages"), whole, drafts=True).problems
    return tuple(found)


def make_file(path: Path, data: bytes) -> None:
    """Write a file that is no Markdown: bytes below a line `%raw`, a picture for `%JPEG 4 3`, else what is given."""
    first, _, rest = data.partition(b"\n")
    words = first.decode("utf-8", "replace").split()
    if not first.startswith(b"%"):
        path.write_bytes(data)
    elif words[0] == "%raw":
        path.write_bytes(rest)
    else:
        draw(path, words[0][1:], int(words[1]), int(words[2]))


def _issue_files(folder: str, here: Mapping[str, bytes], root: Path) -> IssueFiles:
    texts = tuple(sorted((name, data) for name, data in here.items() if name.endswith(".md")))
    others = tuple(_drawn(here, root).items())
    return IssueFiles(name=folder.rsplit("/", 1)[-1], path=folder, texts=texts, others=others)


def _drawn(here: Mapping[str, bytes], root: Path) -> dict[str, str]:
    """Write the files that are no text below `root`; return their paths by name."""
    root.mkdir(exist_ok=True)
    others: dict[str, str] = {}
    for name, data in here.items():
        if not name.endswith((".md", ".yaml")):
            path = root / str(len(others))
            path = path.with_suffix(Path(name).suffix)
            make_file(path, data)
            others[name] = str(path)
    return others
