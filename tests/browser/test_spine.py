"""The whole path with the demo accounts, as the README tells it, against the real server; with and without script."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.browser import spine
from tests.browser.house import ROOT
from tests.browser.spine import Texts
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]

ASK, ASK_FROM_THE_START, ANSWER, APPROVE, DECIDE, AGREE, PUBLISH = 3, 4, 1, 1, 1, 2, 3
"""Actions a step may take; publishing is shared by two persons."""


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_question_becomes_a_nota_that_everybody_can_prove(visit: Visit, tmp_path: Path, *, script: bool) -> None:
    texts = Texts("met script" if script else "zonder script")
    visitor = visit(java_script_enabled=script)
    reference = _ask(visitor, texts, from_the_paragraph=script)
    receipt = visitor.download("Bewaar dit bewijs", tmp_path)
    number = _work(visitor, texts, reference)
    spine.read_it(visitor, number)
    stranger = visit(java_script_enabled=script)
    stranger.go(f"{spine.PUBLIC}notas/{number}/")
    _reads(stranger, texts)
    _proves(stranger, number, tmp_path)
    _verifies(receipt)


def _ask(visitor: Visitor, texts: Texts, *, from_the_paragraph: bool) -> str:
    if from_the_paragraph:
        spine.to_the_paragraph(visitor)
        reference = spine.ask_from_the_paragraph(visitor, texts)
        assert (visitor.actions, visitor.loads) == (ASK, ASK)
    else:
        visitor.sign_in(spine.PROVIDER)
        reference = spine.ask_from_the_start_page(visitor, texts)
        assert (visitor.actions, visitor.loads) == (ASK_FROM_THE_START, ASK_FROM_THE_START)
    return reference


def _work(visitor: Visitor, texts: Texts, reference: str) -> int:
    """Let the municipality answer, approve, decide and publish; no step takes more actions than it did."""
    visitor.sign_in(spine.EXPERT)
    spine.answer(visitor, texts, reference)
    assert visitor.actions <= ANSWER
    visitor.sign_in(spine.LEAD)
    spine.approve(visitor, reference)
    assert visitor.actions <= APPROVE
    number = spine.compose(visitor)
    took = visitor.actions
    visitor.sign_in(spine.PUBLISHER)
    spine.decide(visitor, reference)
    assert visitor.actions <= DECIDE
    visitor.sign_in(spine.PROVIDER)
    spine.agree(visitor, reference)
    assert visitor.actions <= AGREE
    visitor.sign_in(spine.PUBLISHER)
    spine.publish(visitor, number)
    assert took + visitor.actions <= PUBLISH
    return number


def _reads(stranger: Visitor, texts: Texts) -> None:
    row = stranger.page.get_by_role("row", name=texts.mark)
    assert texts.answer in row.inner_text()
    assert row.locator(".mc-redacted").inner_text().startswith("gelakt: ")
    html = stranger.page.content()
    assert spine.REVEALING not in html and spine.PROVIDER not in html  # R9


def _proves(stranger: Visitor, number: int, folder: Path) -> None:
    """Download the PDF and the proof, check the proof offline, and see the counts."""
    stranger.until(f"Nota van inlichtingen {number} (pdf")
    pdf = stranger.download(f"Nota van inlichtingen {number} (pdf", folder)
    words = "".join("".join(page.extract_text().split()) for page in PdfReader(pdf).pages)
    assert "opzaterdag" in words.replace("\u00ad", "").replace("-", "") and spine.REVEALING not in words
    _verifies(stranger.download("Bewijs bij deze nota", folder))
    stranger.follow("Wie kon wat zien")
    row = stranger.page.get_by_role("row", name=f"Nota van inlichtingen {number}")
    assert "3 van 3" in row.inner_text()


def _verifies(proof: Path) -> None:
    """Check a file as the README says: without internet, without us."""
    done = subprocess.run(
        [sys.executable, "-m", "legal", "verify", str(proof)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_asking_with_the_keyboard_alone(visit: Visit) -> None:
    texts = Texts("met het toetsenbord")
    visitor = visit(java_script_enabled=False)
    spine.to_the_paragraph(visitor)
    _tab_to(visitor, f"Stel hierover een vraag ({spine.ASKED_ABOUT})")
    visitor.press("Enter")
    _tab_to(visitor, "Uw vraag")
    visitor.page.keyboard.type(texts.question)
    _tab_to(visitor, "Controleer")
    visitor.press("Space")
    _tab_to(visitor, "Verstuur")
    visitor.press("Enter")
    assert spine.reference_on(visitor)
    assert (visitor.actions, visitor.loads) == (ASK, ASK)


def _tab_to(visitor: Visitor, name: str, steps: int = 60) -> None:
    """Press Tab until what has this name has the focus."""
    for _ in range(steps):
        visitor.page.keyboard.press("Tab")
        for role in ("link", "button", "textbox"):
            if visitor.page.get_by_role(role, name=name, exact=True).and_(visitor.page.locator("*:focus")).count():
                return
    raise AssertionError(f"{steps} times Tab does not reach {name} on {visitor.page.url}")
