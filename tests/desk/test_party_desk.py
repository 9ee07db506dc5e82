"""The first page of a party: what waits, nearest deadline first, and nothing of others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from flask.testing import FlaskClient

from consultation.desk import party_desk
from consultation.desk.party_desk import PartyDesk, Waits
from consultation.dossiers.rules import Openness
from consultation.parties import service as parties
from consultation.questions.release import service as release
from consultation.record import service as record
from tests.questions.asking.asking_flow import write
from tests.world import World

Browser = Callable[..., FlaskClient]


def _desk(world: World, actor: object = None) -> PartyDesk:
    with world.database.reading() as session:
        return party_desk.desk(session, actor or world.provider, world.municipality_id, world.moment.now)  # type: ignore[arg-type]


def _kinds(desk: PartyDesk) -> list[str]:
    return [thing.kind for stand in desk.stands for thing in stand.things]


def test_before_anything_is_public_nothing_waits(world: World, browser: Browser) -> None:
    world.draft_consultation()
    assert _desk(world).stands == ()
    page = browser(world.provider).get("/mijn/").text
    assert "U bent bij." in page
    assert "Er loopt nu geen consultatie waaraan u kunt meedoen." in page


def test_an_open_consultation_can_be_joined(world: World, browser: Browser) -> None:
    world.draft_consultation()
    with world.database.transaction() as session:
        made = release.release(session, world.publisher, world.consultation(session))
    world.until_visible(made)
    desk = _desk(world)
    assert (desk.mine, [stand.slug for stand in desk.others]) == ((), [world.slug])
    assert "Hieraan kunt u ook meedoen" in browser(world.provider).get("/mijn/").text


def test_an_invitation_asks_for_the_rules_first(world: World) -> None:
    """Rule 64."""
    world.draft_consultation()
    with world.database.transaction() as session:
        parties.invite(session, world.lead, world.consultation_id, world.provider.organisation)
        made = release.release(session, world.publisher, world.consultation(session))
    world.until_visible(made)
    assert _kinds(_desk(world))[0] == Waits.RULES


def test_drafts_wait_until_the_round_closes(world: World, browser: Browser) -> None:
    """Message 6: how many, and until when."""
    world.open_consultation()
    client = browser(world.provider)
    write(client, world, doe="bewaar")
    desk = _desk(world)
    thing = next(thing for thing in desk.mine[0].things if thing.kind is Waits.DRAFTS)
    assert (thing.count, thing.until) == (1, desk.next_deadline)
    page = client.get("/mijn/").text
    assert "Controleer en verstuur 1 concept" in page
    assert "De eerste ronde sluit op" in page
    world.moment.advance(days=8)
    assert Waits.DRAFTS not in _kinds(_desk(world))


def test_what_somebody_of_the_house_opened_waits_no_more(world: World) -> None:
    world.open_consultation()
    world.answer(world.ask(world.provider, "Telt de reistijd mee in het uurtarief?"))
    world.publish_note()
    before = _desk(world)
    assert sorted(_kinds(before)) == ["document", "note"]
    note = next(thing.item for thing in before.mine[0].things if thing.kind is Waits.NOTE)
    assert note is not None
    with world.database.transaction() as session:
        record.note_opening(session, world.consultation_id, note.id, world.provider.organisation)
    assert _kinds(_desk(world)) == ["document"]
    assert sorted(_kinds(_desk(world, world.rival))) == ["document", "note"], "others keep their own list"


def test_only_the_newest_version_of_a_document_waits(world: World) -> None:
    world.open_consultation()
    things = [thing for thing in _desk(world).mine[0].things if thing.kind is Waits.DOCUMENT]
    assert [thing.item.version for thing in things if thing.item] == ["1.0"]


def test_a_closed_consultation_is_not_there_for_who_was_not_invited(world: World, browser: Browser) -> None:
    """Rule 2, R13."""
    world.draft_consultation(Openness.CLOSED)
    with world.database.transaction() as session:
        parties.invite(session, world.lead, world.consultation_id, world.provider.organisation)
        made = release.release(session, world.publisher, world.consultation(session))
    world.until_visible(made)
    world.moment.advance(hours=2)
    assert len(_desk(world).stands) == 1
    assert _desk(world, world.rival).stands == ()
    stranger, never = browser(world.rival), f"/mijn/{'x' * len(world.slug)}/"
    pages = [stranger.get(address) for address in (f"/mijn/{world.slug}/", never)]
    assert [page.status_code for page in pages] == [404, 404]
    assert pages[0].text.replace(world.slug, "x" * len(world.slug)) == pages[1].text


def test_the_start_page_says_what_came_before_a_late_joiner(world: World, browser: Browser) -> None:
    """Message 23, rule 5."""
    world.open_consultation()
    client = browser(world.provider)
    page = client.get(f"/mijn/{world.slug}/").text
    assert "Dit ging eraan vooraf: 3 stukken." in page
    assert "ma 4 jan 2027, 09.05" in page.replace("\u00a0", " "), "with the date of then"


def test_nothing_waits_after_the_round_but_the_answers_are_announced(world: World, browser: Browser) -> None:
    world.open_consultation()
    world.moment.advance(days=8)
    page = browser(world.provider).get("/mijn/").text
    assert "Antwoorden uiterlijk op" in page
    assert _desk(world).next_deadline is None


def test_a_deadline_is_told_in_days_hours_and_minutes_never_in_seconds(world: World, browser: Browser) -> None:
    world.open_consultation()
    closes = _desk(world).next_deadline
    assert closes is not None
    for before, words in ((timedelta(hours=5), "nog 5 uur"), (timedelta(minutes=38), "nog 38 minuten")):
        world.moment.set(closes - before)
        page = browser(world.provider).get("/mijn/").text
        assert words in page
        assert "seconde" not in page
