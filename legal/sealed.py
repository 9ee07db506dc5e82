"""Objects whose content lives outside them, so that it cannot be printed, copied, pickled or changed."""

import weakref
from typing import Any, Generic, NoReturn, TypeVar

# Against accidents and careless code, not against code that sets out to steal: whoever reaches into a Seal's
# private table, patches these classes, reads memory or frames, or hands `restore` a digest of his own making,
# cannot be stopped inside one Python process. Lint (SLF001), review and the database roles stand there.
T = TypeVar("T")
_NOT_CLEARED = "text that did not pass the legal guard cannot be shown, copied or stored"


class LeakError(Exception):
    """Something used text that the guard did not clear, or made cleared text outside the guard (R2)."""

    def __init__(self, message: str = _NOT_CLEARED) -> None:
        super().__init__(message)


class Seal(Generic[T]):
    """Keeps values by the identity of their owner and forgets them with it. Never part of the owner itself."""

    def __init__(self) -> None:
        self._held: dict[int, tuple[weakref.ref[object], T]] = {}

    def lock(self, owner: object, value: T) -> None:
        """Keep `value` for `owner`, once. LeakError when it already has one: sealed is sealed."""
        key = id(owner)
        if self.holds(owner):
            raise LeakError("sealed content cannot be replaced")
        held = self._held
        self._held[key] = (weakref.ref(owner, lambda _gone: held.pop(key, None)), value)

    def open(self, owner: object) -> T:
        """The value kept for `owner`. LeakError when the guard never sealed it."""
        kept = self._held.get(id(owner))
        if kept is None or kept[0]() is not owner:
            raise LeakError("this object was not made by the legal guard")
        return kept[1]

    def holds(self, owner: object) -> bool:
        """Whether the guard sealed this very object."""
        kept = self._held.get(id(owner))
        return kept is not None and kept[0]() is owner


def _refuse(*_args: Any, **_kwargs: Any) -> NoReturn:
    raise LeakError()


class Sealed:
    """Base: no attributes to change, no pickle, no copy, no subclass of a subclass (R2)."""

    __slots__ = ("__weakref__",)

    def __init_subclass__(cls) -> None:
        # Compared in this order because Secret does not exist yet when it is made itself.
        if cls.__bases__ != (Sealed,) and cls.__bases__ != (Secret,):
            raise LeakError("the guard's types cannot be extended")

    __reduce__ = __reduce_ex__ = __getstate__ = __setstate__ = _refuse


class Secret(Sealed):
    """Base of what must not leave: every way of turning it into text raises LeakError (R2)."""

    __slots__ = ()

    __str__ = __repr__ = __format__ = __bytes__ = _refuse
    __html__ = __html_format__ = __json__ = _refuse
    __copy__ = __deepcopy__ = _refuse
    __add__ = __radd__ = __mod__ = __rmod__ = __mul__ = __rmul__ = _refuse
    __iter__ = __getitem__ = __contains__ = _refuse
