"""The review screen in a real browser: 200 findings in as many keys, everything by keyboard, and the same without script."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable

import pytest

from tests.browser import spine
from tests.browser.crawl import Crawl
from tests.browser.layout_checks import without_focus_ring
from tests.browser.visitor import PATIENCE, Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
LAWYER = "Hanna Postma"
SCREEN = "/werk/hulp-bij-het-huishouden-2029/controle/"
SECOND = "/werk/hulp-bij-het-huishouden-2029/tweede/"
BATCH = f"{spine.WORK}controle/"
MANY = 200
ACTIVE = "document.activeElement"


def _open(visit: Visit, who: str = LAWYER, path: str = SCREEN, *, script: bool = True) -> Visitor:
    visitor = visit(java_script_enabled=script)
    visitor.sign_in(who)
    visitor.go(path)
    return visitor


def _decided(visitor: Visitor) -> tuple[int, int]:
    found = re.search(r"Controle, (\d+) van (\d+) beslist", visitor.page.title())
    assert found, visitor.page.title()
    return int(found[1]), int(found[2])


def _words(visitor: Visitor) -> str:
    return visitor.page.locator("#b-uitleg .mc-words").inner_text()


def _place(visitor: Visitor) -> tuple[str, str]:
    """The text and the words of the finding that is open: the same words may stand in two texts."""
    return visitor.page.locator("#h-tekst").inner_text(), _words(visitor)


def _key(visitor: Visitor, key: str) -> None:
    """Press a key that stays on this page."""
    visitor.page.keyboard.press(key)


def _focus(visitor: Visitor, what: str) -> object:
    return visitor.page.evaluate(f"{ACTIVE}.{what}")


def _until(visitor: Visitor, holds: str) -> None:
    """Wait until this is true on the page; the page's policy forbids Playwright's own way of waiting for an expression."""
    until = time.monotonic() + PATIENCE / 1000
    while not visitor.page.evaluate(holds):
        assert time.monotonic() < until, holds
        visitor.page.wait_for_timeout(20)


def _import(visitor: Visitor, count: int) -> None:
    """Let the process lead bring in a batch of questions with one price each, from a file."""
    visitor.sign_in(spine.LEAD)
    visitor.go(f"{spine.WORK}vragen/importeren/")
    rows = "\n".join(
        json.dumps({"question": f"Onderwerp {_letters(n)}: wij rekenen nu € {40 + n % 50},{10 + n % 89} per uur. Blijft dat zo?"})
        for n in range(count)
    )
    file = {"name": "vragen.jsonl", "mimeType": "application/jsonl", "buffer": rows.encode()}
    visitor.page.locator("input[type=file]").set_input_files(file)
    visitor.push("Lees het bestand")
    visitor.push("Neem")


def _letters(number: int) -> str:
    return "".join(chr(97 + (number // 17**place) % 17) for place in range(3))


def test_two_hundred_findings_in_two_hundred_keys(visit: Visit) -> None:
    """One key a finding, with nothing in between: the next one has the focus by itself."""
    visitor = visit()
    _import(visitor, MANY)
    visitor.sign_in(LAWYER)
    visitor.go(BATCH)
    done, total = _decided(visitor)
    assert total - done >= MANY
    visitor.actions = 0
    while _decided(visitor)[0] < total:
        visitor.press("a")
        assert visitor.actions <= total - done
    assert (visitor.actions, _decided(visitor)) == (total - done, (total, total))
    assert visitor.page.get_by_text("Alles is beslist. Kijk zelf nog één keer.").count()


def test_without_script_it_is_one_key_too(visit: Visit) -> None:
    """The button has the focus: Enter is enough. (Not for a signal of agreements: nothing is chosen there beforehand.)"""
    visitor = _open(visit, path=f"{SCREEN}?filter=personen", script=False)
    done, total = _decided(visitor)
    for _ in range(2):
        _until(visitor, f"{ACTIVE}.value === 'lak'")  # on a busy computer a page is loaded before it gives the focus
        visitor.press("Enter")
    assert _decided(visitor) == (done + 2, total)
    visitor.push("Neem mijn laatste besluit terug")
    visitor.push("Neem mijn laatste besluit terug")
    assert _decided(visitor) == (done, total)


def test_everything_by_keyboard(visit: Visit) -> None:
    """Leave with a reason of the list, more general, back and forth, taking back."""
    visitor = _open(visit, path=f"{SCREEN}?filter=personen")
    done, total = _decided(visitor)
    first = _place(visitor)
    _key(visitor, "l")
    assert _focus(visitor, "type") == "radio"
    visitor.press("4")
    second = _place(visitor)
    assert (second != first, _decided(visitor)) == (True, (done + 1, total))
    visitor.press("j")
    visitor.press("k")
    assert _place(visitor) == second
    visitor.press("z")
    assert (_place(visitor), _decided(visitor)) == (first, (done, total))
    _key(visitor, "l")
    _key(visitor, "Escape")
    assert _focus(visitor, "tagName") == "SUMMARY"
    assert not visitor.page.locator("details[data-key=l]").get_attribute("open")
    if visitor.page.locator("details[data-key=g]").count():
        _key(visitor, "g")
        assert _focus(visitor, "id") == "vervang"
        visitor.press("Control+Enter")
        visitor.press("z")
    assert _decided(visitor) == (done, total)


def test_saving_again_does_not_decide_about_what_came_in_its_place(visit: Visit) -> None:
    """A digit saves, and the button of the next finding has the focus: Ctrl+Enter then meant the words before it."""
    visitor = _open(visit)
    _key(visitor, "l")
    visitor.press("4")
    done, place = _decided(visitor), _place(visitor)
    assert _focus(visitor, "tagName") == "BUTTON"
    visitor.page.keyboard.press("Control+Enter")
    visitor.page.wait_for_timeout(700)
    assert (_decided(visitor), _place(visitor)) == (done, place)
    visitor.press("z")


def test_another_kind_by_keyboard(visit: Visit) -> None:
    """Rule 36: S, an arrow, Ctrl+Enter: it goes as that kind, and the mark says so; taken back it is what it was."""
    visitor = _open(visit, path=f"{SCREEN}?filter=personen")
    done, total = _decided(visitor)
    visitor.page.keyboard.press("s")
    _until(visitor, f"{ACTIVE}.id === 'soort'")
    visitor.page.locator("#soort").select_option("FINANCE")
    visitor.press("Control+Enter")
    assert _decided(visitor) == (done + 1, total)
    visitor.press("z")
    assert _decided(visitor) == (done, total)
    assert visitor.page.get_by_text("Het was: gelakt.").count()


def test_more_of_the_text_with_the_arrows(visit: Visit) -> None:
    """A word before, a word behind, one less again; Enter saves."""
    visitor = _open(visit, path=f"{SCREEN}?filter=herkenbaar")
    done, total = _decided(visitor)
    words, chosen = _words(visitor), visitor.page.locator("#stuk-woorden")
    _key(visitor, "b")
    _until(visitor, f"{ACTIVE}.id === 'stuk-tekst' && {ACTIVE}.selectionEnd > {ACTIVE}.selectionStart")
    for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
        _key(visitor, key)
    wider = chosen.input_value()
    assert wider.startswith(words + " ") and len(wider.split()) == len(words.split()) + 1
    _key(visitor, "Shift+ArrowRight")
    _key(visitor, "Shift+ArrowRight")
    _until(visitor, f"document.getElementById('stuk-woorden').value.length > {len(wider)}")
    visitor.press("Enter")
    assert _decided(visitor) == (done + 1, total)
    visitor.press("z")
    assert _decided(visitor) == (done, total)


def _select_with_the_mouse(visitor: Visitor) -> None:
    visitor.page.evaluate(
        """() => { const box = document.querySelector('.mc-typed'), last = box.lastChild, range = document.createRange();
        const end = last.data.trimEnd().length; range.setStart(last, end - 5); range.setEnd(last, end);
        getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    )
    _key(visitor, "v")
    assert _focus(visitor, "id") == "toe-soort"


@pytest.mark.parametrize("way", ["keys", "mouse"])
def test_a_finding_of_ones_own_by_selecting(visit: Visit, way: str) -> None:
    """With the arrows in the text, or with the mouse in the original; then what it is, and on with what was open."""
    visitor = _open(visit, path=f"{SCREEN}?filter=prijs")
    total, before = _decided(visitor)[1], _place(visitor)
    if way == "keys":
        _key(visitor, "v")
        assert _focus(visitor, "id") == "toe-question"
        for key in ("End", "Shift+ArrowLeft"):
            _key(visitor, key)
        _until(visitor, "document.getElementById('toe-woorden').value.length > 3")
        _key(visitor, "Enter")
    else:
        _select_with_the_mouse(visitor)
    assert (_focus(visitor, "id"), _focus(visitor, "value")) == ("toe-soort", "")
    chosen = visitor.page.locator("#toe-woorden").input_value()
    visitor.page.locator("#toe-soort").select_option("MARKET")
    visitor.press("Control+Enter")
    assert _decided(visitor)[1] == total + 1
    assert visitor.page.get_by_text("Het gekozen stuk is gelakt.").count()
    assert chosen not in visitor.page.locator(".mc-pair__right").inner_text()
    assert _place(visitor) == before
    assert _focus(visitor, "value") == "lak"
    visitor.press("z")


def test_arrows_choose_words_and_never_letters(visit: Visit) -> None:
    """The help says so: plain from word to word, with Shift a word more or less on that side; after the mouse too."""
    visitor = _open(visit, path=f"{SCREEN}?filter=prijs")
    _key(visitor, "v")
    words = visitor.page.locator("#toe-question").input_value().split()
    _until(visitor, f"document.getElementById('toe-woorden').value === {json.dumps(words[0])}")
    walk = [
        ("ArrowRight", 1, 2), ("Shift+ArrowRight", 1, 3), ("Shift+ArrowRight", 1, 4), ("Shift+ArrowLeft", 1, 3),
        ("ArrowRight", 3, 4), ("Shift+ArrowLeft", 2, 4), ("Shift+ArrowLeft", 1, 4), ("Shift+ArrowRight", 2, 4),
        ("Home", 0, 1), ("Shift+End", 0, None), ("ArrowLeft", -2, -1), ("Shift+Home", 0, -1),
    ]  # fmt: skip
    for key, first, last in walk:
        _key(visitor, key)
        assert visitor.page.locator("#toe-woorden").input_value().split() == words[first:last], key
    visitor.page.evaluate("document.getElementById('toe-question').setSelectionRange(1, 2)")
    _key(visitor, "Shift+ArrowRight")
    assert visitor.page.locator("#toe-woorden").input_value().split() == words[:2]


def test_the_second_person_decides_by_keys(visit: Visit) -> None:
    """A key is for the decision that has the focus; a reason is never sent as agreement; the help tells the keys."""
    mine = _open(visit, path=f"{SCREEN}?filter=prijs")
    for _ in range(2):
        _key(mine, "l")
        mine.press("3")
    second = _open(visit, spine.PUBLISHER, SECOND)
    wrong = Crawl().look(second)
    cards = second.page.locator("[data-item]")
    count, first = cards.count(), "document.querySelector('[data-item]')"
    assert count >= 3 and second.page.evaluate(f"{first}.contains({ACTIVE})")
    second.page.evaluate(f"{ACTIVE}.blur()")
    _key(second, "a")
    assert cards.count() == count
    for key, at in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        _key(second, key)
        assert second.page.evaluate(f"[...document.querySelectorAll('[data-item]')].indexOf({ACTIVE})") == at
    decided = f"form[action='{cards.nth(1).locator('form').first.get_attribute('action')}']"
    _key(second, "n")
    assert _focus(second, "id") == "r-2"
    second.click(second.page.locator("#n-2 button"), expect=400)
    assert (_focus(second, "id"), second.page.title()[:8]) == ("r-2", "1 fout: ")
    wrong += Crawl().look(second)
    second.page.keyboard.type("Dit tarief staat nergens openbaar.")
    second.press("Enter")
    assert (cards.count(), second.page.locator(decided).count()) == (count - 1, 0)
    assert second.page.evaluate(f"[...document.querySelectorAll('[data-item]')].indexOf({ACTIVE}.closest('[data-item]'))") == 1
    _key(second, "?")
    assert second.page.locator("#toetsen").get_by_text("volgende besluit").is_visible()
    wrong += Crawl().look(second)
    assert wrong == []


def test_letters_can_be_switched_off_and_that_is_remembered(visit: Visit) -> None:
    """WCAG 2.1.4; the list of keys is on the page."""
    visitor = _open(visit)
    _key(visitor, "?")
    assert visitor.page.locator("#toetsen").get_attribute("open") is not None
    visitor.page.get_by_label("Gebruik letters als toetsen").uncheck()
    visitor.go(SCREEN)
    before = _decided(visitor)
    _key(visitor, "a")
    _key(visitor, "l")
    visitor.page.wait_for_timeout(300)
    assert _decided(visitor) == before
    assert visitor.page.locator("details[data-key=l]").get_attribute("open") is None
    assert not visitor.page.locator("kbd").filter(visible=True).count()


def test_letters_in_a_field_are_letters_and_two_presses_are_one_decision(visit: Visit) -> None:
    visitor = _open(visit, path=f"{SCREEN}?filter=prijs")  # a sign of agreements, which has no A, may be the first of all
    done, total = _decided(visitor)
    _key(visitor, "l")
    visitor.page.locator("#reden").fill("")
    visitor.page.keyboard.type("a zal blijven")
    assert visitor.page.locator("#reden").input_value() == "a zal blijven"
    assert _decided(visitor) == (done, total)
    _key(visitor, "Escape")
    with visitor.page.expect_navigation():
        _key(visitor, "a")
        _key(visitor, "a")
    visitor.page.wait_for_load_state()
    assert _decided(visitor) == (done + 1, total)
    visitor.press("z")


def test_two_lawyers_at_once(visit: Visit) -> None:
    """Who came second reads who was first, and what he typed is still there."""
    path = f"{SCREEN}?filter=personen"
    mine, theirs = _open(visit, path=path), _open(visit, spine.PUBLISHER, path)
    assert _words(mine) == _words(theirs)
    _key(mine, "l")
    mine.page.locator("#reden").fill("Dit is de naam van een straat.")
    theirs.press("a")
    mine.click(mine.page.locator("#f-laat button"), expect=409)
    assert mine.page.get_by_text("Marit Jansma besliste intussen").count()
    assert mine.page.locator("#reden").input_value() == "Dit is de naam van een straat."
    assert _focus(mine, "id") == "reden"
    theirs.press("z")


def test_every_state_of_the_screen_is_in_order(visit: Visit) -> None:
    """Six widths and axe: open, with every choice unfolded, refused, decided, as second, batch, empty."""
    crawl, wrong = Crawl(), list[str]()
    visitor = _open(visit)
    wrong += crawl.look(visitor)
    visitor.page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true; })")
    wrong += crawl.look(visitor)
    visitor.click(visitor.page.locator("#f-laat button"), expect=400)
    assert re.match(r"1 fout: ", visitor.page.title()) and _focus(visitor, "name") == "reden-keuze"
    wrong += crawl.look(visitor)
    for path in ("?filter=tweede", "?filter=alles", "lakken/", "?filter=markt&tekst=geen"):
        visitor.go(f"{SCREEN}{path}")
        wrong += crawl.look(visitor)
    visitor.go("/werk/vervoer-naar-dagactiviteiten-2029/controle/")
    wrong += crawl.look(visitor)
    second = _open(visit, spine.PUBLISHER, f"{SCREEN}?filter=tweede")
    wrong += crawl.look(second)
    second.click(second.page.locator("#f-oneens button"), expect=400)
    wrong += crawl.look(second)
    assert wrong == []


def test_the_focus_can_be_seen(visit: Visit) -> None:
    visitor = _open(visit)
    assert without_focus_ring(visitor.page) == []
