"""F20: one bit flipped in a proof file, at 1,000 positions: the verifier names the trouble each time."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from legal.record import checks
from legal.record.verify import Outcome, verify_bytes

POSITIONS = 1000


def unnoticed_flips(data: bytes, positions: int = POSITIONS) -> list[int]:
    """The bit positions at which a flip goes by without an outcome, a field and a sentence."""
    assert verify_bytes(data).outcome is Outcome.CORRECT
    chosen = random.Random(20).sample(range(8 * len(data)), positions)
    return [bit for bit in chosen if not noticed(data, bit)]


def noticed(data: bytes, bit: int) -> bool:
    damaged = bytearray(data)
    damaged[bit // 8] ^= 1 << bit % 8
    verdict = verify_bytes(bytes(damaged))
    return verdict.outcome is not Outcome.CORRECT and bool(verdict.field) and len(verdict.lines) > 1


@pytest.mark.parametrize("name", ["publication.json", "receipt.json"])
def test_every_flipped_bit_is_named(name: str, vector_folder: Path) -> None:
    assert unnoticed_flips((vector_folder / name).read_bytes()) == []


def test_sabotage_turns_red(vector_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """R22: a verifier that does not open the commitment misses flips in the content."""
    monkeypatch.setattr(checks, "_check_commitment", lambda *_: None)
    assert unnoticed_flips((vector_folder / "publication.json").read_bytes(), 200)
