"""The English catalogue is whole: every Dutch text has its English, and an English page holds no Dutch of ours."""

from __future__ import annotations

import copy
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from consultation.accounts.actor import Actor
from consultation.application import create_app
from consultation.config import Config
from consultation.db import Database
from consultation.questions.notes.rows import PRECEDENCE
from consultation.web import language
from frontdoor import translations
from frontdoor.places import ROOT, TRANSLATIONS
from tests.web.reading_english import HOLE, crawl, dutch, forms, searches, words
from tests.world import BODY, RATIONALE, World

pytestmark = pytest.mark.slow  # real processes, mail or PDFs: not in ./test --fast

SOURCE = TRANSLATIONS / "en" / "LC_MESSAGES" / "messages.po"
SPECIAL = '<>&"'  # Jinja takes a translation for safe HTML: it holds no more of these than its source
# Published by somebody, in Dutch: it stays as it was written, and a mark in a text is what everybody will read (38).
WRITTEN = ("Nota van inlichtingen 1", PRECEDENCE, RATIONALE, BODY, "gelakt: telefoonnummer", "gelakt: bedrijfsgegeven")
SAYING = "Hoe het werkt"  # stands in the head or foot of every page

Speaking = Callable[[Catalog], Flask]


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    """Return the English catalogue as it is in the repository."""
    with SOURCE.open("rb") as file:
        return read_po(file, locale="en")


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Return every Dutch source text as the code has it now."""
    target = tmp_path_factory.mktemp("pot") / "messages.pot"
    command = [sys.executable, "-m", "babel.messages.frontend", *translations.extraction(target)]
    done = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False)
    assert target.exists(), done.stderr
    with target.open("rb") as file:
        return read_po(file)


def test_every_text_in_the_code_is_in_the_catalogue_and_no_other(catalogue: Catalog, extracted: Catalog) -> None:
    """Nothing missing, nothing obsolete. Red? `.venv/bin/python -m frontdoor.translations refresh`, then translate."""
    assert len(extracted) > 1000
    assert _unlike(extracted, catalogue) == ([], [])
    assert list(catalogue.obsolete) == []


def test_a_missing_and_an_old_text_are_found(catalogue: Catalog, extracted: Catalog) -> None:
    """Sabotage twin."""
    changed = copy.deepcopy(catalogue)
    changed.delete(SAYING)
    changed.add("Deze tekst staat nergens.", "This text is nowhere.")
    assert _unlike(extracted, changed) == ([SAYING], ["Deze tekst staat nergens."])


def test_every_translation_is_whole(catalogue: Catalog) -> None:
    """Not empty, not a guess, with the placeholders and the outer spaces of its source, and no new HTML."""
    assert [(fault, message.id) for message in catalogue if message.id for fault in _faults(message)] == []
    assert catalogue.num_plurals == 2


@pytest.mark.parametrize(
    ("message", "fault"),
    [
        (Message("Fout", ""), "empty"),
        (Message(("%(num)s fout", "%(num)s fouten"), ("%(num)s error", "")), "empty"),
        (Message("Fout", "Error", flags=["fuzzy"]), "fuzzy"),
        (Message("Om %(time)s", "At %(hour)s"), "placeholders"),
        (Message("Om %(time)s", "At noon"), "placeholders"),
        (Message("Om %(time)s", "At %(time)d"), "placeholders"),
        (Message("Gelijk", "100% equal"), "percent"),
        (Message("Fout: ", "Error:"), "outer spaces"),
        (Message("Fout", "<b>Error</b>"), "html"),
        (Message("Een label", 'A "label"'), "html"),
        (Message("Zorg en hulp", "Care & help"), "html"),
    ],
)
def test_a_translation_with_a_fault_is_found(message: Message, fault: str) -> None:
    """Sabotage twin."""
    assert fault in list(_faults(message))


def test_the_application_reads_what_set_up_compiles(app: Flask) -> None:
    """The real files: made by `./run --prepare`, found by the application."""
    assert app.extensions["babel"].translation_directories == [str(TRANSLATIONS)]
    assert SOURCE.with_suffix(".mo").is_file(), "no compiled translations: run ./run --prepare"
    client = app.test_client()
    client.set_cookie("taal", "en")
    page = client.get("/hoe-het-werkt/").text
    assert '<html lang="en"' in page
    assert "How it works" in words(page)
    assert "Hoe het werkt" in words(app.test_client().get("/hoe-het-werkt/").text)


def test_a_text_in_a_variable_stays_text(app: Flask, world: World) -> None:
    """`translate` in a template: what somebody typed is escaped, and its % is no placeholder."""
    with app.test_request_context(headers={"Cookie": "taal=en"}):
        shown = render_template_string("{{ translate(one) }}|{{ translate(other) }}", one="100% <b>thuis</b>", other=SAYING)
    assert shown == "100% &lt;b&gt;thuis&lt;/b&gt;|How it works"


@pytest.fixture
def speaking(config: Config, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Speaking:
    """Return a maker of the application with a catalogue of one's own."""

    def make(catalogue: Catalog) -> Flask:
        folder = tmp_path / "translations" / "en" / "LC_MESSAGES"
        folder.mkdir(parents=True)
        with (folder / "messages.mo").open("wb") as file:
            write_mo(file, catalogue)
        monkeypatch.setattr(language, "TRANSLATIONS", str(tmp_path / "translations"))
        made = create_app(config, database)
        made.testing = True
        return made

    return make


def test_an_english_page_holds_no_dutch_of_ours(speaking: Speaking, catalogue: Catalog, world: World) -> None:
    """Every page that the public, a party and three of the municipality reach by following links from their start."""
    _fill(world)
    app = speaking(catalogue)
    pages = _pages(app, world)
    wanted = searches(catalogue)
    assert len(wanted) > 700
    assert {role: len(found) for role, found in pages.items() if len(found) < 5} == {}
    assert "Ask a question" in words(pages["party"][f"/mijn/{world.slug}/vragen/nieuw/"])
    assert "Answering questions" in words(pages["lead"][f"/werk/{world.slug}/vragen/"])
    left = {(role, address): dutch(html, wanted, WRITTEN) for role, found in pages.items() for address, html in found.items()}
    assert {place: found for place, found in left.items() if found} == {}


def test_one_text_without_english_is_found(speaking: Speaking, catalogue: Catalog, world: World) -> None:
    """Sabotage twin: the same check, with one translation taken out, on pages of all three trees."""
    world.open_consultation()
    less = copy.deepcopy(catalogue)
    less.delete(SAYING)
    app = speaking(less)
    wanted = searches(catalogue)
    for actor, address in ((None, "/consultaties/"), (None, "/inloggen/"), (world.provider, "/mijn/"), (world.lead, "/werk/")):
        assert dutch(_client(app, world, actor).get(address).text, wanted, WRITTEN) == [SAYING]


def _unlike(extracted: Catalog, catalogue: Catalog) -> tuple[list[str], list[str]]:
    """Return what the catalogue misses, and what it has too many; a text and its plural count as one."""
    now, known = ({message.id for message in found if message.id} for found in (extracted, catalogue))
    return sorted(map(_name, now - known)), sorted(map(_name, known - now))


def _name(message_id: str | tuple[str, ...]) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]


def _faults(message: Message) -> Iterator[str]:
    if message.fuzzy:
        yield "fuzzy"
    for source, english in forms(message):
        if not english:
            yield "empty"
        if Counter(HOLE.findall(source)) != Counter(HOLE.findall(english)):
            yield "placeholders"
        if "%" in HOLE.sub("", english):
            yield "percent"
        if _edges(source) != _edges(english):
            yield "outer spaces"
        if any(english.count(sign) > source.count(sign) for sign in SPECIAL):
            yield "html"


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _fill(world: World) -> None:
    """A note to read, one in the making, an open round, questions in every state, a finding."""
    world.open_consultation()
    world.answer(world.ask(world.provider, "Telt reistijd mee in het tarief?"))
    world.publish_note()
    world.answer(world.ask(world.rival, "Hoe vaak per jaar past u het tarief aan?", section="§ 3.5"))
    world.compose()
    world.ask(world.provider, "Mag het ook in een groep? Bel mij op 06 12345678.", "quality")


def _pages(app: Flask, world: World) -> dict[str, dict[str, str]]:
    slug = world.slug
    own, work = f"/mijn/{slug}/vragen/nieuw/", f"/werk/{slug}/vragen/"
    readers: dict[str, tuple[Actor | None, tuple[str, ...]]] = {
        "public": (None, ("/consultaties/", "/inloggen/", "/bestaat-niet/", f"/consultaties/{slug}/notas/1/?zoek=niets")),
        "party": (world.provider, ("/mijn/", own)),
        "lead": (world.lead, ("/werk/", work)),
        "expert": (world.expert, ("/werk/", work)),
        "publisher": (world.publisher, ("/werk/", work)),
    }
    trees = {"public": "/", "party": "/mijn/"}
    return {
        role: crawl(_client(app, world, actor), starts, trees.get(role, "/werk/")) for role, (actor, starts) in readers.items()
    }


def _client(app: Flask, world: World, actor: Actor | None) -> FlaskClient:
    client = app.test_client()
    client.set_cookie(language.COOKIE, "en")
    if actor is not None:
        client.set_cookie("sessie", world.session_token(actor))
    return client
