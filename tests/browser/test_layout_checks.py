"""The checks of the picture see what they must see: each has a page that is good and one that is broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import layout_checks as checks

pytestmark = pytest.mark.browser

GOOD = (
    "<!doctype html><html lang=nl><title>Proef</title><main class=mc-main><h1>Vragen beantwoorden</h1>"
    "<table><tr><th>Kenmerk</th><td>een antwoord</td></tr></table><button class=utrecht-button>Verstuur</button></main>"
)
BROKEN: tuple[tuple[Callable[[Page], list[str]], str], ...] = (
    (checks.broken_words, "<table><tr><td><div style='width: 20px; overflow-wrap: anywhere'>Nummer</div></td></tr></table>"),
    (checks.broken_words, "<h2 style='width: 60px; word-break: break-all'>Dagactiviteiten</h2>"),
    (checks.past_the_edge, "<p style='width: 1000px'>breed</p>"),
    (checks.past_the_edge, "<p style='position: absolute; left: -40px'>weg</p>"),
    (checks.overlaps, "<div class=mc-actions><a href=#>een</a><a href=# style='margin-left: -20px'>twee</a></div>"),
    (
        checks.overlaps,
        "<button style='width: 30px; overflow: visible'><span style='white-space: nowrap'>te lang woord</span></button>",
    ),
    (checks.inline_code, "<p style='color: red'>rood</p>"),
    (checks.inline_code, "<p onclick='x()'>klik</p>"),
    (checks.without_focus_ring, "<style>a:focus { outline: 1px solid }</style><a href=#>dun</a>"),
    (checks.axe_violations, "<img src=x>"),
)


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Return an empty page of 390 px, without our style sheets."""
    page = chromium.new_page(viewport={"width": 390, "height": 700})
    yield page
    page.close()


def test_a_good_page_has_no_problems(page: Page) -> None:
    page.set_content(GOOD)
    assert checks.layout_problems(page) == []
    assert checks.axe_violations(page) == []


@pytest.mark.parametrize(("check", "html"), BROKEN)
def test_a_broken_page_is_seen(page: Page, check: Callable[[Page], list[str]], html: str) -> None:
    page.set_content(GOOD.replace("</main>", html + "</main>"))
    assert check(page)


def test_assert_page_names_the_width_and_the_words(page: Page) -> None:
    page.set_content(GOOD.replace("</main>", "<p style='width: 400px'>breed</p></main>"))
    with pytest.raises(AssertionError, match="320 px: the page scrolls sideways"):
        checks.assert_page(page, widths=(320, 1280), axe_at=())
