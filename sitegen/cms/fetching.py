"""The extra step that puts Decap into the static folder: taken by npm at one version, and checked by its hash."""

import hashlib
import subprocess
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

from sitegen.cms.pages import FOLDER, SCRIPT

PACKAGE = "decap-cms@3.16.3"
SHA512 = (
    "85ff9d3e50a1ed32665a5f3ee954731d839686b8b9c605249eb65b0dec1a59ee"
    "2cf41ef127c3d0ba0a7640779295d3142b36afebecf4a08a7051885424362d63"
)
"""Of the package's archive as it was read and tried; another one is refused, whoever sent it."""

_TAKEN = {"package/dist/decap-cms.js": SCRIPT, "package/dist/decap-cms.js.LICENSE.txt": f"{FOLDER}decap-cms.LICENSE"}


class FetchError(Exception):
    """Decap could not be fetched; `why` is a key of the texts that the command shows."""

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.detail = detail


def fetch_cms(static: Path, npm: str = "npm") -> tuple[Path, ...]:
    """Write Decap and its licence into the static folder and return their paths; raise FetchError where that fails."""
    with TemporaryDirectory() as folder:
        try:
            done = subprocess.run(
                [npm, "pack", PACKAGE, "--silent", "--pack-destination", folder],
                cwd=folder,
                capture_output=True,
                text=True,
                check=False,
            )
        except OSError as error:
            raise FetchError("npm", str(error.strerror)) from None
        packed = next(Path(folder).glob("*.tgz"), None)
        if done.returncode or packed is None:
            raise FetchError("pack", done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "")
        if hashlib.sha512(packed.read_bytes()).hexdigest() != SHA512:
            raise FetchError("hash", PACKAGE)
        return tuple(_unpack(packed, static))


def _unpack(packed: Path, static: Path) -> list[Path]:
    """Write the files that are taken from the archive; nothing in it says where they go."""
    written = []
    with tarfile.open(packed) as archive:
        for member, name in _TAKEN.items():
            content = archive.extractfile(member)
            if content is None:
                raise FetchError("hash", PACKAGE)
            path = static / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.read())
            written.append(path)
    return written
