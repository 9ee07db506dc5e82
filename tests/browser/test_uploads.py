"""Both ways in which a file comes in, in a real browser, with and without script: with a question, as a version."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser import spine
from tests.browser.layout_checks import assert_page
from tests.browser.visitor import Visitor
from tests.uploads.words_files import core, docx, p, run, table

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]

NEXT = "/werk/vervoer-naar-dagactiviteiten-2029/"
WORDS = "Wij stellen voor om de reistijd apart te betalen."
HIDDEN = "ZEEPBELWOORD"
FILE = docx(
    p("Voorstel reistijd", properties='<w:outlineLvl w:val="0"/>')
    + p(WORDS, run(f" {HIDDEN}", "<w:vanish/>"))
    + table(("Onderdeel", "Betaling", "Wanneer"), ("Reistijd van en naar de inwoner", "apart", "per maand")),
    properties=core(creator="Kanarie Jansen"),
    comments="".join(f"<w:comment>{p('opmerking')}</w:comment>" for _ in range(3)),
)
ASK_WITH_A_FILE, VERSION_FROM_A_FILE = 3, 4
"""Actions it may take: as many as without a file; and to the file, reading it, saving it."""


def choose(visitor: Visitor, label: str, data: bytes = FILE, name: str = "voorstel elzenwaard.docx") -> None:
    """Choose a file in the field with this label."""
    visitor.page.get_by_label(label).first.set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )


def looked_at(visitor: Visitor, script: bool) -> None:
    """The page that stands there is in order, wide and narrow. Without script nothing can be asked of it: it is the same page."""
    if not script:
        return
    assert_page(visitor.page, axe_at=(390, 1280))
    visitor.page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_question_with_a_file(visit: Visit, *, script: bool) -> None:
    visitor = visit(java_script_enabled=script)
    spine.to_the_paragraph(visitor)
    visitor.click(visitor.page.get_by_role("link", name=f"Stel hierover een vraag ({spine.ASKED_ABOUT})", exact=True))
    visitor.write("Uw vraag", f"Mag reistijd apart? ({'met' if script else 'zonder'} script, met een bijlage)")
    choose(visitor, "Bijlage")
    visitor.push("Controleer")
    section = visitor.page.get_by_role("region", name="Bijlage bij deze vraag")
    assert WORDS in section.inner_text() and "3 opmerkingen" in section.inner_text()
    _nothing_hidden(visitor)
    looked_at(visitor, script)
    visitor.push("Verstuur")
    assert (visitor.actions, visitor.loads) == (ASK_WITH_A_FILE, ASK_WITH_A_FILE)
    assert spine.reference_on(visitor)
    folded = visitor.page.get_by_role("group").filter(has_text="Bijlage bij deze vraag")
    assert not folded.get_by_text(WORDS).is_visible()
    folded.locator("summary").focus()
    visitor.page.keyboard.press("Enter")
    assert folded.get_by_text(WORDS).is_visible(), "it opens with the keyboard, also without script"
    _nothing_hidden(visitor)
    looked_at(visitor, script)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_version_from_a_file(visit: Visit, *, script: bool) -> None:
    visitor = visit(java_script_enabled=script)
    visitor.sign_in(spine.LEAD)
    visitor.go(f"{NEXT}documenten/nieuw/")
    visitor.follow("Haal de tekst uit een bestand")
    looked_at(visitor, script)
    choose(visitor, "Bestand met de tekst")
    visitor.push("Lees het bestand")
    assert WORDS in visitor.page.get_by_label("Tekst", exact=True).input_value()
    assert "3 opmerkingen" in visitor.page.locator("main").inner_text()
    _nothing_hidden(visitor)
    looked_at(visitor, script)
    visitor.write("Titel van het document", f"Voorstel {'met' if script else 'zonder'} script")
    visitor.push("Bewaar deze versie")
    assert (visitor.actions, visitor.loads) == (VERSION_FROM_A_FILE, VERSION_FROM_A_FILE)
    assert visitor.page.get_by_role("heading", name=f"Voorstel {'met' if script else 'zonder'} script").count()


def test_a_refused_file_says_so_at_the_field(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in(spine.LEAD)
    visitor.go(f"{NEXT}documenten/bestand/")
    choose(visitor, "Bestand met de tekst", FILE, "voorstel.pdf")
    visitor.push("Lees het bestand", expect=400)
    assert visitor.page.title().startswith("1 fout: ")
    assert "eindigt op .docx" in visitor.page.locator(".mc-error").inner_text()
    assert visitor.has_focus(".mc-summary")
    looked_at(visitor, script=True)


def _nothing_hidden(visitor: Visitor) -> None:
    html = visitor.page.content()
    assert HIDDEN not in html and "Kanarie" not in html and "voorstel elzenwaard" not in html
