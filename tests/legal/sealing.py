"""What the tests of sealed texts begin with."""

from legal import guard
from legal.guard import Cleared, Original
from legal.terms import GuardContext


def cleared() -> Cleared:
    made = guard.clear(Original("Wij vragen uitstel."), GuardContext(), ())
    assert isinstance(made, Cleared)
    return made


class Bare:
    """Same layout as Cleared, so that Python lets `__class__` be assigned."""

    __slots__ = ("__weakref__",)
