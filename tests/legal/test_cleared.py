"""A Cleared is made by the guard alone, and never forged or changed, by any ordinary way of Python (R2, R14)."""

import copy
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace
from types import SimpleNamespace
from typing import Any

import pytest

from legal import guard
from legal.guard import Cleared, Original, is_cleared
from legal.sealed import LeakError, Seal, Sealed
from legal.terms import GuardContext
from tests.legal.sealing import Bare, cleared


def by_class_assignment() -> object:
    bare = Bare()
    bare.__class__ = Cleared  # type: ignore[assignment]
    return bare


def by_posing() -> object:
    class Posing:
        text = "vals"
        __class__ = Cleared  # type: ignore[assignment]

    return Posing()


def by_pickle() -> object:
    """A pickle written by hand: make the class without calling it."""
    return pickle.loads(b"ccopy_reg\n_reconstructor\n(clegal.guard\nCleared\nc__builtin__\nobject\nNtR.")


FORGED: dict[str, Callable[[], object]] = {
    "call": lambda: Cleared("vals", 0, guard.policy(), "0" * 64),
    "keywords": lambda: Cleared(text="vals"),
    "object.__new__": lambda: object.__new__(Cleared),
    "class assignment": by_class_assignment,
    "posing": by_posing,
    "pickle": by_pickle,
    "pickle of a real one": lambda: pickle.loads(pickle.dumps(cleared())),
    "replace": lambda: replace(cleared(), text="vals"),  # type: ignore[type-var]
    "subclass": lambda: type("Fake", (Cleared,), {"text": "vals"}),
    "second base": lambda: type("Fake", (Cleared, Sealed), {"text": "vals"}),
    "setstate": lambda: object.__new__(Cleared).__setstate__({"text": "vals"}),  # type: ignore[attr-defined]
}


def check_no_forgery(make: Callable[[], object]) -> None:
    try:
        made = make()
    except (LeakError, TypeError, pickle.PicklingError):
        return
    assert not is_cleared(made)
    assert type(made) is not Cleared or raises_leak(lambda: str(made))


def raises_leak(act: Callable[[], object]) -> bool:
    try:
        act()
    except LeakError:
        return True
    return False


@pytest.mark.parametrize("name", FORGED)
def test_cleared_cannot_be_made_outside_the_guard(name: str) -> None:
    """R2."""
    check_no_forgery(FORGED[name])


def test_the_forgery_check_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: without the seal an empty shell would pass for cleared text."""
    monkeypatch.setattr(Seal, "holds", lambda self, owner: True)
    with pytest.raises(AssertionError):
        check_no_forgery(FORGED["object.__new__"])


def test_a_call_is_refused_where_it_is_made() -> None:
    with pytest.raises(LeakError, match="only the guard makes"):
        Cleared("vals")


def test_only_the_same_cleared_text_is_equal() -> None:
    """Whoever compares may be tricked by nothing that only looks like it."""
    one, other = cleared(), guard.clear(Original("Wij vragen meer."), GuardContext(), ())
    assert one == cleared() and one != other
    assert one not in (one.text, SimpleNamespace(text=one.text, digest=one.digest), None)


def test_cleared_text_names_itself_by_its_digest() -> None:
    """R14: what stands in a log tells which text it was, and nothing of the text."""
    one = cleared()
    assert repr(one) == f"<Cleared {one.digest[:12]}, 0 redactions>"


def test_the_types_cannot_be_extended() -> None:
    """R2: a class of its own with another text is refused where it is made, not only where it is used."""
    assert raises_leak(FORGED["subclass"])
    assert raises_leak(lambda: type("Fake", (Original,), {}))


def test_the_subclass_check_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: an extensible Cleared could carry any text past isinstance."""
    monkeypatch.setattr(Sealed, "__init_subclass__", classmethod(lambda cls: None))
    assert not raises_leak(FORGED["subclass"])


CHANGES: dict[str, Callable[[Any], object]] = {
    "attribute": lambda c: setattr(c, "text", "vals"),
    "object.__setattr__": lambda c: object.__setattr__(c, "text", "vals"),
    "new attribute": lambda c: object.__setattr__(c, "_text", "vals"),
    "delete": lambda c: object.__delattr__(c, "text"),
    "class": lambda c: setattr(c, "__class__", Bare),
    "lock again": lambda c: guard._cleared.lock(c, guard._cleared.open(c)),
}


@pytest.mark.parametrize("name", CHANGES)
def test_cleared_cannot_be_changed(name: str) -> None:
    """R2: frozen in earnest; there is no attribute to overwrite."""
    one = cleared()
    if name == "class":  # Python allows this; what is left is then no Cleared any more
        CHANGES[name](one)
        assert not is_cleared(one)
        return
    with pytest.raises((AttributeError, FrozenInstanceError, LeakError)):
        CHANGES[name](one)
    assert str(one) == "Wij vragen uitstel." and is_cleared(one)


def test_the_change_check_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a seal that does not know what it holds lets the text be replaced."""
    one = cleared()
    other = replace(guard._cleared.open(one), text="vals")
    monkeypatch.setattr(Seal, "holds", lambda self, owner: False)
    guard._cleared.lock(one, other)
    assert str(one) == "vals"


def test_a_copy_of_cleared_is_cleared() -> None:
    one = cleared()
    assert copy.copy(one) is one and copy.deepcopy([one]) == [one]
