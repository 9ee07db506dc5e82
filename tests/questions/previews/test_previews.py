"""The party sees how others will read its text, and can object, before it goes out (rule 39)."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from consultation.errors import Conflict, InvalidInput, NotAllowed, NotFound, PublishBlocked, TooLate
from consultation.questions.asking import own_previews
from consultation.questions.asking.own_previews import OwnPreview
from consultation.questions.findings import deciding
from consultation.questions.models import PreviewReply, Question, SourcePreview
from consultation.questions.objections import service as objections
from consultation.questions.objections.service import Ruling
from consultation.questions.previews import service as previews
from consultation.questions.previews.service import Stand
from consultation.questions.reviewing import second_person
from consultation.record.models import LedgerLeaf
from consultation.review.rules import Choice
from consultation.vault.models import VaultObject
from legal.terms import Outcome
from tests import forms
from tests.world import World

Browser = Callable[..., FlaskClient]
NAMED = "Wij van Stichting Elzenwaard vragen: telt reistijd mee?"
PRICED = "Wij rekenen nu € 44,75 per uur. Telt reistijd dan nog mee?"
REDACT = Choice(Outcome.REDACT)
OBJECTION = "Zo begrijpt niemand meer wat wij vragen."


@pytest.fixture
def asked(world: World) -> str:
    """Return the reference of a question of the first provider, with its answer, in a consultation with a term."""
    world.open_consultation(objection_days=2)
    reference = world.ask(world.provider, NAMED)
    world.answer(reference)
    return reference


def _agree(world: World, preview: OwnPreview) -> None:
    with world.database.transaction() as session:
        own_previews.agree(session, world.provider, world.consultation(session), preview.id)


def _object(world: World, preview: OwnPreview, reason: str = OBJECTION) -> None:
    with world.database.transaction() as session:
        own_previews.object_to(session, world.provider, world.consultation(session), preview.id, reason)


def _rule(world: World, preview: OwnPreview, *, upheld: bool, reason: str = "Een naam gaat niet naar anderen.") -> None:
    with world.database.transaction() as session:
        objections.rule(session, world.lawyer, world.consultation(session), preview.id, Ruling(upheld, reason))


def _blocked(world: World, number: int = 1) -> tuple[str, ...]:
    with pytest.raises(PublishBlocked) as held:
        world.schedule(number)
    return held.value.reasons


def _entries(world: World, kind: str) -> list[str]:
    with world.database.reading() as session:
        return [entry for entry in session.scalars(select(LedgerLeaf.entry)) if f'"{kind}"' in entry]


def test_a_nota_waits_until_its_party_said_klopt(world: World, asked: str) -> None:
    """Nothing to see before the decision; then a term, then "Klopt"."""
    assert world.own_previews() == ()
    world.decide(asked, REDACT)
    preview = world.own_previews()[0]
    assert (preview.text, preview.stand) == (NAMED, "waiting")
    assert preview.read.plain() == "Wij van [gelakt: naam van een organisatie, Aw 2.57] vragen: telt reistijd mee?"
    world.compose()
    assert _blocked(world) == (f"Vraag {asked}: de vraagsteller kan nog reageren tot en met woensdag 6 januari 2027.",)
    _agree(world, preview)
    _agree(world, preview)
    assert world.own_previews()[0].stand == "agreed"
    world.schedule(1)
    assert len(_entries(world, "preview.agreed")) == 1
    assert _entries(world, "preview.silent") == []


def test_twin_without_the_wait_it_would_go_out(world: World, asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: when no stand holds a nota, it goes out before its party saw it."""
    world.decide(asked, REDACT)
    world.compose()
    monkeypatch.setattr(previews, "HOLDING", frozenset())
    assert world.schedule(1).visible_at > world.moment.now


def test_silence_lets_it_go_and_is_written_down(world: World, asked: str) -> None:
    """After the term the nota goes out; then "Klopt" and an objection come too late."""
    world.decide(asked, REDACT)
    world.compose()
    preview = world.own_previews()[0]
    world.moment.set(preview.ends_at - timedelta(seconds=1))
    assert _blocked(world)
    world.moment.set(preview.ends_at)
    with pytest.raises(TooLate):
        _object(world, preview)
    world.schedule(1)
    assert len(_entries(world, "preview.silent")) == 1
    assert world.own_previews()[0].stand == "silent"


def test_a_term_of_nought_waits_for_nobody(world: World) -> None:
    """Policy per consultation; the party still sees how it reads."""
    world.open_consultation(objection_days=0)
    reference = world.ask(world.provider, NAMED)
    world.answer(reference)
    world.decide(reference, REDACT)
    world.publish_note()
    assert world.own_previews()[0].stand == "silent"


def test_what_nobody_decided_about_needs_no_preview(world: World) -> None:
    """A question in which nothing was found goes out as it is."""
    world.open_consultation(objection_days=2)
    world.answer(world.ask(world.provider, "Telt reistijd mee?"))
    world.publish_note()
    assert world.own_previews() == ()


def test_words_that_stay_are_shown_too(world: World) -> None:
    """Cleared by decision: its party must know that its price goes out."""
    world.open_consultation(objection_days=2)
    reference = world.ask(world.provider, PRICED)
    world.release_finding(reference)
    assert "44,75" in world.own_previews()[0].read.plain()


def test_a_release_that_waits_for_a_second_person_is_not_shown_yet(world: World) -> None:
    """Only what is decided for good is shown."""
    world.open_consultation(objection_days=2)
    reference = world.ask(world.provider, PRICED)
    world.decide(reference, Choice(Outcome.CLEAR, "Dit staat in het openbare besluit van 3 maart 2026."))
    assert world.own_previews() == ()
    world.second()
    assert len(world.own_previews()) == 1


def test_an_objection_holds_the_nota_until_the_lawyer_decides(world: World, asked: str) -> None:
    """Dismissed: it goes on, with a reason that the party reads."""
    world.decide(asked, REDACT)
    world.compose()
    preview = world.own_previews()[0]
    _object(world, preview)
    world.moment.advance(days=30)
    assert _blocked(world) == (f"Vraag {asked}: de vraagsteller maakte bezwaar. De jurist beslist daarover.",)
    with world.database.transaction() as session:
        found = objections.open_objections(session, world.lawyer, world.consultation(session))
    assert [(one.reference, one.reason) for one in found] == [(asked, OBJECTION)]
    _rule(world, preview, upheld=False)
    after = world.own_previews()[0]
    assert (after.stand, str(after.ruling)) == ("dismissed", "Een naam gaat niet naar anderen.")
    world.schedule(1)


def test_an_objection_that_is_followed_asks_for_another_decision(world: World, asked: str) -> None:
    """Upheld: the nota waits until the decision changed; then the party sees the new text, with a new term."""
    world.decide(asked, REDACT)
    world.compose()
    preview = world.own_previews()[0]
    _object(world, preview)
    _rule(world, preview, upheld=True, reason="Wij maken de naam algemener.")
    assert _blocked(world) == (f"Vraag {asked}: het bezwaar is gegrond. Neem eerst een ander besluit.",)
    world.decide_again(asked, Choice(Outcome.GENERALISE, replacement="onze organisatie"))
    world.second()
    renewed = world.own_previews()[0]
    assert renewed.id != preview.id
    assert (renewed.stand, renewed.read.plain()) == ("waiting", "Wij van onze organisatie vragen: telt reistijd mee?")
    _agree(world, renewed)
    world.schedule(1)


def test_back_and_forth_does_not_lengthen_the_term(world: World, asked: str) -> None:
    """The same text is the same preview, with what was said of it."""
    world.decide(asked, REDACT)
    first = world.own_previews()[0]
    _agree(world, first)
    world.moment.advance(hours=5)
    with world.database.transaction() as session:
        second_person.undo(session, world.publisher, world.consultation(session))
    assert world.own_previews() == ()
    world.decide(asked, REDACT, world.lawyer)
    again = world.own_previews()[0]
    assert (again.id, again.ends_at, again.stand) == (first.id, first.ends_at, "agreed")


def _price_after_a_short_look(world: World) -> Stand:
    """Return where the preview of a price stands that was shown for an hour, taken back for days, and shown again."""
    world.open_consultation(objection_days=2)
    reference = world.ask(world.provider, PRICED)
    world.release_finding(reference)
    world.moment.advance(hours=1)
    world.decide_again(reference, REDACT)
    _agree(world, world.own_previews()[0])
    world.moment.advance(days=9)
    world.decide_again(reference, Choice(Outcome.CLEAR, "Dit staat in het openbare besluit van 3 maart 2026."))
    world.second()
    (shown,) = world.own_previews()
    assert "44,75" in shown.read.plain()
    return shown.stand


def test_what_its_party_could_not_read_begins_anew(world: World) -> None:
    """Rule 39: it agreed without the price; five days in which nobody could read the price are no term."""
    assert _price_after_a_short_look(world) is Stand.WAITING
    world.answer(world.own_previews()[0].reference)
    world.compose()
    assert "kan nog reageren" in _blocked(world)[0]


def test_twin_who_takes_an_old_preview_for_read_publishes_the_price(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: whatever was shown once, was answered."""
    monkeypatch.setattr(previews, "_answered", lambda *_: True)
    assert _price_after_a_short_look(world) is Stand.SILENT


def test_shown_a_third_time_it_begins_anew_again(world: World) -> None:
    """Each time is a preview of its own; what is open now goes on while nothing else is shown."""
    world.open_consultation(objection_days=2)
    reference = world.ask(world.provider, PRICED)
    ids = set[uuid.UUID]()
    for _ in range(3):
        if ids:
            world.decide_again(reference, REDACT)
        world.decide_again(reference, Choice(Outcome.CLEAR, "Dit staat in het openbare besluit van 3 maart 2026."))
        world.second()
        ids.add(world.own_previews()[0].id)
        with world.database.transaction() as session:
            world_question = session.scalars(select(Question)).one()
            deciding.recount(session, world.publisher, world_question)
        ids.add(world.own_previews()[0].id)
    assert len(ids) == 3


def test_a_text_that_changed_since_is_not_agreed_with(world: World, asked: str) -> None:
    """Who presses "Klopt" under an old text hears so."""
    world.decide(asked, REDACT)
    old = world.own_previews()[0]
    world.decide_again(asked, Choice(Outcome.GENERALISE, replacement="een aanbieder"))
    world.second()
    with pytest.raises(Conflict):
        _agree(world, old)


def test_a_party_that_joined_later_changes_what_goes_out(world: World) -> None:
    """The gate judges at publication; the text that goes out is one that its party could see."""
    world.open_consultation(objection_days=2)
    reference = world.ask(world.provider, "Wij van Stichting Elzenwaard en hand in hand vragen: telt reistijd mee?")
    world.answer(reference)
    world.decide(reference, REDACT)
    _agree(world, world.own_previews()[0])
    with world.database.transaction() as session:
        world._provider(session, "hand", "Hand in hand B.V.", "30999111", "hand.example")
    world.compose()
    assert _blocked(world) == (f"Vraag {reference}: 1 bevinding zonder besluit.",)
    world.decide(reference, REDACT)
    assert "kan nog reageren" in _blocked(world)[0]


def test_a_ruling_tells_nothing_of_another_party(world: World, asked: str) -> None:
    """Rules 1 and 35: the party reads it; who rules knows every price."""
    other = world.ask(world.rival, "Onze kostprijs is € 64,10 per uur. Telt dat?")
    world.decide(asked, REDACT)
    preview = world.own_previews()[0]
    _object(world, preview)
    world.answer(asked, "Ons tarief is € 51,20 per uur.")
    for reason in ("Anderen zitten hoger: 64,10.", f"In vraag {other} staat dit anders.", "Ons tarief van 51,20 blijft zo."):
        with pytest.raises(InvalidInput) as refusal:
            _rule(world, preview, upheld=False, reason=reason)
        assert refusal.value.fields["reason"] in ((objections.OF_ANOTHER,), (objections.NOT_PAST_THE_GATE,))
    _rule(world, preview, upheld=False, reason=f"In vraag {asked} blijft de naam weg, zie het besluit van 3 maart 2026.")


def test_only_its_own_party_sees_and_answers(world: World, asked: str, browser: Browser) -> None:
    """R9, R13: for a rival it is not there, in no page and at no address."""
    world.decide(asked, REDACT)
    preview = world.own_previews()[0]
    assert world.own_previews(world.rival) == ()
    with world.database.transaction() as session, pytest.raises(NotFound):
        own_previews.agree(session, world.rival, world.consultation(session), preview.id)
    rival = browser(world.rival)
    address = f"/mijn/{world.slug}/voorvertoning/"
    assert "Niets te controleren." in rival.get(address).text
    assert "Bekijk hoe anderen" not in rival.get("/mijn/").text
    assert "Bekijk hoe anderen 1 vraag van u lezen" in browser(world.provider).get("/mijn/").text


def test_twin_without_the_owner_a_rival_could_answer(world: World, asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: when everybody owns everything, a rival agrees in its place."""
    world.decide(asked, REDACT)
    preview = world.own_previews()[0]
    monkeypatch.setattr("consultation.vault.service.owns", lambda *_: True)
    with world.database.transaction() as session:
        own_previews.agree(session, world.rival, world.consultation(session), preview.id)
        assert session.get(PreviewReply, preview.id) is not None


def test_a_copy_of_the_database_ties_no_preview_to_a_party(world: World, asked: str) -> None:
    """R9, R10: no column names a party or a person; the reason is sealed; the fingerprint is keyed."""
    world.decide(asked, REDACT)
    _object(world, world.own_previews()[0])
    party = {str(world.provider.organisation), world.provider.tag}
    with world.database.reading() as session:
        rows = [row for table in (SourcePreview, PreviewReply, Question) for row in session.scalars(select(table))]
        kept = session.scalars(select(VaultObject).where(VaultObject.kind == "objection")).one()
        entries = list(session.scalars(select(LedgerLeaf.entry)))
    assert not [row for row in rows if party & {str(value) for value in vars(row).values()}]
    assert OBJECTION.encode() not in kept.sealed
    assert not [entry for entry in entries if "preview." in entry and party & set(entry.split('"'))]


def test_what_is_not_said_cannot_be_sent(world: World, asked: str) -> None:
    """A reason, and no citizen service number in it (rule 41)."""
    world.decide(asked, REDACT)
    preview = world.own_previews()[0]
    for reason in ("", "kort", "x" * 5_001, "Mijn BSN 123456782 staat erin."):
        with pytest.raises(InvalidInput) as refusal:
            _object(world, preview, reason)
        assert list(refusal.value.fields) == ["reason"]
    _object(world, preview)
    with pytest.raises(TooLate):
        _object(world, preview)


def test_a_ruling_passes_the_gate(world: World, asked: str) -> None:
    """Rule 35: its party reads it, so it holds no name or price of another."""
    world.decide(asked, REDACT)
    preview = world.own_previews()[0]
    _object(world, preview)
    for reason in ("nee", "Ook Lindewede Begeleiding staat er niet in."):
        with pytest.raises(InvalidInput):
            _rule(world, preview, upheld=False, reason=reason)
    _rule(world, preview, upheld=False)
    with pytest.raises(NotFound):
        _rule(world, preview, upheld=True)


def test_who_decides_about_an_objection(world: World, asked: str) -> None:
    """Rule 58; the others see a count and a reference, never what is said."""
    world.decide(asked, REDACT)
    preview = world.own_previews()[0]
    _object(world, preview)
    for actor in (world.lead, world.expert, world.auditor, world.provider):
        with world.database.transaction() as session:
            consultation = world.consultation(session)
            with pytest.raises(NotAllowed):
                objections.open_objections(session, actor, consultation)
            with pytest.raises(NotAllowed):
                objections.rule(session, actor, consultation, preview.id, Ruling(upheld=True, reason=OBJECTION))


def test_on_the_pages(world: World, asked: str, browser: Browser) -> None:
    """From "Mijn werk" to "Klopt" in three actions; an objection comes back with what was typed when it is too short."""
    world.decide(asked, REDACT)
    party, lawyer = browser(world.provider), browser(world.lawyer)
    address = f"/mijn/{world.slug}/voorvertoning/"
    assert address in party.get("/mijn/").text
    page = party.get(address).text
    assert "1 tekst wacht op u." in page
    reply = f"{address}{world.own_previews()[0].id}/"
    short = forms.post(party, reply, page=page, antwoord="bezwaar", reden="nee")
    assert "<title>1 fout: " in short.text and short.text.count(" autofocus") == 1
    assert short.status_code == 400
    assert ">nee</textarea>" in short.text
    assert forms.post(party, reply, page=page, antwoord="bezwaar", reden=OBJECTION).status_code == 303
    assert "U maakte bezwaar." in party.get(address).text
    assert "Beslis over 1 bezwaar" in lawyer.get("/werk/").text
    work = f"/werk/{world.slug}/bezwaren/"
    listed = lawyer.get(work).text
    assert OBJECTION in listed and asked in listed and "Elzenwaard" not in listed
    ruling = f"{work}{world.own_previews()[0].id}/"
    for reason, status in (("nee", 400), ("Een naam gaat niet naar anderen.", 303)):
        assert forms.post(lawyer, ruling, page=listed, besluit="ongegrond", reden=reason).status_code == status
    assert "Er zijn geen bezwaren." in lawyer.get(work).text
    after = party.get(address).text
    assert "De gemeente volgt uw bezwaar niet." in after and "Een naam gaat niet naar anderen." in after
