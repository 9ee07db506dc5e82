"""Rule 53, R10, R11: the verifier accepts what was issued and refuses everything that was changed or mixed."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from legal.record import checks, ed25519, parsing
from legal.record.parsing import parse
from legal.record.proofs import file_bytes
from legal.record.verify import Outcome, Verdict, verify_bytes

Document = dict[str, Any]
Files = Callable[[str], Document]
Refused = Callable[..., Verdict]
NAMES = ("publication.json", "receipt.json", "receipt-early.json", "checkpoint-23.json", "checkpoint-40.json")
WRONG_TYPES: tuple[object, ...] = (None, True, 0, -1, 2**60, "", "x", "0" * 64, [], [None], {}, {"a": 1}, [[]])


def places(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place in a document, deepest first."""
    items: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in items:
        yield from places(inner, (*path, name))
    if path:
        yield path


def inside(document: Document, path: tuple[str | int, ...]) -> Any:
    found: Any = document
    for name in path:
        found = found[name]
    return found


def changed(value: object) -> object:
    """A neighbour of a value that has the right shape, so that only the proof can tell."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    text, end = (str(value)[:-1], "Z") if str(value).endswith("Z") else (str(value), "")
    return text[:-1] + ("1" if text[-1] == "0" else "0") + end


def altered(document: Document, path: tuple[str | int, ...], value: object) -> Document:
    damaged = copy.deepcopy(document)
    inside(damaged, path[:-1])[path[-1]] = value
    return damaged


def verdict_of(document: Document, **more: Any) -> Verdict:
    return verify_bytes(json.dumps(document, ensure_ascii=False).encode(), **more)


@pytest.mark.parametrize("name", NAMES)
def test_issued_files_are_correct(name: str, vector_folder: Path, naive: ModuleType) -> None:
    data = (vector_folder / name).read_bytes()
    verdict = verify_bytes(data, key=naive.KEY)
    assert (verdict.outcome, verdict.exit_code, verdict.field) == (Outcome.CORRECT, 0, None)
    assert verdict.text().startswith("Correct.\n")
    assert "sleutel die u opgaf" in verdict.text()
    assert f"Let op: de sleutel komt uit het bestand zelf. Vergelijk hem met die van de gemeente: {naive.KEY}" in (
        verify_bytes(data).text()
    )


@pytest.mark.parametrize("name", NAMES)
def test_what_the_server_writes_is_what_was_issued(name: str, vector_folder: Path) -> None:
    """R12: the same proof gives the same bytes, here against files made by other code."""
    data = (vector_folder / name).read_bytes()
    assert file_bytes(parse(json.loads(data))) == data


def test_what_was_proved_in_words(vector_folder: Path) -> None:
    verdict = verify_bytes((vector_folder / "publication.json").read_bytes())
    assert verdict.lines[1].nl == "Deze nota stond in het register op plek 12 van 40 en is sindsdien niet veranderd."
    assert verdict.lines[1].en == (
        "This clarification note stood in the record at place 12 of 40 and has not changed since."
    )
    assert verdict.lines[3].nl == (
        "Volgens het register te lezen vanaf 12 november 2026 om 06.20.00 uur (Nederlandse tijd), voor iedereen."
    )
    receipt = verify_bytes((vector_folder / "receipt.json").read_bytes()).text()
    assert "uw vraag met kenmerk M4TE ontvangen op 12 november 2026 om 03.00.00 uur (Nederlandse tijd)" in receipt
    assert "besloten register op plek 34 van 57" in receipt
    assert "Nog niet in dit bewijs" in verify_bytes((vector_folder / "receipt-early.json").read_bytes()).text()
    grown = verify_bytes((vector_folder / "checkpoint-40.json").read_bytes()).text("en")
    assert "Since the checkpoint with 23 entries" in grown


@pytest.mark.parametrize("name", NAMES)
def test_every_changed_value_is_refused(name: str, proof_file: Files, refused: Refused) -> None:
    document = proof_file(name)
    for path in places(document):
        value = inside(document, path)
        if not isinstance(value, dict | list) and value is not None:
            refused(altered(document, path, changed(value)))


@pytest.mark.parametrize("name", NAMES)
def test_every_missing_value_is_refused(name: str, proof_file: Files, refused: Refused) -> None:
    document = proof_file(name)
    for path in places(document):
        if path == ("consistency",):
            continue  # a checkpoint without it is a whole file too
        damaged = copy.deepcopy(document)
        del inside(damaged, path[:-1])[path[-1]]
        refused(damaged)


@pytest.mark.parametrize("name", NAMES)
def test_every_wrong_type_is_refused_without_a_crash(name: str, proof_file: Files, refused: Refused) -> None:
    document = proof_file(name)
    for path in places(document):
        if len(path) > 2 and path[:2] == ("content", "answers") and path[2] != 0:
            continue  # one answer stands for all twelve
        optional = path in (("private",), ("consistency",))
        for wrong in WRONG_TYPES:
            if inside(document, path) != wrong and not (optional and wrong is None):
                refused(altered(document, path, wrong))


def refuses_extra_fields(files: Files, refused: Refused) -> None:
    """What nothing vouches for may not stand in the file."""
    for name in NAMES:
        document = files(name)
        objects = [path for path in places(document) if isinstance(inside(document, path), dict)]
        for path in [(), *(path for path in objects if not {"content", "facts"} & set(path))]:
            damaged = copy.deepcopy(document)
            inside(damaged, path)["extra"] = "x"
            refused(damaged, ".".join(str(part) for part in (*path, "extra")), Outcome.UNREADABLE)


def test_extra_fields_are_refused(proof_file: Files, refused: Refused) -> None:
    refuses_extra_fields(proof_file, refused)


def refuses_a_changed_answer(files: Files, refused: Refused) -> None:
    document = files("publication.json")
    document["content"]["answers"][3]["answer"] += " "
    refused(document, "content", Outcome.INCORRECT)


def refuses_other_submitted_text(files: Files, refused: Refused) -> None:
    document = files("receipt-early.json")
    document["opening"]["content"]["text"] = "Mogen drie aanbieders samen één locatie openen?"
    refused(document, "opening.content", Outcome.INCORRECT)


def refuses_another_place(files: Files, refused: Refused) -> None:
    document = files("publication.json")
    document["index"] = 12
    refused(document, "path", Outcome.INCORRECT)
    document["index"] = 40
    refused(document, "index", Outcome.INCORRECT)
    document = files("publication.json")
    document["path"].pop()
    refused(document, "path", Outcome.INCORRECT)


def refuses_another_size(files: Files, refused: Refused) -> None:
    """A path may fit several sizes; the signature does not."""
    for size in (39, 41, 48, 64):
        document = files("publication.json")
        document["checkpoint"]["size"] = size
        refused(document, "checkpoint.signature", Outcome.INCORRECT)


def refuses_another_private_size(files: Files, refused: Refused) -> None:
    """The private tree has no signature of its own: its size is fixed by the anchor."""
    for size in (56, 58, 60, 64):
        document = files("receipt.json")
        document["private"]["size"] = size
        refused(document, "private.anchor.entry.commitment", Outcome.INCORRECT)


def refuses_another_time_of_receipt(files: Files, refused: Refused) -> None:
    document = files("receipt-early.json")
    document["statement"]["received_at"] = "2026-11-12T01:59:59.000000Z"
    refused(document, "signature", Outcome.INCORRECT)


def refuses_mixed_receipts(files: Files, refused: Refused, naive: ModuleType) -> None:
    """Every part is signed and true, but they are not about the same submission."""
    for field, value in (
        ("reference", "K7PX"), ("received_at", naive.time(2999)), ("commitment", "cd" * 32),
        ("consultation", "0" * 8 + naive.CONSULTATION[8:]),
    ):
        document = files("receipt.json")
        document["statement"][field] = value
        message = b"gelijke-informatie/receipt/1\n" + naive.canonical(document["statement"])
        document["signature"] = naive.SIGNER.sign(message).hex()
        verdict = refused(document, outcome=Outcome.INCORRECT)
        assert verdict.field == "opening.content" or str(verdict.field).startswith("private.entry.")


def refuses_an_anchor_of_another_kind(files: Files, refused: Refused, naive: ModuleType) -> None:
    """Content of a publication, chosen to look like an anchor, anchors nothing."""
    lines = naive.public_lines()
    lines[30]["kind"] = "publication"
    document = files("receipt.json")
    document["private"] = naive.private_part(lines)
    refused(document, "private.anchor.entry.kind", Outcome.INCORRECT)


def refuses_a_rewritten_record(files: Files, refused: Refused, naive: ModuleType) -> None:
    """F21: an old line is changed and all hashes and signatures are made anew."""
    lines = naive.public_lines()
    lines[5]["commitment"] = "cd" * 32
    document = files("checkpoint-40.json")
    document["checkpoint"] = naive.checkpoint(lines, 4100)
    path = naive.consistency(23, [naive.leaf(line) for line in lines])
    document["consistency"]["path"] = [node.hex() for node in path]
    refused(document, "consistency.path", Outcome.INCORRECT)


def refuses_growth_of_another_record(files: Files, refused: Refused, naive: ModuleType) -> None:
    document = files("checkpoint-40.json")
    old = document["consistency"]["old"]["checkpoint"]
    old["origin"] = "elders"
    text = f"gelijke-informatie/checkpoint/1\nelders\n{old['size']}\n{old['root']}\n{old['time']}\n"
    old["signature"] = naive.SIGNER.sign(text.encode()).hex()
    refused(document, "consistency.old.checkpoint.origin", Outcome.INCORRECT)


def refuses_a_file_signed_by_another(files: Files, _refused: Refused, naive: ModuleType) -> None:
    """A forger signs with a key of his own; only the key from elsewhere tells."""
    document = files("checkpoint-23.json")
    document["key"] = naive.OTHER_SIGNER.public_key().public_bytes_raw().hex()
    document["checkpoint"] = naive.checkpoint(naive.public_lines()[:23], 2300, naive.OTHER_SIGNER)
    assert verdict_of(document).outcome is Outcome.CORRECT
    verdict = verdict_of(document, key=naive.KEY)
    assert (verdict.outcome, verdict.field) == (Outcome.INCORRECT, "key")


FORGERIES = (
    (refuses_extra_fields, parsing, "_check_extra"),
    (refuses_a_changed_answer, checks, "_check_commitment"),
    (refuses_other_submitted_text, checks, "_check_commitment"),
    (refuses_another_place, checks, "_check_place"),
    (refuses_another_place, checks, "check_inclusion"),
    (refuses_another_size, checks, "_check_checkpoint"),
    (refuses_another_private_size, checks, "_check_equal"),
    (refuses_another_time_of_receipt, ed25519, "verify"),
    (refuses_mixed_receipts, checks, "_check_equal"),
    (refuses_an_anchor_of_another_kind, checks, "_check_equal"),
    (refuses_a_rewritten_record, checks, "check_consistency"),
    (refuses_growth_of_another_record, checks, "_check_equal"),
    (refuses_a_file_signed_by_another, checks, "_check_key"),
)


def attempt(check: Callable[..., None], files: Files, refused: Refused, naive: ModuleType) -> None:
    needs_naive = check.__code__.co_argcount == 3
    check(files, refused, naive) if needs_naive else check(files, refused)


@pytest.mark.parametrize("check", dict.fromkeys(check for check, *_ in FORGERIES))
def test_forgeries_are_refused(
    check: Callable[..., None], proof_file: Files, refused: Refused, naive: ModuleType
) -> None:
    attempt(check, proof_file, refused, naive)


@pytest.mark.parametrize(("check", "module", "guard"), FORGERIES)
def test_sabotage_turns_red(
    check: Callable[..., None], module: ModuleType, guard: str,
    proof_file: Files, refused: Refused, naive: ModuleType, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """R22: with the guard broken that stops a forgery, its test fails."""
    monkeypatch.setattr(module, guard, lambda *_: True)
    with pytest.raises(AssertionError):
        attempt(check, proof_file, refused, naive)


def test_another_name_for_the_format_or_kind_is_refused(proof_file: Files, refused: Refused) -> None:
    for field, values in (("format", ("gelijke-informatie/2", None)), ("kind", ("receipts", "", None, 1, ["receipt"]))):
        for value in values:
            refused({**proof_file("receipt.json"), field: value}, field, Outcome.UNREADABLE)


def test_a_wrong_key_option_is_said(vector_folder: Path) -> None:
    for key in ("", "ab", "AB" * 32, "x" * 64):
        verdict = verify_bytes((vector_folder / "receipt.json").read_bytes(), key=key)
        assert (verdict.outcome, verdict.field) == (Outcome.UNREADABLE, "key")
