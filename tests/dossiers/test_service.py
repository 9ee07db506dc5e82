"""Writing the consultation file through the service."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.accounts.actor import PUBLIC
from consultation.dossiers import queries, rules, service
from consultation.dossiers.models import Consultation, Document, DocumentVersion
from consultation.dossiers.rules import Openness, VersionDraft
from consultation.errors import Conflict, InvalidInput, NotAllowed, TooLate
from consultation.questions.release import service as release
from tests.dossiers.test_rules import DRAFT
from tests.world import BODY, World

BSN = "111222333"  # passes the eleven-test


def _create(world: World, title: str) -> str:
    with world.database.transaction() as session:
        return service.create(session, world.lead, replace(DRAFT, title=title)).slug


def _version(world: World, **changes: str) -> DocumentVersion:
    """Add a version; the next one of the first document unless a title says that it is a new one."""
    with world.database.transaction() as session:
        document = None if "title" in changes else session.scalars(select(Document.id)).first()
        draft = replace(VersionDraft("", "1.1", BODY, "Een zin in paragraaf 2 is duidelijker."), **changes)
        return service.add_version(session, world.lead, world.consultation(session), draft, document)


def test_only_the_process_lead_starts_a_consultation(world: World) -> None:
    """The service asks, whatever door the request came through."""
    for actor in (world.expert, world.publisher, world.auditor, world.provider, PUBLIC):
        with pytest.raises(NotAllowed), world.database.transaction() as session:
            service.create(session, actor, DRAFT)


def test_closed_without_grounds_is_refused(world: World) -> None:
    """Rule 6, in the service: an import or a script gets the same answer as the form."""
    with pytest.raises(InvalidInput) as refusal, world.database.transaction() as session:
        service.create(session, world.lead, replace(DRAFT, openness=Openness.CLOSED))
    assert list(refusal.value.fields) == ["selection_grounds"]


def test_without_the_rule_it_would_pass(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin of rule 6."""
    monkeypatch.setattr(rules, "faults", lambda _draft: {})
    with world.database.transaction() as session:
        assert service.create(session, world.lead, replace(DRAFT, openness=Openness.CLOSED)).selection_grounds == ""


def test_equal_and_unicode_titles_get_their_own_address(world: World) -> None:
    """An address is found for every title, and never one that is in use."""
    assert [_create(world, "Zorg thuis") for _ in range(3)] == ["zorg-thuis", "zorg-thuis-2", "zorg-thuis-3"]
    assert _create(world, "Zórg thúis!") == "zorg-thuis-4"
    assert [_create(world, "日本語のケア"), _create(world, "Другое слово")] == ["stuk", "stuk-2"]


def test_another_municipality_has_its_own_addresses(world: World) -> None:
    """A slug is taken within one house only."""
    lead = world.other_municipality()[0]
    assert _create(world, "Zorg thuis") == "zorg-thuis"
    with world.database.transaction() as session:
        assert service.create(session, lead, replace(DRAFT, title="Zorg thuis")).slug == "zorg-thuis"


def test_no_address_hides_a_page(app: Flask, world: World) -> None:
    """A consultation called "Nieuw" would stand where the form for a new one stands."""
    heads = {rule.rule.split("/<slug>/")[0] for rule in app.url_map.iter_rules() if "/<slug>/" in rule.rule}
    beside = {
        rule.rule.removeprefix(head).split("/")[1]
        for rule in app.url_map.iter_rules()
        for head in heads
        if rule.rule.startswith(f"{head}/")
    }
    assert {name for name in beside if name and not name.startswith("<")} <= rules.RESERVED
    assert _create(world, "Nieuw") == "nieuw-2"


@pytest.mark.parametrize("field", ["title", "rationale", "contact_role", "selection_grounds"])
def test_a_citizen_service_number_is_stopped_at_the_door(world: World, field: str) -> None:
    """Rule 41: in any field of a consultation; nothing of it is stored."""
    text = f"Wij willen weten of het plan voor cliënt {BSN} uitvoerbaar is in onze gemeente."
    with pytest.raises(InvalidInput) as refusal, world.database.transaction() as session:
        service.create(session, world.lead, replace(DRAFT, **{field: text}))
    assert list(refusal.value.fields) == [field]
    assert BSN not in str(refusal.value)


@pytest.mark.parametrize("field", ["title", "body", "change_reason"])
def test_a_document_holds_no_citizen_service_number(world: World, field: str) -> None:
    """Rule 41, in documents."""
    world.draft_consultation()
    with pytest.raises(InvalidInput) as refusal:
        _version(world, **{field: f"Het bsn van de cliënt is {BSN}, zoals afgesproken."})
    assert list(refusal.value.fields) == [field]


def test_the_first_who_saves_is_not_overwritten(world: World) -> None:
    """Message 13: a save that did not see the last one is a conflict, and changes nothing."""
    world.draft_consultation()
    with world.database.reading() as session:
        seen = queries.fingerprint(world.consultation(session))
    _edit(world, "Titel van de eerste", seen)
    with pytest.raises(Conflict):
        _edit(world, "Titel van de tweede", seen)
    with world.database.reading() as session:
        assert world.consultation(session).title == "Titel van de eerste"


def test_without_the_check_the_first_would_be_overwritten(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin of the conflict."""
    world.draft_consultation()
    monkeypatch.setattr(queries, "fingerprint", lambda _consultation: "altijd hetzelfde")
    _edit(world, "Titel van de eerste", "altijd hetzelfde")
    _edit(world, "Titel van de tweede", "altijd hetzelfde")
    with world.database.reading() as session:
        assert world.consultation(session).title == "Titel van de tweede"


def test_what_is_public_is_not_edited(world: World) -> None:
    """Rule 7: from the moment it is scheduled a consultation is changed by a new version only."""
    world.draft_consultation()
    with world.database.transaction() as session:
        release.release(session, world.publisher, world.consultation(session))
    with world.database.reading() as session:
        seen = queries.fingerprint(world.consultation(session))
    with pytest.raises(TooLate):
        _edit(world, "Een andere titel", seen)


def test_a_change_is_a_new_version_and_the_old_one_stays(world: World, browser: Callable[..., FlaskClient]) -> None:
    """Rule 7: a higher number, a reason, and both stay readable, the old one with the words it had."""
    world.open_consultation()
    address = f"/consultaties/{world.slug}/documenten/leidraad"
    first = browser().get(f"{address}/1.0/").text
    _version(world, body="Een heel andere tekst, die alles anders zegt.")
    with world.database.transaction() as session:
        made = release.release(session, world.publisher, world.consultation(session))
    assert browser().get(f"{address}/1.1/").status_code == 404
    world.until_visible(made)
    old, new = (browser().get(f"{address}/{number}/").text for number in ("1.0", "1.1"))
    assert all("hoe u kunt meedenken" in text for text in (first, old))
    assert "Een heel andere tekst" in new
    assert "Een zin in paragraaf 2 is duidelijker." in new
    assert "Een heel andere tekst" not in old
    assert "leidraad/1.0/" in new


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("number", "1.0"), ("number", "0.9"), ("number", "1.01x"), ("number", "een"),
        ("change_reason", "kort"), ("change_reason", " " * 40), ("body", "te kort"), ("body", "\u200b\x00" * 5),
        ("body", "Lees [dit](javascript:alert(1)) eens rustig door."),
    ],
)  # fmt: skip
def test_a_version_that_is_not_whole_is_refused(world: World, field: str, value: str) -> None:
    """Rule 7: with the fault at the field; nothing is added."""
    world.draft_consultation()
    with pytest.raises(InvalidInput) as refusal:
        _version(world, **{field: value})
    assert list(refusal.value.fields) == [field]
    with world.database.reading() as session:
        assert len(session.scalars(select(DocumentVersion.id)).all()) == 1


def test_the_newest_version_is_first_by_number(world: World) -> None:
    """1.10 is newer than 1.9, also when both were added in the same second."""
    world.draft_consultation()
    for number in ("1.2", "1.9", "1.10"):
        _version(world, number=number)
    with world.database.reading() as session:
        found = queries.documents(session, world.consultation(session), world.moment.now)[0]
    assert [version.number for version in found.versions] == ["1.10", "1.9", "1.2", "1.0"]
    assert found.next_number == "1.11"


def test_documents_with_the_same_address_or_the_same_title(world: World) -> None:
    """A title that differs gets its own address; the same title is a next version."""
    world.draft_consultation()
    _version(world, title="Leidraad!", number="1.0", change_reason="")
    _version(world, title="数字四", number="1.0", change_reason="")
    _version(world, title="文字五", number="1.0", change_reason="")
    with world.database.reading() as session:
        assert sorted(session.scalars(select(Document.slug))) == ["leidraad", "leidraad-2", "stuk", "stuk-2"]
    for title in ("Leidraad", "LEIDRAAD ", " leid\u202draad"):
        with pytest.raises(InvalidInput, match="Er is al een document met deze titel"):
            _version(world, title=title)


def test_a_version_of_somebody_elses_document_is_refused(world: World) -> None:
    """A document id from elsewhere does not count."""
    world.draft_consultation()
    draft = VersionDraft("", "2.0", BODY, "Een reden om dit te doen.")
    with pytest.raises(InvalidInput) as refusal, world.database.transaction() as session:
        service.add_version(session, world.lead, world.consultation(session), draft, uuid.uuid4())
    assert list(refusal.value.fields) == ["document"]


def _edit(world: World, title: str, seen: str) -> None:
    with world.database.transaction() as session:
        consultation = world.consultation(session)
        service.edit(session, world.lead, consultation, replace(_draft_of(session, consultation), title=title), seen)


def _draft_of(_session: Session, consultation: Consultation) -> rules.ConsultationDraft:
    return replace(DRAFT, rationale=consultation.rationale)
