"""The pages of a party: its start page, the rules, and asking a question in three steps."""

from __future__ import annotations

import json
import uuid
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_limiter import RequestLimit
from markupsafe import Markup
from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts.permissions import Permission
from consultation.accounts.requests import actor, requires, safe_target, session_key, tenant
from consultation.accounts.views import limiter
from consultation.dossiers.party_tabs import party_tabs
from consultation.errors import Conflict, InvalidInput, RoundClosed, TooLate
from consultation.parties import service as parties
from consultation.questions.asking import apart
from consultation.questions.asking import pages as party_pages
from consultation.questions.asking import service as asking
from consultation.questions.asking.forms import QuestionForm
from consultation.questions.asking.pages import CheckPage, FormPage, Place, ReceiptPage, Visit
from consultation.web import form_errors
from consultation.web.language import translate, words_of
from consultation.web.pages import problem
from consultation.web.requests import reading, received_at, transaction
from consultation.words import N_
from legal.redaction import as_html

blueprint = Blueprint("asking", __name__)
OFTEN = "20 per minute; 300 per hour"
FILE_AGAIN = N_("Uw bestand is niet bewaard. Kies het opnieuw als de rest klopt.")
FILES = "6 per minute; 60 per hour"
TOO_FAST = N_("U bewaart of verstuurt heel snel achter elkaar. Wacht een minuut en probeer het opnieuw.")


def _too_fast(_limit: RequestLimit) -> Response:
    """Give the text back to who posts too often, with the same button."""
    asked: dict[str, Any] = request.view_args or {}
    extra = [words_of(TooLate(TOO_FAST))]
    return make_response(_again(asked["slug"], QuestionForm(), 429, asked.get("question_id"), extra=extra))


def _without_file() -> bool:
    return not any(file.filename for file in request.files.values())


@blueprint.get("/mijn/<slug>/")
@requires(Permission.PARTY_READ)
def start(slug: str) -> ResponseReturnValue:
    """Show the own start page of a consultation."""
    with reading() as session:
        page = party_pages.start(session, _visit(session, slug))
    return _render("party/start.html", page.place, "overzicht", page=page)


@blueprint.get("/mijn/<slug>/deelnemen/")
@requires(Permission.PARTICIPATE)
def rules(slug: str) -> ResponseReturnValue:
    """Show the rules of taking part (rule 64)."""
    with reading() as session:
        place = party_pages.head(session, _visit(session, slug))
    return _render("party/rules.html", place, "overzicht", target=_back(slug))


@blueprint.post("/mijn/<slug>/deelnemen/")
@requires(Permission.PARTICIPATE)
def accept(slug: str) -> ResponseReturnValue:
    """Accept the rules for the organisation, and go back to where one was."""
    with transaction() as session:
        found = party_pages.consultation_of(session, _visit(session, slug), Permission.PARTICIPATE)
        parties.accept(session, actor(), found.id)
    return redirect(_back(slug), 303)


@blueprint.get("/mijn/<slug>/vragen/")
@requires(Permission.PARTY_READ)
def questions(slug: str) -> ResponseReturnValue:
    """List the organisation's questions."""
    with transaction() as session:
        page = party_pages.question_list(session, _visit(session, slug))
    return _render("party/questions.html", page.place, "vragen", page=page)


@blueprint.get("/mijn/<slug>/vragen/nieuw/")
@requires(Permission.QUESTION_ASK)
def new(slug: str) -> ResponseReturnValue:
    """Show the form, with the place where the reader was already filled in (rule 15)."""
    with transaction() as session:
        page = party_pages.form(session, _visit(session, slug))
    if not page.place.accepted:
        return redirect(url_for("asking.rules", slug=slug, verder=request.full_path.rstrip("?")))
    form = QuestionForm(formdata=None)
    form.begin(page.version_id(request.args.get("document", ""), request.args.get("versie", "")), request.args.get("plaats", ""))
    return _form_page(page, form)


@blueprint.post("/mijn/<slug>/vragen/nieuw/")
@requires(Permission.QUESTION_ASK)
@limiter.limit(OFTEN, key_func=session_key, on_breach=_too_fast)
@limiter.limit(FILES, key_func=session_key, on_breach=_too_fast, exempt_when=_without_file)
def save_new(slug: str) -> ResponseReturnValue:
    """Keep a new draft; then check it, or leave it."""
    return _save(slug, QuestionForm())


@blueprint.get("/mijn/<slug>/vragen/<uuid:question_id>/bewerken/")
@requires(Permission.QUESTION_ASK)
def edit(slug: str, question_id: uuid.UUID) -> ResponseReturnValue:
    """Show a draft to change it; a sent question shows its receipt."""
    with transaction() as session:
        page = party_pages.form(session, _visit(session, slug), question_id)
    if page.question is None or page.question.status != "draft":
        return redirect(url_for("asking.check", slug=slug, question_id=question_id), 303)
    form = QuestionForm(formdata=None)
    form.show(page.question)
    return _form_page(page, form)


@blueprint.post("/mijn/<slug>/vragen/<uuid:question_id>/bewerken/")
@requires(Permission.QUESTION_ASK)
@limiter.limit(OFTEN, key_func=session_key, on_breach=_too_fast)
@limiter.limit(FILES, key_func=session_key, on_breach=_too_fast, exempt_when=_without_file)
def save(slug: str, question_id: uuid.UUID) -> ResponseReturnValue:
    """Keep a changed draft; an id that is no question of this party is not taken for a new one."""
    with transaction() as session:
        found = party_pages.consultation_of(session, _visit(session, slug), Permission.QUESTION_ASK)
        asking.own_row(session, actor(), found, question_id)
    return _save(slug, QuestionForm(), question_id)


@blueprint.get("/mijn/<slug>/vragen/<uuid:question_id>/controleren/")
@requires(Permission.QUESTION_ASK)
def check(slug: str, question_id: uuid.UUID) -> ResponseReturnValue:
    """Show a draft as typed and as others will probably read it; a sent question shows its receipt."""
    with transaction() as session:
        page = party_pages.check(session, _visit(session, slug), question_id)
    question = page.preview.question
    if question.status != "draft":
        return redirect(url_for("asking.receipt", slug=slug, reference=question.reference), 303)
    return _check_page(page)


@blueprint.post("/mijn/<slug>/vragen/<uuid:question_id>/controleren/")
@requires(Permission.QUESTION_ASK)
@limiter.limit(OFTEN, key_func=session_key)
def submit(slug: str, question_id: uuid.UUID) -> ResponseReturnValue:
    """Send the question; the answer to the post is the receipt itself (R11, R12)."""
    try:
        with transaction() as session:
            visit = _visit(session, slug)
            found = party_pages.consultation_of(session, visit, Permission.QUESTION_ASK)
            sent = asking.send(session, actor(), found, question_id, received_at())
            page = party_pages.receipt(session, visit, sent.receipt["statement"]["reference"], again=sent.again)
    except RoundClosed as error:
        return _not_sent(slug, question_id, error)
    response = make_response(_receipt_page(page), 200 if page.again else 201)
    response.headers["Content-Location"] = url_for("asking.receipt", slug=slug, reference=page.own.question.reference)
    return response


@blueprint.get("/mijn/<slug>/vragen/<uuid:question_id>/intrekken/")
@requires(Permission.QUESTION_ASK)
def withdraw_page(slug: str, question_id: uuid.UUID) -> ResponseReturnValue:
    """Ask whether the question must go."""
    with transaction() as session:
        page = party_pages.form(session, _visit(session, slug), question_id)
    return _render("party/withdraw.html", page.place, "vragen", question=page.question)


@blueprint.post("/mijn/<slug>/vragen/<uuid:question_id>/intrekken/")
@requires(Permission.QUESTION_ASK)
def withdraw(slug: str, question_id: uuid.UUID) -> ResponseReturnValue:
    """Withdraw a question, or drop a draft; who is too late hears so, and goes back to the list."""
    back = url_for("asking.questions", slug=slug)
    try:
        with transaction() as session:
            found = party_pages.consultation_of(session, _visit(session, slug), Permission.QUESTION_ASK)
            asking.withdraw(session, actor(), found, question_id)
    except TooLate as error:
        title = gettext("Deze vraag is niet ingetrokken")
        return problem(409, title=title, detail=words_of(error), actions=((gettext("Onze vragen"), back),))
    return redirect(back, 303)


@blueprint.post("/mijn/<slug>/vragen/<uuid:question_id>/opnieuw/")
@requires(Permission.QUESTION_ASK)
@limiter.limit(OFTEN, key_func=session_key)
def rewrite(slug: str, question_id: uuid.UUID) -> ResponseReturnValue:
    """Start a new draft with the words of a question that came back; the same one at a second click."""
    with transaction() as session:
        found = party_pages.consultation_of(session, _visit(session, slug), Permission.QUESTION_ASK)
        draft = apart.rewrite(session, actor(), found, question_id)
    return redirect(url_for("asking.edit", slug=slug, question_id=draft.id), 303)


@blueprint.get("/mijn/<slug>/vragen/ontvangst/<reference>/")
@requires(Permission.PARTY_READ)
def receipt(slug: str, reference: str) -> ResponseReturnValue:
    """Show a receipt again."""
    with transaction() as session:
        page = party_pages.receipt(session, _visit(session, slug), reference)
    return _receipt_page(page)


@blueprint.get("/mijn/<slug>/vragen/ontvangst/<reference>/bewijs.json")
@requires(Permission.PARTY_READ)
def proof(slug: str, reference: str) -> ResponseReturnValue:
    """Give the receipt as a file that `python -m legal verify` checks without internet."""
    with transaction() as session:
        found = party_pages.receipt(session, _visit(session, slug), reference)
    text = json.dumps(found.own.receipt, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    response = current_app.response_class(text, mimetype="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="bewijs-{found.own.question.reference}.json"'
    return response


def _visit(session: Session, slug: str) -> Visit:
    return Visit(actor(), tenant().id, slug, clock.now(session))


def _back(slug: str) -> str:
    return safe_target(request.values.get("verder"), url_for("asking.start", slug=slug))


def _render(template: str, place: Place, tab: str, **words: Any) -> str:
    contact = (place.contact_role, f"mailto:{place.contact_email}") if place.contact_email.text else None
    return render_template(template, place=place, subtabs=party_tabs(place.slug, tab), contact=contact, **words)


def _form_page(page: FormPage, form: QuestionForm, **words: Any) -> str:
    return _render("party/question_form.html", page.place, "vragen", page=page, form=form.offer(page), **words)


def _check_page(page: CheckPage, **words: Any) -> str:
    """Show a draft beside its proposal: the guard's own HTML, for its own party only (rule 39)."""
    preview = page.preview
    shown = {"shown_text": preview.text, "shown_about": preview.about, "shown_annex": preview.annex}
    safe = {name: Markup(as_html(text)) for name, text in shown.items()}  # noqa: S704 - the guard escapes it
    return _render("party/check.html", page.place, "vragen", page=page, **safe, **words)


def _receipt_page(page: ReceiptPage) -> str:
    moment = datetime.fromisoformat(page.own.receipt["statement"]["received_at"])
    return _render("party/receipt.html", page.place, "vragen", page=page, received_at=moment)


def _save(slug: str, form: QuestionForm, saved: uuid.UUID | None = None) -> ResponseReturnValue:
    """Save a new draft, or over the `saved` one; a refusal gives the form back with all that was typed."""
    question_id = saved or form.question_id()
    try:
        draft = form.draft()
        with transaction() as session:
            found = party_pages.consultation_of(session, _visit(session, slug), Permission.QUESTION_ASK)
            asking.save_draft(session, actor(), found, draft, question_id)
    except InvalidInput as error:
        return _again(slug, form, 400, saved, extra=[*form_errors.put(form, error), *_file_again(form)])
    except Conflict as error:
        return _clash(slug, form, question_id, words_of(error))
    except (RoundClosed, TooLate) as error:
        return _again(slug, form, 409, saved, extra=[words_of(error)])
    step = "asking.edit" if request.form.get("doe") == "bewaar" else "asking.check"
    return redirect(url_for(step, slug=slug, question_id=question_id), 303)


def _file_again(form: QuestionForm) -> list[str]:
    """Say that a file must be chosen again: a browser does not give it back with the form."""
    return [] if _without_file() or form.file.errors else [translate(FILE_AGAIN)]


def _again(slug: str, form: QuestionForm, status: int, saved: uuid.UUID | None, **words: Any) -> ResponseReturnValue:
    """Show the form with what was typed; the saved draft, if there is one, was not touched."""
    with transaction() as session:
        page = party_pages.form(session, _visit(session, slug), saved)
    return _form_page(page, form, **words), status


def _clash(slug: str, form: QuestionForm, question_id: uuid.UUID, words: str) -> ResponseReturnValue:
    """Show both texts: a save now goes over the saved one, or becomes a new question when that was sent."""
    with transaction() as session:
        page = party_pages.form(session, _visit(session, slug), question_id)
    if page.question is None or page.question.status != "draft":
        form.concept.data, form.seen.data = str(uuid.uuid4()), ""
    else:
        form.seen.data = str(page.question.version)
    return _form_page(page, form, extra=[words], other=page.question), 409


def _not_sent(slug: str, question_id: uuid.UUID, error: RoundClosed) -> ResponseReturnValue:
    """Say why a question was not sent, beside the draft that is kept (message 7)."""
    with transaction() as session:
        page = party_pages.check(session, _visit(session, slug), question_id)
    return _check_page(page, refused=words_of(error)), 409
