"""What the process keeps of texts it read: places and kinds, never a word; nothing outlives what the guard knows."""

from __future__ import annotations

import dataclasses

from consultation.review import memory
from consultation.review import service as reviewing
from consultation.review.knowledge import Knowledge, OwnTexts
from consultation.review.memory import Memory, Read
from tests.review.desk import TEXT, Desk
from tests.world import World


def _read(desk: Desk) -> Read:
    with desk.world.database.reading() as session:
        return memory.read(reviewing.review(session, desk.world.consultation_id, (), OwnTexts), desk.source)


def _words(read: Read) -> str:
    return repr(read).casefold()


def test_no_word_of_the_text_is_kept(world: World) -> None:
    """R1: a list does not need them."""
    world.draft_consultation()
    read = _read(Desk(world))
    assert len(read.findings) == 3 and read.length == len(TEXT)
    assert [word for word in ("elzenwaard", "lindewede", "jan@") if word in _words(read)] == []


def test_twin_words_that_were_kept_are_seen(world: World) -> None:
    """Sabotage."""
    world.draft_consultation()
    read = dataclasses.replace(_read(Desk(world)), kinds=(TEXT,))
    assert "elzenwaard" in _words(read)


def test_the_same_words_have_one_kind_and_others_another() -> None:
    """Whatever the capitals and blanks."""
    assert memory.kind("a", "Stichting  Elzenwaard") == memory.kind("a", "stichting elzenwaard")
    assert memory.kind("a", "Elzenwaard") != memory.kind("a", "Lindewede")
    assert memory.kind("a", "Elzenwaard") != memory.kind("b", "Elzenwaard")


def test_a_name_of_what_is_known_changes_with_it() -> None:
    assert memory.known(Knowledge()) == memory.known(Knowledge())
    assert memory.known(Knowledge()) != memory.known(Knowledge(words=("€ 44,75",)))


def test_what_was_not_asked_for_the_longest_goes() -> None:
    kept = Memory(most=2)
    for key in ("a", "b"):
        kept.keep(key, ())
    assert kept.get("a") == ()
    kept.keep("c", ())
    assert [kept.get(key) for key in ("a", "b", "c")] == [(), None, ()]
