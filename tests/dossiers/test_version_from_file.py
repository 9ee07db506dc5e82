"""A document version from a file: its text in the form, the rest counted, the file in the vault and nowhere else (R3, R15)."""

from __future__ import annotations

import io
from collections.abc import Callable

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.forms import post
from tests.uploads.words_files import core, docx, p, run
from tests.world import World

Browser = Callable[..., FlaskClient]
FILE = docx(
    p("Leidraad begeleiding", properties='<w:outlineLvl w:val="0"/>')
    + p("Wij vragen hulp voor inwoners die thuis wonen.", run(" GEHEIM", "<w:vanish/>")),
    properties=core(creator="Kanarie Jansen"),
    comments="<w:comment><w:p><w:r><w:t>KANARIE</w:t></w:r></w:p></w:comment>",
)


def choose(client: FlaskClient, world: World, data: bytes = FILE, name: str = "leidraad.docx") -> TestResponse:
    """Choose a file and press the button."""
    return post(client, f"/werk/{world.slug}/documenten/bestand/", file=(io.BytesIO(data), name))


def test_the_text_of_a_file_becomes_a_version(world: World, browser: Browser) -> None:
    world.draft_consultation()
    client = browser(world.lead)
    answer = choose(client, world)
    assert answer.status_code == 303, answer.text
    page = client.get(answer.location).text
    assert "Wij vragen hulp voor inwoners die thuis wonen." in page
    assert "1 opmerking" in page and "de naam van de maker" in page and "1 stuk verborgen tekst" in page
    assert "GEHEIM" not in page and "anarie" not in page and "leidraad.docx" not in page
    saved = post(client, f"/werk/{world.slug}/documenten/nieuw/", page=page)
    assert saved.status_code == 303, saved.text
    assert "Leidraad begeleiding" in client.get(saved.location).text
