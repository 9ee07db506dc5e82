"""Whoever leaves a page with typed text is asked first, by the browser; without script nothing breaks (ADR 11)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Dialog

from tests.browser import spine
from tests.browser.house import CONSULTATION
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.slow
Visit = Callable[..., Visitor]
NEW = f"/mijn/{CONSULTATION}/vragen/nieuw/"
WORDS = "Telt de reistijd mee in het uurtarief?"


def _party(visit: Visit, **options: object) -> tuple[Visitor, list[str]]:
    """Return a party at the form of a question, and what its browser asks; it stays each time."""
    visitor = visit(**options)
    visitor.sign_in(spine.PROVIDER)
    visitor.go(NEW)
    asked: list[str] = []

    def hear(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    visitor.page.on("dialog", hear)
    return visitor, asked


def _leave(visitor: Visitor) -> None:
    """Click the way back, and give the page it may open a moment."""
    visitor.page.get_by_role("link", name="Onze vragen").first.click(no_wait_after=True)
    visitor.page.wait_for_timeout(500)


def test_typed_text_is_not_lost_by_a_link(visit: Visit) -> None:
    """Asked, the reader stays, and his words stand there; emptied again nobody asks."""
    visitor, asked = _party(visit)
    field = visitor.page.locator("textarea").first
    field.press_sequentially(WORDS)
    _leave(visitor)
    assert asked == ["beforeunload"] and NEW in visitor.page.url
    assert field.input_value() == WORDS
    field.fill("")
    _leave(visitor)
    assert asked == ["beforeunload"] and NEW not in visitor.page.url


def test_who_sends_the_form_is_not_asked(visit: Visit) -> None:
    """The number of actions of the flow stays; what was refused is not saved, so then he is asked again."""
    visitor, asked = _party(visit)
    visitor.page.locator("textarea").first.press_sequentially("Mijn BSN is 111222333, telt dat?")
    visitor.push("Controleer", 400)
    assert asked == [] and visitor.page.locator("[aria-invalid=true]").count()
    _leave(visitor)
    assert asked == ["beforeunload"]


def test_without_script_it_works_as_before(visit: Visit) -> None:
    """Nothing breaks, and nobody asks."""
    visitor, asked = _party(visit, java_script_enabled=False)
    visitor.page.locator("textarea").first.fill(WORDS)
    _leave(visitor)
    assert asked == [] and NEW not in visitor.page.url


def test_a_line_is_not_lost_by_signing_out(visit: Visit) -> None:
    """Signing out is a form too, and has nothing to do with what was typed."""
    visitor, asked = _party(visit)
    visitor.page.locator("main input[type=text], main input:not([type])").first.press_sequentially("5.3")
    visitor.page.get_by_role("button", name="Uitloggen").first.click(no_wait_after=True)
    visitor.page.wait_for_timeout(500)
    assert asked == ["beforeunload"] and NEW in visitor.page.url
