"""The demonstration: believable, made through the services, and complete when it is loaded."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation import clock, seed
from consultation.accounts import queries as accounts
from consultation.accounts import service as signing_in
from consultation.accounts.actor import Actor
from consultation.accounts.models import Membership, Person
from consultation.accounts.permissions import Role
from consultation.db import Database
from consultation.dossiers.models import Consultation
from consultation.errors import TooLate
from consultation.publications import notes, queries
from consultation.publications.pages import NoteFilter, NotePage
from consultation.publications.queries import EVERYBODY
from consultation.questions.models import Question
from consultation.record import queries as record
from consultation.review_screen import listing, rules
from consultation.review_screen.rules import Filter
from consultation.seed import story
from consultation.seed.people import PROVIDERS

pytestmark = pytest.mark.slow  # real processes, mail or PDFs: not in ./test --fast

REVEALING = "hulp-bij-het-huishouden-2029"
SLUG = "begeleiding-thuis-en-dagactiviteiten-2028"


@pytest.fixture
def demo(database: Database) -> Database:
    seed.load(database)
    return database


def note(database: Database) -> NotePage:
    with database.reading() as session:
        house = accounts.tenants(session)[0]
        page = queries.consultation_page(session, house.id, SLUG, EVERYBODY, clock.now(session))
        assert [item.ref for item in page.documents if item.ref.startswith("conceptvraag")] == [
            "conceptvraag/1.1",
            "conceptvraag/1.0",
        ]
        assert page.card.current_round is not None and page.card.current_round.is_open
        return notes.note_page(session, page, 1, NoteFilter())


def test_a_note_can_be_read_at_once(demo: Database) -> None:
    """Rules 20 and 21: six answers, one changes a document, one text has something redacted."""
    page = note(demo)
    assert (page.total, page.changing, page.redacted) == (6, 1, 1)
    assert [row.number for row in page.rows] == [f"1.0{place}" for place in range(1, 7)]


def test_nobody_is_named_in_what_is_public(demo: Database) -> None:
    """Rule 13: the asker of the sixth question named itself."""
    page = note(demo)
    words = " ".join(f"{row.about} {row.question} {row.answer}" for row in page.rows)
    names = [name for provider in PROVIDERS for name in (provider.name, *provider.aliases)]
    assert [name for name in names if name.casefold() in words.casefold()] == []


def test_there_is_work_left_for_whoever_looks_around(demo: Database) -> None:
    with demo.reading() as session:
        consultations = {row.slug: row.release_id is not None for row in session.scalars(select(Consultation))}
        mine = Question.consultation_id == session.scalars(select(Consultation.id).where(Consultation.slug == SLUG)).one()
        rows = session.execute(
            select(Question.status, Question.answer_status, func.count())
            .where(mine)
            .group_by(Question.status, Question.answer_status)
        )
        counted = {(status, answer): number for status, answer, number in rows}
        open_findings = session.scalar(select(func.sum(Question.findings)).where(mine))
    assert counted == {
        ("submitted", "approved"): 7,
        ("submitted", "awaiting_approval"): 1,
        ("submitted", "concept"): 1,
        ("submitted", "new"): 3,
        ("draft", "new"): 1,
    }
    assert open_findings == 1
    assert consultations == {SLUG: True, REVEALING: True, "vervoer-naar-dagactiviteiten-2029": False}


def test_a_nota_waits_on_the_review_screen(demo: Database) -> None:
    """About thirty findings of every kind, one text for the lawyer alone, two decisions for a second person."""
    with demo.transaction() as session:
        consultation = session.scalars(select(Consultation).where(Consultation.slug == REVEALING)).one()
        lawyer = _actor(session, "jurist@zilverdijk.example")
        board = listing.board(session, lawyer, consultation, 1)
        seen_by_publisher = listing.board(session, _actor(session, "publicist@zilverdijk.example"), consultation, 1)
    counts = rules.counted(board.spots)
    assert 25 <= len(board.spots) <= 35
    assert all(counts[chosen] for chosen in Filter if chosen not in {Filter.SECOND, Filter.ANEW})
    assert (rules.counted(seen_by_publisher.spots)[Filter.SECOND], seen_by_publisher.closed) == (2, 1)


def _actor(session: Session, email: str) -> Actor:
    found = session.execute(
        select(Membership, Person).join(Person, Person.id == Membership.person_id).where(Person.email == email)
    ).one()
    return Actor(Role(found[0].role), found[1].name, found[1].id, found[0].organisation_id)


def test_everybody_is_made_up_and_signs_in_with_the_printed_password(demo: Database) -> None:
    with demo.transaction() as session:
        people = list(session.scalars(select(Person)))
        assert all(person.demo and person.email.endswith(".example") for person in people)
        assert all(signing_in.sign_in(session, person.email, seed.PASSWORD) for person in people)
    assert all("(verzonnen)" in provider.name for provider in PROVIDERS)


def test_its_record_is_whole(demo: Database) -> None:
    with demo.reading() as session:
        assert [record.is_whole(session, one) for one in record.consultations(session)] == [None] * 3


def test_a_slow_computer_gets_a_later_moment(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A release that took too long is tried with a longer lead; nothing of the first try remains."""
    leads: list[float] = []
    original = story.release.release

    def slow_once(session: object, *facts: object) -> object:
        leads.append(session.info["publication_lead"])  # type: ignore[attr-defined]
        made = original(session, *facts)  # type: ignore[arg-type]
        if len(leads) == 1:
            raise TooLate
        return made

    monkeypatch.setattr(story.release, "release", slow_once)
    seed.load(database)
    assert leads[:2] == list(story.LEADS[:2])
    assert note(database).total == 6
