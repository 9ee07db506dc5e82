"""A mark by hand in the municipality's own texts goes along when they are written anew (rules 7, 36)."""

from __future__ import annotations

import dataclasses
import uuid

from consultation.dossiers import guarding, pieces, queries, service
from consultation.dossiers.models import Consultation, Document, DocumentVersion
from consultation.dossiers.rules import ConsultationDraft
from consultation.review import deciding
from consultation.review.rules import Choice
from consultation.review.texts import Source
from legal.terms import Ground, Label, Outcome
from tests.world import World

WORDS = "net als vroeger in de blauwe folder"
TEXT = f"Wij willen weten of onze plannen kunnen, {WORDS}. Daarom vragen wij het eerst aan u."


def _mark(world: World, source: Source) -> None:
    start = source.text.index(WORDS)
    span = (start, start + len(WORDS))
    choice = Choice(Outcome.REDACT, "Dit is van een partij.", span=span, label=Label.MARKET, ground=Ground.AW_2_57_1)
    with world.database.transaction() as session:
        known = guarding.review(session, world.consultation_id, [source.text_id])
        deciding.mark(session, world.lawyer, known, source, choice)


def _read(world: World, source: Source) -> str:
    with world.database.reading() as session:
        return guarding.review(session, world.consultation_id, [source.text_id]).preview(source).text


def _rationale(consultation: Consultation) -> Source:
    return next(one for one in pieces.consultation_sources(consultation) if one.field == "rationale")


def _edit(world: World, rationale: str) -> Source:
    with world.database.transaction() as session:
        consultation = world.consultation(session)
        names = {field.name for field in dataclasses.fields(ConsultationDraft)}
        draft = ConsultationDraft(**{name: getattr(consultation, name) for name in names} | {"rationale": rationale})
        service.edit(session, world.lead, consultation, draft, queries.fingerprint(consultation))
        return _rationale(consultation)


def test_in_the_reason_of_a_consultation(world: World) -> None:
    """Also when somebody goes back to the wording before: then what was decided about that counts, once."""
    world.draft_consultation(rationale=TEXT)
    with world.database.reading() as session:
        _mark(world, _rationale(world.consultation(session)))
    anew = _edit(world, f"{TEXT} Dank u wel.")
    assert "folder" not in _read(world, anew) and "gelakt" in _read(world, anew)
    assert "folder" not in _read(world, _edit(world, TEXT))
    assert "folder" not in _read(world, _edit(world, f"{TEXT} Dank u wel."))


def _version(world: World, version_id: uuid.UUID) -> Source:
    with world.database.reading() as session:
        version = session.get_one(DocumentVersion, version_id)
        sources = pieces.version_sources(session.get_one(Document, version.document_id), version)
    return next(one for one in sources if one.field == "body")


def test_in_the_next_version_of_a_document(world: World) -> None:
    world.draft_consultation()
    _mark(world, _version(world, world.new_version(f"# Leidraad\n\n{TEXT}")))
    anew = _version(world, world.new_version(f"# Leidraad\n\nNieuw. {TEXT}", "1.2"))
    assert "folder" not in _read(world, anew) and "gelakt" in _read(world, anew)
