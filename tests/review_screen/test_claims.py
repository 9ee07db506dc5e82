"""The page of what is public already: saying so, agreeing, ending, who may; and the counts that follow (rules 40, 45, 58)."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from consultation.accounts.actor import Actor
from consultation.desk import work_desk
from consultation.desk.work_desk import Blocks
from consultation.questions.models import Question
from consultation.review import rules
from consultation.review.models import PublicClaim, PublicClaimStep
from tests.review_screen.screens import Browser, Screen
from tests.world import World

PRICED = "Is € 44,75 per uur het bedrag dat wij krijgen?"
PRICE, SOURCE = "€ 44,75", "https://www.zilverdijk.example/tarieven"


@pytest.fixture
def asked(world: World) -> World:
    """Return a consultation with one question in which a price was found."""
    world.open_consultation()
    world.ask(world.provider, PRICED, section="")
    return world


def _page(world: World, browser: Browser, actor: Actor | None = None) -> Screen:
    client = browser(actor or world.publisher)
    return Screen(world, client, client.get(f"/werk/{world.slug}/openbaar/"))


def _send(page: Screen, path: str = "", expect: int = 303, **values: str) -> Screen:
    """Send a form of this page to where it goes, made by hand: so that also what no button offers can be tried."""
    token = page.page.text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    address = f"/werk/{page.world.slug}/openbaar/{path}"
    page.page = page.client.post(address, data={"csrf_token": token} | values)
    assert page.page.status_code == expect, page.page.text[:2000]
    if expect == 303:
        page.page = page.client.get(page.page.headers["Location"])
    return page


def _claim(world: World, browser: Browser, **changes: str) -> Screen:
    values = {"text": PRICE, "source": SOURCE, "source_date": "2026-01-02"} | changes
    return _send(_page(world, browser), **values)


def _id(world: World) -> str:
    with world.database.reading() as session:
        return str(session.scalars(select(PublicClaim.id)).one())


def _findings(world: World) -> int:
    with world.database.reading() as session:
        return session.scalars(select(Question.findings)).one()


def _tasks(world: World, actor: Actor) -> dict[str, int]:
    with world.database.reading() as session:
        lines = work_desk.desk(session, actor, world.moment.now).lines
    return {task.kind.value: task.count for line in lines for task in line.tasks}


def test_an_empty_page_says_what_comes(asked: World, browser: Browser) -> None:
    shown = _page(asked, browser)
    assert "Er staat hier nog niets." in shown.text
    screen = shown.client.get(f"/werk/{asked.slug}/controle/").text
    assert f'href="/werk/{asked.slug}/openbaar/"' in screen
    assert f'href="/werk/{asked.slug}/openbaar/"' in browser(asked.lawyer).get(f"/werk/{asked.slug}/tweede/").text


def test_a_claim_waits_counts_and_ends(asked: World, browser: Browser) -> None:
    """Rules 40, 45: with source, date and who; the questions are counted anew at once."""
    mine = _claim(asked, browser)
    assert "Bewaard. Dit telt zodra een tweede persoon het ermee eens is." in mine.text
    for told in (PRICE, SOURCE, "2 januari 2026", asked.publisher.name, "Wacht op tweede", "U noemde dit zelf."):
        assert told in mine.text, told
    assert "Eens: dit is openbaar" not in mine.text
    assert _findings(asked) == 1
    second = _page(asked, browser, asked.lawyer)
    assert "Eens: dit is openbaar" in second.text
    second.send("eens-1")
    assert "Dit geldt nu als openbaar." in second.text and asked.lawyer.name in second.text
    assert _findings(asked) == 0
    ended = _page(asked, browser, asked.lawyer).send("einde-1")
    assert "Beëindigd" in ended.text and "einde-1" not in ended.page.text
    assert _findings(asked) == 1


def test_it_waits_on_the_desk_of_the_second_person(asked: World, browser: Browser) -> None:
    """Not on that of who said so, nor of who may not agree."""
    _claim(asked, browser)
    for actor in (asked.member(asked.publisher, "T. Tweede", "tweede@zilverdijk.example"), asked.lawyer):
        assert _tasks(asked, actor)[Blocks.CLAIMS] == 1
        assert "Kijk na of 1 tekst al openbaar is" in browser(actor).get("/werk/").text
    for actor in (asked.publisher, asked.lead, asked.expert, asked.auditor):
        assert Blocks.CLAIMS not in _tasks(asked, actor)
    _page(asked, browser, asked.lawyer).send("eens-1")
    assert Blocks.CLAIMS not in _tasks(asked, asked.lawyer)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"text": ""}, "Schrijf precies de woorden die openbaar zijn"),
        ({"source": ""}, "Schrijf waar dit openbaar staat"),
        ({"source_date": ""}, "Kies de dag waarop u zag dat dit openbaar was."),
        ({"source_date": "2999-01-01"}, "Deze dag is nog niet geweest."),
        ({"text": "Stichting Elzenwaard"}, "Dit kan verraden wie een vraag stelt."),
        ({"text": "BSN 123456782"}, "lijkt"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    asked: World, browser: Browser, changes: dict[str, str], words: str
) -> None:
    """Rules 13, 41, 45."""
    values = {"text": PRICE, "source": SOURCE, "source_date": "2026-01-02"} | changes
    shown = _send(_page(asked, browser), expect=400, **values)
    assert "Er is 1 fout" in shown.text and words in shown.text
    assert [name for name, value in values.items() if value and f'value="{value}"' not in shown.page.text] == []
    with asked.database.reading() as session:
        assert list(session.scalars(select(PublicClaim))) == []


def _agrees_alone(world: World, browser: Browser) -> bool:
    mine = _claim(world, browser)
    token = mine.page.text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    mine.client.post(f"/werk/{world.slug}/openbaar/{_id(world)}/eens/", data={"csrf_token": token})
    with world.database.reading() as session:
        return bool(list(session.scalars(select(PublicClaimStep))))


def test_nobody_agrees_with_himself_by_a_form_of_his_own(asked: World, browser: Browser) -> None:
    """R17: there is no button, and the post is refused in words."""
    assert not _agrees_alone(asked, browser)
    shown = _send(_page(asked, browser), f"{_id(asked)}/eens/", 400)
    assert "U nam dit besluit zelf. Iemand anders kijkt mee." in shown.text


def test_twin_without_the_rule_he_does(asked: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage of R17."""
    monkeypatch.setattr(rules, "same_person", lambda _first, _second: False)
    assert _agrees_alone(asked, browser)


def test_who_comes_second_to_the_same_button_is_told(asked: World, browser: Browser) -> None:
    _claim(asked, browser)
    colleague = asked.member(asked.lawyer, "Nienke Tweede", "nienke@zilverdijk.example")
    one, other = _page(asked, browser, colleague), _page(asked, browser, asked.lawyer)
    one.send("eens-1")
    other.send("eens-1", 409)
    assert "Een collega besliste hier intussen over." in other.text


def test_who_may(asked: World, browser: Browser) -> None:
    """Rule 58: who decides about findings says so, agrees and ends; for others the page is not there."""
    _claim(asked, browser)
    for actor in (asked.lead, asked.expert, asked.auditor, asked.provider, asked.rival):
        assert browser(actor).get(f"/werk/{asked.slug}/openbaar/").status_code == 404


def test_a_claim_of_elsewhere_is_not_there(asked: World, browser: Browser) -> None:
    """Rule 58."""
    _claim(asked, browser)
    claim_id = _id(asked)
    asked.draft_consultation(title="Een andere consultatie")
    for act in ("eens", "einde"):
        _send(_page(asked, browser, asked.lawyer), f"{claim_id}/{act}/", 404)
