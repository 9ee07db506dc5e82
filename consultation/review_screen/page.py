"""The review screen as a page: filters, progress, addresses and words for the template."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from flask import g, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from consultation.accounts.permissions import Permission
from consultation.accounts.requests import actor
from consultation.dossiers import access
from consultation.dossiers.findings import FIELDS
from consultation.dossiers.tabs import tabs
from consultation.questions.previews.service import Stand
from consultation.review.reasons import OFFERED
from consultation.review_screen import requests, rules, screening
from consultation.review_screen.rules import Filter, Spot, State
from consultation.review_screen.screening import Asked, Screen
from consultation.web import security
from consultation.web.language import translate
from consultation.web.requests import transaction
from consultation.words import N_
from legal.terms import Ground, Label, Outcome

PER_PAGE = 50
WHERE = FIELDS | {"question": N_("Vraag"), "about": N_("Plaats"), "answer": N_("Antwoord"), "annex": N_("Bijlage")}
FILTER_WORDS = {
    Filter.OPEN: N_("Open"),
    Filter.PRICES: N_("Prijs en geld"),
    Filter.MARKET: N_("Omvang en markt"),
    Filter.ASKER: N_("Herkenbaar"),
    Filter.PEOPLE: N_("Personen"),
    Filter.DOUBT: N_("Eerst de twijfel"),
    Filter.SIGNALS: N_("Tekens van afspraken"),
    Filter.SECOND: N_("Wacht op mij als tweede"),
    Filter.ANEW: N_("Bezwaar gevolgd"),
    Filter.ALL: N_("Alles"),
}
OUTCOME_WORDS = {
    Outcome.REDACT.value: ("safe", N_("Gelakt")),
    Outcome.GENERALISE.value: ("safe", N_("Algemener gemaakt")),
    Outcome.CLEAR.value: ("inactive", N_("Blijft staan")),
}
STAND_WORDS = {
    Stand.WAITING: N_("De vraagsteller kan nog reageren."),
    Stand.OBJECTED: N_("De vraagsteller maakte bezwaar."),
    Stand.UPHELD: N_("Het bezwaar is gegrond: neem een ander besluit."),
    Stand.AGREED: N_("De vraagsteller vindt dat het zo kan."),
    Stand.SILENT: N_("De vraagsteller reageerde niet binnen de termijn."),
    Stand.DISMISSED: N_("Het bezwaar is niet gevolgd."),
}


@dataclass(frozen=True)
class Fault:
    """What was wrong with a decision: in which form, in words, what was typed, and in which field where there are more."""

    form: str
    words: str
    typed: dict[str, str] = field(default_factory=dict)
    where: str = ""


def page(slug: str, asked: Asked, fault: Fault | None = None, status: int = 200) -> ResponseReturnValue:
    """Return the page, with what was typed when something was wrong."""
    if fault:
        g.here = requests.onward(slug, asked)  # a form has an address of its own: the other language stays at the finding
    with transaction() as session:
        found = access.for_work(session, actor(), Permission.FINDING_DECIDE, slug)
        screen = screening.screen(session, actor(), found, asked)
    return security.scripted(render_template("review/screen.html", **context(slug, asked, screen, fault)), status)


def context(slug: str, asked: Asked, screen: Screen, fault: Fault | None) -> dict[str, Any]:
    """Return what the template shows."""
    spots = screen.board.spots
    counts = rules.counted(spots)
    here = replace(asked, page=1)
    return {
        "slug": slug,
        "screen": screen,
        "opened": screen.opened,
        "current": screen.current,
        "place": screen.board.order.index(screen.opened.unit.key) + 1 if screen.opened else 0,
        "fault": fault,
        "progress": progress(spots),
        "bars": bars(spots),
        "chips": [
            chip(slug, here, one, counts) for one in Filter if one in {asked.filter, Filter.OPEN, Filter.ALL} or counts[one]
        ],
        "notes_to_choose": note_chips(slug, here, screen.board.notes),
        "lines": lines(slug, here, screen, asked.page),
        "pages": pages(slug, here, screen, asked.page),
        "second": requests.address(slug, replace(here, filter=Filter.SECOND)) if counts[Filter.SECOND] else "",
        "anew": sum(unit.anew for unit in screen.board.units if not unit.closed),
        "anew_url": requests.address(slug, replace(here, filter=Filter.ANEW)),
        "examples": [(unit.name, requests.address(slug, here, tekst=unit.key)) for unit in screening.sample(screen.board)],
        "ahead": [(spot, named(screen, spot), requests.address(slug, here, **at(spot))) for spot in screen.ahead],
        "links": links(slug, here, screen),
        "act": {
            name: requests.act_address(f"review.{name}", slug, here) for name in ("decide", "mark", "whole", "second", "undo")
        },
        "words": {"where": WHERE, "outcome": OUTCOME_WORDS, "stand": STAND_WORDS},
        "reasons": OFFERED,
        "sourced": rules.SOURCED,
        "grounds": tuple(Ground),
        "labels": [label for label in Label if label is not Label.BSN],
        "sensitive": bool(screen.current and screen.current.competitive),
        "filter": asked.filter,
        "subtabs": tabs(slug, "controle", actor().role),
    }


def at(spot: Spot) -> dict[str, Any]:
    """Return where a finding is, for its address."""
    return {"tekst": spot.unit, "bevinding": spot.number}


def progress(spots: Iterable[Spot]) -> tuple[int, int, int, int]:
    """Return how many findings are decided, how many there are, how many are open, and how many of those are doubtful.

    What an objection asks to decide anew is not done, and not open either: its decision still stands.
    """
    found = list(spots)
    left = [spot for spot in found if spot.state is State.OPEN]
    done = sum(spot.state is State.DECIDED and not spot.anew for spot in found)
    return done, len(found), len(left), sum(spot.doubt for spot in left)


def bars(spots: Iterable[Spot]) -> list[tuple[str, str, int]]:
    """Return the parts of the progress bar and its legend."""
    found = list(spots)
    tones = {"redact": "ok", "generalise": "info", "clear": "rest"}
    parts = [(tones[outcome], translate(OUTCOME_WORDS[outcome][1]), count) for outcome, count in rules.outcomes(found)]
    waits, anew = sum(spot.state is State.WAITS for spot in found), sum(spot.anew for spot in found)
    again = [("warn", gettext("Opnieuw beslissen"), anew)] if anew else []
    return [*parts, ("warn", gettext("Wacht op tweede persoon"), waits), *again]


def chip(slug: str, here: Asked, one: Filter, counts: dict[Filter, int]) -> tuple[str, int, str, bool]:
    """Return a filter with its count."""
    place = replace(here, filter=one)
    return translate(FILTER_WORDS[one]), counts[one], requests.address(slug, place), here.filter is one


def note_chips(slug: str, here: Asked, notes: Iterable[int]) -> list[tuple[str, None, str, bool]]:
    """Return all texts and each nota in the making, to choose from."""
    known = [(gettext("Nota %(number)s", number=one), one) for one in notes]
    both: list[tuple[str, int | None]] = [(gettext("Alle teksten"), None), *known]
    return [(words, None, requests.address(slug, replace(here, note=one)), here.note == one) for words, one in both]


def named(screen: Screen, spot: Spot) -> str:
    """Return what a finding is called in the list: its words when its text is open already, else its kind."""
    if screen.opened and screen.opened.unit.key == spot.unit:
        found = screen.opened.finding(spot.number)
        return found.words if found else translate(spot.label.nl)
    return translate(spot.label.nl)


def lines(slug: str, here: Asked, screen: Screen, wanted: int) -> list[dict[str, Any]]:
    """Return one page of the list of texts."""
    first = (wanted - 1) * PER_PAGE
    return [
        {
            "name": unit.name,
            "is_question": unit.is_question,
            "url": None if unit.closed else requests.address(slug, here, tekst=unit.key),
            "open": unit.open,
            "waits": unit.waits,
            "anew": unit.anew,
            "total": len(unit.spots),
            "note": unit.note,
            "current": bool(screen.opened and screen.opened.unit.key == unit.key),
        }
        for unit in screen.board.units[first : first + PER_PAGE]
    ]


def pages(slug: str, here: Asked, screen: Screen, wanted: int) -> dict[str, Any]:
    """Return what stands under the list of texts."""
    total, first = len(screen.board.units), (wanted - 1) * PER_PAGE
    place = {"tekst": screen.opened.unit.key} if screen.opened else {}
    turn = [requests.address(slug, here, bladzijde=number, _anchor="teksten", **place) for number in (wanted - 1, wanted + 1)]
    return {
        "first": first + 1,
        "last": min(first + PER_PAGE, total),
        "total": total,
        "previous_url": turn[0] if wanted > 1 else None,
        "next_url": turn[1] if first + PER_PAGE < total else None,
    }


def links(slug: str, here: Asked, screen: Screen) -> dict[str, str]:
    """Return where one can go from here."""
    place: dict[str, Any] = {"tekst": screen.opened.unit.key} if screen.opened else {}
    if screen.opened and screen.current:
        place["bevinding"] = screen.current.number
    found: dict[str, str] = {
        "batch": requests.act_address("review_batch.batch", slug, here, **place),
        "claims": url_for("claims.listed", slug=slug),
        "objections": url_for("objections.waiting", slug=slug),
    }
    if screen.before:
        found["before"] = requests.address(slug, here, **at(screen.before))
    if screen.following:
        found["after"] = requests.address(slug, here, **at(screen.following))
    if screen.opened:
        found["whole"] = requests.address(slug, here, heel=1, **place)
        found["same"] = requests.act_address("review_batch.same", slug, here, **place)
    return found
