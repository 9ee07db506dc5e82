"""Publishing a note of 100, 500 and 2,000 answers (G9): transaction and PDF apart, memory after it."""

from __future__ import annotations

import resource
import uuid

from sqlalchemy import select

from benchmarks.house import ENGINES, fill_note, house
from benchmarks.report import peak_mb, seconds, table
from consultation.config import Config
from consultation.exports import note_data, note_job, note_pdf, typesetter
from consultation.publications.models import Publication, PublicationFile
from consultation.publications.pieces import Kind
from tests.world import World


def run(*, quick: bool = False) -> None:
    """Print what publication costs, and the PDF from database to file against a bare compile of the same job."""
    rows: list[list[object]] = []
    for engine in ENGINES:
        for count in (100, 500) if quick else (100, 500, 2000):
            with house(engine) as (config, world):
                world.open_consultation()
                number = fill_note(world, count)
                publishing = seconds(lambda w=world, n=number: w.schedule(n))
                rows.append([engine, count, f"{publishing:.2f} s", *_pdf(config, world), f"{peak_mb():.0f} MB"])
    table(("engine", "answers", "transaction", "PDF end to end", "bare compile", "ratio", "PDF size", "memory"), rows)
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"  memory = highest of this process so far; highest of a PDF process: {child:.0f} MB")


def _pdf(config: Config, world: World) -> list[object]:
    with world.database.reading() as session:
        note_id = session.scalars(select(Publication.id).where(Publication.kind == Kind.NOTE)).one()
    whole = seconds(lambda: note_job.make(world.database, note_id, lambda _words: None, config.public_url))
    bare = seconds(lambda: typesetter.typeset(_job(config, world, note_id)))
    with world.database.reading() as session:
        size = session.scalars(select(PublicationFile.size)).one()
    return [f"{whole:.2f} s", f"{bare:.2f} s", f"{whole / bare:.2f}", f"{size // 1024} kB"]


def _job(config: Config, world: World, note_id: uuid.UUID) -> dict[str, object]:
    with world.database.reading() as session:
        document = note_job.document(session, note_id, config.public_url)
    return note_data.job(document, note_pdf.FONTS)
