"""Pages that say how the platform works, and the files machines ask for (rules 61, 62)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient

from tests.publications.reading import look
from tests.world import World

Browser = Callable[..., FlaskClient]


@pytest.mark.parametrize("address", ["/hoe-het-werkt/", "/toegankelijkheid/", "/privacy/"])
def test_a_fixed_page_is_for_everybody(world: World, browser: Browser, address: str) -> None:
    """The same bytes, one heading of the first level, no token and no cookie."""
    seen = [look(browser(who), address) for who in (None, world.provider, world.lead)]
    assert seen[0] == seen[1] == seen[2] and seen[0].status == 200
    assert seen[0].body.count(b"<h1") == 1 and b"csrf_token" not in seen[0].body


def test_the_contact_is_that_of_the_house(world: World, browser: Browser) -> None:
    """Each municipality has its own address for questions about data and weak places."""
    world.other_municipality("elders.example")
    for address in ("/privacy/", "/toegankelijkheid/", "/.well-known/security.txt"):
        assert b"inkoop@zilverdijk.example" in look(browser(), address).body
        with browser().get(address, base_url="http://elders.example") as answer:
            assert b"inkoop@elders.example" in answer.data and b"inkoop@zilverdijk.example" not in answer.data


def test_security_txt_is_as_rfc_9116_wants_it(world: World, browser: Browser) -> None:
    """Contact and Expires, less than a year ahead, as plain text (rule 62)."""
    seen = look(browser(), "/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in seen.body.decode().splitlines())
    assert fields["Contact"].startswith("mailto:") and fields["Canonical"].endswith("/.well-known/security.txt")
    expires = datetime.fromisoformat(fields["Expires"])
    assert timedelta(days=100) < expires - world.moment.now < timedelta(days=365)
    assert dict(seen.headers)["Content-Type"] == "text/plain; charset=utf-8"


def test_robots_stay_out_of_what_is_somebodys(browser: Browser, world: World) -> None:
    """Search engines read the public tree only."""
    lines = look(browser(), "/robots.txt").body.decode().splitlines()
    assert "User-agent: *" in lines and {"Disallow: /mijn/", "Disallow: /werk/", "Disallow: /inloggen/"} <= set(lines)
