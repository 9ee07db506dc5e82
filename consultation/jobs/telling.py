"""Telling everybody of a release at its moment: one mail each, with a link and never the content (rule 4)."""

from __future__ import annotations

import random
import secrets
import textwrap
import uuid
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr

from consultation import clock
from consultation.jobs import backoff, mail
from consultation.jobs.mail import Handed, Outcome, Relay
from consultation.jobs.task import Handler, Task
from consultation.publications import deliveries
from consultation.publications.deliveries import Address, Announcement
from consultation.record import service as record
from consultation.record.models import Tree

# Two in a row that the server did not even hear: it is away, and trying all others would only take long.
AWAY_LIMIT = 2
_random: random.Random = secrets.SystemRandom()


@dataclass(frozen=True)
class PostOffice:
    """Where mail goes, from whom it comes, and where its link leads."""

    relay: Relay
    sender: str
    public_url: str


def teller(office: PostOffice) -> Handler:
    """Return the handler of "tell" jobs."""
    return lambda task: tell(task, office)


def tell(task: Task, office: PostOffice) -> datetime | None:
    """Send what is due. Returns when to come back, or None when everybody was told or given up.

    A mail that went out just before this process died goes out again under the same Message-ID (F3).
    """
    release_id = task.id_of("release")
    with task.database.transaction() as session:
        news = deliveries.announcement(session, release_id)
        now = clock.now(session)
        if now < news.visible_at:
            return news.visible_at
        addresses = [] if news.stopped else deliveries.due(session, release_id, now)
    if news.stopped:
        return None
    _random.shuffle(addresses)  # no party is always told first
    _send_all(task, office, news, addresses, now)
    return _close(task, release_id, news)


def letter(office: PostOffice, news: Announcement, address: Address) -> EmailMessage:
    """Return the message for one address: the same for everybody but for To and Message-ID."""
    title = " ".join(news.title.plain().split())
    message = EmailMessage()
    message["Message-ID"] = f"<{address.delivery_id}@{office.sender.rpartition('@')[2]}>"
    message["Date"] = format_datetime(clock.process_now())
    message["From"] = formataddr((news.municipality, office.sender))
    message["To"] = address.email
    message["Subject"] = f"Nieuw in de marktconsultatie: {title}"
    message["Auto-Submitted"] = "auto-generated"
    body = _body(office, news, title)
    message.set_content(body, cte="7bit" if body.isascii() else "quoted-printable")
    message["Content-Language"] = "nl"
    return message


def _body(office: PostOffice, news: Announcement, title: str) -> str:
    since = ", ".join(clock.in_dutch(news.visible_at))
    paragraphs = (
        "Goedendag,",
        f"{news.municipality} heeft iets nieuws gepubliceerd in deze marktconsultatie:",
        title,
        f"U leest het hier:\n{office.public_url}{news.path}",
        f"Het staat er sinds {since}, Nederlandse tijd. Alle partijen konden het vanaf dat moment lezen.",
        "In deze e-mail staat alleen een link. Zo leest iedereen dezelfde tekst op dezelfde plek.",
        "U krijgt dit bericht omdat uw organisatie meedoet aan deze marktconsultatie. "
        "Wij verstuurden het automatisch. Antwoorden op dit bericht kan niet. "
        "Stel uw vraag op de pagina van de marktconsultatie.",
        f"Met vriendelijke groet,\n{news.municipality}",
    )
    return "\n\n".join("\n".join(map(wrapped, text.split("\n"))) for text in paragraphs) + "\n"


def wrapped(line: str) -> str:
    """Break a line between words; a link stays whole."""
    return textwrap.fill(line, 72, break_long_words=False, break_on_hyphens=False)


def _send_all(task: Task, office: PostOffice, news: Announcement, addresses: list[Address], began: datetime) -> None:
    waiting, away = list(addresses), 0
    with mail.opened(office.relay) as post:
        while waiting and away < AWAY_LIMIT and not task.stopping:
            address = waiting.pop()
            handed = post.hand_over(letter(office, news, address))
            away = away + 1 if handed.outcome is Outcome.AWAY else 0
            _note(task, [address], handed, began)
    if away >= AWAY_LIMIT and waiting:
        _note(task, waiting, handed, began)


def _note(task: Task, addresses: list[Address], handed: Handed, began: datetime) -> None:
    """Write down how it went, each message in the state it earned.

    Who must wait, waits from when this round `began`: all of them come due together. Each at its own moment
    would take a claim of the job per message, and a job is given up after some claims.
    """
    with task.database.transaction() as session:
        now = clock.now(session)
        for address in addresses:
            tries = address.attempts + 1
            if handed.outcome is Outcome.SENT:
                deliveries.mark_sent(session, address.delivery_id, now)
            elif handed.outcome is Outcome.REFUSED or backoff.used_up(tries):
                deliveries.mark_refused(session, address.delivery_id, now, handed.reason)
            else:
                deliveries.mark_waiting(session, [address.delivery_id], began + backoff.delay(tries), handed.reason)


def _close(task: Task, release_id: uuid.UUID, news: Announcement) -> datetime | None:
    """Say when to come back; when nobody waits any more, note in the record how the telling went."""
    with task.database.transaction() as session:
        again_at = deliveries.next_try(session, release_id)
        if again_at is not None:
            return again_at
        count = deliveries.count(session, release_id)
        facts = {"messages": count.total, "sent": count.sent, "failed": count.failed}
        record.note(session, news.consultation_id, Tree.PRIVATE, record.Event("release.told", str(release_id), facts=facts))
        task.finish(session)
    return None
