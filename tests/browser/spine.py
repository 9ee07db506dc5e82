"""The path of the README, step by step, by whoever drives the browser."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.browser.house import CONSULTATION
from tests.browser.visitor import Visitor

PUBLIC = f"/consultaties/{CONSULTATION}/"
WORK = f"/werk/{CONSULTATION}/"
DOCUMENT = f"{PUBLIC}documenten/conceptvraag/1.1/"
ASKED_ABOUT = "§ 3.2"
PROVIDER, EXPERT, LEAD, PUBLISHER = "Anouk Peters", "Tarik Aksoy", "Sanne de Wit", "Marit Jansma"
REVEALING = "Elzenwaard"
"""The name of Anouk's organisation as she writes it in her question: the guard has something to find."""


@dataclass(frozen=True)
class Texts:
    """What is asked and answered; `mark` makes it ours among the rest of the demonstration."""

    mark: str

    @property
    def question(self) -> str:
        """Return a question that gives its asker away."""
        return f"Mag {REVEALING} ook op zaterdag komen als de inwoner dat wil? ({self.mark})"

    @property
    def answer(self) -> str:
        """Return an answer without anything to find."""
        return f"Ja, als de inwoner het zelf vraagt en het in het plan staat. ({self.mark})"


def to_the_paragraph(visitor: Visitor) -> None:
    """Sign in as the provider and read the document; asking is counted from here."""
    visitor.sign_in(PROVIDER)
    visitor.go(DOCUMENT)
    visitor.actions = visitor.loads = 0


def ask_from_the_paragraph(visitor: Visitor, texts: Texts) -> str:
    """Ask where one reads, with the place filled in; return the reference on the receipt."""
    visitor.click(visitor.page.get_by_role("link", name=f"Stel hierover een vraag ({ASKED_ABOUT})", exact=True))
    assert visitor.page.get_by_label("Waar in het document?").input_value() == ASKED_ABOUT
    return _ask(visitor, texts)


def ask_from_the_start_page(visitor: Visitor, texts: Texts) -> str:
    """Ask as the README tells it; return the reference on the receipt."""
    visitor.follow("Begeleiding thuis en dagactiviteiten 2028")
    visitor.follow("Stel een vraag")
    return _ask(visitor, texts)


def _ask(visitor: Visitor, texts: Texts) -> str:
    visitor.write("Uw vraag", texts.question)
    visitor.push("Controleer")
    visitor.push("Verstuur")
    return reference_on(visitor)


def reference_on(visitor: Visitor) -> str:
    """Return the reference on a receipt."""
    assert visitor.page.get_by_role("heading", name="Wij hebben uw vraag ontvangen").count()
    return visitor.page.locator(".mc-reference").inner_text()


def answer(visitor: Visitor, texts: Texts, reference: str) -> None:
    """Open the question in the list, answer it and ask approval."""
    _to_questions(visitor)
    _open(visitor, "Niet toegewezen", reference)
    visitor.write("Antwoord van de gemeente", texts.answer)
    visitor.actions = visitor.loads = 0
    visitor.push("Vraag om akkoord en ga door")


def approve(visitor: Visitor, reference: str) -> None:
    """Give the second person's approval."""
    _to_questions(visitor)
    _open(visitor, "Wacht op mijn akkoord", reference)
    visitor.actions = visitor.loads = 0
    visitor.push("Geef akkoord en ga door")


def compose(visitor: Visitor) -> int:
    """Put everything that was approved into the next nota; return its number."""
    visitor.follow("Nota’s")
    visitor.actions = visitor.loads = 0
    visitor.push("Maak nota")
    found = re.search(r"/notas/(\d+)/$", visitor.page.url)
    assert found, visitor.page.url
    return int(found[1])


def decide(visitor: Visitor, reference: str) -> None:
    """Redact what the guard found."""
    _to_questions(visitor)
    _open(visitor, "Bevindingen", reference)
    visitor.actions = visitor.loads = 0
    visitor.push("Lak dit")


def agree(visitor: Visitor, reference: str) -> None:
    """Look how others will read the question, and say that it can go out like that."""
    visitor.actions = visitor.loads = 0
    visitor.follow("Bekijk hoe anderen")
    visitor.click(visitor.page.locator(f"#k-{reference}").get_by_role("button", name="Klopt"))
    assert visitor.page.get_by_text("U vindt dat de tekst zo kan.").count()


def publish(visitor: Visitor, number: int) -> None:
    """Publish the nota and wait for the moment on which everybody reads it."""
    visitor.follow("Begeleiding thuis en dagactiviteiten 2028")
    visitor.follow("Nota’s")
    visitor.follow(f"Nota {number}")
    visitor.actions = visitor.loads = 0
    visitor.follow("Naar publiceren")
    visitor.push("Publiceer voor 3 partijen")


def read_it(visitor: Visitor, number: int) -> None:
    """Wait for the visible moment, and go from the work page to the page everybody reads."""
    visitor.until(f"Lees nota {number}")
    visitor.follow(f"Lees nota {number}")
    assert visitor.page.url.endswith(f"{PUBLIC}notas/{number}/")


def _to_questions(visitor: Visitor) -> None:
    visitor.follow("Begeleiding thuis en dagactiviteiten 2028")
    visitor.follow("Vragen")


def _open(visitor: Visitor, chip: str, reference: str) -> None:
    visitor.follow(chip)
    visitor.click(visitor.page.get_by_role("row", name=reference).get_by_role("link").first)
    assert visitor.page.get_by_role("heading", name=f"Vraag {reference}").count()
