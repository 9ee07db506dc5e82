"""Telling parties that they may have something to look at before it goes out (rule 39): the same to all of them (R9)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from consultation.jobs import letters
from consultation.jobs.letters import Letter
from consultation.jobs.task import Handler, Task
from consultation.jobs.telling import PostOffice
from consultation.parties import queries as parties
from consultation.publications import deliveries
from consultation.questions.previews import service as previews

KIND = previews.TELL
SUBJECT = "Kijk of er iets voor u klaarstaat"


def teller(office: PostOffice) -> Handler:
    """Return the handler of these jobs: to everybody who works for a party."""
    return letters.teller(office, _letter)


def _letter(session: Session, task: Task, office: PostOffice) -> Letter | None:
    """Whether a text waits, or an objection was decided about, it says the same: else it tells that somebody objected."""
    if task.consultation_id is None:
        return None
    if not task.payload.get(previews.RULED) and not previews.waiting(session, task.consultation_id):
        return None
    house, slug = deliveries.house_of(session, task.consultation_id)
    return Letter(
        municipality=house,
        subject=SUBJECT,
        title=deliveries.consultation_title(session, task.consultation_id),
        paragraphs=(
            f"{house} bereidt antwoorden voor in deze marktconsultatie:",
            "Misschien lakte de gemeente iets in een vraag van u, laat zij iets gevoeligs staan, of besliste zij over een "
            "bezwaar van u. Dan ziet u hier eerst hoe anderen uw tekst lezen, en tot wanneer u kunt reageren:\n"
            f"{office.public_url}/mijn/{slug}/voorvertoning/",
            "Reageert u niet op tijd? Dan gaat de tekst naar buiten zoals hij daar staat.",
            "Alle partijen krijgen dit bericht, ook als er voor hen niets klaarstaat. Zo kan niemand zien wie iets vroeg.",
        ),
        addresses=parties.addresses(session, task.consultation_id),
    )
