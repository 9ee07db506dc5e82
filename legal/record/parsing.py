"""From JSON values to a proof: every field there, none too many, each of the right shape."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeVar

from legal.record import ed25519, shape
from legal.record.checkpoint import Checkpoint
from legal.record.entries import FORMAT, SALT_SIZE, Entry
from legal.record.proofs import (
    Anchor,
    CheckpointProof,
    Consistency,
    Inclusion,
    PrivatePlace,
    Proof,
    PublicationProof,
    ReceiptProof,
    Sealed,
)
from legal.record.receipts import Statement
from legal.record.shape import FieldError
from legal.record.words import Message, quote

LONGEST_PATH = 64  # a tree of 2**64 leaves: beyond any record
_T = TypeVar("_T")
_Object = dict[str, object]


def parse(document: _Object) -> Proof:
    """The proof in a document; raises FieldError with the path of the field that is not right."""
    if document.get("format") != FORMAT:
        raise FieldError("format", Message(f'moet "{FORMAT}" zijn', f'must be "{FORMAT}"'))
    kind = document.get("kind")
    reader = _READERS.get(kind) if isinstance(kind, str) else None
    if reader is None:
        raise FieldError("kind", Message(f"moet een van {', '.join(_READERS)} zijn",
                                         f"must be one of {', '.join(_READERS)}"))
    return reader(document)


def _publication(document: _Object) -> PublicationProof:
    _exactly(document, "format kind content salt entry index path checkpoint key")
    return PublicationProof(
        sealed=_sealed(document),
        place=_inclusion(document),
        checkpoint=_inside(document, "checkpoint", _checkpoint),
        key=shape.hex_text("key", document["key"], ed25519.KEY_SIZE),
    )


def _receipt(document: _Object) -> ReceiptProof:
    _exactly(document, "format kind statement opening signature key private")
    private = document["private"]
    return ReceiptProof(
        statement=_inside(document, "statement", _statement),
        opening=_inside(document, "opening", _opening),
        signature=shape.hex_text("signature", document["signature"], ed25519.SIGNATURE_SIZE),
        key=shape.hex_text("key", document["key"], ed25519.KEY_SIZE),
        private=None if private is None else _inside(document, "private", _private),
    )


def _checkpoint_file(document: _Object) -> CheckpointProof:
    _exactly(document, "format kind checkpoint key", optional=("consistency",))
    grown = document.get("consistency") is not None
    return CheckpointProof(
        checkpoint=_inside(document, "checkpoint", _checkpoint),
        key=shape.hex_text("key", document["key"], ed25519.KEY_SIZE),
        consistency=_inside(document, "consistency", _consistency) if grown else None,
    )


_READERS: dict[str, Callable[[_Object], Proof]] = {
    "receipt": _receipt,
    "publication": _publication,
    "checkpoint": _checkpoint_file,
}


def _private(part: _Object) -> PrivatePlace:
    _exactly(part, "entry index size path root anchor checkpoint")
    return PrivatePlace(
        place=_inclusion(part),
        size=shape.count("size", part["size"], 1),
        root=shape.hex_text("root", part["root"]),
        anchor=_inside(part, "anchor", _anchor),
        checkpoint=_inside(part, "checkpoint", _checkpoint),
    )


def _anchor(part: _Object) -> Anchor:
    _exactly(part, "entry index path salt")
    return Anchor(_inclusion(part), shape.hex_text("salt", part["salt"], SALT_SIZE))


def _consistency(part: _Object) -> Consistency:
    _exactly(part, "old path")
    return Consistency(_inside(part, "old", _older), _path(part["path"]))


def _older(part: _Object) -> Checkpoint:
    _exactly(part, "checkpoint")
    return _inside(part, "checkpoint", _checkpoint)


def _opening(part: _Object) -> Sealed:
    _exactly(part, "salt content")
    return _sealed(part)


def _sealed(part: _Object) -> Sealed:
    content = _object("content", part["content"])
    return Sealed(shape.hex_text("salt", part["salt"], SALT_SIZE), content)


def _inclusion(part: _Object) -> Inclusion:
    return Inclusion(
        entry=_inside(part, "entry", _entry),
        index=shape.count("index", part["index"]),
        path=_path(part["path"]),
    )


def _entry(part: _Object) -> Entry:
    _exactly(part, "kind consultation subject commitment at facts")
    return Entry(
        kind=shape.kind("kind", part["kind"]),
        consultation=shape.identifier("consultation", part["consultation"]),
        subject=shape.text("subject", part["subject"]),
        commitment=shape.hex_text("commitment", part["commitment"]),
        at=shape.instant("at", part["at"]),
        facts=shape.facts("facts", part["facts"]),
    )


def _statement(part: _Object) -> Statement:
    _exactly(part, "consultation reference received_at commitment subject facts")
    return Statement(
        consultation=shape.identifier("consultation", part["consultation"]),
        reference=shape.text("reference", part["reference"]),
        received_at=shape.instant("received_at", part["received_at"]),
        commitment=shape.hex_text("commitment", part["commitment"]),
        subject=shape.kind("subject", part["subject"]),
        facts=shape.facts("facts", part["facts"]),
    )


def _checkpoint(part: _Object) -> Checkpoint:
    _exactly(part, "origin size root time signature")
    return Checkpoint(
        origin=shape.text("origin", part["origin"]),
        size=shape.count("size", part["size"], 1),
        root=shape.hex_text("root", part["root"]),
        time=shape.instant("time", part["time"]),
        signature=shape.hex_text("signature", part["signature"], ed25519.SIGNATURE_SIZE),
    )


def _path(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > LONGEST_PATH:
        raise FieldError("path", Message(f"moet een lijst zijn van hoogstens {LONGEST_PATH} regels",
                                         f"must be a list of at most {LONGEST_PATH} lines"))
    return tuple(shape.hex_text(f"path[{at}]", node) for at, node in enumerate(value))


def _inside(parent: _Object, field: str, reader: Callable[[_Object], _T]) -> _T:
    """Read the object in a field; its errors get the field's name in front."""
    part = _object(field, parent[field])
    try:
        return reader(part)
    except FieldError as error:
        raise error.under(field) from None


def _object(field: str, value: object) -> _Object:
    if not isinstance(value, dict):
        raise FieldError(field, Message("moet een onderdeel tussen { en } zijn",
                                        "must be an object, between { and }"))
    return value


def _exactly(part: _Object, required: str, optional: Collection[str] = ()) -> None:
    names = required.split()
    for name in names:
        if name not in part:
            raise FieldError(name, Message("ontbreekt", "is missing"))
    _check_extra(part, {*names, *optional})


def _check_extra(part: _Object, known: Collection[str]) -> None:
    for name in part:
        if name not in known:
            raise FieldError(quote(name), Message("hoort hier niet", "does not belong here"))
