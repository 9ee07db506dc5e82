"""The annex of a question: others get the text of a file, and nothing of the file itself (R3, R9, R15; rules 35, 37, 41)."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

from tests.questions.asking_flow import TEXT, send, write
from tests.uploads.words_files import core, docx, p, run
from tests.world import World

Browser = Callable[..., FlaskClient]
WORDS = "Wij stellen voor de reistijd apart te betalen."
FILE = docx(
    p(WORDS, run(" GEHEIMWOORD", "<w:vanish/>")) + p("Wij rekenen nu € 44,75 per uur."),
    properties=core(creator="Kanarie Jansen"),
    comments="<w:comment><w:p><w:r><w:t>KANARIE</w:t></w:r></w:p></w:comment>",
)


def with_file(data: bytes = FILE, name: str = "kostprijs elzenwaard.docx") -> dict[str, Any]:
    """Fill in the file of the form."""
    return {"file": (io.BytesIO(data), name)}


def test_the_check_page_shows_what_others_get(world: World, browser: Browser) -> None:
    world.open_consultation()
    client = browser(world.provider)
    answer = write(client, world, **with_file())
    assert answer.status_code == 303, answer.text
    page = client.get(answer.location).text
    assert WORDS in page and "Bijlage bij deze vraag" in page
    assert "1 opmerking" in page and "1 stuk verborgen tekst" in page
    assert "44,75" not in page
    sent = send(client, answer.location)
    assert sent.status_code == 201
    assert "Vingerafdruk van het bestand" in sent.text
    assert TEXT in sent.text
