"""Articles as they were read, so that after an edit only the file that changed is read again."""

from collections import OrderedDict

from sitegen.articles import Read, Settings, read_article
from sitegen.pictures import Size
from sitegen.quickclass import dataclass
from sitegen.reading.sizes import Sizes

MOST = 256
"""Articles that are kept: those of the few issues that somebody works on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    data: bytes
    settings: object
    pictures: tuple[tuple[str, Size | None], ...]
    """Every picture that was asked for, with its size, None where there was none."""

    read: Read


class Reads:
    """What reading came to, by path: the server has one for all its time, a build hands in an empty one."""

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: OrderedDict[str, _Known] = OrderedDict()

    def article(self, path: str, data: bytes, settings: Settings, made_from: object, sizes: Sizes) -> Read:
        """Return the article in a file, as `read_article` does.

        `made_from` is equal where all of `settings` is but the pictures, which are `sizes`: those are measured again.
        """
        known = self._known.get(path)
        if known and (known.data, known.settings) == (data, made_from) and known.pictures == _asked(sizes, known):
            self._known.move_to_end(path)
            return known.read
        read, names = sizes.watch(lambda: read_article(path, data, settings))
        pictures = tuple((name, sizes.get(name)) for name in names)
        self._known[path] = _Known(data=data, settings=made_from, pictures=pictures, read=read)
        if len(self._known) > MOST:
            self._known.popitem(last=False)
        return read


def _asked(sizes: Sizes, known: _Known) -> tuple[tuple[str, Size | None], ...]:
    return tuple((name, sizes.get(name)) for name, _ in known.pictures)
