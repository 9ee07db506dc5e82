"""Every public address of a consultation, and what a browser gets there."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from flask.testing import FlaskClient
from sqlalchemy import select

from consultation.publications import service as publishing
from consultation.publications.models import Publication
from tests.world import World

PATHS = (
    "", "bewijs.json", "documenten/", "documenten/leidraad/1.0/", "documenten/leidraad/1.0/bewijs.json", "notas/",
    "notas/1/", "notas/1/?zoek=tarief", "notas/1/?thema=Tarief+en+bekostiging", "notas/1/?wijzigt=1", "notas/1/?alles=1",
    "notas/1/bewijs.json", "notas/1/nota.pdf", "planning/", "planning/1/bewijs.json", "wie-kon-wat-zien/",
    "wie-kon-wat-zien/zegel.json",
)  # fmt: skip
FIXED = ("/consultaties/", "/hoe-het-werkt/", "/toegankelijkheid/", "/privacy/", "/bewijs/controleren/", "/robots.txt")
NOTE = tuple(path for path in PATHS if path.startswith("notas/1/"))


@dataclass(frozen=True)
class Seen:
    """An answer as it came in, without the moment at which the server sent it."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def addresses(slug: str) -> tuple[str, ...]:
    """Return all public addresses of a consultation, and the fixed pages."""
    return (*FIXED, *(f"/consultaties/{slug}/{path}" for path in PATHS))


def look(client: FlaskClient, address: str) -> Seen:
    """Read one address."""
    with client.get(address) as answer:
        headers = tuple(sorted((name, value) for name, value in answer.headers if name != "Date"))
        return Seen(answer.status_code, headers, answer.data)


def read(client: FlaskClient, slug: str) -> dict[str, Seen]:
    """Read every public address."""
    return {address: look(client, address) for address in addresses(slug)}


def differences(one: dict[str, Seen], other: dict[str, Seen]) -> list[str]:
    """Return the addresses at which two readers did not see the same."""
    return [address for address in one if one[address] != other[address]]


def with_note(world: World, questions: int = 3, **facts: object) -> list[str]:
    """Open a consultation and let it have answered questions; return their references."""
    world.open_consultation(**facts)  # type: ignore[arg-type]
    asked = [world.ask(world.providers[n % 3], f"Vraag {n}: telt reistijd mee in het tarief?") for n in range(questions)]
    for reference in asked:
        world.answer(reference)
    return asked


def keep_pdf(world: World, content: bytes = b"%PDF-1.7 a rendering") -> uuid.UUID:
    """Keep a PDF of the newest note, as the worker does; return the note's id."""
    with world.database.transaction() as session:
        note = session.scalars(
            select(Publication).where(Publication.kind == "note").order_by(Publication.position.desc())
        ).first()
        assert note is not None
        publishing.keep_file(session, note.id, "pdf", content)
        return note.id
