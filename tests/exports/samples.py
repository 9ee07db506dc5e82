"""A made-up nota, and what a test needs to read a PDF back."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pypdf

from consultation.exports import note_pdf
from consultation.exports.note_pdf import NoteDocument, NoteRow, PdfLimits
from legal.redaction import CLOSE, OPEN

LIMITS = PdfLimits()
NO_FONTS = Path("/nonexistent")
FINGERPRINT = "7f3a91c044de2b17" * 4
MARK = f"{OPEN}gelakt: kostprijs, Aw 2.57{CLOSE}"
ROWS = (
    NoteRow(
        "1.01", "Toegang", "Leidraad, § 1.3", "Krijgt wie nu meedoet later een voorsprong?", "Nee. Iedereen leest dit.", "Nee"
    ),
    NoteRow(
        "1.02", "Tarief", "Conceptvraag, § 3.4", f"Wij betalen {MARK} per uur. Telt reistijd mee?", "Ja.", "Ja: versie 1.1, § 3.4"
    ),
    NoteRow("1.03", "Toegang", "Bijlage D", "Mag iemand uit Łódź of Iğdır meedoen?\n\nEn uit Gent?", "Dat mag.", "Nee"),
    NoteRow(
        "1.04", None, "Bijlage D, medewerkerstevredenheidsonderzoeken", "Is een e-mail genoeg?", "Ja, of een sms-bericht.", "Nee"
    ),
)


def note(rows: tuple[NoteRow, ...] = ROWS, **changes: object) -> NoteDocument:
    """Return the sample nota, changed where asked."""
    document = NoteDocument(
        municipality="Gemeente Zilverdijk",
        consultation="Begeleiding thuis en dagactiviteiten 2028",
        note_number=1,
        visible_since=datetime(2027, 1, 14, 9, 0, tzinfo=UTC),
        lead="Alle vragen uit vragenronde 1, met de antwoorden van de gemeente.",
        precedence_clause="Staat in een eerder document iets anders? Dan geldt deze nota.",
        facts=(("Voor wie", "Iedereen, op hetzelfde moment"), ("Inhoud", "4 vragen\n1 antwoord wijzigt een document")),
        rows=rows,
        kept_out=1,
        redacted=3,
        fingerprint=FINGERPRINT,
        verify_hint="U kunt zelf nagaan dat deze nota niet is veranderd.",
    )
    return replace(document, **changes)  # type: ignore[arg-type]


def asked(question: str) -> NoteDocument:
    """Return a nota with one question."""
    return note((replace(ROWS[0], theme=None, question=question),))


def pdf(document: NoteDocument, fonts: Path = NO_FONTS) -> bytes:
    """Return the nota as PDF, by default with typst's own letters only: the same on every machine."""
    return note_pdf.render(document, limits=LIMITS, fonts=fonts)


def pages(data: bytes) -> list[str]:
    """Return the text of each page, as a simple reader extracts it."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def spots(data: bytes) -> list[tuple[str, float, float]]:
    """Return each printed piece of text with where it starts, in points from the lower left corner."""
    found: list[tuple[str, float, float]] = []
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        page.extract_text(visitor_text=lambda text, at, *_: found.append((text.strip(), at[4], at[5])))
    return found


def bare(text: str) -> str:
    """Return a text without blanks: a line may end anywhere."""
    return re.sub(r"\s", "", text)


def elements(data: bytes, kind: str) -> list[pikepdf.Dictionary]:
    """Return the structure elements of a kind ("/TH") in reading order, in an opened file."""
    file = pikepdf.open(io.BytesIO(data))
    found, queue = [], [file.Root.StructTreeRoot]
    while queue:
        item = queue.pop()
        if isinstance(item, pikepdf.Array):
            queue.extend(reversed(list(item)))
        elif isinstance(item, pikepdf.Dictionary):
            found += [item] if item.get("/S") == kind else []
            queue += [item["/K"]] if "/K" in item else []
    return found


def attribute(element: pikepdf.Dictionary, name: str) -> object:
    """Return an attribute of a structure element ("/Scope"), or None."""
    sets = element.get("/A")
    for one in sets if isinstance(sets, pikepdf.Array) else [sets]:
        if isinstance(one, pikepdf.Dictionary) and name in one:
            return one[name]
    return None
