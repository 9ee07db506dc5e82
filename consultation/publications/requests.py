"""Answering with published things: for whom, the same bytes for everybody, kept until something changes."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol, cast

from flask import Response, current_app, g, render_template, request
from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts.actor import Actor
from consultation.accounts.permissions import Role
from consultation.accounts.requests import actor, tenant, token
from consultation.errors import NotFound
from consultation.publications import queries, urls
from consultation.publications.kept import KeptPage, KeptPages
from consultation.publications.pages import Card
from consultation.publications.queries import EVERYBODY, Reader, Sight, Standing
from consultation.web.language import chosen, time_left
from consultation.web.requests import reading

PRIVATE = "private, no-store"


class Page(Protocol):
    """What a template of a consultation gets as `page`."""

    @property
    def card(self) -> Card:
        """The consultation."""

    @property
    def shown(self) -> tuple[uuid.UUID, ...]:
        """The publications that somebody reads who opens the page."""

    @property
    def lasts(self) -> bool:
        """True when the page stays as it is until the consultation's standing changes."""


@dataclass(frozen=True)
class Visit:
    """One request to read something of a consultation, by a reader who can see it."""

    session: Session
    sight: Sight
    standing: Standing

    @property
    def private(self) -> bool:
        """True for a consultation that not everybody can read: nothing of it may be stored on the way."""
        return self.sight.reader != EVERYBODY


@dataclass(frozen=True)
class Download:
    """A file to send, and the publications whose text it holds."""

    name: str
    content: bytes | dict[str, Any]
    mimetype: str = "application/json"
    shown: tuple[uuid.UUID, ...] = ()


@contextmanager
def visit(slug: str) -> Iterator[Visit]:
    """Open a consultation for whoever asks. What everybody can read is read as everybody, whoever asks
    (rule 9); only when that shows nothing, it counts who asks. Raises NotFound, the same as for an
    address that does not exist (R13)."""
    house = tenant().id
    with reading() as session:
        sight = Sight(house, slug, EVERYBODY, _this_moment(session))
        standing = queries.standing(session, sight)
        if standing is None and token():
            sight = replace(sight, reader=reader_of(actor()))
            standing = queries.standing(session, sight)
        if standing is None:
            raise NotFound
        yield Visit(session, sight, standing)


def reader_of(asker: Actor) -> Reader:
    """Return as whom somebody reads: staff of a municipality, a party, or everybody."""
    staff = asker.role is not Role.PROVIDER_MEMBER
    return Reader(asker.organisation_id, staff) if asker.signed_in else EVERYBODY


def show(slug: str, template: str, query: Callable[[Visit], Page], variant: Hashable = "") -> Response:
    """Answer with a page of a consultation; `variant` is all that the address asks beside its path."""
    key = (tenant(), chosen(), request.path, variant)
    with visit(slug) as here:
        kept = None if here.private else _kept(key, here)
        page = query(here) if kept is None else None
    if page is not None:
        kept = _made(here, page, render_template(template, page=page, now=here.sight.now, urls=urls))
        if page.lasts and not here.private:
            _memory().put(key, kept)
    return _answer_kept(here, cast(KeptPage, kept))


def send(slug: str, query: Callable[[Visit], Download]) -> Response:
    """Answer with a file out of a consultation. Its name says what it is and nothing else."""
    with visit(slug) as here:
        file = query(here)
    return send_found(here, file)


def send_found(here: Visit, file: Download) -> Response:
    """Answer with a file that was found on a visit."""
    g.shown = (here.standing.consultation_id, file.shown)
    response = _answer(as_bytes(file.content), file.mimetype, here.private)
    response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response


def for_everybody(html: str) -> Response:
    """Answer with a page that depends on nobody."""
    return _answer(html.encode(), "text/html; charset=utf-8", private=False)


def as_bytes(content: bytes | dict[str, Any]) -> bytes:
    """Return a file's bytes. A proof is written in lines, so that a fault in it has a place."""
    if isinstance(content, bytes):
        return content
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _answer_kept(here: Visit, kept: KeptPage) -> Response:
    g.shown = (here.standing.consultation_id, kept.shown)
    return _answer(kept.body, "text/html; charset=utf-8", here.private, kept.etag)


def _this_moment(session: Session) -> datetime:
    """Read the database's clock once, for the predicate and for the words on the page alike."""
    g.moment = clock.now(session)
    moment: datetime = g.moment
    return moment


def _kept(key: Hashable, here: Visit) -> KeptPage | None:
    found = _memory().get(key, here.standing)
    return found if found and found.spoken == _spoken(found.card, here.sight.now) else None


def _made(here: Visit, page: Page, html: str) -> KeptPage:
    body = html.encode()
    return KeptPage(here.standing, _spoken(page.card, here.sight.now), page.card, page.shown, body, _etag(body))


def _spoken(card: Card, now: datetime) -> Hashable:
    """Return how the deadlines read now: "nog 5 uur" becomes "nog 4 uur" without any change in the database."""
    instants = [at for held in card.rounds for at in (held.opens_at, held.closes_at, held.answers_at)]
    return tuple(time_left(at, now) if at > now else "" for at in instants)


def _memory() -> KeptPages:
    pages: KeptPages = current_app.extensions.setdefault("kept_pages", KeptPages())
    return pages


def _etag(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:32]


def _answer(body: bytes, mimetype: str, private: bool, etag: str = "") -> Response:
    response = Response(body, content_type=mimetype)
    if private:
        response.headers["Cache-Control"] = PRIVATE
        return response
    # The bytes depend on one cookie, that of the language; never on who is signed in (rule 9, R13).
    # A reader's own browser keeps the page and asks each time whether it changed: nobody reads an
    # old note from a cache, and nobody is told sooner than another.
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Vary"] = "Cookie"
    response.set_etag(etag or _etag(body))
    response.make_conditional(request.environ)
    return response
