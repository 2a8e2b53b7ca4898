"""`dataclass`, quick to make and to fill: a build imports 200 of them, and fills some by the hundred thousand.

The one of the standard library compiles six methods for each class, which took a tenth of a build that had one story
to print, and fills what is frozen through `object.__setattr__`. Here `__init__` alone is compiled, when a class is
filled for the first time, as most never are; the methods that compare and show are shared. What is frozen is held so by
mypy, to which all this is the standard library's own. Its functions take these classes as theirs, and `replace` is here
for those who would import it for nothing else.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:
    from functools import cache
    from operator import attrgetter

    _NOTHING = object()

    class _Field:
        __slots__ = ("compare", "default", "default_factory", "init", "kw_only", "repr")

        def __init__(self, default, default_factory=_NOTHING, *, init=True, repr=True, compare=True):  # noqa: A002
            self.default, self.default_factory = default, default_factory
            self.init, self.repr, self.compare = init, repr, compare

    def field(*, default=_NOTHING, default_factory=_NOTHING, init=True, repr=True, compare=True):  # noqa: A002
        """Return what is to be known of a field beside its type, as the standard library's does."""
        return _Field(default, default_factory, init=init, repr=repr, compare=compare)

    def dataclass(*, frozen, slots, kw_only=False):
        """Return what makes a class a dataclass; for one that may change, or has an order, there is the library's."""
        assert frozen, "its instances are compared and hashed by their fields"
        assert slots, "a build holds some by the hundred thousand"

        def made(kind):
            own, told, inherited = kind.__annotations__, {}, {}
            for base in kind.__mro__[:0:-1]:
                inherited |= base.__dict__.get("__quick_fields__", {})
            parts = {**kind.__dict__, **_SHARED}
            for name in own:
                value = parts.pop(name, _NOTHING)
                assert value.__class__.__module__ != "dataclasses", "it would be taken for a default"
                told[name] = value if value.__class__ is _Field else _Field(value)
                told[name].kw_only = kw_only
            for name in ("__dict__", "__weakref__"):
                parts.pop(name, None)
            parts["__quick_fields__"] = inherited | told
            parts["__slots__"] = tuple(name for name in own if name not in inherited)
            # slots cannot be added to a class that is there
            whole = type(kind)(kind.__name__, kind.__bases__, parts)
            whole.__qualname__ = kind.__qualname__
            return whole

        return made

    def replace(instance, /, **changes):
        """Return an instance with some of its fields changed, as the standard library's does."""
        kind = instance.__class__
        for name in _given(kind):
            if name not in changes:
                changes[name] = getattr(instance, name)
        return kind(**changes)

    def _fill_first(self, *values, **named):
        """Stand in for the `__init__` of a class until it is called."""
        kind = self.__class__
        kind.__init__ = init = _init(kind)
        init(self, *values, **named)

    def _init(kind):
        """Return the `__init__` of a class, compiled."""
        places, names, lines, known = [], [], [], {"nothing": _NOTHING}
        for name, each in kind.__quick_fields__.items():
            if not each.init:
                continue
            filled, default = name, each.default
            if each.default_factory is not _NOTHING:
                known[f"make_{name}"], default = each.default_factory, _NOTHING
                filled = f"make_{name}() if {name} is nothing else {name}"
            elif default is not _NOTHING:
                known[f"default_{name}"] = default
            either = f"=default_{name}" if default is not _NOTHING else "=nothing" if filled != name else ""
            (names if each.kw_only else places).append(name + either)
            lines.append(f" self.{name} = {filled}\n")
        if hasattr(kind, "__post_init__"):
            lines.append(" self.__post_init__()\n")
        parameters = ", ".join(["self", *places, *(["*", *names] if names else [])])
        exec(f"def __init__({parameters}):\n{''.join(lines) or ' pass'}", known)
        init = known["__init__"]
        init.__qualname__ = f"{kind.__qualname__}.__init__"
        return init

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
        names = [name for name, each in kind.__quick_fields__.items() if each.compare]
        return attrgetter(*names) if names else lambda _: ()

    @cache
    def _names(kind):
        return tuple(name for name, each in kind.__quick_fields__.items() if each.repr)

    @cache
    def _given(kind):
        return tuple(name for name, each in kind.__quick_fields__.items() if each.init)

    class _Standard:
        """Gives the fields of a class as the standard library knows them, to its functions that ask for them."""

        def __get__(self, instance, kind):
            import dataclasses  # noqa: PLC0415 - what it imports takes a tenth of a build without changes

            told = []
            for name, each in kind.__quick_fields__.items():
                facts = {"init": each.init, "repr": each.repr, "compare": each.compare, "kw_only": each.kw_only}
                for way in ("default", "default_factory"):
                    if getattr(each, way) is not _NOTHING:
                        facts[way] = getattr(each, way)
                told.append((name, _type(kind, name), dataclasses.field(**facts)))
            like = dataclasses.make_dataclass(kind.__name__, told, init=False, repr=False, eq=False)
            kind.__dataclass_fields__ = like.__dataclass_fields__
            return kind.__dataclass_fields__

    def _type(kind, name):
        told = (getattr(base, "__annotations__", {}) for base in kind.__mro__)
        return next(own[name] for own in told if name in own)

    _SHARED = {
        "__init__": _fill_first,
        "__eq__": _equal,
        "__hash__": _hash,
        "__repr__": _shown,
        "__dataclass_fields__": _Standard(),
    }


def fields_of(kind: type) -> tuple[str, ...]:
    """Return the names of a dataclass's fields, in order."""
    told: dict[str, object] = kind.__quick_fields__  # type: ignore[attr-defined]
    return tuple(told)


__all__ = ("dataclass", "field", "fields_of", "replace")
