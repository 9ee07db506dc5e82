"""Publishing a note of 100, 500 and 2,000 answers (G9): transaction and PDF apart, memory after it."""

from __future__ import annotations

from benchmarks.house import ENGINES, fill_note, house
from benchmarks.report import peak_mb, seconds, table
from consultation.exports import note_job, note_pdf
from consultation.publications import notes


def run(*, quick: bool = False) -> None:
    """Print what publication costs, and the PDF against a bare compile of the same document."""
    rows: list[list[object]] = []
    for engine in ENGINES:
        for count in (100, 500) if quick else (100, 500, 2000):
            with house(engine) as (_, world):
                world.open_consultation()
                number = fill_note(world, count)
                publishing = seconds(lambda w=world, n=number: w.schedule(n))
                rows.append([engine, count, f"{publishing:.2f} s", *_pdf(world), f"{peak_mb():.0f} MB"])
    table(("engine", "answers", "transaction", "PDF end to end", "bare compile", "ratio", "PDF size", "peak memory"), rows)


def _pdf(world: object) -> list[object]:
    with world.database.reading() as session:  # type: ignore[attr-defined]
        note_id = notes.newest(session)
        start = seconds(lambda: note_job.render(session, note_id))
        document = note_job.document(session, note_id)
    bare = seconds(lambda: note_pdf.compile_bare(document))
    size = len(note_pdf.render(document))
    return [f"{start:.2f} s", f"{bare:.2f} s", f"{start / bare:.2f}", f"{size // 1024} kB"]
