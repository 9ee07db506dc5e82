"""An Original never leaks, by any ordinary way of Python (R2, R14)."""

import copy
import gc
import json
import logging
import pickle
import pprint
import string
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import pytest
from markupsafe import Markup, escape

from legal import guard
from legal.guard import Original, reveal
from legal.sealed import LeakError, Seal, Secret
from tests.legal.sealing import Bare

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
