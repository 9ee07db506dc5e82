"""Rule 53, F21: two files side by side: only added to, contradicting each other, or not to be compared."""

from __future__ import annotations

import json
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from legal.record import comparing
from legal.record.verify import Outcome, Verdict, verify_bytes

Document = dict[str, Any]
Files = Callable[[str], Document]


def compared(one: Document, other: Document) -> Verdict:
    texts = [json.dumps(part, ensure_ascii=False).encode() for part in (one, other)]
    return verify_bytes(texts[0], against=texts[1])


def checkpoint_file(naive: ModuleType, lines: list[Document], minute: int) -> Document:
    return {
        "format": "gelijke-informatie/1", "kind": "checkpoint", "key": naive.KEY,
        "checkpoint": naive.checkpoint(lines, minute),
    }


def rewritten(naive: ModuleType, index: int = 11) -> list[Document]:
    """The public record with one line changed and everything made and signed anew."""
    lines: list[Document] = naive.public_lines()
    lines[index]["commitment"] = "cd" * 32
    return lines


@pytest.mark.parametrize("other", ["checkpoint-23.json", "checkpoint-40.json", "publication.json", "receipt.json"])
def test_honest_files_agree(other: str, proof_file: Files) -> None:
    newest, held = proof_file("checkpoint-40.json"), proof_file(other)
    for verdict in (compared(newest, held), compared(held, newest)):
        assert verdict.outcome is Outcome.CORRECT
        grown = "van 23 naar 40 regels" in verdict.text()
        assert grown is (other == "checkpoint-23.json")
        assert grown or "tonen hetzelfde register" in verdict.text()


def finds_another_root_at_the_same_size(files: Files, naive: ModuleType) -> None:
    """One party was shown another record than the other."""
    verdict = compared(files("publication.json"), checkpoint_file(naive, rewritten(naive), 4100))
    assert (verdict.outcome, verdict.field) == (Outcome.INCORRECT, "checkpoint.root")
    assert "het register is veranderd" in verdict.text()


def finds_another_root_further_back(files: Files, naive: ModuleType) -> None:
    """The held checkpoint of 23 lines is not the one that the new file starts from."""
    verdict = compared(files("checkpoint-40.json"), checkpoint_file(naive, rewritten(naive)[:23], 2300))
    assert (verdict.outcome, verdict.field) == (Outcome.INCORRECT, "checkpoint.root")


def finds_another_line_at_the_same_place(files: Files, naive: ModuleType) -> None:
    """Two sizes, so two roots; but place 12 can hold one line only."""
    lines = rewritten(naive, 12)
    lines[11] = naive.entry("publication", "note/1", 3100, naive.canonical({"title": "Andere nota"}))
    document = {
        **checkpoint_file(naive, lines[:39], 4000), "kind": "publication", "content": {"title": "Andere nota"},
        "salt": naive.salt("note/1").hex(), **naive.place(lines[:39], 11),
    }
    verdict = compared(files("publication.json"), document)
    assert (verdict.outcome, verdict.field) == (Outcome.INCORRECT, "entry")


def says_that_growth_is_not_proved(files: Files, naive: ModuleType) -> None:
    """A smaller file that nothing links to the larger one: neither yes nor no."""
    for size in (12, 24, 39):
        older = checkpoint_file(naive, naive.public_lines()[:size], 2000)
        for one, other in ((files("publication.json"), older), (older, files("checkpoint-40.json"))):
            verdict = compared(one, other)
            assert (verdict.outcome, verdict.field) == (Outcome.UNREADABLE, "consistency")
            assert f"van {size} naar 40 regels" in verdict.text()


def says_that_records_differ(files: Files, naive: ModuleType) -> None:
    other = files("checkpoint-23.json")
    seal = other["checkpoint"]
    text = f"gelijke-informatie/checkpoint/1\nelders\n{seal['size']}\n{seal['root']}\n{seal['time']}\n"
    seal.update(origin="elders", signature=naive.SIGNER.sign(text.encode()).hex())
    verdict = compared(files("checkpoint-40.json"), other)
    assert (verdict.outcome, verdict.field) == (Outcome.UNREADABLE, "checkpoint.origin")


def says_that_keys_differ(files: Files, naive: ModuleType) -> None:
    other = files("checkpoint-23.json")
    other["key"] = naive.OTHER_SIGNER.public_key().public_bytes_raw().hex()
    other["checkpoint"] = naive.checkpoint(naive.public_lines()[:23], 2300, naive.OTHER_SIGNER)
    verdict = compared(files("checkpoint-40.json"), other)
    assert (verdict.outcome, verdict.field) == (Outcome.UNREADABLE, "key")


CHECKS = (
    (finds_another_root_at_the_same_size, "_check_no_contradiction"),
    (finds_another_root_further_back, "_check_no_contradiction"),
    (finds_another_line_at_the_same_place, "_differ_at_one_place"),
    (says_that_growth_is_not_proved, "_grew"),
    (says_that_records_differ, "_check_same_record"),
    (says_that_keys_differ, "_check_same_record"),
)


@pytest.mark.parametrize("check", [check for check, _ in CHECKS])
def test_comparisons(check: Callable[..., None], proof_file: Files, naive: ModuleType) -> None:
    check(proof_file, naive)


@pytest.mark.parametrize(("check", "guard"), CHECKS)
def test_sabotage_turns_red(
    check: Callable[..., None], guard: str, proof_file: Files, naive: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R22: with the guard broken, its test fails."""
    monkeypatch.setattr(comparing, guard, lambda *_: guard == "_grew")
    with pytest.raises(AssertionError):
        check(proof_file, naive)


def test_a_receipt_without_a_checkpoint_cannot_be_compared(proof_file: Files) -> None:
    verdict = compared(proof_file("checkpoint-40.json"), proof_file("receipt-early.json"))
    assert (verdict.outcome, verdict.field) == (Outcome.UNREADABLE, "against.private")
    verdict = compared(proof_file("receipt-early.json"), proof_file("checkpoint-40.json"))
    assert (verdict.outcome, verdict.field) == (Outcome.UNREADABLE, "private")


def test_trouble_in_the_older_file_is_named_as_such(proof_file: Files) -> None:
    older = proof_file("checkpoint-23.json")
    older["checkpoint"]["size"] = 24
    verdict = compared(proof_file("checkpoint-40.json"), older)
    assert (verdict.outcome, verdict.field) == (Outcome.INCORRECT, "against.checkpoint.signature")
    older["checkpoint"]["size"] = "24"
    verdict = compared(proof_file("checkpoint-40.json"), older)
    assert (verdict.outcome, verdict.field) == (Outcome.UNREADABLE, "against.checkpoint.size")
