"""The gate before a text of the municipality: a party's name leaves only by a human's decision (rules 13, 35-38; R2)."""

from __future__ import annotations

import html
import uuid
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from consultation.dossiers import pieces, queries, service
from consultation.dossiers.findings import Held, Verdict, decide, waiting
from consultation.dossiers.rules import VersionDraft
from consultation.errors import NotAllowed, PublishBlocked, TooLate
from consultation.questions.release import service as release
from consultation.review.rules import Choice
from consultation.review.texts import Source
from legal import guard
from legal.terms import Channel, Outcome
from tests.dossiers.test_rules import DRAFT
from tests.forms import post
from tests.world import World

Browser = Callable[..., FlaskClient]
TITLE = "Verkenning met Stichting Elzenwaard over nachtzorg"
WHY = "Wij willen weten of **nachtzorg** uitvoerbaar is. Elzenwaard zei van wel, in [hun plan](https://www.elzenwaard.example/plan)."
MARK = '<span class="mc-redacted">gelakt: naam van een organisatie, Aw 2.57</span>'


def _draft(world: World) -> None:
    """Make a consultation with a party's name in its title, its why, a document and that document's title."""
    world.draft_consultation(title=TITLE, rationale=WHY)
    with world.database.transaction() as session:
        draft = VersionDraft(
            "Brief aan Lindewede Begeleiding", "1.0", "Beste Lindewede Begeleiding, dit vragen wij aan iedereen."
        )
        service.add_version(session, world.lead, world.consultation(session), draft)


def _held(world: World) -> tuple[Held, ...]:
    with world.database.reading() as session:
        return waiting(session, world.consultation(session))


def _decide_all(world: World, outcome: Outcome, reason: str = "") -> None:
    for item in _held(world):
        with world.database.transaction() as session:
            decide(session, world.publisher, world.consultation(session), Verdict(item.key, Choice(outcome, reason)))
    world.second()



def _everything(client: FlaskClient, slug: str) -> str:
    """Return what the public can get of a consultation: every page and proof, addresses included."""
    root = f"/consultaties/{slug}/"
    found = [client.get("/consultaties/"), client.get(root), client.get(f"{root}documenten/"), client.get(f"{root}bewijs.json")]
    found += [client.get(link) for link in _links(found[2], f"{root}documenten/")]
    return html.unescape("\n".join(answer.text for answer in found))


def _links(page: TestResponse, start: str) -> list[str]:
    parts = page.text.split('href="')[1:]
    return [link for link in (part.split('"')[0] for part in parts) if link.startswith(start) and link != start]


def test_a_name_holds_everything_until_somebody_decides(world: World, browser: Browser) -> None:
    """R2, rule 35: through the confirm page; the button does nothing while a finding is open."""
    _draft(world)
    publisher = browser(world.publisher)
    page = publisher.get(f"/werk/{world.slug}/publiceren/").text
    assert "Maak 4 onderdelen openbaar" not in page
    assert page.count('<mark class="utrecht-mark">') == len(_held(world)) == 5
    refused = post(publisher, f"/werk/{world.slug}/publiceren/", page=page)
    assert refused.status_code == 409
    assert "Er is niets gepubliceerd" in refused.text
    world.moment.advance(days=1)
    assert browser().get(f"/consultaties/{world.slug}/").status_code == 404


def test_what_waits_for_a_second_person_is_told_apart(world: World) -> None:
    """Rule 40: of a text that is held one reads how much still asks for a decision, and how much for somebody else."""
    world.draft_consultation(rationale="Lindewede Begeleiding heeft nu een kostprijs van € 44,75 per uur.")
    for item in _held(world):
        if item.words == "€ 44,75":
            with world.database.transaction() as session:
                choice = Choice(Outcome.CLEAR, "Dit staat in het openbare besluit van 3 maart 2026.")
                decide(session, world.publisher, world.consultation(session), Verdict(item.key, choice))
    with world.database.reading() as session:
        _, reasons = pieces.consultation_piece(session, world.consultation(session))
    assert reasons[0].endswith(": 1 bevinding zonder besluit, 1 besluit wacht op een tweede persoon.")


def test_redacted_names_are_gone_everywhere(world: World, browser: Browser) -> None:
    """Rules 13, 37, 38: not in text, title, link, address or proof; a mark with its ground in their place."""
    _draft(world)
    publisher = browser(world.publisher)
    for _ in range(5):
        page = publisher.get(f"/werk/{world.slug}/publiceren/").text
        done = post(publisher, f"/werk/{world.slug}/publiceren/bevinding/", page=page, outcome="redact")
        assert done.status_code == 303
    world.until_visible(_release(world))
    seen = _everything(browser(), world.slug)
    assert not [name for name in ("elzenwaard", "lindewede") if name in seen.lower()]
    assert f"Verkenning met {MARK} over nachtzorg" in seen
    assert f"Beste {MARK}, dit vragen wij aan iedereen." in seen
    assert guard.redaction.OPEN not in browser().get(f"/consultaties/{world.slug}/").text
    assert 'href="https://www.zorg' not in seen


def test_a_name_that_stays_needs_a_reason(world: World, browser: Browser) -> None:
    """Rules 36, 40: ten characters at least, and a second person; what was typed stays; the reason is not published."""
    _draft(world)
    publisher, reason = browser(world.publisher), "De opdracht staat al in het register van contracten van 2026."
    page = publisher.get(f"/werk/{world.slug}/publiceren/").text
    short = post(publisher, f"/werk/{world.slug}/publiceren/bevinding/", page=page, outcome="clear", reason="mag wel")
    assert short.status_code == 400
    assert 'value="mag wel"' in short.text
    assert "Schrijf in ten minste 10 tekens waarom dit mag blijven staan." in short.text
    _decide_all(world, Outcome.CLEAR, reason)
    world.until_visible(_release(world))
    seen = _everything(browser(), world.slug)
    assert TITLE in seen
    assert "Brief aan Lindewede Begeleiding" in seen
    assert reason not in seen


def test_without_the_guard_the_name_would_be_public(world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a guard that finds nothing lets the name out, and the test above would see it."""
    monkeypatch.setattr(guard, "scan", lambda _text, _context: ())
    _draft(world)
    world.until_visible(_release(world))
    seen = _everything(browser(), world.slug).lower()
    assert [name for name in ("elzenwaard", "lindewede") if name in seen] == ["elzenwaard", "lindewede"]


def test_an_address_never_holds_a_name(world: World) -> None:
    """Rules 13, 37: no mark fits in an address, so the name is left out before anybody decided."""
    _draft(world)
    assert world.slug == "verkenning-met-over-nachtzorg"
    with world.database.reading() as session:
        slugs = [document.slug for document in queries.documents(session, world.consultation(session), world.moment.now)]
    assert slugs == ["brief-aan", "leidraad"]


def test_a_decision_counts_for_the_words_it_was_about(world: World) -> None:
    """Rule 36: who lets a name stand in one sentence did not let it stand in the sentence that came in its place."""
    _let_stand_and_rewrite(world)
    assert [(item.before, item.words) for item in _held(world)] == [("Gunning aan ", "Stichting Elzenwaard")]
    with pytest.raises(PublishBlocked):
        _release(world)


def test_a_decision_by_place_alone_would_count_for_other_words(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: decisions tied to a place instead of to words let the second sentence out."""

    def by_place(consultation: pieces.Consultation) -> list[Source]:
        return [Source(consultation.id, name, getattr(consultation, name), Channel.ANSWER) for name in pieces.CONSULTATION_TEXTS]

    monkeypatch.setattr(pieces, "consultation_sources", by_place)
    _let_stand_and_rewrite(world)
    assert _held(world) == ()


def _let_stand_and_rewrite(world: World) -> None:
    """The same name at the same place, first in an innocent title, then in one that says too much."""
    world.draft_consultation(title="Gesprek met Stichting Elzenwaard")
    _decide_all(world, Outcome.CLEAR, "Dit gesprek was openbaar in mei 2026.")
    assert _held(world) == ()
    with world.database.transaction() as session:
        consultation = world.consultation(session)
        draft = replace(DRAFT, title="Gunning aan Stichting Elzenwaard")
        service.edit(session, world.lead, consultation, draft, queries.fingerprint(consultation))


@pytest.mark.parametrize("key", ["", "onzin", f"{uuid.UUID(int=1)}/title/0/5", "x/title/0/5"])
def test_a_finding_that_is_not_open_is_not_decided(world: World, key: str) -> None:
    """A made-up place, or a second click: the page says to look again."""
    _draft(world)
    with pytest.raises(TooLate), world.database.transaction() as session:
        decide(session, world.publisher, world.consultation(session), Verdict(key, Choice(Outcome.REDACT)))


def test_a_decided_finding_stays_decided(world: World, browser: Browser) -> None:
    """Two colleagues, one finding: the first decision stands, the second hears so."""
    _draft(world)
    publisher = browser(world.publisher)
    page = publisher.get(f"/werk/{world.slug}/publiceren/").text
    answers = [
        post(publisher, f"/werk/{world.slug}/publiceren/bevinding/", page=page, outcome=outcome, reason="Dit mag blijven staan.")
        for outcome in ("redact", "clear")
    ]
    assert [answer.status_code for answer in answers] == [303, 409]
    assert len(_held(world)) == 4


@pytest.mark.parametrize("outcome", ["", "onzin", "withhold", "refuse", "generalise"])
def test_other_outcomes_do_not_exist_here(world: World, browser: Browser, outcome: str) -> None:
    """A made-up outcome is a fault in the form, not in the house."""
    _draft(world)
    page = browser(world.publisher).get(f"/werk/{world.slug}/publiceren/").text
    answer = post(browser(world.publisher), f"/werk/{world.slug}/publiceren/bevinding/", page=page, outcome=outcome)
    assert answer.status_code == 400
    assert len(_held(world)) == 5


def test_only_the_publisher_decides(world: World) -> None:
    """Rule 58: who wrote the text does not decide what of it may leave."""
    _draft(world)
    key = _held(world)[0].key
    for actor in (world.lead, world.expert, world.auditor, world.provider):
        with pytest.raises(NotAllowed), world.database.transaction() as session:
            decide(session, actor, world.consultation(session), Verdict(key, Choice(Outcome.REDACT)))


def test_a_version_that_waits_for_its_answer_can_be_decided(world: World, browser: Browser) -> None:
    """Rule 21: its note stays blocked until somebody decides, and the place to decide is there."""
    world.open_consultation()
    reference = world.ask(world.provider, "Mag een vast team van twee begeleiders ook?")
    world.answer(reference, changes=world.new_version("Een vast team mag, zoals Elzenwaard het doet."))
    number = world.compose()
    with pytest.raises(PublishBlocked):
        world.schedule(number)
    page = browser(world.publisher).get(f"/werk/{world.slug}/publiceren/").text
    assert "Alles is al openbaar." in page
    assert '<mark class="utrecht-mark">Elzenwaard</mark>' in page
    _decide_all(world, Outcome.REDACT)
    world.until_visible(world.schedule(number))
    assert MARK in browser().get(f"/consultaties/{world.slug}/documenten/leidraad/1.1/").text


def _release(world: World) -> release.Release:
    with world.database.transaction() as session:
        return release.release(session, world.publisher, world.consultation(session))
