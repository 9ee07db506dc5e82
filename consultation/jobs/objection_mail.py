"""Telling whoever decides about objections that one came in (rule 39). Not which question, not who: a link, and no more."""

from __future__ import annotations

from sqlalchemy.orm import Session

from consultation.jobs import letters
from consultation.jobs.letters import Letter
from consultation.jobs.task import Handler, Task
from consultation.jobs.telling import PostOffice
from consultation.publications import deliveries
from consultation.questions.asking import own_previews
from consultation.questions.objections import service as objections

KIND = own_previews.OBJECTED
SUBJECT = "Een bezwaar wacht op uw besluit"


def teller(office: PostOffice) -> Handler:
    """Return the handler of these jobs: to who may decide in that municipality."""
    return letters.teller(office, _letter)


def _letter(session: Session, task: Task, office: PostOffice) -> Letter | None:
    key = task.consultation_id
    addresses = objections.deciders(session, key) if key else []
    if key is None or not addresses:
        return None
    house, slug = deliveries.house_of(session, key)
    return Letter(
        municipality=house,
        subject=SUBJECT,
        title=deliveries.consultation_title(session, key),
        paragraphs=(
            "Iemand maakte bezwaar tegen hoe anderen zijn tekst lezen, in deze marktconsultatie:",
            f"Tot u of een collega beslist, gaat die tekst niet naar buiten. U leest het bezwaar hier:\n"
            f"{office.public_url}/werk/{slug}/bezwaren/",
            "Wie bezwaar maakte, staat er niet bij.",
        ),
        addresses=addresses,
    )
