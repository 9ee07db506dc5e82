"""What the guard must know: every party, the municipalities' own names and addresses, and what is public already."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from threading import Lock

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from consultation import clock
from consultation.accounts.models import Organisation
from consultation.publications import figures as publications
from consultation.review.models import PublicClaim, PublicClaimStep
from consultation.review.texts import Source
from legal.detectors.figures import claimed as claimed_figures
from legal.detectors.figures import published
from legal.terms import Channel, GuardContext, PartyNames

KEY = "guard_knowledge"
MOST_TEXTS = 256
_figures: dict[bytes, frozenset[str]] = {}
_lock = Lock()


@dataclass(frozen=True)
class OwnTexts:
    """What the municipality is about to publish: figures, and who may be written to."""

    figures: frozenset[str] = frozenset()
    contacts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Knowledge:
    """What a text is judged with. `visible`: figures everybody can read; `coming`: also what goes out with the text.

    `contacts` are the contact points that go out with it.

    What a party writes is never laid beside what is coming: else it would tell, by what is redacted in it and
    what not, which amounts stand in a document that nobody has read yet (rule 1, R13). See also `of_a_draft`.
    """

    parties: tuple[PartyNames, ...] = ()
    words: tuple[str, ...] = ()
    visible: tuple[str, ...] = ()
    coming: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()

    def context(self, source: Source) -> GuardContext:
        """Return what the guard may know when it reads this text."""
        if source.channel is not Channel.ANSWER:
            return GuardContext(self.parties, (), self.visible, source.speaker, source.channel, self.words)
        words = (*self.words, *self.contacts)
        return GuardContext(self.parties, (), self.coming, source.speaker, source.channel, words)


def knowledge(session: Session, consultation_id: uuid.UUID, coming: Callable[[], OwnTexts]) -> Knowledge:
    """Return what is known of a consultation; asked once per session, so who asks first asks for everybody.

    `coming` gives what stands in the municipality's own texts that were written before parties could ask: see
    `dossiers.guarding`, which alone knows those.
    """
    kept: dict[uuid.UUID, Knowledge] = session.info.setdefault(KEY, {})
    if consultation_id not in kept:
        public = publications.public_facts(session, consultation_id, clock.now(session))
        organisations = _organisations(session)
        own = coming()
        claimed = list(_claimed(session, consultation_id))
        # An amount that is public is no secret for being repeated; "onze kostprijs is € 66,17" stays one all the same.
        figures = public.figures.union(*map(claimed_figures, claimed))
        kept[consultation_id] = Knowledge(
            parties=tuple(_names(found) for found in organisations if found.kind == "provider"),
            words=tuple(dict.fromkeys([*_own(organisations), *public.contacts, *claimed])),
            visible=tuple(sorted(figures)),
            coming=tuple(sorted(figures | own.figures)),
            contacts=own.contacts,
        )
    return kept[consultation_id]


def of_a_draft(session: Session, consultation_id: uuid.UUID, organisation_id: uuid.UUID) -> Knowledge:
    """Return what a party's draft is judged with before it is sent: its own names, and what everybody can read.

    A draft costs nothing and nobody reads it, so a party could try a thousand. What is redacted in it must not tell who
    else is here, nor which words of a text that nobody has read were looked up and found public elsewhere (rules 13, 29; R13).
    """
    public = publications.public_facts(session, consultation_id, clock.now(session))
    organisations = _organisations(session)
    return Knowledge(
        parties=tuple(_names(found) for found in organisations if found.id == organisation_id),
        words=tuple(dict.fromkeys([*_own(organisations), *public.contacts])),
        visible=tuple(sorted(public.figures)),
    )


def forget(session: Session) -> None:
    """Read anew what is known: a document or a claim was added in this session."""
    session.info.pop(KEY, None)


def figures_of(text: str) -> frozenset[str]:
    """Return the amounts and percentages in a text of the municipality; kept by its digest, so that no text is kept."""
    key = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    with _lock:
        kept = _figures.get(key)
    if kept is None:
        kept = published(text)
        with _lock:
            while len(_figures) >= MOST_TEXTS:
                del _figures[next(iter(_figures))]
            _figures[key] = kept
    return kept


def _claimed(session: Session, consultation_id: uuid.UUID) -> Iterable[str]:
    """Return the texts of which two people said where they are public, and that did not end (rule 45)."""
    agreed, ended = aliased(PublicClaimStep), aliased(PublicClaimStep)
    return session.scalars(
        select(PublicClaim.text)
        .join(agreed, and_(agreed.claim_id == PublicClaim.id, agreed.kind == "agreed"))
        .outerjoin(ended, and_(ended.claim_id == PublicClaim.id, ended.kind == "ended"))
        .where(PublicClaim.consultation_id == consultation_id, ended.claim_id.is_(None))
        .order_by(PublicClaim.id)
    )


def _organisations(session: Session) -> Sequence[Organisation]:
    return session.scalars(select(Organisation).order_by(Organisation.slug)).all()


def _own(organisations: Iterable[Organisation]) -> Iterable[str]:
    """A municipality is named in every text, and its mailbox is there to be written to."""
    for found in organisations:
        if found.kind == "municipality":
            yield from filter(None, (found.name, found.contact_email))


def _names(found: Organisation) -> PartyNames:
    return PartyNames((found.name, *found.aliases), (found.kvk,) if found.kvk else (), tuple(found.domains))
