"""The same words decided alike over a whole nota: listed first, one act, an entry per decision."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from consultation.errors import NotAllowed
from consultation.questions.models import Question
from consultation.questions.reviewing import alike, second_person
from consultation.record.models import LedgerLeaf
from consultation.review.models import FindingDecision
from consultation.review.rules import Choice
from legal.terms import Outcome
from tests.world import World

NAMED = "Wij van Stichting Elzenwaard vragen: telt reistijd mee?"
REASON = "Dit staat in het openbare besluit van 3 maart 2026."


def _asked(world: World, *texts: str) -> list[str]:
    world.open_consultation()
    return [world.ask(world.rival, text) for text in texts]


def _listed(world: World, words: str, note: int | None = None) -> tuple[alike.Alike, ...]:
    with world.database.transaction() as session:
        consultation = world.consultation(session)
        _, spots = alike._spots(session, world.publisher, consultation, note, lock=False)
        key = next(spot.key for spot in spots if words in spot.item.finding.quote(spot.source.text))
        return alike.alike(session, world.publisher, consultation, key, note)


def _do(world: World, keys: list[str], choice: Choice) -> int:
    with world.database.transaction() as session:
        return alike.decide_alike(session, world.publisher, world.consultation(session), keys, choice)


def test_the_same_words_are_listed_and_decided_at_once(world: World) -> None:
    """Whatever the capitals and blanks; other words are not in the list."""
    spaced, other = "Wat zegt  stichting   elzenwaard hiervan?", "Wat vindt Lindewede Begeleiding?"
    references = _asked(world, NAMED, f"{NAMED} Dank u.", spaced, other)
    listed = _listed(world, "Stichting Elzenwaard")
    assert {item.reference for item in listed} == set(references[:3])
    assert {"Wij van "} <= {item.before for item in listed}
    assert _do(world, [item.key for item in listed], Choice(Outcome.REDACT)) == 3
    with world.database.reading() as session:
        found = {row.reference: row.findings for row in session.scalars(select(Question))}
        entries = [entry for entry in session.scalars(select(LedgerLeaf.entry)) if '"finding.decided"' in entry]
        assert len({row.step for row in session.scalars(select(FindingDecision))}) == 1
    assert [found[reference] for reference in references] == [0, 0, 0, 1]
    assert len(entries) == 3


def test_a_batch_is_taken_back_as_one(world: World) -> None:
    """It was one act of one person."""
    _asked(world, NAMED, NAMED)
    _do(world, [item.key for item in _listed(world, "Elzenwaard")], Choice(Outcome.REDACT))
    with world.database.transaction() as session:
        assert second_person.undo(session, world.publisher, world.consultation(session)) == 2
    assert len(_listed(world, "Elzenwaard")) == 2


def test_a_release_in_a_batch_waits_for_a_second_person(world: World) -> None:
    """Rule 40: one click for many does not make one person enough."""
    references = _asked(world, NAMED, NAMED)
    _do(world, [item.key for item in _listed(world, "Elzenwaard")], Choice(Outcome.CLEAR, REASON))
    with world.database.reading() as session:
        assert {row.findings for row in session.scalars(select(Question))} == {1}
    world.second()
    with world.database.reading() as session:
        found = {row.reference: row.findings for row in session.scalars(select(Question))}
    assert [found[reference] for reference in references] == [0, 0]


def test_only_what_was_listed_and_is_still_open_is_decided(world: World) -> None:
    """A colleague who decided meanwhile was first; a made-up or foreign key does nothing."""
    references = _asked(world, NAMED, NAMED, NAMED)
    keys = [item.key for item in _listed(world, "Elzenwaard")]
    world.decide(references[0], Choice(Outcome.REDACT), world.lawyer)
    assert _do(world, [*keys[:2], "onzin", ""], Choice(Outcome.REDACT)) in {1, 2}
    assert _do(world, [], Choice(Outcome.REDACT)) == 0


def test_different_words_are_no_batch(world: World) -> None:
    """What was not listed together is not decided together."""
    _asked(world, NAMED, "Wat vindt Lindewede Begeleiding?")
    keys = [item.key for words in ("Elzenwaard", "Lindewede") for item in _listed(world, words)]
    assert _do(world, keys, Choice(Outcome.REDACT)) == 0


def test_the_list_keeps_to_one_nota(world: World) -> None:
    """And to what nobody published yet."""
    first, second = _asked(world, NAMED, NAMED)
    world.answer(first)
    assert world.compose() == 1
    assert {item.reference for item in _listed(world, "Elzenwaard", note=1)} == {first}
    assert {item.reference for item in _listed(world, "Elzenwaard")} == {first, second}
    world.decide(first, Choice(Outcome.REDACT))
    world.until_visible(world.schedule(1))
    assert {item.reference for item in _listed(world, "Elzenwaard")} == {second}


def test_groups_tell_where_a_batch_is_worth_it(world: World) -> None:
    """Two or more."""
    _asked(world, NAMED, NAMED, "Wat vindt Lindewede Begeleiding?")
    with world.database.transaction() as session:
        assert sorted(alike.groups(session, world.publisher, world.consultation(session)).values()) == [2]


@pytest.mark.parametrize("role", ["lead", "expert", "auditor", "provider"])
def test_who_may(world: World, role: str) -> None:
    """Rule 58: the list shows the words, so it is for whoever decides."""
    world.open_consultation()
    with world.database.transaction() as session, pytest.raises(NotAllowed):
        alike.alike(session, getattr(world, role), world.consultation(session), "", None)
