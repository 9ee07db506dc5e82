"""The review screen as a page: what stands on it, and one decision after the other."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.forms import post
from tests.world import World

Browser = Callable[..., FlaskClient]
PRICED = "Wij van Stichting Elzenwaard rekenen nu € 44,75 per uur. Telt reistijd mee?"


def test_the_next_open_finding_stands_there(world: World, browser: Browser) -> None:
    """One button, and the next one comes by itself."""
    world.open_consultation()
    world.ask(world.provider, PRICED, section="")
    client, root = browser(world.lawyer), f"/werk/{world.slug}/controle/"
    page = client.get(root)
    assert page.status_code == 200
    assert "0 van 2 bevindingen beslist" in page.text
    assert "mc-words\">Stichting Elzenwaard</mark>" in page.text
    answer = post(client, f"{root}besluit/", page=page.text, besluit="lak")
    assert answer.status_code == 303
    page = client.get(answer.headers["Location"])
    assert "1 van 2 bevindingen beslist" in page.text
    assert "mc-words\">€ 44,75</mark>" in page.text
