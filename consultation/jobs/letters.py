"""A short message with a link, the same to everybody it goes to (rule 4): how it is written, sent and tried again."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable, Sequence
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
from legal.guard import Cleared

_random = secrets.SystemRandom()


@dataclass(frozen=True)
class Letter:
    """What is said in one consultation, and to whom. Nothing of any text: fixed words, the public title and an address."""

    municipality: str
    subject: str
    title: Cleared
    paragraphs: tuple[str, ...]
    addresses: Sequence[tuple[uuid.UUID, str]]


def teller(office: PostOffice, letter_of: Callable[[Session, Task, PostOffice], Letter | None]) -> Handler:
    """Return the handler of jobs that send what `letter_of` writes, or nothing when there is nothing to say any more."""

    def tell(task: Task) -> datetime | None:
        with task.database.transaction() as session:
            letter, now = letter_of(session, task, office), clock.now(session)
        return send(task, office, letter, now) if letter else None

    return tell


def send(task: Task, office: PostOffice, letter: Letter, now: datetime) -> datetime | None:
    """Send it to every address. When the mail server is away all of them are tried again, under the same Message-ID."""
    addresses = list(letter.addresses)
    _random.shuffle(addresses)  # nobody is always told first
    with mail.opened(office.relay) as post:
        outcomes = [post.hand_over(message(task, office, letter, *address)).outcome for address in addresses]
    away = any(outcome in {Outcome.AWAY, Outcome.LATER} for outcome in outcomes)
    return now + backoff.delay(task.attempt) if away and not backoff.used_up(task.attempt) else None


def message(task: Task, office: PostOffice, letter: Letter, membership_id: uuid.UUID, email: str) -> EmailMessage:
    """Return the message for one address: the same for everybody but for To and Message-ID."""
    title = " ".join(letter.title.plain().split())
    made = EmailMessage()
    made["Message-ID"] = f"<{uuid.uuid5(task.id, str(membership_id))}@{office.sender.rpartition('@')[2]}>"
    made["Date"] = format_datetime(clock.process_now())
    made["From"] = formataddr((letter.municipality, office.sender))
    made["To"] = email
    made["Subject"] = f"{letter.subject}: {title}"
    made["Auto-Submitted"] = "auto-generated"
    body = _body(letter, title)
    made.set_content(body, cte="7bit" if body.isascii() else "quoted-printable")
    made["Content-Language"] = "nl"
    return made


def _body(letter: Letter, title: str) -> str:
    first, *others = letter.paragraphs
    paragraphs = (
        "Goedendag,",
        first,
        title,
        *others,
        "Wij verstuurden dit bericht automatisch. Antwoorden op dit bericht kan niet.",
        f"Met vriendelijke groet,\n{letter.municipality}",
    )
    return "\n\n".join("\n".join(map(wrapped, text.split("\n"))) for text in paragraphs) + "\n"
