"""What a rival, or a curious buyer, tried in order to learn who asked or what was redacted (R0, R4, R9, R13)."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, event, select
from sqlalchemy.engine import Engine

from consultation.dossiers.rules import Openness
from consultation.errors import InvalidInput
from consultation.parties.models import Participation
from consultation.publications.models import PublishedAnswer
from consultation.questions import rules
from consultation.questions.answering import correcting, worklist
from consultation.questions.asking import own_questions
from consultation.questions.importing import service as importing
from consultation.questions.importing.spreadsheet import RawRow, Sheet
from consultation.questions.importing.staging import prepare
from consultation.questions.notes import pages as note_pages
from consultation.review.gate import Judged
from consultation.review.rules import Choice
from consultation.vault import service as vault
from consultation.vault.models import VaultObject
from consultation.web.requests import MOST_FIELDS
from legal import guard
from legal.terms import GuardContext, Outcome
from tests import forms
from tests.world import World

Browser = Callable[..., FlaskClient]
FORM = "application/x-www-form-urlencoded"
HIDDEN = "Wij van Stichting Elzenwaard vragen: telt reistijd mee? Mail naar lid@elzenwaard.example graag."


def redact(world: World, reference: str) -> None:
    """Let the publisher redact every finding in a question."""
    world.decide(reference, Choice(Outcome.REDACT))


@contextmanager
def statements(world: World) -> Iterator[list[str]]:
    """Collect what is asked of the database."""
    found: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        found.append(statement)

    engines: tuple[Engine, ...] = (world.database.engine, world.database.read_engine)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield found
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)


def asked_for(world: World, client: FlaskClient, address: str) -> list[str]:
    """Return what an address that shows nothing asks of the database."""
    with statements(world) as found:
        assert client.get(address).status_code == 404
    return found


def test_a_redacted_place_does_not_decide_the_order(world: World) -> None:
    """R0, R4, rule 13: a rival who asks about places A to Z cannot read a hidden name off its neighbours."""
    world.open_consultation()
    hidden = {world.ask(who, "Geldt dit ook voor ons?", section=place) for who, place in (
        (world.provider, "Elzenwaard, hal 1"), (world.third, "Vlierkracht, hal 1"),
    )}  # fmt: skip
    planted = world.ask(world.rival, "Geldt dit ook in de middelste hal?", section="middelste hal")
    for reference in (*hidden, planted):
        world.answer(reference)
        redact(world, reference)
    number = world.compose()
    with world.database.transaction() as session:
        making = note_pages.in_the_making(session, world.lead, world.consultation(session), number, 1)
    assert [row.reference for row in making.rows][1] != planted
    world.until_visible(world.schedule(number))
    with world.database.reading() as session:
        rows = session.scalars(select(PublishedAnswer).order_by(PublishedAnswer.position)).all()
    assert sum("gelakt" in row.about for row in rows) == 2
    assert "middelste" not in rows[1].about


def test_a_buyer_cannot_measure_what_is_hidden(world: World, browser: Browser) -> None:
    """R4, R9: two places in the text as typed give the length of a name, and so the party."""
    world.open_consultation()
    reference = world.ask(world.provider, HIDDEN)
    address = f"/werk/{world.slug}/vragen/?vraag={reference}"
    places = {}
    for actor in (world.lead, world.expert, world.publisher):
        with world.database.transaction() as session:
            shown = worklist.open_question(session, actor, world.consultation(session), reference)
        places[actor.role.value] = {(found.start, found.end) for found in shown.findings}
        assert ('id="f-question-' in browser(actor).get(address).text) is (actor == world.publisher)
    assert places["process_lead"] == places["expert"] == {(0, 0)}
    assert len(places["publisher"]) == 2


SECRETS = {
    "price": ("Wij van Stichting Elzenwaard rekenen nu € 44,75 per uur. Telt reistijd mee?", "44,75"),
    "plan": ("Wij schrijven niet in op perceel 2. Zo gaat het bij Stichting Elzenwaard. Telt reistijd mee?", "perceel 2"),
}


@pytest.mark.parametrize("kind", SECRETS)
def test_neither_whoever_answers_nor_a_rival_reads_the_secret(world: World, browser: Browser, kind: str) -> None:
    """R9, rules 13, 35: who answers reads what sort of thing stands there, an amount or a plan, and not what or whose."""
    text, secret = SECRETS[kind]
    world.open_consultation()
    reference = world.ask(world.provider, text)
    work = browser(world.expert).get(f"/werk/{world.slug}/vragen/?vraag={reference}").text
    assert "gelakt" in work and secret not in work and "Elzenwaard" not in work
    world.answer(reference)
    redact(world, reference)
    assert secret not in browser(world.expert).get(f"/werk/{world.slug}/vragen/?vraag={reference}").text
    world.publish_note()
    public = f"/consultaties/{world.slug}/notas/1/"
    for client, address in ((browser(), public), (browser(world.rival), public), (browser(world.rival), f"/mijn/{world.slug}/")):
        page = client.get(address).text
        assert secret not in page and "Elzenwaard" not in page
    assert "gelakt" in browser().get(public).text


def test_twin_a_page_that_hides_nothing_from_staff_names_the_asker(
    world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: when nothing is cut while nobody decided, the name stands on the work page."""
    world.open_consultation()
    reference = world.ask(world.provider, SECRETS["price"][0])
    monkeypatch.setattr(Judged, "cut", False)
    assert "Elzenwaard" in browser(world.expert).get(f"/werk/{world.slug}/vragen/?vraag={reference}").text


def test_a_file_cannot_be_used_to_guess_a_hidden_text(world: World) -> None:
    """R9, R13: a row is called double of a question only as the importer may read that question."""
    world.open_consultation()
    plain = "Hoe lang is de overgang voor cliënten?"
    published = world.ask(world.provider, HIDDEN)
    world.ask(world.rival, plain)
    world.answer(published)
    redact(world, published)
    world.publish_note()
    own = "Onze eigen vraag uit het gesprek met lid@lindewede.example, telt die mee?"

    def look_over(*texts: str) -> list[str]:
        sheet = Sheet(tuple(RawRow(line=line, question=text) for line, text in enumerate(texts, 2)))
        with world.database.transaction() as session:
            found = importing.known(session, world.lead, world.consultation(session))
            staging = prepare(sheet, found)
            batch = importing.stage(session, world.lead, world.consultation(session), staging)
            if texts == (own,):
                importing.take(session, world.lead, world.consultation(session), batch, ask=False)
        return [row.status for row in staging.rows]

    assert look_over(HIDDEN, plain) == ["good", "double"]
    assert look_over(own) == ["good"]
    assert look_over(own, HIDDEN) == ["double", "good"]
    with world.database.transaction() as session:
        correcting.correct(session, world.expert, world.consultation(session), world.question_id(published))
    assert look_over(HIDDEN) == ["good"]


def test_the_work_for_a_no_is_the_same(world: World, browser: Browser) -> None:
    """R13: a reference of another party, and a closed consultation, cost what a made-up address costs."""
    world.open_consultation()
    theirs = world.ask(world.provider, HIDDEN)
    rival = browser(world.rival)
    receipts = f"/mijn/{world.slug}/vragen/ontvangst/"
    rival.get(f"{receipts}0000/")
    assert asked_for(world, rival, f"{receipts}{theirs}/") == asked_for(world, rival, f"{receipts}0000/")
    world.open_consultation(Openness.CLOSED, title="Besloten vooronderzoek")
    with world.database.transaction() as session:
        mine = Participation.organisation_id == world.rival.organisation
        session.execute(delete(Participation).where(Participation.consultation_id == world.consultation_id, mine))
    assert asked_for(world, rival, f"/mijn/{world.slug}/") == asked_for(world, rival, "/mijn/bestaat-niet/")


def test_a_copy_of_the_database_does_not_tell_lengths(world: World) -> None:
    """R4, R9: the length of a sealed text is not the length of a published one, nor of what was redacted."""
    world.open_consultation()
    for text in ("Telt reistijd mee in het tarief?", HIDDEN, HIDDEN * 4):
        world.ask(world.provider, text)
    with world.database.reading() as session:
        rows = session.scalars(select(VaultObject).where(VaultObject.kind == "question")).all()
    assert len({len(row.sealed) for row in rows}) == 1
    contents = {uuid.uuid4(): {"text": "x" * size} for size in (1, 900)}
    with world.database.transaction() as session:
        made = vault.store_many(session, world.consultation_id, "import", "wie", contents)
        assert len({len(session.get_one(VaultObject, one).sealed) for one in made.values()}) == 1
        read = vault.read(session, world.consultation_id, made.values(), vault.Reader("test", "test"))
    assert [read[made[subject]] for subject in contents] == list(contents.values())


def test_an_odd_address_or_host_is_no_error_of_ours(world: World, browser: Browser) -> None:
    """R14: a fault that a stranger can cause at will fills the log, with his address in it."""
    world.open_consultation()
    public = browser()
    assert public.get("/taal/en/?terug=/%0d%0aX:%20y").headers["Location"] == "/consultaties/"
    for actor in (world.rival, world.lead):
        assert browser(actor).get("/verder/%0d%0aX:%20y/").status_code == 302
    assert public.get("/consultaties/", environ_overrides={"HTTP_HOST": "x" * 300}).status_code == 400


def test_a_form_has_a_largest_number_of_fields(world: World, browser: Browser) -> None:
    """A body of nothing but "&" took seconds to take apart, before anybody had to sign in."""
    public = browser()
    assert public.post("/inloggen/", data="a&" * MOST_FIELDS, content_type=FORM).status_code == 413
    world.open_consultation()
    many = [f"AAAA:{number}" for number in range(5_000)]
    lead = browser(world.lead)
    token = forms.fields_of(lead.get(f"/werk/{world.slug}/partijen/").text)["csrf_token"]
    answer = lead.post(f"/werk/{world.slug}/vragen/akkoord/", data={"csrf_token": token, "keuze": many})
    assert answer.status_code == 303


def test_one_sign_that_stands_for_many_counts_as_many(world: World) -> None:
    """A list of fifty such questions kept the guard busy for a quarter of a minute, with the database locked."""
    world.open_consultation()
    with pytest.raises(InvalidInput, match="te lang"):
        world.ask(world.rival, "\ufdfa" * rules.LONGEST_QUESTION)
    assert world.ask(world.rival, "Wat kost het… ½ of ¾? " * 400)


class Counting:
    """Counts how often a text is searched."""

    def __init__(self, search: Callable[[str], object], counted: list[str]) -> None:
        self._search, self._counted = search, counted

    def finditer(self, text: str) -> object:
        self._counted.append(text)
        return self._search(text)


def test_sentences_are_cut_once_for_all_findings(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft of a thousand findings does not cost a thousand readings, while everybody waits for the database."""
    world.open_consultation()
    counted: list[str] = []
    cuts = own_questions._SENTENCE_END
    monkeypatch.setattr(own_questions, "_SENTENCE_END", Counting(cuts.finditer, counted))
    text = "Mail a@b.nl.\n" * 300
    found = list(own_questions._betraying(text, guard.scan(text, GuardContext())))
    assert (len(found), set(found), len(counted)) == (300, {"Mail a@b.nl."}, 1)
