"""What a party sends shows no hand: neither the question nor where in the document it is about (rule 13, R9)."""

from __future__ import annotations

import pytest

from consultation.questions.asking import service as asking
from tests.world import World

TYPED, KEPT = "Telt de  “reistijd” mee\u2060…", 'Telt de "reistijd" mee...'
PLACE, PLACE_KEPT = "§\u00a03.4  “Reistijd”", '§ 3.4 "Reistijd"'


def _sent(world: World) -> tuple[str, str]:
    world.open_consultation()
    content = world.receipt(world.provider, TYPED, section=PLACE)["opening"]["content"]
    return content["text"], content["section"]


def test_question_and_place_are_evened_out(world: World) -> None:
    assert _sent(world) == (KEPT, PLACE_KEPT)


def test_twin_kept_as_typed_both_tell_who_typed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "even", lambda text: text)
    assert _sent(world) == (TYPED, PLACE)
