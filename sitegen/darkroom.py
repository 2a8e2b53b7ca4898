"""Where pictures are made fit for readers, each once: what was made lies in the cache folder.

It is found there by the digest of the picture's bytes, whatever the picture is called and wherever it is shown.
"""

import os
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from pathlib import Path

from sitegen import cleaning, developing, pictures
from sitegen.cache import DamagedCacheError, pack, seal, unpack, unseal
from sitegen.developing import Prints, develop
from sitegen.disk import digest
from sitegen.pictures import PictureError, copy_name
from sitegen.pool import Inline
from sitegen.problems import ContentError, Position, Problem, problem

FOLDER = "pictures"
"""In the cache folder."""

RASTER = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif")
"""Endings of what is developed; drawings and all other files are published as they are."""


def is_raster(name: str) -> bool:
    """Return whether the file of this name is developed."""
    return name.lower().endswith(RASTER)


def publish(store: Path, folder: str, names: Sequence[str], hands: int) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a folder as they are published, and the copies of pictures, by name.

    `store` is the cache folder; `hands` pictures are made at once. Raises ContentError with every picture that cannot
    be decoded.
    """
    faults: list[Problem] = []

    def prints(name: str) -> Prints:
        content = Path(folder, name).read_bytes()
        try:
            return prints_of(store, content) if is_raster(name) else ((0, content),)
        except PictureError as error:
            faults.append(problem(Position(f"{folder}/{name}"), error.code, "", **error.facts))
            return ()

    # what takes the time is done outside Python's lock, so threads are enough
    with ThreadPoolExecutor(hands) if hands > 1 and len(names) > 1 else Inline() as pool:
        for name, made in zip(names, pool.map(prints, names), strict=True):
            yield from ((copy_name(name, width) if width else name, content) for width, content in made)
    if faults:
        raise ContentError(*sorted(faults, key=lambda fault: fault.at))


def prints_of(store: Path, content: bytes) -> Prints:
    """Return a picture as it is published, from the cache folder `store` where it has been there before.

    Raises PictureError where it cannot be decoded.
    """
    path = store / FOLDER / _print_name(digest(content))
    try:
        stored: Prints = unpack(unseal(path.name, path.read_bytes()))
        return stored
    except (FileNotFoundError, DamagedCacheError):
        made = develop(content)
    path.parent.mkdir(exist_ok=True)
    # several processes may make the same picture at once, and one of them may sweep meanwhile
    draft = path.with_name(f"{path.name}.{os.getpid()}.{id(made)}")
    draft.write_bytes(seal(pack(made)))
    with suppress(FileNotFoundError):
        draft.replace(path)
    return made


def sweep(store: Path, contents: Collection[str]) -> None:
    """Throw away what was made of all pictures but those whose bytes have one of these digests."""
    folder = store / FOLDER
    if folder.is_dir():
        kept = {_print_name(content) for content in contents}
        for path in folder.iterdir():
            if path.name not in kept:
                path.unlink(missing_ok=True)


def _print_name(content: str) -> str:
    return digest(content.encode(), _recipe().encode())


@cache
def _recipe() -> str:
    """Return what shapes a print beside the picture: the code that makes it, and the libraries that draw."""
    from PIL import __version__, features  # noqa: PLC0415  # most papers have no picture

    modules = (cleaning, developing, pictures)
    code = digest(*(Path(str(module.__file__)).read_bytes() for module in modules))
    return f"{code} {__version__} {features.version('webp')}"
