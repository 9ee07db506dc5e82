"""Proof files of this site, checked the way a stranger would: `python -m legal verify FILE` (R10, rule 53)."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from consultation.dossiers.rules import Openness
from consultation.publications import rendering
from consultation.record import service as record
from tests.publications.reading import look, with_note
from tests.world import World

Browser = Callable[..., FlaskClient]
ROOT = Path(__file__).resolve().parents[2]
PROOFS = ("bewijs.json", "documenten/leidraad/1.0/bewijs.json", "notas/1/bewijs.json", "planning/1/bewijs.json")
SEAL = "wie-kon-wat-zien/zegel.json"


def _verify(file: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "legal", "verify", str(file), *more]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)


def _download(world: World, browser: Browser, folder: Path, path: str, who: object = None) -> Path:
    seen = look(browser(who), f"/consultaties/{world.slug}/{path}")
    assert seen.status == 200
    file = folder / path.replace("/", "-")
    file.write_bytes(seen.body)
    return file


@pytest.mark.parametrize("openness", [Openness.OPEN, Openness.CLOSED])
def test_every_proof_is_correct_offline(world: World, browser: Browser, tmp_path: Path, openness: Openness) -> None:
    """Consultation, document, round, note and seal; with the platform's own key, and against an older seal."""
    with_note(world, openness=openness)
    older = _download(world, browser, tmp_path, SEAL, world.provider).rename(tmp_path / "ouder.json")
    world.publish_note()
    for path in (*PROOFS, SEAL):
        file = _download(world, browser, tmp_path, path, world.provider)
        key = json.loads(file.read_text())["key"]
        answer = _verify(file, "--key", key)
        assert answer.returncode == 0, (path, answer.stdout, answer.stderr)
    grown = _verify(tmp_path / SEAL.replace("/", "-"), "--against", str(older))
    assert grown.returncode == 0 and "alleen aangevuld" in grown.stdout


def test_one_changed_byte_is_found(world: World, browser: Browser, tmp_path: Path) -> None:
    """At places all over a proof: any changed letter or digit makes it incorrect or unreadable."""
    with_note(world, 2)
    world.publish_note()
    whole = _download(world, browser, tmp_path, "notas/1/bewijs.json").read_bytes()
    signs = [place for place, sign in enumerate(whole) if chr(sign).isalnum()]
    damaged = tmp_path / "beschadigd.json"
    for place in random.Random(7).sample(signs, 8):
        changed = bytearray(whole)
        changed[place] = ord("b") if whole[place] != ord("b") else ord("c")
        damaged.write_bytes(bytes(changed))
        assert _verify(damaged).returncode in {1, 2}, whole[place - 30 : place + 30]


def test_a_text_changed_in_the_database_no_longer_proves(world: World, browser: Browser, tmp_path: Path) -> None:
    """A database administrator who changes an answer and its seal is caught by the proof (F21)."""
    with_note(world, 1)
    world.publish_note()
    assert _verify(_download(world, browser, tmp_path, "notas/1/bewijs.json")).returncode == 0
    with world.database.transaction() as session:
        from_dialect = session.get_bind().dialect.name
        on = ' ON "published_answer"' if from_dialect == "postgresql" else ""
        session.execute(text(f"DROP TRIGGER published_answer_no_update{on}"))
        session.execute(text("UPDATE published_answer SET theme = 'Personeel'"))
    assert _verify(_download(world, browser, tmp_path, "notas/1/bewijs.json")).returncode == 1


def test_what_is_proved_is_what_is_read(world: World, browser: Browser) -> None:
    """Each answer on the page stands word for word in the proof's content."""
    with_note(world, 3)
    world.publish_note()
    proof = json.loads(look(browser(), f"/consultaties/{world.slug}/notas/1/bewijs.json").body)
    page = look(browser(), f"/consultaties/{world.slug}/notas/1/").body.decode()
    assert len(proof["content"]["answers"]) == 3
    for row in proof["content"]["answers"]:
        assert row["question"] in page and row["answer"] in page and row["number"] in page
    assert set(proof["content"]["answers"][0]) == set(rendering.COLUMNS)


def test_the_place_on_the_page_is_the_place_in_the_proof(world: World, browser: Browser) -> None:
    """ "nummer 5 van 7", the fingerprint and the size of the seal agree with the file."""
    with_note(world, 1)
    world.publish_note()
    for _ in range(2):
        proof = json.loads(look(browser(), f"/consultaties/{world.slug}/notas/1/bewijs.json").body)
        page = look(browser(), f"/consultaties/{world.slug}/notas/1/").body.decode()
        assert f"nummer {proof['index'] + 1} van {proof['checkpoint']['size']}" in page
        world.ask(world.provider, "Nog een vraag, zodat het volgende zegel groter is?")
        with world.database.transaction() as session:
            record.seal(session, world.consultation_id)


def test_a_receipt_tells_nobody_that_a_note_waits(world: World, browser: Browser) -> None:
    """The place of a receipt in the record comes only after the moment of the note it is sealed with (rule 1)."""
    with_note(world, 1)
    reference = world.ask(world.rival, "Wanneer komt het antwoord op deze vraag?")
    address = f"/mijn/{world.slug}/vragen/ontvangst/{reference}/bewijs.json"
    release = world.schedule(world.compose())
    assert json.loads(look(browser(world.rival), address).body)["private"] is None
    world.until_visible(release)
    assert json.loads(look(browser(world.rival), address).body)["private"] is not None
