"""Every verb that is handed an actor asks for permission before it looks at anything else (rule 58).

The sweep over the URL map (`test_permissions`) is content when the door refuses; this one has no doors, so it
turns red when the first line of a verb goes missing, also for a verb that no page uses yet.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, get_type_hints

import pytest

import consultation
from consultation.accounts import actor as actors
from consultation.accounts.actor import PUBLIC, Actor
from consultation.errors import NotAllowed
from consultation.questions.answering import service as answering

Verb = Callable[..., Any]
# These do not ask: they look after who owns the thing, or go on from a verb that asked.
OWNERSHIP = {"consultation.questions.asking.service.own_row", "consultation.publications.requests.reader_of"}
PARTS = {
    "consultation.questions.asking.service.receipt_of",  # of a row that own_row gave
    "consultation.questions.findings.deciding.recount",
    "consultation.questions.answering.opened.view",
}


def _verbs() -> Iterator[tuple[str, Verb]]:
    for found in pkgutil.walk_packages(consultation.__path__, "consultation."):
        if found.name.endswith("__main__"):
            continue
        module = importlib.import_module(found.name)
        for name, verb in inspect.getmembers(module, inspect.isfunction):
            if verb.__module__ == found.name and not name.startswith("_") and "actor" in inspect.signature(verb).parameters:
                yield f"{found.name}.{name}", verb


VERBS = {name: verb for name, verb in _verbs() if name not in OWNERSHIP | PARTS | {"consultation.accounts.actor.authorize"}}


def _call(verb: Verb, actor: Actor) -> None:
    """Call a verb with nothing but an actor: whatever it touches first, breaks. Of an enum it gets the last member:
    the last permission is not one of everybody's."""
    hints = get_type_hints(verb)
    given: dict[str, Any] = {}
    for name in inspect.signature(verb).parameters:
        kind = hints.get(name)
        given[name] = list(kind)[-1] if isinstance(kind, type) and issubclass(kind, Enum) else None
    verb(**given | {"actor": actor})


@pytest.mark.parametrize("name", sorted(VERBS))
def test_a_verb_asks_first(name: str) -> None:
    with pytest.raises(NotAllowed):
        _call(VERBS[name], PUBLIC)


def test_the_list_is_not_empty() -> None:
    assert len(VERBS) > 40


def test_twin_a_verb_that_does_not_ask_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: without the question the verb runs into the nothing it was given."""
    monkeypatch.setattr(actors, "allowed", lambda _role, _permission: True)
    with pytest.raises((AttributeError, TypeError)):
        _call(answering.give_back, PUBLIC)
