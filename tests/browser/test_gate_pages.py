"""Two people, and the party itself, at the gate: a price that stays, in the browser, at six widths and under axe."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser import spine
from tests.browser.crawl import Crawl
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
LAWYER, ANOTHER_LAWYER = "Hanna Postma", "Joost Wiersma"
MINE = f"/mijn/{spine.CONSULTATION}/"
QUESTION = "Wij rekenen nu € 44,75 per uur. Telt de reistijd daarin mee? (bij de wacht)"
WHY = "Dit tarief staat al in het openbare besluit van 3 maart 2026."


def _ask(visitor: Visitor) -> str:
    visitor.sign_in(spine.PROVIDER)
    visitor.go(f"{MINE}vragen/nieuw/")
    visitor.write("Uw vraag", QUESTION)
    visitor.push("Controleer")
    visitor.push("Verstuur")
    return spine.reference_on(visitor)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_price_that_stays_passes_two_people_and_its_party(visit: Visit, *, script: bool) -> None:
    """Rules 39 and 40: decided by one, agreed by another, objected to, ruled; each page as it stands then."""
    crawl, visitor = Crawl(), visit(java_script_enabled=script)
    reference, wrong = _ask(visitor), list[str]()

    def look() -> None:
        if script:
            wrong.extend(crawl.look(visitor))

    _two_people(visitor, reference, look)
    _objects(visitor, reference, look)
    _rules(visitor, look)
    visitor.sign_in(spine.PROVIDER)
    visitor.go(f"{MINE}voorvertoning/")
    assert visitor.page.get_by_text("De gemeente volgt uw bezwaar niet.").count()
    look()
    assert wrong == []


def _two_people(visitor: Visitor, reference: str, look: Callable[[], None]) -> None:
    visitor.sign_in(spine.PUBLISHER)
    visitor.go(f"{spine.WORK}vragen/?vraag={reference}")
    look()
    visitor.page.get_by_label("Reden, als het blijft staan").first.fill(WHY)
    visitor.push("Laat staan, met reden")
    assert visitor.page.get_by_text("Dat geldt pas als een tweede persoon het ermee eens is.").count()
    look()
    visitor.sign_in(LAWYER)
    visitor.follow("Kijk als tweede persoon")
    visitor.push("Niet eens, met reden", expect=400)
    look()
    visitor.push("Eens")
    look()


def _objects(visitor: Visitor, reference: str, look: Callable[[], None]) -> None:
    visitor.sign_in(spine.PROVIDER)
    visitor.follow("Bekijk hoe anderen")
    look()
    visitor.page.locator(f"#b-{reference}").locator("xpath=..").locator("summary").click()
    visitor.push("Verstuur het bezwaar", expect=400)
    look()
    visitor.page.locator(f"#r-{reference}").fill("Wij willen dit bedrag toch liever niet delen.")
    visitor.push("Verstuur het bezwaar")
    look()


def _rules(visitor: Visitor, look: Callable[[], None]) -> None:
    visitor.sign_in(LAWYER)
    assert not visitor.link("Beslis over 1 bezwaar").count(), "who agreed does not judge himself"
    visitor.sign_in(ANOTHER_LAWYER)
    visitor.follow("Beslis over 1 bezwaar")
    look()
    visitor.push("Ga door, met deze reden", expect=400)
    look()
    visitor.page.get_by_label("Reden").fill("Het bedrag is openbaar sinds mei 2026.")
    visitor.push("Ga door, met deze reden")
    look()


def test_a_question_that_is_answered_apart_or_goes_back(visit: Visit) -> None:
    """Rules 16 and 44: what the lawyer chooses, and what the party reads of it."""
    crawl, visitor = Crawl(), visit()
    reference = _ask(visitor)
    wrong: list[str] = []
    visitor.sign_in(LAWYER)
    visitor.go(f"{spine.WORK}vragen/?vraag={reference}")
    visitor.page.get_by_text("De hele vraag apart behandelen of teruggeven").click()
    visitor.push("Behandel apart", expect=400)
    wrong += crawl.look(visitor)
    visitor.page.get_by_label("Reden", exact=True).fill("De vrager vroeg om vertrouwelijkheid.")
    visitor.push("Behandel apart")
    wrong += crawl.look(visitor)
    visitor.sign_in(spine.PROVIDER)
    visitor.go(f"{MINE}vragen/ontvangst/{reference}/")
    assert visitor.page.get_by_text("De gemeente beantwoordt deze vraag apart.").count()
    wrong += crawl.look(visitor)
    other = _ask(visitor)
    visitor.sign_in(LAWYER)
    visitor.go(f"{spine.WORK}vragen/?vraag={other}")
    visitor.page.get_by_text("De hele vraag apart behandelen of teruggeven").click()
    visitor.page.get_by_label("Reden", exact=True).fill("Zo kan de tekst niet naar anderen.")
    visitor.push("Geef terug aan de vraagsteller")
    visitor.sign_in(spine.PROVIDER)
    visitor.go(f"{MINE}vragen/")
    wrong += crawl.look(visitor)
    visitor.go(f"{MINE}vragen/ontvangst/{other}/")
    wrong += crawl.look(visitor)
    visitor.push("Schrijf hem opnieuw")
    assert visitor.page.get_by_role("textbox", name="Uw vraag", exact=True).input_value() == QUESTION
    assert wrong == []


def test_what_is_public_is_named_agreed_with_and_ended(visit: Visit) -> None:
    """Rule 45: by a publisher, a lead and a lawyer; each page as it stands then, with an address that has no blank in it."""
    crawl, visitor, wrong = Crawl(), visit(), list[str]()
    visitor.sign_in(spine.PUBLISHER)
    visitor.go(f"{spine.WORK}controle/")
    visitor.follow("Wat al openbaar is")
    wrong += crawl.look(visitor)
    visitor.write("Wat is openbaar?", "€ 8.765.432,10 voor alle maatwerk samen, zoals de raad dat bij de begroting vaststelde")
    visitor.write("Waar staat dat?", f"https://www.zilverdijk.example/{'begroting-' * 20}/")
    visitor.page.get_by_label("Op welke dag was het openbaar?").fill("2026-01-02")
    visitor.push("Leg vast dat dit openbaar is")
    wrong += crawl.look(visitor)
    visitor.sign_in(LAWYER)
    visitor.follow("Kijk na of 1 tekst al openbaar is")
    wrong += crawl.look(visitor)
    visitor.push("Eens: dit is openbaar")
    wrong += crawl.look(visitor)
    visitor.sign_in(LAWYER)
    visitor.go(f"{spine.WORK}openbaar/")
    visitor.push("Beëindig")
    wrong += crawl.look(visitor)
    assert wrong == []


def test_a_signal_of_agreements_stays_with_the_lawyers(visit: Visit) -> None:
    """Rule 44: what he is offered on his desk, on the screen and in the work list; refused without a reason."""
    crawl, visitor, wrong = Crawl(), visit(), list[str]()
    visitor.sign_in(spine.PROVIDER)
    visitor.go(f"{MINE}vragen/nieuw/")
    visitor.write("Uw vraag", "Wij hebben met de andere aanbieders afgesproken om samen niet in te schrijven.")
    visitor.push("Controleer")
    visitor.push("Verstuur")
    reference = spine.reference_on(visitor)
    visitor.sign_in(LAWYER)
    wrong += crawl.look(visitor)
    visitor.follow("Beslis over een teken van afspraken in 1 vraag")
    wrong += crawl.look(visitor)
    assert visitor.page.get_by_text("Dit gaat niet verder, ook niet gelakt.").count()
    assert not visitor.page.get_by_role("button", name="Lak dit").count()
    visitor.push("Behandel apart", expect=400)
    wrong += crawl.look(visitor)
    visitor.go(f"{spine.WORK}vragen/?vraag={reference}")
    wrong += crawl.look(visitor)
    visitor.go(f"{spine.WORK}controle/?filter=afspraken")
    visitor.page.locator("#geheel-reden").fill("Dit gaat over een afspraak om niet in te schrijven.")
    visitor.push("Behandel apart")
    wrong += crawl.look(visitor)
    assert wrong == []
