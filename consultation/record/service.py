"""Adding to the record: a leaf under the lock of its tree, anchors, checkpoints, receipts."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from consultation import clock
from consultation.record.models import (
    Anchor,
    Checkpoint,
    LedgerHead,
    LedgerLeaf,
    LedgerNode,
    Opening,
    Tree,
)
from consultation.record.signing import Signer
from legal.record.canonical import canonical
from legal.record.checkpoint import checkpoint_bytes
from legal.record.entries import (
    ANCHOR_KIND,
    FORMAT,
    SALT_SIZE,
    Entry,
    anchor_content,
    commit,
    entry_bytes,
)
from legal.record.merkle import leaf_hash
from legal.record.receipts import Statement, receipt_bytes
from legal.record.tree import Frontier


@dataclass(frozen=True)
class Event:
    """What happened. `facts` are not secret; `content` enters only as a salted commitment (R10)."""

    kind: str
    subject: str
    content: Mapping[str, Any] | None = None
    facts: Mapping[str, str | int | bool | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Noted:
    """Where an event landed. `salt` (hex) opens its commitment; keep it only where content may be read."""

    position: int
    salt: str
    commitment: str
    fingerprint: str


def note(
    session: Session,
    consultation_id: uuid.UUID,
    tree: Tree,
    event: Event,
    *,
    sealed: bytes = b"",
) -> Noted:
    """Append one entry in the caller's transaction: no entry, no act (R1, R5, rule 53)."""
    salt = secrets.token_bytes(SALT_SIZE)
    content = canonical(dict(event.content)) if event.content is not None else b""
    return _append(session, consultation_id, tree, event, (salt, content), sealed)


def note_all(session: Session, consultation_id: uuid.UUID, tree: Tree, events: Sequence[Event]) -> None:
    """Append an entry per event, in order, as `note` does, in a few statements: for acts on a whole list."""
    head = _head(session, consultation_id, tree)
    at = clock.rfc3339(clock.now(session))
    place = {"consultation_id": consultation_id, "tree": tree}
    frontier, leaves, nodes = _frontier(head), list[dict[str, Any]](), list[dict[str, Any]]()
    for position, event in enumerate(events, head.size):
        content = canonical(dict(event.content)) if event.content is not None else b""
        commitment = commit(secrets.token_bytes(SALT_SIZE), content).hex()
        data = entry_bytes(Entry(event.kind, str(consultation_id), event.subject, commitment, at, dict(event.facts)))
        frontier, completed = frontier.append(leaf_hash(data))
        leaves.append(place | {"position": position, "entry": data.decode(), "sealed": b""})
        nodes += [place | {"level": n.level, "position": n.index, "hash": n.hash} for n in completed]
    if leaves:
        session.execute(insert(LedgerLeaf), leaves)
        session.execute(insert(LedgerNode), nodes)
    head.size, head.frontier = frontier.size, frontier.hex()
    session.flush()


def seal(session: Session, consultation_id: uuid.UUID) -> None:
    """Fix the private tree in the public one, and sign the public tree's head.

    Done at each publication and at fixed times, whether or not anything happened, so that the public
    tree does not show that somebody just submitted (R10).
    """
    private = _head(session, consultation_id, Tree.PRIVATE)
    if private.size:
        _anchor(session, consultation_id, private)
    public = _head(session, consultation_id, Tree.PUBLIC)
    if not public.size or session.get(Checkpoint, (consultation_id, public.size)) is not None:
        return
    root, at = _frontier(public).root().hex(), clock.now(session)
    message = checkpoint_bytes(
        origin(consultation_id), public.size, root, clock.rfc3339(at)
    )
    session.add(
        Checkpoint(
            consultation_id=consultation_id,
            size=public.size,
            root=root,
            at=at,
            signature=_signer(session).sign(message),
        )
    )
    session.flush()


def receipt(
    session: Session,
    consultation_id: uuid.UUID,
    reference: str,
    received_at: str,
    content: Mapping[str, Any],
) -> dict[str, Any]:
    """Note that something came in and return the signed receipt for it, in the same transaction (R11).

    The receipt carries the commitment's opening, so its holder can prove what was sent and when. It
    does not show the size of the private tree: that would tell what others did.
    """
    event = Event(
        "question.received", reference, content, facts={"received_at": received_at}
    )
    noted = note(session, consultation_id, Tree.PRIVATE, event)
    statement = Statement(
        str(consultation_id), reference, received_at, noted.commitment
    )
    signer = _signer(session)
    return {
        "format": FORMAT,
        "kind": "receipt",
        "statement": statement.document(),
        "opening": {"salt": noted.salt, "content": dict(content)},
        "signature": signer.sign(receipt_bytes(statement)),
        "key": signer.public_key,
        "private": None,
    }


def note_opening(
    session: Session,
    consultation_id: uuid.UUID,
    publication_id: uuid.UUID,
    party: uuid.UUID,
) -> bool:
    """Note the first time a party opened a publication; say whether this was it."""
    if session.get(Opening, (publication_id, party)):
        return False
    session.add(
        Opening(
            consultation_id=consultation_id,
            publication_id=publication_id,
            organisation_id=party,
            at=clock.now(session),
        )
    )
    event = Event(
        "publication.opened", str(publication_id), facts={"party": str(party)}
    )
    note(session, consultation_id, Tree.PRIVATE, event)
    return True


def origin(consultation_id: uuid.UUID) -> str:
    """Return the name of a consultation's public tree in checkpoints."""
    return f"consultatie/{consultation_id}"


def _anchor(session: Session, consultation_id: uuid.UUID, private: LedgerHead) -> None:
    root, salt = _frontier(private).root().hex(), secrets.token_bytes(SALT_SIZE)
    event = Event(ANCHOR_KIND, str(consultation_id))
    content = anchor_content(str(consultation_id), private.size, root)
    noted = _append(session, consultation_id, Tree.PUBLIC, event, (salt, content))
    session.add(
        Anchor(
            consultation_id=consultation_id,
            position=noted.position,
            size=private.size,
            root=root,
            salt=salt.hex(),
        )
    )


def _append(  # noqa: PLR0913 - a leaf is these facts
    session: Session,
    consultation_id: uuid.UUID,
    tree: Tree,
    event: Event,
    opening: tuple[bytes, bytes],
    sealed: bytes = b"",
) -> Noted:
    salt, content = opening
    commitment = commit(salt, content).hex()
    head = _head(session, consultation_id, tree)
    at = clock.rfc3339(clock.now(session))
    entry = Entry(
        event.kind,
        str(consultation_id),
        event.subject,
        commitment,
        at,
        dict(event.facts),
    )
    data = entry_bytes(entry)
    frontier, completed = _frontier(head).append(leaf_hash(data))
    place = {"consultation_id": consultation_id, "tree": tree}
    position = head.size
    session.add(
        LedgerLeaf(**place, position=position, entry=data.decode(), sealed=sealed)
    )
    session.add_all(
        LedgerNode(**place, level=n.level, position=n.index, hash=n.hash)
        for n in completed
    )
    head.size, head.frontier = frontier.size, frontier.hex()
    session.flush()
    return Noted(position, salt.hex(), commitment, hashlib.sha256(content).hexdigest())


def _head(session: Session, consultation_id: uuid.UUID, tree: Tree) -> LedgerHead:
    """Return the head row, locked until the transaction ends: one writer per tree.

    Whoever needs both takes the private one first, so that two publications cannot wait for each other.
    """
    if tree is Tree.PUBLIC:
        _head(session, consultation_id, Tree.PRIVATE)
    found = session.scalar(
        select(LedgerHead)
        .where(LedgerHead.consultation_id == consultation_id, LedgerHead.tree == tree)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is not None:
        return found
    with suppress(IntegrityError), session.begin_nested():  # somebody else begins this tree at the same moment
        session.add(LedgerHead(consultation_id=consultation_id, tree=tree, size=0, frontier=""))
    return _head(session, consultation_id, tree)


def _frontier(head: LedgerHead) -> Frontier:
    return Frontier.from_hex(head.size, head.frontier)


def _signer(session: Session) -> Signer:
    signer: Signer = session.info["signer"]
    return signer
