"""Writing the consultation file: the consultation itself, documents and their versions."""

from __future__ import annotations

import dataclasses
import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.models import Organisation
from consultation.accounts.permissions import Permission
from consultation.dossiers import addresses, files, guarding, queries, rules
from consultation.dossiers.models import Consultation, Document, DocumentVersion
from consultation.dossiers.pieces import consultation_sources, version_sources
from consultation.dossiers.rules import ConsultationDraft, VersionDraft
from consultation.errors import Conflict, InvalidInput, TooLate
from consultation.record import service as record
from consultation.record.models import Tree
from consultation.review import service as reviewing
from consultation.review.carrying import carry
from consultation.review.texts import same_words
from consultation.web import richtext
from consultation.words import N_

# Writers wait for each other; rows that only point here, such as a question, do not have to.
KEEP_OUT = {"key_share": True}


def create(session: Session, actor: Actor, draft: ConsultationDraft) -> Consultation:
    """Start a consultation, "why" first. Raises InvalidInput with the fault per field (rule 6)."""
    authorize(actor, Permission.CONSULTATION_CREATE)
    draft = _checked(draft)
    consultation = Consultation(
        id=uuid.uuid4(),
        municipality_id=actor.organisation,
        slug=_slug(session, actor.organisation, draft.title),
        created_by=actor.person,
        makers=[actor.tag],
        created_at=clock.now(session),
        **_columns(draft),
    )
    session.add(consultation)
    session.flush()
    _log(session, actor, consultation, "consultation.created")
    return consultation


def edit(session: Session, actor: Actor, consultation: Consultation, draft: ConsultationDraft, seen: str) -> None:
    """Change a consultation that is not public yet; its address stays. Who changed it made it too (R17).

    `seen` is the fingerprint of what the editor looked at. Raises Conflict when a colleague was first
    (message 13), TooLate when it went out.
    """
    authorize(actor, Permission.CONSULTATION_EDIT)
    hold(session, consultation)
    if consultation.release_id is not None:
        raise TooLate(N_("Deze consultatie is al gepubliceerd. Wijzig haar met een nieuwe versie van een document."))
    if queries.fingerprint(consultation) != seen:
        raise Conflict(N_("Een collega bewaarde intussen ook. Er is niets overschreven."))
    before = consultation_sources(consultation)
    for name, value in _columns(_checked(draft)).items():
        setattr(consultation, name, value)
    for old, new in zip(before, consultation_sources(consultation), strict=True):
        if old.text_id != new.text_id:
            carry(session, actor.tag, consultation.id, [old], new)
    consultation.makers = sorted({*consultation.makers, actor.tag})
    guarding.forget(session)
    _log(session, actor, consultation, "consultation.edited")


def hold(session: Session, consultation: Consultation) -> None:
    """Let the acts that set up a consultation or make it public wait for each other, and read its row anew."""
    session.refresh(consultation, with_for_update=KEEP_OUT)


def add_version(
    session: Session,
    actor: Actor,
    consultation: Consultation,
    draft: VersionDraft,
    document_id: uuid.UUID | None = None,
) -> DocumentVersion:
    """Add the first version of a new document, or the next one of `document_id` (rule 7)."""
    authorize(actor, Permission.CONSULTATION_EDIT)
    hold(session, consultation)
    draft = rules.tidy_version(draft)
    document = _document(session, consultation, draft, document_id)
    _check_version(session, document, draft)
    version = DocumentVersion(
        id=uuid.uuid4(),
        consultation_id=consultation.id,
        document_id=document.id,
        number=draft.number,
        body=draft.body,
        change_reason=draft.change_reason,
        created_by=actor.person,
        created_at=clock.now(session),
    )
    session.add(version)
    session.flush()
    _carry(session, actor, document, version)
    guarding.forget(session)
    _log(session, actor, consultation, "document_version.added", version.id)
    if draft.source is not None:
        files.note_source(session, consultation, version.id, draft.source)
    return version


def _carry(session: Session, actor: Actor, document: Document, version: DocumentVersion) -> None:
    """Cut in a version what was cut in the ones before it."""
    mine = (DocumentVersion.document_id == document.id, DocumentVersion.id != version.id)
    rows = session.scalars(select(DocumentVersion).where(*mine).order_by(DocumentVersion.created_at.desc())).all()
    before = [source for row in rows for source in version_sources(document, row)]
    for new in version_sources(document, version):
        earlier = [old for old in before if old.field == new.field]
        carry(session, actor.tag, version.consultation_id, earlier, new)


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
    if len(draft.title) < 3:
        raise InvalidInput({"title": [N_("Geef het document een titel van ten minste 3 tekens.")]})
    reviewing.refuse_bsn(draft.title, "title")
    known = session.execute(select(Document.title, Document.slug).where(Document.consultation_id == consultation.id)).all()
    if any(same_words(title) == same_words(draft.title) for title, _ in known):
        raise InvalidInput({"title": [N_("Er is al een document met deze titel. Voeg daar een nieuwe versie aan toe.")]})
    slug = addresses.address_of(guarding.review(session, consultation.id), draft.title, [slug for _, slug in known])
    document = Document(id=uuid.uuid4(), consultation_id=consultation.id, slug=slug, title=draft.title)
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
    if earlier and len(draft.change_reason) < 10:
        found["change_reason"] = [N_("Schrijf wat er verandert en waarom (ten minste 10 tekens).")]
    if len(draft.body) < 20:
        found["body"] = [N_("Plaats de tekst van het document (ten minste 20 tekens).")]
    if found:
        raise InvalidInput(found)
    for name in ("body", "change_reason"):
        reviewing.refuse_bsn(getattr(draft, name), name)
    richtext.check(draft.body, "body")


def _checked(draft: ConsultationDraft) -> ConsultationDraft:
    draft = rules.tidy(draft)
    if found := rules.faults(draft):
        raise InvalidInput(found)
    for name in ("title", "rationale", "contact_role", "contact_email", "selection_grounds"):
        reviewing.refuse_bsn(getattr(draft, name), name)
    richtext.check(draft.rationale, "rationale")
    return draft


def _columns(draft: ConsultationDraft) -> dict[str, object]:
    return {field.name: getattr(draft, field.name) for field in dataclasses.fields(draft)}


def _slug(session: Session, municipality_id: uuid.UUID, title: str) -> str:
    """Return a free address. The municipality's row is locked: two consultations of one title wait for each other."""
    session.get_one(Organisation, municipality_id, with_for_update=KEEP_OUT)
    taken = session.scalars(select(Consultation.slug).where(Consultation.municipality_id == municipality_id))
    return addresses.address_of(guarding.review(session, uuid.UUID(int=0)), title, {*taken, *rules.RESERVED})


def _log(
    session: Session,
    actor: Actor,
    consultation: Consultation,
    kind: str,
    subject: uuid.UUID | None = None,
) -> None:
    event = record.Event(kind, str(subject or consultation.id), facts={"by": actor.tag})
    record.note(session, consultation.id, Tree.PRIVATE, event)
