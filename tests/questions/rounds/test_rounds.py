"""Question rounds: instants that are one instant, decided on the database clock, the same for everybody (rule 11, R11)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from consultation import clock
from consultation.errors import InvalidInput, NotAllowed, PublishBlocked, RoundClosed
from consultation.publications.models import Publication
from consultation.questions import rules
from consultation.questions.models import QuestionRound
from consultation.questions.release import service as release
from consultation.questions.rounds import service as rounds
from consultation.questions.rounds.service import RoundDraft
from tests.forms import post
from tests.world import World

Browser = Callable[..., FlaskClient]
NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
QUESTION = "Telt de reistijd van begeleiders mee in het uurtarief?"


@pytest.mark.parametrize(
    ("opens", "closes", "answers", "faulty"),
    [
        (0, 1, 2, []),
        (-5, 1, 2, []),
        (1, 1, 2, ["closes"]),
        (2, 1, 3, ["closes"]),
        (-5, 0, 2, ["closes"]),
        (-5, -1, 2, ["closes"]),
        (0, 2, 2, ["answers"]),
        (0, 2, 1, ["answers"]),
        (3, 2, 1, ["closes", "answers"]),
    ],
)
def test_the_instants_of_a_round_follow_each_other(opens: int, closes: int, answers: int, faulty: list[str]) -> None:
    """Opening, close, answers; and the close is still to come."""
    found = rules.round_faults(NOW, *(NOW + hours * HOUR for hours in (opens, closes, answers)))
    assert list(found) == faulty


def test_a_round_is_added_by_the_process_lead_alone(world: World) -> None:
    """Rounds are numbered in order; others are refused in the service."""
    world.draft_consultation()
    draft = RoundDraft(world.moment.now, world.moment.now + HOUR, world.moment.now + 2 * HOUR)
    for actor in (world.expert, world.publisher, world.auditor, world.provider):
        with pytest.raises(NotAllowed), world.database.transaction() as session:
            rounds.add_round(session, actor, world.consultation(session), draft)
    with world.database.transaction() as session:
        assert rounds.add_round(session, world.lead, world.consultation(session), draft).number == 2
    with pytest.raises(InvalidInput), world.database.transaction() as session:
        rounds.add_round(session, world.lead, world.consultation(session), RoundDraft(draft.closes_at, draft.opens_at, NOW))


# The boundary


def _received(world: World, instant: datetime) -> bool:
    """Send a question that came in at this instant; say whether it was in time."""
    world.moment.set(instant)
    try:
        world.receipt(world.provider, QUESTION)
    except RoundClosed:
        return False
    return True


def _round(world: World) -> QuestionRound:
    with world.database.reading() as session:
        return session.scalars(select(QuestionRound).where(QuestionRound.id == world.round_id)).one()


BOUNDARY = [
    ("opens_at", -1, False),
    ("opens_at", 0, True),
    ("closes_at", -1, True),
    ("closes_at", 0, False),
    ("closes_at", 1, False),
]


@pytest.mark.parametrize(("edge", "microseconds", "in_time"), BOUNDARY)
def test_the_boundary_is_one_microsecond_wide(world: World, edge: str, microseconds: int, in_time: bool) -> None:
    """Rule 11: at the opening is in time, at the close is too late; for everybody, on the database clock."""
    world.open_consultation()
    instant = getattr(_round(world), edge) + timedelta(microseconds=microseconds)
    assert _received(world, instant) is in_time


def test_a_close_that_counts_itself_in_is_seen(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: with the close counted in, a question at the close would be in time."""
    monkeypatch.setattr(rules, "in_time", lambda at, opens, closes: opens <= at <= closes)
    world.open_consultation()
    assert _received(world, _round(world).closes_at)


# Opening


def _at_once(world: World) -> tuple[QuestionRound, dict[str, Any], datetime]:
    """Publish a round that opens at once, drafted an hour before anybody could read of it."""
    world.open_consultation()
    now = world.moment.now
    with world.database.transaction() as session:
        draft = RoundDraft(now, now + timedelta(days=3), now + timedelta(days=5))
        made_id = rounds.add_round(session, world.lead, world.consultation(session), draft).id
    world.moment.advance(hours=1)
    with world.database.transaction() as session:
        made = release.release(session, world.publisher, world.consultation(session))
    with world.database.reading() as session:
        facts = session.scalars(select(Publication.payload).where(Publication.release_id == made.id)).one()["facts"]
        return session.get_one(QuestionRound, made_id), facts, made.visible_at


def test_a_round_opens_when_everybody_can_read_of_it(world: World) -> None:
    """Rules 1, 11: "at once" is the moment of publication, in the announcement and in what is decided by it."""
    held, facts, visible_at = _at_once(world)
    assert held.opens_at == visible_at
    assert facts["opens_at"] == clock.rfc3339(visible_at)


def test_a_round_that_closes_unread_is_not_published(world: World) -> None:
    """A round whose close comes before its publication would shut everybody out."""
    world.draft_consultation()
    world.moment.set(_round(world).closes_at - timedelta(seconds=30))
    with pytest.raises(PublishBlocked) as refusal, world.database.transaction() as session:
        release.release(session, world.publisher, world.consultation(session))
    assert refusal.value.reasons == ("De vragenronde sluit voordat zij openbaar is. Kies latere tijdstippen.",)


# The form


def _filled_in(world: World, client: FlaskClient, **values: str) -> TestResponse:
    world.draft_consultation()
    known = {
        "at_once": "y", "closes_day": "2027-02-01", "closes_time": "12:00", "answers_day": "2027-02-15", "answers_time": "12:00",
    }  # fmt: skip
    return post(client, f"/werk/{world.slug}/rondes/nieuw/", **(known | values))


@pytest.mark.parametrize("day", ["2027-03-28", "2027-10-31"])
@pytest.mark.parametrize("field", ["closes", "answers", "opens"])
def test_half_past_two_in_the_night_the_clock_changes(world: World, browser: Browser, day: str, field: str) -> None:
    """R11: refused in the form, in clear words at the field, and what was typed stays."""
    values = {f"{field}_day": day, f"{field}_time": "02:30"} | ({"at_once": ""} if field == "opens" else {})
    answer = _filled_in(world, browser(world.lead), **{"answers_day": "2027-12-01", "closes_day": "2027-11-30", **values})
    assert answer.status_code == 400
    assert "Op deze dag verzet de klok. Dit tijdstip bestaat niet of bestaat twee keer." in answer.text
    assert f'value="{day}"' in answer.text
    assert 'value="02:30"' in answer.text


def test_without_the_check_half_past_two_would_be_saved(world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a clock that guesses lets the form through."""
    monkeypatch.setattr(clock, "from_local", lambda day, at: datetime.combine(day, at, UTC))
    values = {"closes_day": "2027-03-28", "closes_time": "02:30", "answers_day": "2027-12-01"}
    assert _filled_in(world, browser(world.lead), **values).status_code == 303


def test_local_times_are_dutch_times(world: World, browser: Browser) -> None:
    """Noon is noon in Amsterdam, in winter and in summer."""
    values = {"closes_day": "2027-02-01", "closes_time": "12:00", "answers_day": "2027-07-01", "answers_time": "12:00"}
    assert _filled_in(world, browser(world.lead), **values).status_code == 303
    with world.database.reading() as session:
        made = session.scalars(select(QuestionRound).where(QuestionRound.number == 2)).one()
    assert made.closes_at == datetime(2027, 2, 1, 11, 0, tzinfo=UTC)
    assert made.answers_at == datetime(2027, 7, 1, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"closes_day": ""}, "Kies de dag waarop de ronde sluit."),
        ({"answers_time": ""}, "Kies de tijd waarop de antwoorden er zijn."),
        ({"at_once": "", "opens_day": ""}, "Kies een datum, of laat de ronde openen zodra zij openbaar is."),
        ({"closes_day": "2026-12-01"}, "De ronde moet later sluiten dan zij opent."),
        ({"answers_day": "2027-01-31"}, "De antwoorden komen na het sluiten van de ronde."),
        ({"closes_day": "0001-01-01"}, "Controleer het jaar."),
        ({"closes_day": "9999-12-31"}, "Controleer het jaar."),
        ({"closes_day": "31-02-2027"}, "Ongeldig"),
        ({"closes_day": "morgen"}, "Ongeldig"),
    ],
)
def test_a_fault_in_the_form_stands_in_words(world: World, browser: Browser, values: dict[str, str], words: str) -> None:
    """Every fault has its sentence; nothing is saved."""
    answer = _filled_in(world, browser(world.lead), **values)
    assert answer.status_code == 400
    assert words in answer.text
    with world.database.reading() as session:
        assert len(session.scalars(select(QuestionRound.id)).all()) == 1
