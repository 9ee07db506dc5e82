"""Telling parties that they may have something to look at before it goes out (rule 39): the same to all of them (R9)."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr

from sqlalchemy.orm import Session

from consultation import clock
from consultation.jobs import backoff, mail
from consultation.jobs.mail import Outcome
from consultation.jobs.task import Handler, Task
from consultation.jobs.telling import PostOffice, wrapped
from consultation.parties import queries as parties
from consultation.publications import deliveries
from consultation.questions import previews
from legal.guard import Cleared

KIND = previews.TELL
_random = secrets.SystemRandom()


@dataclass(frozen=True)
class Call:
    """What is said, and to whom. Which of them has something to look at, is not here."""

    municipality: str
    title: Cleared
    path: str
    addresses: list[tuple[uuid.UUID, str]]


def teller(office: PostOffice) -> Handler:
    """Return the handler of these jobs."""
    return lambda task: tell(task, office)


def tell(task: Task, office: PostOffice) -> datetime | None:
    """Send it to everybody who works for a party, or to nobody when nothing waits any more.

    When the mail server is away all of them are tried again; a message that went out twice has one Message-ID.
    """
    with task.database.transaction() as session:
        call, now = _call(session, task), clock.now(session)
    if call is None:
        return None
    _random.shuffle(call.addresses)  # no party is always told first
    with mail.opened(office.relay) as post:
        outcomes = [post.hand_over(_letter(task, office, call, *address)).outcome for address in call.addresses]
    away = any(outcome in {Outcome.AWAY, Outcome.LATER} for outcome in outcomes)
    return now + backoff.delay(task.attempt) if away and not backoff.used_up(task.attempt) else None


def _call(session: Session, task: Task) -> Call | None:
    if task.consultation_id is None or not previews.waiting(session, task.consultation_id):
        return None
    house, slug = deliveries.house_of(session, task.consultation_id)
    title = deliveries.consultation_title(session, task.consultation_id)
    return Call(house, title, f"/mijn/{slug}/voorvertoning/", parties.addresses(session, task.consultation_id))


def _letter(task: Task, office: PostOffice, call: Call, membership_id: uuid.UUID, email: str) -> EmailMessage:
    """Return the message: the same for everybody but for To and Message-ID, and nothing of any text (rule 4)."""
    title = " ".join(call.title.plain().split())
    message = EmailMessage()
    message["Message-ID"] = f"<{uuid.uuid5(task.id, str(membership_id))}@{office.sender.rpartition('@')[2]}>"
    message["Date"] = format_datetime(clock.process_now())
    message["From"] = formataddr((call.municipality, office.sender))
    message["To"] = email
    message["Subject"] = f"Kijk of er iets voor u klaarstaat: {title}"
    message["Auto-Submitted"] = "auto-generated"
    body = _body(office, call, title)
    message.set_content(body, cte="7bit" if body.isascii() else "quoted-printable")
    message["Content-Language"] = "nl"
    return message


def _body(office: PostOffice, call: Call, title: str) -> str:
    paragraphs = (
        "Goedendag,",
        f"{call.municipality} bereidt antwoorden voor in deze marktconsultatie:",
        title,
        "Misschien lakte de gemeente iets in een vraag van u, of laat zij iets gevoeligs staan. "
        "Dan ziet u hier eerst hoe anderen uw tekst lezen, en kunt u tot een bepaald moment reageren:\n"
        f"{office.public_url}{call.path}",
        "Alle partijen krijgen dit bericht, ook als er voor hen niets klaarstaat. Zo kan niemand zien wie iets vroeg.",
        "Wij verstuurden dit bericht automatisch. Antwoorden op dit bericht kan niet.",
        f"Met vriendelijke groet,\n{call.municipality}",
    )
    return "\n\n".join("\n".join(map(wrapped, text.split("\n"))) for text in paragraphs) + "\n"
