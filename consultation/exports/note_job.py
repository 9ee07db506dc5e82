"""The job that makes a note's PDF: from the published rows alone, before anybody can read them."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from sqlalchemy.orm import Session

from consultation.accounts import queries as accounts
from consultation.db import Database
from consultation.exports.note_pdf import NoteDocument, NoteRow, PdfLimits, render
from consultation.publications import deliveries, notes, rendering
from consultation.publications import queries as publications
from consultation.publications import service as publishing
from consultation.publications.notes import WholeNote
from consultation.publications.pages import AnswerRow
from consultation.publications.pieces import Audience
from consultation.words import N_

LEAD = N_("Vragen met de antwoorden van de gemeente. Wie de vraag stelde, staat er niet bij.")
FOR_WHOM = {
    Audience.PUBLIC: N_("Iedereen, op hetzelfde moment"),
    Audience.PARTICIPANTS: N_("Alle deelnemende partijen, op hetzelfde moment"),
}
LIMITS = PdfLimits()

Say = Callable[[str], None]


def make(database: Database, publication_id: uuid.UUID, say: Say, public_url: str) -> None:
    """Make and keep the PDF of one note. A second run finds it there and changes nothing.

    Raises note_pdf.PdfFailed: the worker tries again, and after the last try the page says so.
    """
    say(N_("Stap 1 van 3: vragen lezen"))
    with database.reading() as session:
        if _needless(session, publication_id):
            return
        note = document(session, publication_id, public_url)
    say(N_("Stap 2 van 3: pdf maken"))
    content = render(note, limits=LIMITS)
    say(N_("Stap 3 van 3: pdf bewaren"))
    with database.transaction() as session:
        publishing.keep_file(session, publication_id, "pdf", content)


def _needless(session: Session, publication_id: uuid.UUID) -> bool:
    """Say whether the PDF is there already, or the note was stopped and will never be read."""
    whole = notes.whole(session, publication_id)
    stopped = publications.state(session, whole.release.id, whole.release.created_at) == "stopped"
    return stopped or notes.has_file(session, publication_id, "pdf")


def document(session: Session, publication_id: uuid.UUID, public_url: str) -> NoteDocument:
    """Return what the PDF says, from the published rows."""
    whole = notes.whole(session, publication_id)
    publication, release = whole.publication, whole.release
    facts = publication.payload["facts"]
    return NoteDocument(
        municipality=_house(session, release.municipality_id),
        consultation=str(deliveries.consultation_title(session, release.consultation_id)),
        note_number=facts["number"],
        visible_since=release.visible_at,
        lead=LEAD,
        precedence_clause=str(rendering.text_of(publication, "precedence")),
        facts=_facts(whole, facts["changing"]),
        rows=tuple(_row(row) for row in whole.rows),
        kept_out=facts["kept_out"],
        redacted=facts["redacted"],
        fingerprint=publication.content_hash,
        verify_hint=f"Controleer zelf dat deze nota niet is veranderd: {public_url}/bewijs/controleren/",
    )


def _house(session: Session, municipality_id: uuid.UUID) -> str:
    return next(found.name for found in accounts.tenants(session) if found.id == municipality_id)


def _facts(whole: WholeNote, changing: int) -> tuple[tuple[str, str], ...]:
    number = len(whole.rows)
    content = "1 vraag met antwoord" if number == 1 else f"{number} vragen met antwoord"
    verb = "1 antwoord wijzigt een document" if changing == 1 else f"{changing} antwoorden wijzigen een document"
    detail = verb if changing else "Geen antwoord wijzigt een document"
    return (("Voor wie", FOR_WHOM[Audience(whole.release.audience)]), ("Inhoud", f"{content}\n{detail}"))


def _row(row: AnswerRow) -> NoteRow:
    return NoteRow(
        number=row.number,
        theme=row.theme,
        about=str(row.about),
        question=str(row.question),
        answer=str(row.answer),
        changes=f"Ja: {row.changes}" if row.changes else "Nee",
        annex=str(row.annex or ""),
    )
