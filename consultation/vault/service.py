"""The only door to originals: what goes in is encrypted; nothing comes out without a record entry first."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from consultation import clock
from consultation.record import service as record
from consultation.record.models import Tree
from consultation.vault import crypto
from consultation.vault.models import VaultCheck, VaultKey, VaultObject

Unreadable = crypto.Unreadable
CHECK_WORD = b"consultation vault"
STEP = 1024  # bytes: sealed objects have the length of a multiple of this


@dataclass(frozen=True)
class Reader:
    """Who looks and why; both go into the record entry that precedes the look."""

    tag: str
    purpose: str


def store(  # noqa: PLR0913 - an object is these facts
    session: Session,
    consultation_id: uuid.UUID,
    kind: str,
    subject: uuid.UUID,
    owner: str,
    content: Mapping[str, Any],
) -> uuid.UUID:
    """Encrypt `content` as a new object of `owner`; objects never change, a new text is a new object."""
    key = _consultation_key(session, consultation_id)
    object_id = uuid.uuid4()
    row = VaultObject(
        id=object_id,
        consultation_id=consultation_id,
        kind=kind,
        subject=subject,
        owner_tag=_owner_tag(key, subject, owner),
        created_at=clock.now(session),
        sealed=b"",
    )
    row.sealed = crypto.seal(key, _plain(content), _place(row))
    session.add(row)
    session.flush()
    return object_id


def store_many(
    session: Session, consultation_id: uuid.UUID, kind: str, owner: str, contents: Mapping[uuid.UUID, Mapping[str, Any]]
) -> dict[uuid.UUID, uuid.UUID]:
    """As `store`, for many objects at once, by subject; return the object's id by subject."""
    key, at = _consultation_key(session, consultation_id), clock.now(session)
    made: dict[uuid.UUID, dict[str, Any]] = {}
    for subject, content in contents.items():
        columns = {
            "id": uuid.uuid4(),
            "consultation_id": consultation_id,
            "kind": kind,
            "subject": subject,
            "owner_tag": _owner_tag(key, subject, owner),
            "created_at": at,
        }
        made[subject] = columns | {"sealed": crypto.seal(key, _plain(content), _place(VaultObject(**columns)))}
    if made:
        session.execute(insert(VaultObject), list(made.values()))
    return {subject: columns["id"] for subject, columns in made.items()}


def read(
    session: Session,
    consultation_id: uuid.UUID,
    ids: Iterable[uuid.UUID],
    reader: Reader,
) -> dict[uuid.UUID, dict[str, Any]]:
    """Decrypt objects of one consultation by id. The record entry is written first; when it cannot
    be written nothing is decrypted (R1). Raises crypto.Unreadable for a damaged object."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    key = _consultation_key(session, consultation_id)
    _note_look(session, consultation_id, key, wanted, reader)
    rows = session.scalars(
        select(VaultObject).where(
            VaultObject.consultation_id == consultation_id, VaultObject.id.in_(wanted)
        )
    )
    return {
        row.id: json.loads(crypto.unseal(key, row.sealed, _place(row))) for row in rows
    }


def subjects_of(session: Session, consultation_id: uuid.UUID, kind: str, owner: str) -> frozenset[uuid.UUID]:
    """Return what `owner` sealed objects of this kind about: finds without reading.

    Every subject has a tag of its own, so that two subjects of one owner share nothing that can be seen
    without the key (R9); with the key they are tried one by one.
    """
    rows = session.execute(
        select(VaultObject.subject, VaultObject.owner_tag)
        .where(VaultObject.consultation_id == consultation_id, VaultObject.kind == kind)
        .distinct()
    ).all()
    # Without a row there may be no key yet either, and looking makes none: it must work read-only.
    key = _consultation_key(session, consultation_id) if rows else b""
    return frozenset(subject for subject, seen in rows if seen == _owner_tag(key, subject, owner))


def owns(session: Session, consultation_id: uuid.UUID, kind: str, owner: str, subject: uuid.UUID) -> bool:
    """Say whether `owner` sealed an object of this kind about `subject`."""
    where = (
        VaultObject.consultation_id == consultation_id,
        VaultObject.kind == kind,
        VaultObject.subject == subject,
    )
    tags = session.scalars(select(VaultObject.owner_tag).where(*where).distinct()).all()
    # The key is fetched for an unknown subject too: a "no" that comes sooner would tell that nobody has it (R13).
    held = session.get(VaultKey, consultation_id)
    return held is not None and _owner_tag(_consultation_key(session, consultation_id), subject, owner) in tags


def objects_of(session: Session, consultation_id: uuid.UUID, kind: str, owner: str, subject: uuid.UUID) -> tuple[uuid.UUID, ...]:
    """Return the objects of this kind that `owner` sealed about `subject`, oldest first: finds without reading."""
    if not owns(session, consultation_id, kind, owner, subject):
        return ()
    tag = _owner_tag(_consultation_key(session, consultation_id), subject, owner)
    where = (VaultObject.consultation_id == consultation_id, VaultObject.kind == kind, VaultObject.subject == subject)
    found = select(VaultObject.id).where(*where, VaultObject.owner_tag == tag).order_by(VaultObject.created_at)
    return tuple(session.scalars(found))


def stored_at(
    session: Session, consultation_id: uuid.UUID, ids: Iterable[uuid.UUID]
) -> dict[uuid.UUID, datetime]:
    """Return when objects were sealed: nothing of their content."""
    where = (VaultObject.consultation_id == consultation_id, VaultObject.id.in_(list(ids)))
    rows = session.execute(select(VaultObject.id, VaultObject.created_at).where(*where))
    return {object_id: at for object_id, at in rows}


def fingerprint(session: Session, consultation_id: uuid.UUID, texts: Iterable[str]) -> str:
    """Return a keyed fingerprint of texts in order: it tells whether they are the same, and nothing to who has no key."""
    return crypto.tag(_consultation_key(session, consultation_id), "fingerprint", json.dumps(list(texts))).hex()


def check_key(session: Session, *, may_create: bool) -> None:
    """Open the check word. Raises crypto.Unreadable when the key does not belong to this database."""
    row = session.get(VaultCheck, 1)
    kek = session.info["vault_key"]
    if row is None:
        if may_create:
            session.add(VaultCheck(id=1, sealed=crypto.wrap(kek, CHECK_WORD, b"check")))
        return
    crypto.unwrap(kek, row.sealed, b"check")


def _note_look(
    session: Session,
    consultation_id: uuid.UUID,
    key: bytes,
    ids: list[uuid.UUID],
    reader: Reader,
) -> None:
    """Write the entry before the look. Which objects and who is sealed inside it: an open list of
    a party's own looks would tie its questions together for anybody who holds the database."""
    detail = {"reader": reader.tag, "objects": [str(object_id) for object_id in ids]}
    subject = str(uuid.uuid4())
    record.note(
        session,
        consultation_id,
        Tree.PRIVATE,
        record.Event(
            "vault.opened",
            subject,
            detail,
            facts={"purpose": reader.purpose, "count": len(ids)},
        ),
        sealed=crypto.seal(
            key, json.dumps(detail).encode(), f"look:{subject}".encode()
        ),
    )


def _consultation_key(session: Session, consultation_id: uuid.UUID) -> bytes:
    cache: dict[uuid.UUID, bytes] = session.info.setdefault("consultation_keys", {})
    if consultation_id in cache:
        return cache[consultation_id]
    kek = session.info["vault_key"]
    bound_to = f"consultation:{consultation_id}".encode()
    row = session.get(VaultKey, consultation_id)
    if row is not None:
        key = cache[consultation_id] = crypto.unwrap(kek, row.wrapped, bound_to)
        return key
    key = crypto.new_key()
    session.add(
        VaultKey(
            consultation_id=consultation_id, wrapped=crypto.wrap(kek, key, bound_to)
        )
    )
    session.flush()
    return key


def _plain(content: Mapping[str, Any]) -> bytes:
    """Return what is sealed: JSON with blanks behind it. Else the length would tell which published question
    this is, and how long what was redacted from it (R4, R9)."""
    text = json.dumps(content, ensure_ascii=False).encode()
    return text.ljust(-(-len(text) // STEP) * STEP)


def _owner_tag(key: bytes, subject: uuid.UUID, owner: str) -> bytes:
    return crypto.tag(key, f"owner of {subject}", owner)


def _place(row: VaultObject) -> bytes:
    """AAD: a sealed text copied to another row, owner or consultation does not open."""
    return (
        f"{row.consultation_id}:{row.id}:{row.kind}:{row.subject}:".encode()
        + row.owner_tag
    )
