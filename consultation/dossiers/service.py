"""Writing the consultation file: the consultation itself, documents and their versions."""

from __future__ import annotations

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.dossiers import rules
from consultation.dossiers.models import Consultation, Document, DocumentVersion
from consultation.dossiers.rules import ConsultationDraft, VersionDraft
from consultation.errors import InvalidInput, TooLate
from consultation.record import service as record
from consultation.record.models import Tree
from consultation.web import richtext
from consultation.words import N_


def create(session: Session, actor: Actor, draft: ConsultationDraft) -> Consultation:
    """Start a consultation, "why" first. Raises InvalidInput with the fault per field (rule 6)."""
    authorize(actor, Permission.CONSULTATION_CREATE)
    _check(draft)
    consultation = Consultation(
        id=uuid.uuid4(),
        municipality_id=actor.organisation,
        slug=_free_slug(session, actor.organisation, draft.title),
        created_by=actor.person,
        created_at=clock.now(session),
        **_columns(draft),
    )
    session.add(consultation)
    session.flush()
    _log(session, actor, consultation, "consultation.created")
    return consultation


def edit(session: Session, actor: Actor, consultation: Consultation, draft: ConsultationDraft) -> None:
    """Change a consultation that is not public yet; its address stays. Raises TooLate afterwards."""
    authorize(actor, Permission.CONSULTATION_EDIT)
    if consultation.release_id is not None:
        raise TooLate(N_("Deze consultatie is al gepubliceerd. Wijzig haar met een nieuwe versie van een document."))
    _check(draft)
    for name, value in _columns(draft).items():
        setattr(consultation, name, value)
    _log(session, actor, consultation, "consultation.edited")


def add_version(
    session: Session,
    actor: Actor,
    consultation: Consultation,
    draft: VersionDraft,
    document_id: uuid.UUID | None = None,
) -> DocumentVersion:
    """Add the first version of a new document, or the next one of `document_id` (rule 7)."""
    authorize(actor, Permission.CONSULTATION_EDIT)
    document = _document(session, consultation, draft, document_id)
    _check_version(session, document, draft)
    version = DocumentVersion(
        id=uuid.uuid4(),
        consultation_id=consultation.id,
        document_id=document.id,
        number=draft.number,
        body=draft.body.strip(),
        change_reason=draft.change_reason.strip(),
        created_by=actor.person,
        created_at=clock.now(session),
    )
    session.add(version)
    session.flush()
    _log(session, actor, consultation, "document_version.added", version.id)
    return version


def _document(
    session: Session,
    consultation: Consultation,
    draft: VersionDraft,
    document_id: uuid.UUID | None,
) -> Document:
    if document_id is not None:
        found = session.scalar(select(Document).where(Document.id == document_id, Document.consultation_id == consultation.id))
        if found is None:
            raise InvalidInput({"document": [N_("Kies een document van deze consultatie.")]})
        return found
    title = draft.title.strip()
    if len(title) < 3:
        raise InvalidInput({"title": [N_("Geef het document een titel van ten minste 3 tekens.")]})
    slug = rules.slug_of(title)
    taken = session.scalar(select(Document.id).where(Document.consultation_id == consultation.id, Document.slug == slug))
    if taken:
        raise InvalidInput({"title": [N_("Er is al een document met deze titel. Voeg daar een nieuwe versie aan toe.")]})
    document = Document(id=uuid.uuid4(), consultation_id=consultation.id, slug=slug, title=title)
    session.add(document)
    session.flush()
    return document


def _check_version(session: Session, document: Document, draft: VersionDraft) -> None:
    earlier = session.scalars(select(DocumentVersion.number).where(DocumentVersion.document_id == document.id)).all()
    found: dict[str, list[str]] = {}
    if not rules.valid_number(draft.number):
        found["number"] = [N_("Schrijf het versienummer als 1.0 of 1.1.")]
    elif any(not rules.after(draft.number, number) for number in earlier):
        found["number"] = [N_("Dit versienummer moet hoger zijn dan dat van de vorige versie.")]
    if earlier and len(draft.change_reason.strip()) < 10:
        found["change_reason"] = [N_("Schrijf wat er verandert en waarom (ten minste 10 tekens).")]
    if len(draft.body.strip()) < 20:
        found["body"] = [N_("Plaats de tekst van het document (ten minste 20 tekens).")]
    if found:
        raise InvalidInput(found)
    richtext.check(draft.body, "body")


def _check(draft: ConsultationDraft) -> None:
    if found := rules.faults(draft):
        raise InvalidInput(found)
    richtext.check(draft.rationale, "rationale")


def _columns(draft: ConsultationDraft) -> dict[str, object]:
    return {
        "title": draft.title.strip(),
        "rationale": draft.rationale.strip(),
        "openness": draft.openness,
        "medium": draft.medium,
        "interaction": draft.interaction,
        "contact_role": draft.contact_role.strip(),
        "contact_email": draft.contact_email.strip(),
        "selection_grounds": draft.selection_grounds.strip(),
        "hours_asked": draft.hours_asked,
    }


def _free_slug(session: Session, municipality_id: uuid.UUID, title: str) -> str:
    slug = rules.slug_of(title)
    taken = set(session.scalars(select(Consultation.slug).where(Consultation.municipality_id == municipality_id)))
    return next(name for name in (slug, *(f"{slug}-{n}" for n in range(2, 1000))) if name not in taken)


def _log(
    session: Session,
    actor: Actor,
    consultation: Consultation,
    kind: str,
    subject: uuid.UUID | None = None,
) -> None:
    event = record.Event(kind, str(subject or consultation.id), facts={"by": actor.tag})
    record.note(session, consultation.id, Tree.PRIVATE, event)
