"""The pages between the steps, which no link leads to: each is looked at on the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser import spine
from tests.browser.crawl import Crawl
from tests.browser.spine import Texts
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]

NEXT = "vervoer-naar-dagactiviteiten-2029"
SHEET = "Vraag;Antwoord;Thema\n{rows}"
GOOD = "Hoe lang mag een rit naar een dagactiviteit duren?;Ten hoogste drie kwartier.;Kwaliteit en uitvoering\n"
TO_MEND = ";Een antwoord zonder vraag.;Kwaliteit en uitvoering\n"


@pytest.fixture
def crawl() -> Crawl:
    """Return what this test saw so far."""
    return Crawl()


def test_a_question_on_its_way(visit: Visit, crawl: Crawl) -> None:
    visitor = visit()
    spine.to_the_paragraph(visitor)
    visitor.follow("Stel hierover een vraag")
    visitor.write("Uw vraag", Texts("onderweg").question)
    visitor.push("Controleer")
    assert crawl.look(visitor) == []
    checking = visitor.page.url
    visitor.push("Verstuur")
    assert crawl.look(visitor) == []
    reference = spine.reference_on(visitor)
    visitor.page.goto(checking)
    assert spine.reference_on(visitor) == reference


def test_a_text_outlives_its_session(visit: Visit, crawl: Crawl) -> None:
    texts, visitor = Texts("twee keer ingelogd"), visit()
    spine.to_the_paragraph(visitor)
    visitor.follow("Stel hierover een vraag")
    visitor.write("Uw vraag", texts.question)
    visitor.context.clear_cookies(name="sessie")
    visitor.push("Controleer", expect=401)
    assert crawl.look(visitor) == []
    visitor.push(spine.PROVIDER)
    assert crawl.look(visitor) == []
    visitor.push("Ga verder")
    assert texts.question in visitor.page.locator("main").inner_text()


def test_two_people_write_one_answer(visit: Visit, crawl: Crawl) -> None:
    first, second = visit(), visit()
    for visitor, who in ((first, spine.EXPERT), (second, spine.LEAD)):
        visitor.sign_in(who)
        visitor.go(f"{spine.WORK}vragen/?filter=free")
        visitor.write("Antwoord van de gemeente", f"Ja, dat mag, schrijft {who}.")
    first.push("Bewaar concept")
    second.push("Bewaar concept", expect=409)
    both = second.page.locator("main").inner_text()
    assert crawl.look(second) == []
    assert f"schrijft {spine.EXPERT}" in both
    assert f"schrijft {spine.LEAD}" in both


def test_many_answers_at_once_are_listed_first(visit: Visit, crawl: Crawl) -> None:
    visitor = visit()
    visitor.sign_in(spine.LEAD)
    visitor.go(f"{spine.WORK}vragen/?filter=all")
    for box in visitor.page.get_by_role("row").get_by_role("checkbox").all():
        box.check()
    for button in ("Vraag akkoord voor wat gekozen is", "Geef akkoord op wat gekozen is"):
        visitor.push(button)
        assert crawl.look(visitor) == []
        visitor.page.go_back()


def test_an_import_with_a_row_to_mend(visit: Visit, crawl: Crawl) -> None:
    visitor = visit()
    visitor.sign_in(spine.LEAD)
    visitor.go(f"{spine.WORK}vragen/importeren/")
    sheet = SHEET.format(rows=GOOD + TO_MEND).encode()
    visitor.page.get_by_label("Bestand met vragen").set_input_files(
        {"name": "vragen.csv", "mimeType": "text/csv", "buffer": sheet}
    )
    visitor.push("Lees het bestand")
    assert crawl.look(visitor) == []
    visitor.push("Neem 1 vraag op")
    assert crawl.look(visitor) == []


def test_a_proof_is_checked_on_the_site(visit: Visit, crawl: Crawl, tmp_path: Path) -> None:
    visitor = visit()
    visitor.go(f"{spine.PUBLIC}notas/1/")
    good = visitor.download("Bewijs bij deze nota", tmp_path).read_text()
    changed = good.replace("ten hoogste acht weken", "ten hoogste tien weken")
    for text, verdict in ((good, "Ja"), (changed, "Nee"), ("{", "Niet bekend")):
        visitor.go("/bewijs/controleren/")
        visitor.page.locator("main textarea").fill(text)
        visitor.push("Controleer dit bewijs")
        assert visitor.page.get_by_role("heading", name=verdict).count(), verdict
        assert crawl.look(visitor) == []


def test_a_nota_on_its_way(visit: Visit, crawl: Crawl) -> None:
    visitor = visit()
    visitor.sign_in(spine.LEAD)
    visitor.go(spine.WORK)
    number = spine.compose(visitor)
    assert crawl.look(visitor) == []
    visitor.sign_in(spine.PUBLISHER)
    visitor.go(f"{spine.WORK}notas/{number}/")
    assert crawl.look(visitor) == []
    visitor.follow("Naar publiceren")
    assert crawl.look(visitor) == []
    visitor.push("Publiceer voor 3 partijen")
    visitor.until(f"Lees nota {number}")
    assert crawl.look(visitor) == []


def test_a_consultation_without_rounds_questions_and_notas(visit: Visit, crawl: Crawl) -> None:
    visitor = visit()
    visitor.sign_in(spine.PUBLISHER)
    visitor.go(f"/werk/{NEXT}/publiceren/")
    visitor.push("Maak 2 onderdelen openbaar")
    visitor.until("Bekijk wie het ontving")
    assert crawl.look(visitor) == []
    assert crawl.walk(visit(), f"/consultaties/{NEXT}/") == []
    visitor.sign_in(spine.PROVIDER)
    assert crawl.walk(visitor, f"/mijn/{NEXT}/") == []
