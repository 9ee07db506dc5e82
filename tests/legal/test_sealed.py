"""An Original never leaks and a Cleared is never forged, by any ordinary way of Python (R2, R14)."""

import copy
import gc
import json
import logging
import pickle
import pprint
import string
import traceback
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, dataclass, replace
from types import SimpleNamespace
from typing import Any

import pytest
from markupsafe import Markup, escape

from legal import guard
from legal.guard import Cleared, Original, TamperedError, is_cleared, restore, reveal
from legal.sealed import LeakError, Seal, Sealed, Secret
from legal.terms import GuardContext

CANARY = "kanarievogeltje"


@dataclass(frozen=True)
class Draft:
    body: Original


def log(original: Original) -> str:
    """What the logging module writes, its own error report included."""
    lines: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.Logger("test", logging.INFO)
    logger.addHandler(handler)
    logger.info("draft %s", original)
    return "".join(lines)


def raised(original: Original) -> str:
    try:
        raise ValueError(original)
    except ValueError as error:
        return "".join(traceback.format_exception(error))


# How one might try to see it, and which guard (a name in Secret) stops that.
ATTEMPTS: dict[str, tuple[str, Callable[[Any], object]]] = {
    "str": ("__str__", str),
    "repr": ("__repr__", repr),
    "ascii": ("__repr__", ascii),
    "format": ("__format__", lambda o: format(o, ">40")),
    "f-string": ("__format__", lambda o: f"{o}"),
    "f-string !r": ("__repr__", lambda o: f"{o!r}"),
    "str.format": ("__format__", "{}".format),
    "percent": ("__str__", lambda o: "%s" % o),  # noqa: UP031
    "template": ("__str__", lambda o: string.Template("$x").substitute(x=o)),
    "in a list": ("__repr__", lambda o: str([o])),
    "in a dict": ("__repr__", lambda o: pprint.pformat({"a": o})),
    "in a dataclass": ("__repr__", lambda o: repr(Draft(o))),
    "asdict": ("__deepcopy__", lambda o: asdict(Draft(o))),
    "json default=str": ("__str__", lambda o: json.dumps({"a": o}, default=str)),
    "json default=repr": ("__repr__", lambda o: json.dumps({"a": o}, default=repr)),
    "__json__": ("__json__", lambda o: o.__json__()),
    "bytes": ("__bytes__", bytes),
    "plus": ("__add__", lambda o: o + "x"),
    "plus, right": ("__radd__", lambda o: "x" + o),
    "modulo": ("__mod__", lambda o: o % ()),
    "times": ("__mul__", lambda o: o * 2),
    "iterate": ("__iter__", "".join),
    "index": ("__getitem__", lambda o: o[0:]),
    "contains": ("__contains__", lambda o: "yes " + CANARY if CANARY in o else "no"),
    "markupsafe escape": ("__html__", escape),
    "Markup": ("__html__", Markup),
    "Markup plus": ("__html__", lambda o: Markup("<b>") + o),
    "Markup percent": ("__html__", lambda o: Markup("<b>%s</b>") % o),
    "Markup format": ("__html_format__", lambda o: Markup("<b>{}</b>").format(o)),
    "Markup join": ("__html__", lambda o: Markup(",").join([o])),
    "pickle": ("__reduce_ex__", pickle.dumps),
    "copy": ("__copy__", copy.copy),
    "deepcopy": ("__deepcopy__", copy.deepcopy),
    "log": ("__str__", log),
}

# Stopped by Python itself: there is no attribute, buffer or key to read.
BARE: dict[str, Callable[[Any], object]] = {
    "json": json.dumps,
    "vars": vars,
    "dict": lambda o: o.__dict__,
    "text": lambda o: o.text,
    "len": len,
    "join": lambda o: "".join([o]),
    "object.__repr__": object.__repr__,
    "object.__reduce_ex__": lambda o: object.__reduce_ex__(o, 2),
    "object.__getstate__": object.__getstate__,
    "exception": raised,
    "dir": dir,
    "referents": gc.get_referents,
    "open": open,
    "int": int,
    "equal": lambda o: o == CANARY,
}


def check_no_leak(attempt: Callable[[Any], object], secret: object) -> None:
    """Nothing that comes back, and nothing in what is raised, holds the text."""
    try:
        result = attempt(secret)
    except Exception as error:  # noqa: BLE001 - whatever is raised must not show it either
        result = traceback.format_exception(error)
    seen = result.decode("latin-1") if isinstance(result, bytes) else object.__repr__(result)
    if isinstance(result, str | list | dict | tuple | bool):
        seen = repr([repr(one) for one in result]) + repr(result) if isinstance(result, list | tuple) else repr(result)
    assert CANARY not in seen


@pytest.mark.parametrize("name", ATTEMPTS)
def test_an_original_cannot_be_seen(name: str) -> None:
    """R2: every way raises LeakError, none shows the text."""
    with pytest.raises(LeakError) as caught:
        ATTEMPTS[name][1](Original(CANARY))
    assert CANARY not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("name", BARE)
def test_python_itself_shows_nothing(name: str) -> None:
    check_no_leak(BARE[name], Original(CANARY))


@pytest.mark.parametrize("name", ATTEMPTS)
def test_the_leak_checks_are_not_blind(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin of each attempt: with its one guard gone the text is seen, and the check turns red."""
    dunder, attempt = ATTEMPTS[name]

    def leak(original: Original, *_args: object) -> object:
        text = reveal(original)
        ways: dict[str, object] = {
            "__bytes__": text.encode(),
            "__iter__": iter(text),
            "__contains__": True,
            "__reduce_ex__": (str, (text,)),
        }
        return ways.get(dunder, text)

    monkeypatch.setattr(Secret, dunder, leak)
    with pytest.raises(AssertionError):
        check_no_leak(attempt, Original(CANARY))


def test_only_reveal_opens_it() -> None:
    assert reveal(Original(CANARY)) == CANARY


@pytest.mark.parametrize("wrong", [None, b"x", 3, Markup("x")])
def test_an_original_wraps_a_str(wrong: Any) -> None:
    with pytest.raises(TypeError):
        Original(wrong)


@pytest.mark.parametrize("wrong", ["text", None, object()])
def test_reveal_opens_nothing_else(wrong: Any) -> None:
    with pytest.raises(LeakError):
        reveal(wrong)


def test_an_original_cannot_be_refilled_or_extended() -> None:
    original = Original("a")
    with pytest.raises(LeakError):
        original.__init__("b")  # type: ignore[misc]
    with pytest.raises(AttributeError):
        original.text = "b"  # type: ignore[attr-defined]
    assert reveal(original) == "a"


def test_the_text_is_forgotten_with_its_object() -> None:
    """R14: nothing stays in memory for a later crash report to find."""
    held = guard._originals._held
    original = Original(CANARY)
    key = id(original)
    assert key in held
    del original
    gc.collect()
    assert key not in held


def test_an_object_in_the_place_of_another_opens_nothing() -> None:
    """R2: memory is used again; what was sealed for one object is not for the next one at its address."""
    seal: Seal[str] = Seal()
    owner, other = Bare(), Bare()
    seal.lock(owner, CANARY)
    seal._held[id(other)] = seal._held[id(owner)]
    assert seal.holds(owner) and not seal.holds(other)
    with pytest.raises(LeakError, match="not made by"):
        seal.open(other)
    assert seal.open(owner) == CANARY


def test_a_leak_says_what_was_done_wrong() -> None:
    with pytest.raises(LeakError, match="did not pass the legal guard"):
        str(Original(CANARY))


# --- Cleared ------------------------------------------------------------------------------------------
def cleared() -> Cleared:
    made = guard.clear(Original("Wij vragen uitstel."), GuardContext(), ())
    assert isinstance(made, Cleared)
    return made


class Bare:
    """Same layout as Cleared, so that Python lets `__class__` be assigned."""

    __slots__ = ("__weakref__",)


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


# --- restore ------------------------------------------------------------------------------------------
def stored() -> dict[str, Any]:
    one = cleared()
    return {"text": one.text, "redactions": one.redactions, "policy": one.policy, "digest": one.digest}


def test_restore_gives_the_same_text() -> None:
    one = restore(**stored())
    assert is_cleared(one) and one == cleared() and hash(one) == hash(cleared())


TAMPERED: list[dict[str, Any]] = [
    {"text": "Wij vragen uitstel!"},
    {"text": "Wij vragen uitstel.\u27e6gelakt: x\u27e7"},
    {"text": "\ud800"},
    {"text": None},
    {"redactions": 1},
    {"redactions": None},
    {"policy": "guard/0"},
    {"digest": "0" * 64},
    {"digest": ""},
]


def check_tampering(change: dict[str, Any]) -> None:
    with pytest.raises(TamperedError) as caught:
        restore(**{**stored(), **change})
    assert "uitstel" not in str(caught.value)


@pytest.mark.parametrize("change", TAMPERED)
def test_restore_refuses_what_was_changed(change: dict[str, Any]) -> None:
    """R2, R10: a text that is not the text that was cleared does not come back."""
    check_tampering(change)


@pytest.mark.parametrize(("text", "redactions"), [("Wij vragen uitstel.", 1), ("⟦", 0), ("⟦", None)])
def test_restore_counts_the_marks_itself(text: str, redactions: Any) -> None:
    """Also when the digest fits: a mark that is not there, or half a mark, was never cleared."""
    policy = guard.policy()
    with pytest.raises(TamperedError):
        restore(text, redactions, policy, guard._digest(text, redactions, policy))


def test_a_digest_stays_what_it_was() -> None:
    """R10: what was stored years ago has to come back; another way to add up would refuse it all."""
    assert guard._digest("Wij vragen € 5.", 0, "guard/1:0") == (
        "d0f7c5664c3df230b296cbb501b7cc80aea381c155cb75d54b6aac6b50ca1e14"
    )


def test_the_tampering_check_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a digest over nothing notices nothing."""
    monkeypatch.setattr(guard, "_digest", lambda text, redactions, policy: "same")
    with pytest.raises(pytest.fail.Exception):
        check_tampering({"text": "Wij vragen uitstel!"})


def test_parts_of_the_digest_cannot_trade_places() -> None:
    assert guard._digest("b", 0, "a") != guard._digest("", 0, "ab") != guard._digest("0b", 0, "a")
