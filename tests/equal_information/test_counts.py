"""Who could see what, since when: counts for all, the own row for a party, rows for who needs them (rules 5, 9)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from consultation.accounts.actor import Actor
from consultation.dossiers.rules import Openness
from consultation.equal_information import queries
from consultation.equal_information.queries import Notice, Overview, PartyLine
from consultation.parties import service as parties
from consultation.publications import queries as publications
from consultation.publications.models import Delivery
from consultation.publications.queries import Reader, Sight
from tests.publications.reading import look, with_note
from tests.world import World

Browser = Callable[..., FlaskClient]
EXTRA = (("duinrand", "Duinrand Zorg", "30555666"), ("westerlicht", "Westerlicht Ambulant", "30666777"))


def _crowd(world: World) -> None:
    """Make it five parties: enough to show the public how many opened something."""
    with world.database.transaction() as session:
        world.providers += [world._provider(session, slug, name, kvk, f"{slug}.example") for slug, name, kvk in EXTRA]


def _late(world: World) -> Actor:
    """Let a sixth party join now."""
    with world.database.transaction() as session:
        late = world._provider(session, "nieuwkomer", "Nieuwkomer Zorg", "30777888", "nieuwkomer.example")
        if world.consultation(session).openness == Openness.CLOSED:
            parties.invite(session, world.lead, world.consultation_id, late.organisation)
    with world.database.transaction() as session:
        parties.accept(session, late, world.consultation_id)
    return late


def _overview(world: World, *, everything: bool = False) -> Overview:
    with world.database.reading() as session:
        staff = Reader(world.municipality_id, staff=True)
        shelf = publications.shelf(session, Sight(world.municipality_id, world.slug, staff, world.moment.now))
        return queries.overview(session, shelf, world.moment.now, everything=everything)


def _rows(world: World, kind: str) -> dict[str, PartyLine]:
    with world.database.reading() as session:
        staff = Reader(world.municipality_id, staff=True)
        shelf = publications.shelf(session, Sight(world.municipality_id, world.slug, staff, world.moment.now))
        return {row.name: row for row in queries.rows(session, shelf, shelf.of(kind)[0], world.moment.now)}


def _tell(world: World, failed: int = 0, retrying: int = 0) -> None:
    """Let the mail server take all messages but some of the provider's rivals."""
    with world.database.transaction() as session:
        rows = session.scalars(select(Delivery)).all()
        # The provider's own message always arrives: tests tell it apart from the parties that need attention.
        for place, row in enumerate(sorted(rows, key=lambda row: row.organisation_id == world.provider.organisation)):
            row.attempts = 1
            if place < failed:
                row.gave_up_at = world.moment.now
            elif place >= failed + retrying:
                row.sent_at = world.moment.now


def _open(browser: Browser, world: World, who: Actor, path: str) -> None:
    with browser(who).get(f"/consultaties/{world.slug}/{path}") as answer:
        assert answer.status_code == 200


def _counts(overview: Overview) -> dict[str, tuple[object, ...]]:
    return {line.item.kind: (line.available, line.delivered, line.opened) for line in overview.lines}


def test_counts_of_an_open_consultation(world: World, browser: Browser) -> None:
    """Available to all, told to who took part then, opened by who opened it; the late one counts as well."""
    _crowd(world)
    with_note(world)
    world.publish_note()
    _tell(world, failed=1, retrying=1)
    world.moment.advance(hours=3)
    _late(world)
    for who in world.providers[:4]:
        _open(browser, world, who, "notas/1/")
        _open(browser, world, who, "notas/1/?bladzijde=1")
    _open(browser, world, world.provider, "")
    world.moment.advance(days=1)
    counts = _counts(_overview(world))
    assert counts["note"] == ((6, 6), (3, 5), (4, 6))
    assert counts["document"] == ((6, 6), None, (0, 6))
    assert counts["consultation"] == ((6, 6), None, (1, 6)) and counts["round"][2] == (1, 6)
    overview = _overview(world)
    assert (overview.parties, len(overview.late), overview.untold, overview.crowd) == (6, 1, 2, True)


def test_a_late_joiner_of_a_closed_consultation_sees_all_since_its_admission(world: World, browser: Browser) -> None:
    """Everything of before, with its dates, from the moment it was let in (rule 5)."""
    with_note(world, openness=Openness.CLOSED)
    world.publish_note()
    published = world.moment.now
    world.moment.advance(days=3)
    late = _late(world)
    rows = _rows(world, "note")
    newcomer = rows["Nieuwkomer Zorg"]
    assert newcomer.late and newcomer.since == world.moment.now and newcomer.notice is Notice.NONE and newcomer.needs_care
    assert rows[world.provider.organisation_name].since == published and not rows[world.provider.organisation_name].late
    assert _counts(_overview(world))["note"][0] == (4, 4)
    page = look(browser(late), f"/mijn/{world.slug}/wie-kon-wat-zien/").body.decode()
    assert "bij toelating, met alles van daarvoor" in page and "1 partij kwam later binnen" in page
    assert look(browser(late), f"/consultaties/{world.slug}/notas/1/").status == 200


def test_nobody_is_late_for_what_was_always_open(world: World) -> None:
    """In an open consultation parties join after the announcement: that is no exception to report."""
    world.open_consultation()
    assert _overview(world).late == ()


def test_a_small_group_hides_who_reads(world: World, browser: Browser) -> None:
    """With three parties "2 of 3" tells a party about the other two; the roles that see rows see it (R4, R9)."""
    with_note(world)
    world.publish_note()
    _open(browser, world, world.provider, "notas/1/")
    assert _counts(_overview(world))["note"][2] is None
    assert _counts(_overview(world, everything=True))["note"][2] == (1, 3)
    for who in (None, world.rival):
        before = look(browser(who), f"/consultaties/{world.slug}/wie-kon-wat-zien/").body
        _open(browser, world, world.third, "notas/1/")
        assert look(browser(who), f"/consultaties/{world.slug}/wie-kon-wat-zien/").body == before
    assert "niet getoond" in before.decode()


def test_the_public_number_does_not_move_today(world: World, browser: Browser) -> None:
    """A number that goes up tells whoever looks on that somebody reads at this moment (rule 29, R4)."""
    _crowd(world)
    with_note(world)
    world.publish_note()
    page = f"/consultaties/{world.slug}/wie-kon-wat-zien/"
    world.moment.advance(days=1)
    before = look(browser(), page).body
    _open(browser, world, world.rival, "notas/1/")
    assert look(browser(), page).body == before and "telt morgen mee" in before.decode()
    assert _counts(_overview(world))["note"][2] == (0, 5)
    assert _counts(_overview(world, everything=True))["note"][2] == (1, 5), "or this would prove nothing"
    world.moment.advance(days=1)
    assert _counts(_overview(world))["note"][2] == (1, 5)


def test_twin_counted_at_once_the_page_tells_who_reads_now(
    world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: the day begins now."""
    monkeypatch.setattr(queries.clock, "day_begins", lambda now: now)
    with pytest.raises(AssertionError):
        test_the_public_number_does_not_move_today(world, browser)


def test_the_public_page_names_no_party(world: World, browser: Browser) -> None:
    """Numbers only, for everybody alike; a party sees its own row and no other (rule 9)."""
    _crowd(world)
    with_note(world)
    world.publish_note()
    _tell(world, failed=1)
    names = [row for row in _rows(world, "note")]
    public = look(browser(), f"/consultaties/{world.slug}/wie-kon-wat-zien/").body.decode()
    assert "5 van 5" in public and "4 van 5" in public and "Bij 1 partij kwam een e-mail niet aan." in public
    assert not [name for name in names if name in public]
    own = look(browser(world.provider), f"/mijn/{world.slug}/wie-kon-wat-zien/").body.decode()
    assert not [name for name in names if name in own and name != world.provider.organisation_name]


def test_the_own_row_says_since_when_told_and_opened(world: World, browser: Browser) -> None:
    """A party sees what the municipality sees of it."""
    with_note(world)
    world.publish_note()
    _tell(world)
    world.moment.advance(minutes=17)
    _open(browser, world, world.rival, "notas/1/")
    own = look(browser(world.rival), f"/mijn/{world.slug}/wie-kon-wat-zien/").body.decode()
    row = own[own.index("Nota van inlichtingen 1</a>") :][:2000]
    assert "Aangekomen" in row
    mine = _rows(world, "note")[world.rival.organisation_name]
    assert mine.opened_at == world.moment.now and mine.since == world.moment.now - timedelta(minutes=17)


def _work(browser: Browser, world: World, who: Actor, query: str = "") -> str:
    seen = look(browser(who), f"/werk/{world.slug}/wie-kon-wat-zien/{query}")
    assert seen.status == 200
    return seen.body.decode()


def test_rows_per_party_with_their_filters(world: World, browser: Browser) -> None:
    """Chips with counts, an item chosen by its place, and parties in order of name (rule 9)."""
    _crowd(world)
    with_note(world)
    world.publish_note()
    _tell(world, failed=1)
    world.moment.advance(hours=1)
    _late(world)
    _open(browser, world, world.provider, "notas/1/")
    place = next(line.item.position + 1 for line in _overview(world).lines if line.item.kind == "note")
    page = _work(browser, world, world.lead, f"?stuk={place}")
    assert re.findall(r'mc-num">(\d+)</span></a></li>', page) == ["2", "5", "6"]
    assert "Niet aangekomen" in page and "Nieuwkomer Zorg" in page and world.provider.organisation_name not in page
    everyone = _work(browser, world, world.auditor, f"?stuk={place}&wie=alle")
    names = [name for name in re.findall(r'<th role="rowheader" scope="row">([^<]+)</th>', everyone)]
    assert len(names) == 6 and names == sorted(names)
    unopened = _work(browser, world, world.expert, f"?stuk={place}&wie=ongeopend")
    assert world.provider.organisation_name not in unopened and "Duinrand Zorg" in unopened


def test_rows_are_for_the_roles_that_need_them(world: World, browser: Browser) -> None:
    """Another municipality, an unknown item and a consultation that is not public yet."""
    world.draft_consultation()
    assert "Nog niets gepubliceerd." in _work(browser, world, world.lead)
    strangers = world.other_municipality()
    for who in (world.provider, strangers[0]):
        assert look(browser(who), f"/werk/{world.slug}/wie-kon-wat-zien/").status == 404
    world.slug = ""
    world.open_consultation(title="Een andere consultatie")
    assert look(browser(world.lead), f"/werk/{world.slug}/wie-kon-wat-zien/?stuk=99").status == 404


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (("sent", "gone"), Notice.ARRIVED),
        (("gone", "try"), Notice.RETRYING),
        (("gone", "gone"), Notice.FAILED),
        (("new", "gone"), Notice.WAITING),
    ],
)
def test_the_best_of_the_members_counts(world: World, states: tuple[str, str], expected: Notice) -> None:
    """A party is told when one of its people is; it is not when nobody was (rule 4)."""
    world.member(world.provider, "Collega", "collega@partij.example")
    with_note(world)
    world.publish_note()
    with world.database.transaction() as session:
        mine = session.scalars(select(Delivery).where(Delivery.organisation_id == world.provider.organisation)).all()
        assert len(mine) == 2
        for row, state in zip(mine, states, strict=True):
            row.attempts = 0 if state == "new" else 2
            row.sent_at = world.moment.now if state == "sent" else None
            row.gave_up_at = world.moment.now if state == "gone" else None
    assert _rows(world, "note")[world.provider.organisation_name].notice is expected
