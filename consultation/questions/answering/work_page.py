"""The work list as a page: rows, filters and addresses for the template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext, ngettext
from markupsafe import Markup

from consultation.accounts.permissions import Permission, allowed
from consultation.accounts.requests import actor
from consultation.dossiers import access
from consultation.dossiers.tabs import tabs
from consultation.questions.answering import worklist
from consultation.questions.answering.forms import AnswerForm, answer_form
from consultation.questions.answering.opened import Line, OpenQuestion
from consultation.questions.answering.worklist import FILTERS, Wanted, WorkList, WorkScreen
from consultation.questions.rules import AnswerStatus
from consultation.web.language import translate
from consultation.web.requests import transaction
from consultation.words import N_
from legal import redaction
from legal.redaction import Redacted
from legal.terms import Ground

STATUS_WORDS = {
    AnswerStatus.NEW: ("inactive", N_("Nieuw")),
    AnswerStatus.CONCEPT: ("neutral", N_("Concept")),
    AnswerStatus.AWAITING: ("warning", N_("Wacht op akkoord")),
    AnswerStatus.APPROVED: ("safe", N_("Akkoord")),
}
FILTER_WORDS = {
    "mine": N_("Mijn werk"),
    "returned": N_("Terug bij mij"),
    "free": N_("Niet toegewezen"),
    "approve": N_("Wacht op mijn akkoord"),
    "findings": N_("Bevindingen"),
    "ready": N_("Akkoord"),
    "all": N_("Alle"),
}
PROGRESS = (
    ("ok", AnswerStatus.APPROVED, N_("Akkoord")),
    ("warn", AnswerStatus.AWAITING, N_("Wacht op akkoord")),
    ("info", AnswerStatus.CONCEPT, N_("Concept")),
    ("rest", AnswerStatus.NEW, N_("Nieuw")),
)


@dataclass(frozen=True)
class Row:
    """A line of the list as the macro `work_list` wants it."""

    reference: str
    url: str
    text: str
    flags: tuple[tuple[str, str, bool], ...]
    theme: str
    initials: str
    name: str
    status: tuple[str, str]
    current: bool
    chosen: bool = False


@dataclass(frozen=True)
class Fault:
    """What was wrong with a decision about a finding, and what was typed with it. `unread`: a tick was missing, no reason."""

    place: str
    words: str
    reason: str
    unread: bool = False


def marks(text: Redacted) -> Markup:
    """Return how others would read a text as HTML, its marks as boxes; the text itself is escaped."""
    return Markup(redaction.as_html(text.text))  # noqa: S704 - as_html escapes


def wanted(reference: str = "") -> Wanted:
    """Read from the address which filter, page and question are asked for."""
    name = request.args.get("filter", "all")
    page = request.args.get("bladzijde", 1, type=int)
    return Wanted(name if name in FILTERS else "all", max(1, min(page, 100_000)), reference or request.args.get("vraag", ""))


def address(slug: str, place: Wanted) -> str:
    """Return the address of the list with one question open."""
    anchor = "vraag" if place.reference else None
    page_number = place.page if place.page > 1 else None
    return url_for(
        "work.questions", slug=slug, filter=place.filter, vraag=place.reference or None, bladzijde=page_number, _anchor=anchor
    )


def page(slug: str, asked: Wanted, form: AnswerForm | None = None, fault: Fault | None = None) -> str:
    """Return the page; `form` or `fault` when something typed must come back."""
    with transaction() as session:
        found = access.for_work(session, actor(), Permission.QUESTION_READ, slug)
        screen = worklist.screen(session, actor(), found, asked)
    return render_template("questions/work.html", **context(slug, screen, form, fault))


def context(slug: str, screen: WorkScreen, form: AnswerForm | None, fault: Fault | None) -> dict[str, Any]:
    """Return what the template shows."""
    work, opened = screen.work, screen.opened
    here = Wanted(work.filter, work.page, opened.line.reference if opened else "")
    if opened is not None:
        form = form.offer(opened) if form else answer_form(opened)
    return {
        "slug": slug,
        "screen": screen,
        "opened": opened,
        "form": form,
        "fault": fault,
        "here": here,
        "badge": status_words(opened.line) if opened else None,
        "version_title": dict(opened.versions).get(opened.changes_version_id, "") if opened and opened.changes_version_id else "",
        "rows": [row(slug, line, here) for line in work.lines],
        "chips": [chip(slug, name, work) for name in FILTERS if name != "returned" or work.counts[name] or work.filter == name],
        "heading": heading(work),
        "bars": [(tone, translate(words), work.progress[state]) for tone, state, words in PROGRESS],
        "pages": pages(slug, work),
        "neighbours": neighbours(slug, screen),
        "subtabs": tabs(slug, "vragen", actor().role),
        "may": abilities(opened),
        "grounds": tuple(Ground),
    }


def abilities(opened: OpenQuestion | None) -> dict[str, bool]:
    """Say what this reader may do with the open question, so that no button leads to a refusal."""
    role = actor().role
    can = {
        "write": allowed(role, Permission.ANSWER_WRITE),
        "approve": allowed(role, Permission.ANSWER_APPROVE),
        "decide": allowed(role, Permission.FINDING_DECIDE),
        "second": allowed(role, Permission.FINDING_SECOND),
        "import": allowed(role, Permission.QUESTION_IMPORT),
        "compose": allowed(role, Permission.NOTE_COMPOSE),
    }
    approvable = opened is not None and opened.awaiting and not opened.own and not opened.locked
    return can | {
        "approve_this": can["approve"] and approvable,
        "write_this": bool(can["write"] and opened and not opened.locked),
    }


def row(slug: str, line: Line, here: Wanted) -> Row:
    """Return a line of the list."""
    flags = []
    if line.findings:
        flags.append(("warning", ngettext("%(num)s bevinding open", "%(num)s bevindingen open", line.findings), True))
    if line.anew:
        flags.append(("warning", gettext("bezwaar gevolgd, opnieuw beslissen"), True))
    if line.changes_document:
        flags.append(("document", gettext("wijzigt een document"), False))
    return Row(
        reference=line.reference,
        url=address(slug, Wanted(here.filter, here.page, line.reference)),
        text=redaction.as_plain(line.proposal.text),
        flags=tuple(flags),
        theme=translate(line.theme),
        initials=initials(line.assignee),
        name=line.assignee,
        status=status_words(line),
        current=line.reference == here.reference,
    )


def status_words(line: Line) -> tuple[str, str]:
    """Return the badge of a line."""
    kind, words = STATUS_WORDS[AnswerStatus(line.answer_status)]
    return kind, translate(words)


def initials(name: str) -> str:
    """Return two letters for a name: "S. de Wit" is SW."""
    capitals = [part[0] for part in name.split() if part[0].isupper()]
    return "".join([*capitals[:1], *capitals[1:][-1:]])


def chip(slug: str, name: str, work: WorkList) -> tuple[str, int, str, bool]:
    """Return a filter with its count."""
    return translate(FILTER_WORDS[name]), work.counts[name], address(slug, Wanted(name)), name == work.filter


def heading(work: WorkList) -> str:
    """Return the name of the list with its number of questions."""
    number = ngettext("%(num)s vraag", "%(num)s vragen", work.total)
    return f"{translate(FILTER_WORDS[work.filter])}, {number}"


def pages(slug: str, work: WorkList) -> dict[str, Any]:
    """Return what stands under the list: which part this is, and the pages beside it."""
    first = (work.page - 1) * worklist.PER_PAGE + 1
    return {
        "first": first if work.lines else 0,
        "last": first + len(work.lines) - 1 if work.lines else 0,
        "total": work.total,
        "previous_url": address(slug, Wanted(work.filter, work.page - 1)) if work.page > 1 else None,
        "next_url": address(slug, Wanted(work.filter, work.page + 1)) if work.page < work.pages else None,
    }


def neighbours(slug: str, screen: WorkScreen) -> tuple[str | None, str | None]:
    """Return the addresses of the questions before and after the open one."""
    work, place = screen.work, screen.place
    both = (place.before, place.after)
    before, after = (address(slug, Wanted(work.filter, work.page, name)) if name else None for name in both)
    return before, after
