"""Cleared text comes back from where it was stored only as it was (R2, R10)."""

from typing import Any

import pytest

from legal import guard
from legal.guard import TamperedError, is_cleared, restore
from tests.legal.sealing import cleared


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
