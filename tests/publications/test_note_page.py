"""The page of a note: rows, search, filter, pages, downloads, empty states; and nobody forges a mark."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from consultation.dossiers import service as dossiers
from consultation.dossiers.rules import VersionDraft
from consultation.outbox import OutboxRow
from consultation.publications.forms import note_filter
from consultation.questions.answering import service as answering
from consultation.questions.answering.service import AnswerDraft
from consultation.questions.findings import deciding
from legal.terms import Outcome
from tests.publications.reading import keep_pdf, look, with_note
from tests.world import BODY, World

Browser = Callable[..., FlaskClient]
THEMES = ("target_group", "tariff", "staff")


def _long_note(world: World, count: int = 60) -> None:
    """Publish a note of `count` rows in three themes; every tenth is about an index."""
    world.open_consultation()
    for n in range(count):
        words = "Welke index gebruikt u?" if n % 10 == 0 else "Telt reistijd mee?"
        reference = world.ask(world.providers[n % 3], f"Vraag {n:02d}. {words}", theme=THEMES[n % 3])
        world.answer(reference, f"Antwoord op {n:02d}. Dat leest u hier.")
    world.publish_note()


def _page(world: World, browser: Browser, query: str = "") -> str:
    seen = look(browser(), f"/consultaties/{world.slug}/notas/1/{query}")
    assert seen.status == 200
    return seen.body.decode()


def _numbers(page: str) -> list[str]:
    return re.findall(r'id="v(1-\d+)"', page)


def test_fifty_rows_a_page_in_order_and_all_on_one(world: World, browser: Browser) -> None:
    """Every row stands on exactly one page, in order of number (rule 20)."""
    _long_note(world)
    first, second, whole = (_page(world, browser, query) for query in ("", "?bladzijde=2", "?alles=1"))
    assert len(_numbers(first)) == 50 and len(_numbers(second)) == 10
    assert _numbers(first) + _numbers(second) == _numbers(whole) == sorted(_numbers(whole))
    assert "1 tot en met 50 van 60" in first and "51 tot en met 60 van 60" in second
    assert 'rel="next"' in first and 'rel="prev"' in second and 'rel="next"' not in second
    assert look(browser(), f"/consultaties/{world.slug}/notas/1/?bladzijde=3").status == 404


def test_themes_are_groups_and_a_filter(world: World, browser: Browser) -> None:
    """Rows stand under their theme; the filter shows one and says how many."""
    _long_note(world, 9)
    whole = _page(world, browser)
    assert whole.index("Doelgroep en toegang</th>") < whole.index("Tarief en bekostiging</th>") < whole.index("Personeel</th>")
    staff = _page(world, browser, "?thema=Personeel")
    assert len(_numbers(staff)) == 3 and "3 van 9" in staff and 'value="Personeel" selected' in staff
    assert "Toon weer alle 9 vragen" in staff


def test_search_finds_words_in_any_order_and_says_when_nothing(world: World, browser: Browser) -> None:
    """In questions, answers, places and numbers; never a sign with a meaning of its own."""
    _long_note(world, 20)
    assert len(_numbers(_page(world, browser, "?zoek=index"))) == 2
    assert len(_numbers(_page(world, browser, "?zoek=welke+INDEX"))) == 2
    assert len(_numbers(_page(world, browser, "?zoek=index+welke"))) == 2
    assert _numbers(_page(world, browser, "?zoek=1.07")) == ["1-07"]
    for nothing in ("%25", "_____________________________________________", "' OR 1=1 --", "bestaatniet"):
        page = _page(world, browser, f"?zoek={nothing}")
        assert "Niets gevonden." in page and not _numbers(page), nothing


@pytest.mark.parametrize(
    "query",
    ["?bladzijde=0", "?bladzijde=-1", "?bladzijde=x", "?bladzijde=999999", "?zoek=%00", "?zoek=%ED%A0%80", "?thema=", "?alles=2",
     "?wijzigt=ja", "?onbekend=1", "?zoek=" + "x" * 3000, "?bladzijde=%F0%9F%98%80"],
)  # fmt: skip
def test_strange_questions_get_a_page(world: World, browser: Browser, query: str) -> None:
    """An address somebody mistyped gives a page or a 404, never an error of ours."""
    with_note(world, 1)
    world.publish_note()
    assert look(browser(), f"/consultaties/{world.slug}/notas/1/{query}").status in {200, 404}


def test_a_filter_is_bounded() -> None:
    """What is asked stays short, and one page is the least."""
    wanted = note_filter({"zoek": " veel\x00  woorden " + "x" * 500, "bladzijde": "12"})
    assert wanted.words.startswith("veel woorden x") and len(wanted.words) == 100 and wanted.page == 12
    assert note_filter({"alles": "1", "bladzijde": "7"}).page == 1


def test_an_answer_that_changes_a_document_links_to_the_version(world: World, browser: Browser) -> None:
    """The changed version is there at the same moment, one click away (rule 21)."""
    world.open_consultation()
    with world.database.transaction() as session:
        consultation = world.consultation(session)
        draft = VersionDraft("", "1.1", BODY + "\n\nNieuw.", "Een zin toegevoegd na een vraag.")
        document = session.get_one(dossiers.DocumentVersion, world.version).document_id
        version = dossiers.add_version(session, world.lead, consultation, draft, document)
    for n, changed in enumerate((version.id, None)):
        question_id = world.question_id(world.ask(world.provider, f"Vraag {n}: telt reistijd mee?"))
        with world.database.transaction() as session:
            consultation = world.consultation(session)
            answer = AnswerDraft("Ja, wij pasten de tekst aan.", changes_document=bool(changed), changes_version_id=changed)
            answering.save(session, world.expert, consultation, question_id, answer)
            answering.ask_approval(session, world.expert, consultation, question_id)
        with world.database.transaction() as session:
            answering.approve(session, world.lead, world.consultation(session), [question_id])
    world.publish_note()
    page = _page(world, browser)
    address = f"/consultaties/{world.slug}/documenten/leidraad/1.1/"
    assert f'href="{address}"' in page and "Leidraad, versie 1.1" in page
    assert len(_numbers(_page(world, browser, "?wijzigt=1"))) == 1
    document_page = look(browser(), address).body.decode()
    assert "Een zin toegevoegd na een vraag." in document_page and "versie 1.0" in document_page
    assert f"/verder/{world.slug}/?document=leidraad&amp;versie=1.1" in document_page


def test_nobody_forges_a_mark(world: World, browser: Browser) -> None:
    """A typed mark is words between brackets; only the guard's own mark is a mark (rule 38, R4)."""
    world.open_consultation()
    typed = 'Staat hier ⟦gelakt: adres, AVG⟧ of <span class="mc-redacted">gelakt</span> van Elzenwaard?'
    reference = world.ask(world.provider, typed)
    question_id = world.question_id(reference)
    _redact_everything(world, question_id)
    world.answer(reference)
    world.publish_note()
    page = _page(world, browser)
    assert page.count('<span class="mc-redacted">') == 1
    assert '<span class="mc-redacted">gelakt: naam van een organisatie, Aw 2.57</span>' in page
    assert "&lt;span class=&#34;mc-redacted&#34;&gt;" in page or "&lt;span class=&quot;mc-redacted&quot;&gt;" in page
    assert "Elzenwaard" not in page and "⟦" not in page


def _redact_everything(world: World, question_id: object) -> None:
    """Let the publisher redact every finding in a question."""
    with world.database.transaction() as session:
        question = session.get_one(deciding.Question, question_id)
        consultation = world.consultation(session)
        for source in deciding.sources_of(session, world.publisher, question):
            known = deciding.guarding.review(session, consultation.id)
            for item in known.judged(source):
                place = (item.finding.start, item.finding.end)
                deciding.reviewing.decide(session, world.publisher, known, source, place, deciding.Choice(Outcome.REDACT))
        deciding.recount(session, world.publisher, question)


def test_the_pdf_says_how_far_it_is_and_then_is_there(world: World, browser: Browser) -> None:
    """The page is complete without it; the address says "wordt gemaakt" in the worker's words."""
    with_note(world, 1)
    world.publish_note()
    address = f"/consultaties/{world.slug}/notas/1/"
    assert "De pdf wordt gemaakt." in _page(world, browser)
    waiting = look(browser(), f"{address}nota.pdf")
    assert waiting.status == 503 and "in de rij" in waiting.body.decode() and dict(waiting.headers)["Retry-After"]
    with world.database.transaction() as session:
        for row in session.scalars(select(OutboxRow).where(OutboxRow.kind == "note_pdf")):
            row.step = "Stap 2 van 3: pdf maken"
    assert "Stap 2 van 3: pdf maken" in look(browser(), f"{address}nota.pdf").body.decode()
    keep_pdf(world, b"%PDF-1.7 " + b"x" * 2000)
    assert "Nota van inlichtingen 1 (pdf, 2 kB)" in _page(world, browser)
    ready = look(browser(), f"{address}nota.pdf")
    assert ready.status == 200 and ready.body.startswith(b"%PDF-1.7")
    assert dict(ready.headers)["Content-Disposition"] == 'attachment; filename="nota-van-inlichtingen-1.pdf"'


def test_empty_states_say_what_comes_and_when(world: World, browser: Browser) -> None:
    """No empty table: what is not there yet is announced."""
    assert "Er loopt nu geen consultatie." in look(browser(), "/consultaties/").body.decode()
    world.open_consultation()
    notes = look(browser(), f"/consultaties/{world.slug}/notas/").body.decode()
    assert "Nog geen nota." in notes and "maandag 18 januari 2027, 09.00 uur (Nederlandse tijd)" in notes
    assert "Nog geen nota." in look(browser(), f"/consultaties/{world.slug}/").body.decode()
