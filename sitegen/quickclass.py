"""`dataclass`, quick to make and to fill: a build imports 140 of them, and fills some by the hundred thousand.

The one of the standard library compiles six methods for each class, which took a tenth of a build that had one story
to print, and fills what is frozen through `object.__setattr__`. Here `__init__` alone is compiled, and the methods that
compare and show are shared. What is frozen is held so by mypy, to which this is the standard library's own.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    import dataclasses
    from functools import cache
    from operator import attrgetter

    def dataclass(*, frozen, slots, kw_only=False):
        """Return what makes a class a dataclass; for one that may change, or has an order, there is the library's."""
        assert frozen, "its instances are compared and hashed by their fields"
        assert slots, "a build holds some by the hundred thousand"

        def made(kind):
            kind.__eq__, kind.__hash__, kind.__repr__ = _equal, _hash, _shown
            return dataclasses.dataclass(kind, eq=False, repr=False, slots=True, kw_only=kw_only)

        return made

    def _equal(self, other):
        kind = self.__class__
        if other.__class__ is not kind:
            return NotImplemented
        values = _compared(kind)
        return values(self) == values(other)

    def _hash(self):
        return hash(_compared(self.__class__)(self))

    def _shown(self):
        kind = self.__class__
        values = ", ".join([f"{name}={getattr(self, name)!r}" for name in _names(kind)])
        return f"{kind.__qualname__}({values})"

    @cache
    def _compared(kind):
        """Return what gives the values of an instance that count where it is compared."""
        names = [field.name for field in dataclasses.fields(kind) if field.compare]
        return attrgetter(*names) if names else lambda _: ()

    @cache
    def _names(kind):
        return tuple(field.name for field in dataclasses.fields(kind) if field.repr)


__all__ = ("dataclass",)
