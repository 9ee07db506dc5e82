"""A document version that begins as a file: its text is taken out, the file itself goes to the vault (R3, R15)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.dossiers.models import Consultation
from consultation.errors import NotFound
from consultation.record import service as record
from consultation.record.models import Tree
from consultation.uploads import keeping
from consultation.uploads.extract import Shape
from consultation.uploads.limits import Limits
from consultation.uploads.read import Upload
from consultation.vault import service as vault
from consultation.vault.service import Reader

LIMITS = Limits(characters=300_000)
KIND = "upload"
LONGEST_TITLE = 200


@dataclass(frozen=True)
class FileText:
    """The text of a file in Markdown, and a count of what does not go along."""

    id: uuid.UUID
    title: str
    body: str
    report: Mapping[str, int]


def take(session: Session, actor: Actor, consultation: Consultation, upload: Upload) -> uuid.UUID:
    """Keep a file and its text, both sealed; return the id under which `taken` finds the text.

    Raises UnreadableFile when a citizen service number stands in it (rule 41): then nothing is kept.
    """
    authorize(actor, Permission.CONSULTATION_EDIT)
    upload_id, owner = uuid.uuid4(), str(consultation.municipality_id)
    kept = keeping.keep(session, consultation.id, owner, upload_id, upload)
    heading = next((block.text for block in upload.extract.blocks if block.shape is Shape.HEADING), "")
    content = {
        "title": " ".join(heading.split())[:LONGEST_TITLE],
        "body": upload.extract.markdown,
        "report": dict(upload.extract.report),
        "sha256": kept.sha256,
        "file": str(kept.file_id),
    }
    vault.store(session, consultation.id, KIND, upload_id, owner, content)
    return upload_id


def taken(session: Session, actor: Actor, consultation: Consultation, upload_id: uuid.UUID) -> FileText:
    """Return the text of a file that was taken; writes a record entry (R1). Raises NotFound."""
    authorize(actor, Permission.CONSULTATION_EDIT)
    found = vault.objects_of(session, consultation.id, KIND, str(consultation.municipality_id), upload_id)
    if not found:
        raise NotFound
    content = vault.read(session, consultation.id, found[-1:], Reader(actor.tag, "text of a file"))[found[-1]]
    return FileText(upload_id, content["title"], content["body"], content["report"])


def note_source(session: Session, consultation: Consultation, version_id: uuid.UUID, upload_id: uuid.UUID) -> None:
    """Note in the record from which file a version was made. Raises NotFound when it was not taken here."""
    if not vault.owns(session, consultation.id, KIND, str(consultation.municipality_id), upload_id):
        raise NotFound
    facts: dict[str, str | int | bool | None] = {"upload": str(upload_id)}
    record.note(session, consultation.id, Tree.PRIVATE, record.Event("document_version.from_file", str(version_id), facts=facts))
