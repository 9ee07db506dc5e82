"""Every page of every role, at six widths and under axe: by links, after a refusal, in both themes, in English, on paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.browser import spine
from tests.browser.crawl import Crawl
from tests.browser.house import House
from tests.browser.layout_checks import assert_page, without_focus_ring
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]

MINE = "/mijn/begeleiding-thuis-en-dagactiviteiten-2028/"
NEXT = "/werk/vervoer-naar-dagactiviteiten-2029/"
WITH_A_DRAFT, AUDITOR, LAWYER = "Carla Visser", "Ruben Kaya", "Hanna Postma"
LEAST = {"/consultaties/": 10, "/mijn/": 6, "/werk/": 8}
"""Fewer pages than this means that the walk went wrong."""


@dataclass(frozen=True)
class Refusal:
    """A form sent empty: by whom (None = a stranger), where, with which button."""

    who: str | None
    path: str
    button: str


REFUSALS = (
    Refusal(None, "/inloggen/", "Log in"),
    Refusal(None, "/bewijs/controleren/", "Controleer dit bewijs"),
    Refusal(spine.PROVIDER, f"{MINE}vragen/nieuw/", "Controleer"),
    Refusal(spine.LEAD, "/werk/nieuw/", "Bewaar de consultatie"),
    Refusal(spine.LEAD, f"{NEXT}bewerken/", "Bewaar de consultatie"),
    Refusal(spine.LEAD, f"{NEXT}documenten/nieuw/", "Bekijk hoe het wordt"),
    Refusal(spine.LEAD, f"{NEXT}documenten/bestand/", "Lees het bestand"),
    Refusal(spine.LEAD, f"{NEXT}rondes/nieuw/", "Bewaar de ronde"),
    Refusal(spine.LEAD, f"{spine.WORK}vragen/importeren/", "Lees het bestand"),
    Refusal(spine.EXPERT, f"{spine.WORK}vragen/?filter=free", "Vraag om akkoord en ga door"),
    Refusal(spine.PUBLISHER, f"{spine.WORK}vragen/?filter=findings", "Laat staan, met reden"),
    Refusal(spine.PUBLISHER, f"{spine.WORK}openbaar/", "Leg vast dat dit openbaar is"),
)


@pytest.fixture(scope="module")
def crawl() -> Crawl:
    """Return what was seen so far: a page that another role saw too is checked once."""
    return Crawl()


@pytest.mark.parametrize(
    ("who", "start"),
    [
        (None, "/consultaties/"),
        (spine.PROVIDER, "/mijn/"),
        (WITH_A_DRAFT, "/mijn/"),
        (spine.LEAD, "/werk/"),
        (spine.EXPERT, "/werk/"),
        (spine.PUBLISHER, "/werk/"),
        (LAWYER, "/werk/"),
        (AUDITOR, "/werk/"),
    ],
)
def test_every_page_that_links_lead_to(visit: Visit, crawl: Crawl, who: str | None, start: str) -> None:
    visitor, before = _as(visit, who), len(crawl.visited)
    wrong = crawl.walk(visitor, start)
    if start == "/mijn/":
        visitor.go(f"{MINE}deelnemen/")
        wrong += crawl.look(visitor)
    assert not wrong, "\n\n".join(wrong)
    assert len(crawl.visited) - before >= LEAST[start], crawl.visited[before:]


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.path)
def test_a_form_sent_empty_says_what_to_do(visit: Visit, crawl: Crawl, refusal: Refusal) -> None:
    visitor = _as(visit, refusal.who)
    visitor.go(refusal.path)
    for field in visitor.page.locator("main :is(textarea, input:not([type]), input:is([type=text], [type=email]))").all():
        if field.is_visible():
            field.fill("")
    visitor.push(refusal.button, expect=400)
    assert re.match(r"\d+ fout", visitor.page.title()), visitor.page.title()
    # The summary, or the one field at fault, has the focus.
    assert visitor.has_focus(".mc-summary, [aria-invalid=true]"), "nothing at fault has the focus"
    assert crawl.look(visitor) == []


@pytest.mark.parametrize("who", [None, spine.PROVIDER, spine.LEAD])
def test_an_address_that_does_not_exist(visit: Visit, crawl: Crawl, who: str | None) -> None:
    visitor = _as(visit, who)
    visitor.go("/bestaat-niet/", expect=404)
    assert crawl.look(visitor) == []


@pytest.mark.parametrize(
    ("who", "path"),
    [
        (None, f"{spine.PUBLIC}notas/1/"),
        (None, f"{spine.PUBLIC}wie-kon-wat-zien/"),
        (spine.PROVIDER, f"{MINE}vragen/nieuw/"),
        (spine.LEAD, f"{spine.WORK}vragen/?filter=approve"),
        (spine.LEAD, "/werk/nieuw/"),
    ],
)
def test_the_look_without_the_colours_of_a_municipality(visit: Visit, who: str | None, path: str) -> None:
    visitor = _as(visit, who)
    visitor.context.route(re.compile(r"/static/css/themes/"), lambda route: route.fulfill(body="", content_type="text/css"))
    visitor.go(path)
    assert_page(visitor.page, widths=(390, 1280))
    assert without_focus_ring(visitor.page) == []


@pytest.mark.parametrize("path", [f"{spine.PUBLIC}notas/1/", "/inloggen/"])
def test_the_focus_can_be_seen_in_the_own_colours(visit: Visit, path: str) -> None:
    visitor = visit()
    visitor.go(path)
    assert without_focus_ring(visitor.page) == []


def test_english_is_one_click_away_and_back(visit: Visit) -> None:
    visitor = visit()
    visitor.go(f"{spine.PUBLIC}notas/1/")
    visitor.follow("English")
    assert visitor.page.locator("html").get_attribute("lang") == "en"
    assert visitor.page.url.endswith(f"{spine.PUBLIC}notas/1/")
    visitor.follow("Nederlands")
    assert visitor.page.locator("html").get_attribute("lang") == "nl"


def test_the_nota_on_paper_is_a_table_with_its_header_on_each_page(visit: Visit) -> None:
    visitor = visit()
    visitor.page.set_viewport_size({"width": 794, "height": 1123})  # A4 at 96 px per inch
    visitor.go(f"{spine.PUBLIC}notas/1/")
    visitor.page.emulate_media(media="print")
    table = visitor.page.locator("table.mc-nvi")
    shown = table.evaluate("""table => ['thead', 'tr', 'td'].map(part => getComputedStyle(table.querySelector(part)).display)""")
    assert shown == ["table-header-group", "table-row", "table-cell"]
    assert table.locator("thead th").first.is_visible()
    assert not visitor.page.get_by_role("navigation").or_(visitor.page.get_by_role("search")).filter(visible=True).count()
    sheets = [sheet.extract_text() for sheet in PdfReader(BytesIO(visitor.page.pdf(format="A4"))).pages]
    for sheet in sheets:
        assert bool(re.search(r"^1\.\d\d", sheet, re.M)) == ("Antwoord van de gemeente" in sheet), sheet


@pytest.mark.parametrize(
    ("harm", "heard", "options"),
    [
        ("document.body.setAttribute('style', 'color: red')", "Content Security Policy", {}),
        ("document.body.append(Object.assign(new Image(), {src: '/bestaat-niet.png'}))", "404 for GET", {}),
        ("document.body.append(Object.assign(new Image(), {src: 'http://localhost:9/'}))", "Content Security Policy", {}),
        (
            "document.body.append(Object.assign(new Image(), {src: 'http://localhost:9/'}))",
            "asks http://localhost:9/",
            {"bypass_csp": True},
        ),
        ("setTimeout(() => { throw Error('kapot') })", "kapot", {}),
    ],
)
def test_what_is_wrong_behind_a_page_is_heard(
    chromium: Browser, house: House, harm: str, heard: str, options: dict[str, bool]
) -> None:
    """The sabotage twin of every test here: a visitor that hears nothing would find every page good."""
    visitor = Visitor(chromium, house, **options)
    visitor.go("/consultaties/")
    visitor.page.evaluate(f"() => {{ {harm} }}")
    visitor.page.wait_for_load_state("networkidle")
    with pytest.raises(AssertionError, match=re.escape(heard)):
        visitor.close()


def _as(visit: Visit, who: str | None) -> Visitor:
    visitor = visit()
    if who is not None:
        visitor.sign_in(who)
    return visitor
