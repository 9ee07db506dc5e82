"""A template translates fixed words alone: a text in a variable would become trusted HTML (R2)."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from consultation.dossiers import service as dossiers
from consultation.dossiers.rules import VersionDraft
from tests.world import BODY, World

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
VARIABLE = re.compile(r"(?<![a-z_])_\(\s*(?![\"'])")


def _faults() -> list[str]:
    return [
        f"{file.name}: {line.strip()[:80]}"
        for file in sorted(TEMPLATES.rglob("*.html"))
        for line in file.read_text().splitlines()
        if VARIABLE.search(line)
    ]


def test_only_fixed_words_are_translated_in_place() -> None:
    """`_(variable)` would print unescaped and read % as a placeholder; `translate(variable)` does neither."""
    assert _faults() == []


def test_twin_a_variable_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: one such place turns it red."""
    (tmp_path / "bad.html").write_text("{{ _(reason) }}")
    monkeypatch.setattr("tests.web.test_template_words.TEMPLATES", tmp_path)
    assert _faults() != []


def test_a_title_with_a_percent_sign_and_markup_is_shown_as_typed(
    world: World, browser: Callable[..., FlaskClient]
) -> None:
    """The page that makes things public names what is held by its title: as text."""
    slug = world.draft_consultation()
    draft = VersionDraft("100% thuis <b>met</b> Stichting Elzenwaard", "1.0", BODY)
    with world.database.transaction() as session:
        dossiers.add_version(session, world.lead, world.consultation(session), draft)
    page = browser(world.publisher).get(f"/werk/{slug}/publiceren/")
    assert page.status_code == 200
    assert "100% thuis &lt;b&gt;met&lt;/b&gt;" in page.text
    assert "<b>met</b>" not in page.text
