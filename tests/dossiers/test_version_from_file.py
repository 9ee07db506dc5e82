"""A document version from a file: its text in the form, the rest counted, the file in the vault and nowhere else (R3, R15)."""

from __future__ import annotations

import io
import json
import logging
import uuid
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from consultation.dossiers import service
from consultation.dossiers.models import DocumentVersion
from consultation.dossiers.rules import VersionDraft
from consultation.errors import NotFound
from consultation.questions.release import service as release
from consultation.record.models import LedgerLeaf
from consultation.vault.models import VaultObject
from tests.forms import post
from tests.noninterference.observing import crawl
from tests.questions.asking.asking_flow import dump
from tests.questions.importing.spreadsheet.files import book
from tests.uploads.odf_files import odf
from tests.uploads.odf_files import p as odf_p
from tests.uploads.pdf_files import pdf, text
from tests.uploads.words_files import core, docx, p, run
from tests.world import World

Browser = Callable[..., FlaskClient]
CANARIES = ("GEHEIMWOORD", "Kanarie Jansen", "OPMERKINGSKANARIE", "leidraadkanarie")
NAME = f"{CANARIES[3]}.docx"
FILE = docx(
    p("Leidraad begeleiding", properties='<w:outlineLvl w:val="0"/>')
    + p("Wij vragen hulp voor inwoners die thuis wonen.", run(f" {CANARIES[0]}", "<w:vanish/>"))
    + p("1. Dit is geen lijst, *dit* is niet schuin."),
    properties=core(creator=CANARIES[1]),
    comments=f"<w:comment>{p(CANARIES[2])}</w:comment>",
)
WORDS = "Wij vragen hulp voor inwoners die thuis wonen."


def choose(client: FlaskClient, world: World, data: bytes = FILE, name: str = NAME, document: str = "") -> TestResponse:
    """Choose a file and press the button."""
    at = f"/werk/{world.slug}/documenten/bestand/" + (f"?document={document}" if document else "")
    return post(client, at, file=(io.BytesIO(data), name))


def save(client: FlaskClient, world: World, page: str, document: str = "", **changes: str) -> TestResponse:
    """Press "Bewaar deze versie" on the page with the text."""
    at = f"/werk/{world.slug}/documenten/nieuw/" + (f"?document={document}" if document else "")
    return post(client, at, page=page, **changes)


def entries(world: World) -> list[dict[str, object]]:
    """Return what the record says of files and versions."""
    with world.database.reading() as session:
        found = session.scalars(select(LedgerLeaf.entry).order_by(LedgerLeaf.position))
        return [entry for text in found if (entry := json.loads(text))["kind"] in {"file.kept", "document_version.from_file"}]


def versions(world: World) -> list[DocumentVersion]:
    """Return every version, oldest first."""
    with world.database.reading() as session:
        return list(session.scalars(select(DocumentVersion).order_by(DocumentVersion.created_at)))


def test_the_text_of_a_file_becomes_an_ordinary_version(world: World, browser: Browser) -> None:
    world.draft_consultation()
    client = browser(world.lead)
    page = client.get(choose(client, world).location).text
    assert 'value="Leidraad begeleiding"' in page, "the first heading is proposed as the title"
    assert WORDS in page and "1\\. Dit is geen lijst, \\*dit\\* is niet schuin." in page
    assert "1 opmerking" in page and "de naam van de maker" in page and "1 stuk verborgen tekst" in page
    assert not [canary for canary in CANARIES if canary in page]
    assert len(versions(world)) == 1, "nothing is saved by looking"
    assert save(client, world, page).status_code == 303
    assert WORDS in versions(world)[1].body
    assert "Leidraad begeleiding" in client.get(f"/werk/{world.slug}/documenten/").text


def test_the_text_can_be_changed_and_looked_at_first(world: World, browser: Browser) -> None:
    """The report stays beside the text, also after a refusal."""
    world.draft_consultation()
    client = browser(world.lead)
    page = client.get(choose(client, world).location).text
    shown = save(client, world, page, bekijk="1")
    assert shown.status_code == 200 and "Zo leest iedereen het" in shown.text and "1 opmerking" in shown.text
    refused = save(client, world, shown.text, number="een")
    assert refused.status_code == 400 and "1 opmerking" in refused.text
    assert save(client, world, refused.text, number="1.0", body="Een heel andere tekst dan in het bestand.").status_code == 303
    assert versions(world)[1].body == "Een heel andere tekst dan in het bestand."


def test_a_next_version_of_a_document(world: World, browser: Browser) -> None:
    """Rule 7."""
    world.draft_consultation()
    client = browser(world.lead)
    answer = choose(client, world, document="leidraad")
    assert answer.location.endswith("?document=leidraad")
    page = client.get(answer.location).text
    assert 'value="1.1"' in page
    assert save(client, world, page, "leidraad", change_reason="Nu uit het bestand overgenomen.").status_code == 303
    assert [version.number for version in versions(world)] == ["1.0", "1.1"]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (odf("odt", odf_p(WORDS)), "a.odt"), (pdf(text(WORDS)), "a.pdf"), (book([[WORDS]]), "a.xlsx"),
        (docx(p(WORDS)), "../../a.DOCX"),
    ],
)  # fmt: skip
def test_every_kind_of_file(world: World, browser: Browser, data: bytes, name: str) -> None:
    world.draft_consultation()
    client = browser(world.lead)
    page = client.get(choose(client, world, data, name).location).text
    assert (WORDS in page and "niets dat een lezer niet ziet" in page) or "gaat niet mee" in page


def test_the_record_knows_file_and_version_and_tells_nothing_of_them(world: World, browser: Browser) -> None:
    """R3, R10."""
    world.draft_consultation()
    client = browser(world.lead)
    save(client, world, client.get(choose(client, world).location).text)
    kept, made = entries(world)
    assert made["subject"] == str(versions(world)[1].id) and made["facts"] == {"upload": kept["subject"]}
    with world.database.reading() as session:
        kinds = session.scalars(select(VaultObject.kind).where(VaultObject.subject == uuid.UUID(str(kept["subject"])))).all()
    assert sorted(kinds) == ["file", "upload"]
    assert not [canary for canary in CANARIES if canary in repr(dump(world.database))]


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "", "Kies een bestand."), (b"", "a.docx", "Dit bestand is leeg."), (FILE, "a.pdf", "eindigt op .docx"),
        (FILE[:500], "a.docx", "Dit bestand is beschadigd."), (docx(p("BSN 123456782")), "a.docx", "op een BSN lijkt"),
        (docx(p("x"), comments=f"<w:comment>{p('BSN 123456782')}</w:comment>"), "a.docx", "niet meteen ziet"),
        (pdf("q 600 0 0 800 0 0 cm Q"), "scan.pdf", "Is het een scan of een foto?"),
    ],
)  # fmt: skip
def test_a_refusal_says_what_to_do_and_keeps_nothing(world: World, browser: Browser, data: bytes, name: str, words: str) -> None:
    world.draft_consultation()
    answer = choose(browser(world.lead), world, data, name)
    assert answer.status_code == 400 and words in answer.text and answer.text.count("fout") > 1
    assert entries(world) == [] and "123456782" not in answer.text + repr(dump(world.database))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a.pdf", "The name of this file ends in .pdf, but the content is docx."),
        ("a.<b>%(x)s", "ends in .&lt;b&gt;%(x)s, but"),
        ("a", "The name of this file does not say what it is."),
    ],
)
def test_a_refusal_in_english_with_what_fills_it(world: World, browser: Browser, name: str, words: str) -> None:
    world.draft_consultation()
    client = browser(world.lead)
    client.set_cookie("taal", "en")
    assert words in choose(client, world, FILE, name).text


def test_who_may_not_edit_does_not_upload(world: World, browser: Browser) -> None:
    """Rule 58, R13: and a text of a file is not read by others."""
    world.draft_consultation()
    address = choose(browser(world.lead), world).location
    elsewhere = world.other_municipality()[0]
    for actor in (world.expert, world.publisher, world.auditor, world.provider, elsewhere):
        assert browser(actor).get(address).status_code == 404
        assert browser(actor).post(f"/werk/{world.slug}/documenten/bestand/").status_code in {400, 404}


def test_a_file_of_another_consultation_is_no_source(world: World, browser: Browser) -> None:
    world.draft_consultation()
    client = browser(world.lead)
    upload_id = choose(client, world).location.split("/")[-2]
    world.draft_consultation(title="Vervoer naar dagactiviteiten")
    assert client.get(f"/werk/{world.slug}/documenten/bestand/{upload_id}/").status_code == 404
    draft = VersionDraft("Bijlage", "1.0", "Een tekst die lang genoeg is.", source=uuid.UUID(upload_id))
    with pytest.raises(NotFound), world.database.transaction() as session:
        service.add_version(session, world.lead, world.consultation(session), draft)


def test_who_chooses_many_files_is_slowed_down(world: World, browser: Browser) -> None:
    """R15."""
    world.draft_consultation()
    client = browser(world.lead)
    answers = [choose(client, world, b"x", "a.docx") for _ in range(7)]
    assert [answer.status_code for answer in answers] == [400] * 6 + [429]
    assert "Wacht een minuut" in answers[-1].text


@pytest.mark.slow
def test_others_get_the_text_and_nothing_of_the_file(
    app: Flask, world: World, browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    """R3, rule 37: it passes review and publication as any other version."""
    caplog.set_level(logging.DEBUG)
    world.open_consultation()
    assert _leaks(app, world, browser, caplog) == []
    assert WORDS in app.test_client().get(f"/consultaties/{world.slug}/documenten/leidraad-begeleiding/1.0/").text


@pytest.mark.slow
def test_twin_a_text_with_all_words_of_the_file_is_found_out(
    app: Flask, world: World, browser: Browser, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: when hidden words go along, the sweep says where."""
    monkeypatch.setattr(
        "consultation.uploads.extract.Extract.markdown", property(lambda found: f"{found.plain}\n\n{found.unseen}".strip())
    )
    world.open_consultation()
    assert any("documenten" in place for place in _leaks(app, world, browser, caplog))


def _leaks(app: Flask, world: World, browser: Browser, caplog: pytest.LogCaptureFixture) -> list[str]:
    """Publish a version from the file; name each canary with the place where others can read it."""
    client = browser(world.lead)
    assert save(client, world, client.get(choose(client, world).location).text).status_code == 303
    with world.database.transaction() as session:
        made = release.release(session, world.publisher, world.consultation(session))
    world.until_visible(made)
    seen = crawl(browser(world.rival), ("/consultaties/", "/mijn/")) | {"log": caplog.text.encode()}
    seen |= {f"public {path}": body for path, body in crawl(app.test_client(), ("/consultaties/",)).items()}
    return [f"{canary} at {path}" for path, body in seen.items() for canary in CANARIES if canary.encode() in body]
