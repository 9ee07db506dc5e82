"""Keys on the lists of several findings, what a decided finding says, and where the focus and the reader come back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser import spine
from tests.browser.crawl import Crawl
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
LAWYER = "Hanna Postma"
DECIDED = "Dit is al beslist. Verder met"
SCREEN = "/werk/hulp-bij-het-huishouden-2029/controle/"


def _open(visit: Visit, path: str = SCREEN) -> Visitor:
    visitor = visit()
    visitor.sign_in(LAWYER)
    visitor.go(path)
    return visitor


def _focus(visitor: Visitor, what: str) -> object:
    return visitor.page.evaluate(f"document.activeElement.{what}")


def _place(visitor: Visitor) -> tuple[str, str]:
    """The text and the words of the finding that is open."""
    return visitor.page.locator("#h-tekst").inner_text(), visitor.page.locator("#b-uitleg .mc-words").inner_text()


def _at_same_words(visit: Visit) -> Visitor:
    """Open the first finding whose words stand in other places too."""
    visitor = _open(visit, f"{SCREEN}?filter=alles")
    for _ in range(60):
        if visitor.page.locator("a[data-key=d]").count():
            return visitor
        visitor.press("j")
    raise AssertionError("no words twice in the demonstration")


def test_the_list_behind_d_by_keys(visit: Visit) -> None:
    """The same letters as on the screen; Esc leads back to the finding one came from."""
    visitor = _at_same_words(visit)
    before = _place(visitor)
    visitor.press("d")
    assert visitor.page.get_by_role("heading", name="Dezelfde woorden op meer plekken").count()
    visitor.page.keyboard.press("l")
    assert _focus(visitor, "id") == "reden-keuze"
    visitor.page.keyboard.press("Escape")
    assert _focus(visitor, "id") == "h-plekken"
    for key, place in (("j", "plek-1"), ("j", "plek-2"), ("k", "plek-1")):
        visitor.page.keyboard.press(key)
        assert _focus(visitor, "id") == place
    visitor.press("Escape")
    assert _place(visitor) == before
    visitor.press("d")
    count = visitor.page.locator("input[name=plek]").count()
    visitor.press("a")
    assert visitor.page.get_by_text(f"{count} bevindingen zijn beslist.").count()
    visitor.press("z")


def test_enter_behind_a_reason_leaves_and_does_not_redact(visit: Visit) -> None:
    """The first button of the form redacts; whoever writes why something may stay does not mean that."""
    visitor = _at_same_words(visit)
    visitor.press("d")
    visitor.page.locator("#reden").fill("mag")
    with visitor.expecting(400), visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")
    assert visitor.page.title().startswith("1 fout: ") and visitor.page.locator("#reden").input_value() == "mag"
    count = visitor.page.locator("input[name=plek]").count()
    visitor.follow("English")
    assert visitor.page.locator("input[name=plek]").count() == count
    visitor.follow("Nederlands")


def test_esc_leads_out_of_a_refused_form_and_out_of_an_empty_list(visit: Visit) -> None:
    """To the finding and the filter one came from."""
    visitor = _at_same_words(visit)
    before, where = _place(visitor), visitor.page.url
    visitor.press("d")
    visitor.page.locator("#reden").fill("mag")
    with visitor.expecting(400), visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")
    visitor.page.keyboard.press("Escape")
    assert _focus(visitor, "id") == "h-plekken"
    visitor.press("Escape")
    assert _place(visitor) == before and "filter=alles" in visitor.page.url and "filter=alles" in where
    visitor.go(f"{SCREEN}zelfde/?tekst=ZZZZ&bevinding=9&filter=alles")
    visitor.press("Escape")
    assert visitor.page.url.split("?")[0].endswith(SCREEN) and "filter=alles" in visitor.page.url


def test_a_finding_that_is_decided_says_which_keys_work(visit: Visit) -> None:
    visitor = _open(visit, f"{SCREEN}?filter=personen")
    visitor.press("a")
    visitor.go(f"{SCREEN}?filter=alles")
    for _ in range(60):
        if visitor.page.get_by_text(DECIDED).count():
            break
        visitor.press("j")
    assert visitor.page.get_by_text(DECIDED).is_visible()
    visitor.page.keyboard.press("w")
    assert visitor.page.locator("details[data-key=w]").get_attribute("open") is not None
    assert _focus(visitor, "value") == "lak" and visitor.page.locator("details[data-key=w] [data-key=a]").is_visible()
    assert Crawl().look(visitor) == []
    visitor.press("z")


def test_the_focus_comes_back_after_the_list_of_keys(visit: Visit) -> None:
    visitor = _open(visit, f"{SCREEN}?filter=personen")
    assert _focus(visitor, "value") == "lak"
    for closes in ("Escape", "?"):
        visitor.page.keyboard.press("?")
        assert visitor.page.locator("#toetsen").get_attribute("open") is not None
        if closes == "?":
            visitor.page.locator("#toetsen summary").focus()
        visitor.page.keyboard.press(closes)
        assert visitor.page.locator("#toetsen").get_attribute("open") is None
        assert _focus(visitor, "value") == "lak"


def test_the_other_language_stays_at_the_finding(visit: Visit) -> None:
    """Also after a decision that was refused: the form has an address of its own, which is no page."""
    visitor = _open(visit, f"{SCREEN}?filter=prijs")
    visitor.press("j")
    before = _place(visitor)
    visitor.page.keyboard.press("l")
    visitor.click(visitor.page.locator("#f-laat button"), expect=400)
    visitor.follow("English")
    assert visitor.page.locator("html").get_attribute("lang") == "en"
    assert _place(visitor)[1] == before[1]
    visitor.follow("Nederlands")
    assert _place(visitor) == before


def test_on_a_telephone_the_text_comes_before_the_buttons(visit: Visit) -> None:
    visitor = visit()
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    visitor.sign_in(spine.PUBLISHER)
    visitor.go(f"{SCREEN}?filter=prijs")
    for _ in range(100):  # the browser gives the focus when it is ready to
        box = visitor.page.locator("#h-tekst").bounding_box()
        if _focus(visitor, "value") == "lak" and box and 0 <= box["y"] < 844:
            return
        visitor.page.wait_for_timeout(100)
    raise AssertionError(box)
