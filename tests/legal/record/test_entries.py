"""R10, R11, rule 53: what is hashed and what is signed, byte by byte, and what is refused to be built."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal.record import canonical, entries, shape
from legal.record.checkpoint import CHECKPOINT_PREFIX, Checkpoint, checkpoint_bytes
from legal.record.entries import COMMITMENT_DOMAIN, Entry, anchor_content, commit, entry_bytes, entry_hash
from legal.record.receipts import RECEIPT_PREFIX, Statement, receipt_bytes
from legal.record.shape import FieldError

UUID = "7c9a3f52-6f0e-4d3b-9a41-2d8f0b6c1e57"
HASH = "ab" * 32
AT = "2026-11-22T09:00:00.000000Z"
GOOD: dict[str, Any] = {"kind": "publication", "consultation": UUID, "subject": "note/1", "commitment": HASH, "at": AT}


def test_bytes_of_an_entry() -> None:
    entry = Entry(**GOOD, facts={"visible_at": AT, "audience": "public", "round": 1, "late": False, "by": None})
    assert entry_bytes(entry).decode() == (
        f'{{"at":"{AT}","commitment":"{HASH}","consultation":"{UUID}","facts":{{"audience":"public","by":null,'
        f'"late":false,"round":1,"visible_at":"{AT}"}},"format":"gelijke-informatie/1","kind":"publication",'
        f'"subject":"note/1"}}'
    )
    assert entry_hash(entry) == hashlib.sha256(b"\x00" + entry_bytes(entry)).digest()


def test_bytes_of_a_commitment() -> None:
    salt = bytes(range(32))
    expected = hashlib.sha256(salt + b"\x00gelijke-informatie/commitment/1\n" + b"content").digest()
    assert commit(salt, b"content") == expected


def test_bytes_to_sign() -> None:
    assert checkpoint_bytes("zilverdijk", 40, HASH, AT) == (
        f"gelijke-informatie/checkpoint/1\nzilverdijk\n40\n{HASH}\n{AT}\n".encode()
    )
    statement = Statement(UUID, "M4TE", AT, HASH)
    assert receipt_bytes(statement) == (
        b"gelijke-informatie/receipt/1\n" + canonical.canonical(statement.document())
    )


def keeps_the_kinds_of_bytes_apart() -> None:
    """What is signed or hashed for one purpose can never be taken for another."""
    prefixes = [RECEIPT_PREFIX, CHECKPOINT_PREFIX, COMMITMENT_DOMAIN]
    for one in prefixes:
        assert not any(other is not one and other.startswith(one) for other in prefixes)
    assert receipt_bytes(Statement(UUID, "M4TE", AT, HASH)).startswith(RECEIPT_PREFIX)
    assert checkpoint_bytes("zilverdijk", 40, HASH, AT).startswith(CHECKPOINT_PREFIX)


def test_kinds_of_bytes_are_apart() -> None:
    keeps_the_kinds_of_bytes_apart()


def needs_a_salt() -> None:
    for salt in (b"", b"short", bytes(31), bytes(33)):
        with pytest.raises(ValueError, match="salt"):
            commit(salt, b"content")


def test_no_commitment_without_a_salt() -> None:
    needs_a_salt()


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=40), st.binary(min_size=32, max_size=32), st.binary())
def test_a_commitment_opens_one_way(salt: bytes, content: bytes, other_salt: bytes, other: bytes) -> None:
    same = (salt, content) == (other_salt, other)
    assert (commit(salt, content) == commit(other_salt, other)) is same


BAD_ENTRIES: tuple[tuple[str, object], ...] = (
    ("kind", ""), ("kind", "Publication"), ("kind", "a..b"), ("kind", "a b"), ("kind", None), ("kind", 1),
    ("consultation", UUID.upper()), ("consultation", UUID[:-1]), ("consultation", ""), ("consultation", 7),
    ("subject", ""), ("subject", "a\nb"), ("subject", "x" * 501), ("subject", "\u202eabc"), ("subject", None),
    ("commitment", HASH.upper()), ("commitment", HASH[:-1]), ("commitment", HASH + "0"), ("commitment", b"ab" * 32),
    ("commitment", "\u0661" * 64),
    ("at", "2026-11-22T09:00:00Z"), ("at", "2026-02-29T09:00:00.000000Z"), ("at", "2026-11-22T24:00:00.000000Z"),
    ("at", "2026-11-22T09:00:60.000000Z"), ("at", "2026-11-22T09:00:00.000000+01:00"), ("at", f"{AT}\n"),
    ("at", "1999-11-22T09:00:00.000000Z"), ("at", 0),
)


@pytest.mark.parametrize(("field", "value"), BAD_ENTRIES)
def test_an_entry_of_another_shape_cannot_be_made(field: str, value: object) -> None:
    with pytest.raises(FieldError) as caught:
        Entry(**{**GOOD, field: value})
    assert caught.value.field == field


def refuses_content_as_facts() -> None:
    """R10: a leaf carries no content: facts are few, short and flat."""
    wrong: tuple[object, ...] = (
        {"price": 1.5}, {"a": []}, {"a": {}}, {"A": 1}, {"": 1}, {"a b": 1}, {1: 1}, {"a": "x" * 201},
        {"a": "one\ntwo"}, {"a": ""}, {"a": 2**53}, {f"n{n}": n for n in range(31)}, [], None, "a",
    )
    for facts in wrong:
        with pytest.raises(FieldError):
            Entry(**GOOD, facts=facts)  # type: ignore[arg-type]
        with pytest.raises(FieldError):
            Statement(UUID, "M4TE", AT, HASH, facts=facts)  # type: ignore[arg-type]


def test_facts_are_not_content() -> None:
    refuses_content_as_facts()


def test_facts_of_an_entry_are_its_own() -> None:
    facts: dict[str, shape.Fact] = {"round": 1}
    entry = Entry(**GOOD, facts=facts)
    before = entry_bytes(entry)
    facts["round"] = 2
    entry.document()["facts"]["round"] = 3  # type: ignore[index]
    assert entry_bytes(entry) == before


def refuses_other_checkpoints() -> None:
    good: tuple[Any, ...] = ("zilverdijk", 40, HASH, AT)
    for at, wrong in ((0, ""), (0, "a\nb"), (0, None), (1, 0), (1, -1), (1, True), (1, "40"), (1, 40.0), (1, 2**53),
                      (2, HASH[1:]), (2, None), (3, "now"), (3, None)):
        arguments = (*good[:at], wrong, *good[at + 1 :])
        with pytest.raises(FieldError):
            checkpoint_bytes(*arguments)
        with pytest.raises(FieldError):
            Checkpoint(*arguments, "ab" * 64)
    with pytest.raises(FieldError):
        Checkpoint(*good, "ab" * 63)


def test_a_checkpoint_of_another_shape_cannot_be_made() -> None:
    """A line break in the origin could otherwise move the borders of what is signed."""
    refuses_other_checkpoints()


def hides_the_private_tree() -> None:
    """R10: two anchors of the same private tree look different, so readers see no standstill."""
    content = anchor_content(UUID, 57, HASH)
    assert commit(bytes(32), content) != commit(bytes(31) + b"\x01", content)
    with pytest.raises(FieldError):
        anchor_content(UUID, 0, HASH)


def test_an_anchor_hides_the_private_tree() -> None:
    hides_the_private_tree()


SABOTAGE = (
    (entries, "SALT_SIZE", 5, needs_a_salt),
    (shape, "_fact", lambda _field, value: value, refuses_content_as_facts),
    (shape, "text", lambda _field, value, _longest=0: str(value), refuses_other_checkpoints),
    (entries, "sha256", lambda data: hashlib.sha256(data[32:]), hides_the_private_tree),
)


@pytest.mark.parametrize(("module", "guard", "broken", "check"), SABOTAGE)
def test_sabotage_turns_red(
    module: object, guard: str, broken: object, check: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """R22: with a guard broken, the tests above fail."""
    monkeypatch.setattr(module, guard, broken)
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        check()
