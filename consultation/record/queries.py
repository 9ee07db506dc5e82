"""Reading the record: proofs that can be checked offline, and the state of the trees."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, bindparam, func, select
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
from consultation.record.service import origin
from legal.record.canonical import canonical
from legal.record.checkpoint import Checkpoint as Zegel
from legal.record.entries import FORMAT, commit
from legal.record.merkle import leaf_hash
from legal.record.tree import Frontier, StoredTree

LARGEST = 2**31 - 1
# Put together once: every public page asks for a seal.
_HEADS = select(Checkpoint.size, Checkpoint.root, Checkpoint.at).where(
    Checkpoint.consultation_id == bindparam("consultation"), Checkpoint.size > bindparam("covering")
)
NEWEST_HEAD = _HEADS.where(Checkpoint.size <= bindparam("below")).order_by(Checkpoint.size.desc()).limit(1)
NEXT_HEAD = _HEADS.order_by(Checkpoint.size).limit(1)


@dataclass(frozen=True)
class Seal:
    """The newest checkpoint of a consultation as pages show it."""

    size: int
    root: str
    at: datetime


def consultations(session: Session) -> list[uuid.UUID]:
    """Return every consultation that has a record."""
    return list(session.scalars(select(LedgerHead.consultation_id).distinct()))


@dataclass(frozen=True)
class Committed:
    """Where a publication stands in the public tree, and what opens its commitment."""

    consultation_id: uuid.UUID
    position: int
    content: dict[str, Any]
    salt: str


def newest_size(consultation_id: Any) -> ScalarSelect[int | None]:
    """Return, as a part of a query, the size of the newest checkpoint of a consultation (a value or a column)."""
    return select(func.max(Checkpoint.size)).where(Checkpoint.consultation_id == consultation_id).scalar_subquery()


def latest_seal(session: Session, consultation_id: uuid.UUID, *, covering: int = 0, below: int | None = None) -> Seal | None:
    """Return the newest signed head of the public tree that may be shown.

    `below`: the place of a publication that still waits for its moment; a head over it would tell that
    something is coming (rule 1, R5). `covering`: a place that must lie under the head, whatever waits.
    """
    asked = {"consultation": consultation_id, "covering": covering, "below": LARGEST if below is None else below}
    row = session.execute(NEWEST_HEAD, asked).first() or session.execute(NEXT_HEAD, asked).first()
    return Seal(*row) if row else None


def publication_proof(session: Session, committed: Committed, size: int) -> dict[str, Any]:
    """Return the proof file of one publication at the checkpoint of `size` lines."""
    consultation_id, position = committed.consultation_id, committed.position
    checkpoint = session.get_one(Checkpoint, (consultation_id, size))
    return {
        "format": FORMAT,
        "kind": "publication",
        "content": committed.content,
        "salt": committed.salt,
        "entry": _entry(session, consultation_id, Tree.PUBLIC, position),
        "index": position,
        "path": _path(session, consultation_id, Tree.PUBLIC, position, size),
        "checkpoint": _document(checkpoint),
        "key": session.info["signer"].public_key,
    }


def complete_receipt(session: Session, receipt: dict[str, Any], below: int | None = None) -> dict[str, Any]:
    """Add to a receipt where its line stands, once an anchor fixed it; unchanged before that.

    `below` as in latest_seal: a receipt tells nobody that a publication is waiting.
    """
    statement = receipt["statement"]
    consultation_id = uuid.UUID(statement["consultation"])
    position = _position_of(
        session, consultation_id, statement["reference"], statement["commitment"]
    )
    anchor = session.scalar(
        select(Anchor)
        .where(Anchor.consultation_id == consultation_id, Anchor.size > position)
        .order_by(Anchor.position)
        .limit(1)
    )
    if anchor is None:
        return receipt
    checkpoint = session.scalar(
        select(Checkpoint)
        .where(
            Checkpoint.consultation_id == consultation_id,
            Checkpoint.size > anchor.position,
        )
        .order_by(Checkpoint.size)
        .limit(1)
    )
    if checkpoint is None or (below is not None and checkpoint.size > below):
        return receipt
    private = {
        "entry": _entry(session, consultation_id, Tree.PRIVATE, position),
        "index": position,
        "size": anchor.size,
        "path": _path(session, consultation_id, Tree.PRIVATE, position, anchor.size),
        "root": anchor.root,
        "anchor": {
            "entry": _entry(session, consultation_id, Tree.PUBLIC, anchor.position),
            "index": anchor.position,
            "salt": anchor.salt,
            "path": _path(
                session, consultation_id, Tree.PUBLIC, anchor.position, checkpoint.size
            ),
        },
        "checkpoint": _document(checkpoint),
    }
    return receipt | {"private": private}


def checkpoint_proof(session: Session, consultation_id: uuid.UUID, size: int) -> dict[str, Any] | None:
    """Return the checkpoint of `size` lines, with the path from the first one: nothing in between was rewritten."""
    newest = session.get(Checkpoint, (consultation_id, size))
    oldest = session.scalar(
        select(Checkpoint)
        .where(Checkpoint.consultation_id == consultation_id)
        .order_by(Checkpoint.size)
        .limit(1)
    )
    if newest is None or oldest is None:
        return None
    proof: dict[str, Any] = {
        "format": FORMAT,
        "kind": "checkpoint",
        "checkpoint": _document(newest),
        "key": session.info["signer"].public_key,
    }
    if oldest.size < newest.size:
        path = _tree(session, consultation_id, Tree.PUBLIC).consistency(
            oldest.size, newest.size
        )
        proof["consistency"] = {
            "old": {"checkpoint": _document(oldest)},
            "path": [part.hex() for part in path],
        }
    return proof


def openings(
    session: Session, publication_ids: Iterable[uuid.UUID]
) -> dict[tuple[uuid.UUID, uuid.UUID], datetime]:
    """Return when each party first opened each publication, by (publication, party)."""
    rows = session.scalars(
        select(Opening).where(Opening.publication_id.in_(list(publication_ids)))
    )
    return {(row.publication_id, row.organisation_id): row.at for row in rows}


def is_whole(session: Session, consultation_id: uuid.UUID) -> int | None:
    """Recompute both trees from their entries; return the first line that does not fit, or None.

    Used by the page "Wie kon wat zien" for everybody and by the restore drill (R21): a line or a hash
    changed in the database is found here or by any held checkpoint (F20, F21). Time linear in the lines.
    """
    broken = (_first_misfit(session, consultation_id, tree) for tree in Tree)
    return next((line for line in broken if line is not None), None)


def first_changed(session: Session, published: Iterable[Committed]) -> int | None:
    """Return the place of the first publication whose text is not what the record committed to, or None."""
    for item in published:
        entry = _entry(session, item.consultation_id, Tree.PUBLIC, item.position)
        if commit(bytes.fromhex(item.salt), canonical(item.content)).hex() != entry["commitment"]:
            return item.position
    return None


def _first_misfit(session: Session, consultation_id: uuid.UUID, tree: Tree) -> int | None:
    """Grow one tree again, line by line, beside what was stored; return the first line that differs, or None."""
    nodes, roots = _stored_nodes(session, consultation_id, tree), _fixed_roots(session, consultation_id, tree)
    grown = Frontier()
    where = (LedgerLeaf.consultation_id == consultation_id, LedgerLeaf.tree == tree)
    for entry in session.scalars(select(LedgerLeaf.entry).where(*where).order_by(LedgerLeaf.position)):
        grown, completed = grown.append(leaf_hash(entry.encode()))
        hashes_fit = all(nodes.get((node.level, node.index)) == node.hash for node in completed)
        if not hashes_fit or (grown.size in roots and roots.pop(grown.size) != {grown.root().hex()}):
            return grown.size - 1
    head = session.get(LedgerHead, (consultation_id, tree))
    fits = not roots and (head.size if head else 0) == grown.size
    return None if fits else grown.size


def _stored_nodes(session: Session, consultation_id: uuid.UUID, tree: Tree) -> dict[tuple[int, int], bytes]:
    where = (LedgerNode.consultation_id == consultation_id, LedgerNode.tree == tree)
    rows = session.execute(select(LedgerNode.level, LedgerNode.position, LedgerNode.hash).where(*where))
    return {(level, position): value for level, position, value in rows}


def _fixed_roots(session: Session, consultation_id: uuid.UUID, tree: Tree) -> dict[int, set[str]]:
    """Return the roots that were signed, or fixed in the public tree, by the size the tree had."""
    table = Checkpoint if tree is Tree.PUBLIC else Anchor
    roots: dict[int, set[str]] = {}
    for size, root in session.execute(select(table.size, table.root).where(table.consultation_id == consultation_id)):
        roots.setdefault(size, set()).add(root)
    return roots


def _document(row: Checkpoint) -> dict[str, Any]:
    return Zegel(
        origin(row.consultation_id),
        row.size,
        row.root,
        clock.rfc3339(row.at),
        row.signature,
    ).document()


def _entry(
    session: Session, consultation_id: uuid.UUID, tree: Tree, position: int
) -> dict[str, Any]:
    leaf = session.get_one(LedgerLeaf, (consultation_id, tree, position))
    entry: dict[str, Any] = json.loads(leaf.entry)
    entry.pop("format")
    return entry


def _position_of(
    session: Session, consultation_id: uuid.UUID, reference: str, commitment: str
) -> int:
    rows = session.execute(
        select(LedgerLeaf.position, LedgerLeaf.entry).where(
            LedgerLeaf.consultation_id == consultation_id,
            LedgerLeaf.tree == Tree.PRIVATE,
            LedgerLeaf.entry.contains(commitment),
        )
    )
    for position, entry in rows:
        if json.loads(entry)["subject"] == reference:
            return int(position)
    raise LookupError(f"no line for receipt {reference}")


def _path(
    session: Session, consultation_id: uuid.UUID, tree: Tree, position: int, size: int
) -> list[str]:
    return [
        part.hex()
        for part in _tree(session, consultation_id, tree).inclusion(position, size)
    ]


def _tree(session: Session, consultation_id: uuid.UUID, tree: Tree) -> StoredTree:
    size = session.scalar(
        select(func.coalesce(func.max(LedgerHead.size), 0)).where(
            LedgerHead.consultation_id == consultation_id, LedgerHead.tree == tree
        )
    )

    def node(level: int, index: int) -> bytes | None:
        found = session.get(LedgerNode, (consultation_id, tree, level, index))
        return found.hash if found else None

    return StoredTree(int(size or 0), lambda index: node(0, index) or b"", node)
