"""What somebody asks of the review screen: read from the address and from its forms."""

from __future__ import annotations

import re
from typing import Any, TypeVar

from flask import request, url_for

from consultation.questions.answering.forms import id_of
from consultation.review.rules import Choice, usual_ground
from consultation.review_screen import rules
from consultation.review_screen.acting import Target, Words
from consultation.review_screen.rules import Filter
from consultation.review_screen.screening import Asked
from legal.terms import Ground, Label, Outcome, Term

ACTS = {
    "lak": Outcome.REDACT,
    "stuk": Outcome.REDACT,
    "laat": Outcome.CLEAR,
    "algemener": Outcome.GENERALISE,
    "apart": Outcome.WITHHOLD,
    "terug": Outcome.REFUSE,
}
TYPED = ("reden", "reden-keuze", "vervang", "woorden", "grond", "soort", "nabij", "veld")
LARGEST = 1_000_000
_UNIT = re.compile(r"[A-Za-z0-9-]{1,40}")
_T = TypeVar("_T", bound=Term)


def asked() -> Asked:
    """Read what is asked for; what makes no sense is as if it was not there."""
    values = request.args
    chosen = next((one for one in Filter if one.value == values.get("filter")), Filter.OPEN)
    return Asked(
        filter=chosen,
        note=_number(values.get("nota")) or None,
        unit=unit(values.get("tekst", "").strip()),
        number=_number(values.get("na") or values.get("bevinding")),
        after="na" in values,
        page=max(1, _number(values.get("bladzijde"))),
        whole="heel" in values,
    )


def address(slug: str, place: Asked, **changes: Any) -> str:
    """Return the address of the screen."""
    return url_for("review.screen", slug=slug, **_values(place) | changes)


def onward(slug: str, place: Asked) -> str:
    """Return the address of the finding of this place, or of the first behind it."""
    number = {"na": place.number} if place.after else {"bevinding": place.number or None}
    return address(slug, place, tekst=place.unit or None, **number)


def act_address(endpoint: str, slug: str, place: Asked, **at: Any) -> str:
    """Return where a form or a list is, also `at` a finding; it keeps filter and nota."""
    return url_for(endpoint, slug=slug, **_values(place), **at)


def _values(place: Asked) -> dict[str, Any]:
    return {"filter": place.filter.value if place.filter is not Filter.OPEN else None, "nota": place.note}


def unit(value: str) -> str:
    """Return the key of a unit, or nothing when it cannot be one."""
    return value if _UNIT.fullmatch(value) else ""


def number() -> int:
    """Return the number of the finding that a form is about."""
    return _number(request.form.get("bevinding"))


def target() -> Target:
    """Read which finding a form is about; with the words of `stuk`, which others of its text."""
    form = request.form
    words = Words(form.get("woorden", ""), _near(form.get("nabij"))) if "woorden" in form else None
    place = (_number(form.get("begin")), _number(form.get("eind")))
    return Target(unit(form.get("tekst", "")), form.get("veld", "")[:20], id_of(form.get("bron")), place, words)


def choice() -> Choice:
    """Read what somebody decided. Raises InvalidInput for a reason that names no source."""
    form = request.form
    label, ground = _term(Label, form.get("soort")), _term(Ground, form.get("grond"))
    outcome = ACTS.get(form.get("besluit", ""), Outcome.REDACT)
    leaves = outcome is Outcome.CLEAR  # the offered reasons are why something may stay
    return Choice(
        outcome=outcome,
        reason=rules.reason(form.get("reden-keuze", "") if leaves else "", form.get("reden", "")),
        replacement=form.get("vervang", ""),
        over=id_of(form.get("op")),
        label=label,
        ground=ground or (usual_ground(label) if label else None),
    )


def typed() -> dict[str, str]:
    """Return what was typed or chosen, to give it back."""
    return {name: request.form.get(name, "") for name in TYPED}


def _near(value: str | None) -> int | None:
    return _number(value) if value else None


def _number(value: str | None) -> int:
    return min(int(value), LARGEST) if value and value.isascii() and value.isdecimal() and len(value) < 10 else 0


def _term(kind: type[_T], value: str | None) -> _T | None:
    return next((one for one in kind if one.value == value), None)
