"""The public pages of a consultation: the same for every party, signed in or not (rule 9)."""

from __future__ import annotations

from flask import Blueprint, g, make_response, render_template, request
from flask.typing import ResponseReturnValue

from consultation import clock
from consultation.accounts.permissions import Permission
from consultation.accounts.requests import requires, tenant
from consultation.publications import notes, queries, urls
from consultation.publications.forms import note_filter
from consultation.publications.pages import ConsultationPage, DocumentPage, NotePage, Shelf
from consultation.publications.pieces import Kind
from consultation.publications.queries import EVERYBODY
from consultation.publications.requests import Download, Visit, for_everybody, send, send_found, show, visit
from consultation.web.requests import reading

blueprint = Blueprint("publications", __name__)
PDF = "application/pdf"
RETRY_AFTER = "15"  # seconds


@blueprint.get("/consultaties/")
@requires(Permission.PUBLIC_READ)
def consultations() -> ResponseReturnValue:
    """List the consultations everybody can read; closed ones stand in "Mijn werk" of whoever takes part."""
    with reading() as session:
        g.moment = clock.now(session)
        found = queries.cards(session, tenant().id, EVERYBODY, g.moment)
    return for_everybody(render_template("publications/consultations.html", cards=found))


@blueprint.get("/consultaties/<slug>/")
@requires(Permission.PUBLIC_READ)
def consultation(slug: str) -> ResponseReturnValue:
    """Show why, until when, what it asks, what was published, and how to take part."""
    return show(slug, "publications/consultation.html", _consultation)


@blueprint.get("/consultaties/<slug>/documenten/")
@requires(Permission.PUBLIC_READ)
def documents(slug: str) -> ResponseReturnValue:
    """List the documents with their versions."""
    return show(slug, "publications/documents.html", _shelf)


@blueprint.get("/consultaties/<slug>/documenten/<document>/<version>/")
@requires(Permission.PUBLIC_READ)
def document(slug: str, document: str, version: str) -> ResponseReturnValue:
    """Show one version of a document."""

    def query(here: Visit) -> DocumentPage:
        return queries.document_page(here.session, _shelf(here), document, version)

    return show(slug, "publications/document.html", query)


@blueprint.get("/consultaties/<slug>/notas/")
@requires(Permission.PUBLIC_READ)
def note_list(slug: str) -> ResponseReturnValue:
    """List the clarification notes."""
    return show(slug, "publications/notes.html", _shelf)


@blueprint.get("/consultaties/<slug>/notas/<int:number>/")
@requires(Permission.PUBLIC_READ)
def note(slug: str, number: int) -> ResponseReturnValue:
    """Show a clarification note: 50 rows a page, searched and filtered as asked."""
    wanted = note_filter(request.args)

    def query(here: Visit) -> NotePage:
        return notes.note_page(here.session, _shelf(here, Kind.NOTE, str(number)), number, wanted)

    return show(slug, "publications/note.html", query, variant=wanted)


@blueprint.get("/consultaties/<slug>/notas/<int:number>/nota.pdf")
@requires(Permission.PUBLIC_READ)
def note_pdf(slug: str, number: int) -> ResponseReturnValue:
    """Send the PDF of a note; while it is being made, say so."""
    with visit(slug) as here:
        page = _shelf(here, Kind.NOTE, str(number))
        content = notes.pdf(here.session, page, number)
        step = notes.pdf_step(here.session, page, number) if content is None else ""
    if content is not None:
        return send_found(here, Download(f"nota-van-inlichtingen-{number}.pdf", content, PDF, (page.of(Kind.NOTE)[0].id,)))
    words = render_template("publications/pdf_wait.html", page=page, step=step, urls=urls)
    return make_response(words, 503, {"Retry-After": RETRY_AFTER})


@blueprint.get("/consultaties/<slug>/planning/")
@requires(Permission.PUBLIC_READ)
def planning(slug: str) -> ResponseReturnValue:
    """Show every instant with its zone; a changed one stays, struck through."""
    return show(slug, "publications/planning.html", _consultation)


@blueprint.get("/consultaties/<slug>/bewijs.json")
@requires(Permission.PUBLIC_READ)
def consultation_proof(slug: str) -> ResponseReturnValue:
    """Send the proof of the consultation's own publication."""
    return _send_proof(slug, Kind.CONSULTATION, slug, "bewijs-consultatie.json")


@blueprint.get("/consultaties/<slug>/documenten/<document>/<version>/bewijs.json")
@requires(Permission.PUBLIC_READ)
def document_proof(slug: str, document: str, version: str) -> ResponseReturnValue:
    """Send the proof of a document version."""
    return _send_proof(slug, Kind.DOCUMENT, f"{document}/{version}", "bewijs-document.json")


@blueprint.get("/consultaties/<slug>/notas/<int:number>/bewijs.json")
@requires(Permission.PUBLIC_READ)
def note_proof(slug: str, number: int) -> ResponseReturnValue:
    """Send the proof of a note."""
    return _send_proof(slug, Kind.NOTE, str(number), f"bewijs-nota-{number}.json")


@blueprint.get("/consultaties/<slug>/planning/<int:number>/bewijs.json")
@requires(Permission.PUBLIC_READ)
def round_proof(slug: str, number: int) -> ResponseReturnValue:
    """Send the proof of a question round as it was announced last."""
    return _send_proof(slug, Kind.ROUND, str(number), f"bewijs-vragenronde-{number}.json")


def _send_proof(slug: str, kind: Kind, ref: str, name: str) -> ResponseReturnValue:
    def query(here: Visit) -> Download:
        return Download(name, notes.proof(here.session, _shelf(here), kind, ref))

    return send(slug, query)


def _shelf(here: Visit, *only: str) -> Shelf:
    return queries.shelf(here.session, here.sight, (Kind(only[0]), only[1]) if only else None)


def _consultation(here: Visit) -> ConsultationPage:
    sight = here.sight
    return queries.consultation_page(here.session, sight.municipality_id, sight.slug, sight.reader, sight.now)
