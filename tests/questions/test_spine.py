"""The whole path at the level of services: question, answer, approval, nota, proof."""

from __future__ import annotations

from consultation.publications import queries
from consultation.publications.notes import note_page, proof, whole
from consultation.publications.pages import NoteFilter
from consultation.publications.pieces import Kind
from consultation.publications.queries import EVERYBODY
from tests.world import World


def test_a_question_becomes_a_numbered_answer_that_everybody_can_read(world: World) -> None:
    world.open_consultation()
    reference = world.ask(world.provider, "Telt de reistijd van begeleiders mee in het uurtarief?")
    world.answer(reference)
    number = world.publish_note()
    with world.database.reading() as session:
        page = queries.consultation_page(
            session, world.municipality_id, world.slug, EVERYBODY, world.moment.now
        )
        note = note_page(session, page, number, NoteFilter())
        assert [row.number for row in note.rows] == ["1.01"]
        assert str(note.rows[0].about) == "Leidraad, versie 1.0, § 3.4"
        assert str(note.rows[0].question) == "Telt de reistijd van begeleiders mee in het uurtarief?"
        assert proof(session, page, Kind.NOTE, "1")["index"] >= 0
        assert len(whole(session, note.item.id).rows) == 1
