"""A made-up nota, and what a test needs to read a PDF back."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
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


@dataclass(frozen=True)
class Element:
    """One structure element: its kind ("/TH"), its own name, what it says of a table, and what is inside it."""

    kind: str
    name: str
    scope: str
    headers: tuple[str, ...]
    inside: tuple[Element, ...]

    def find(self, kind: str) -> list[Element]:
        """Return this element and all inside it that are of a kind, in reading order."""
        return [*([self] if self.kind == kind else []), *(one for child in self.inside for one in child.find(kind))]


def structure(data: bytes) -> Element:
    """Return what a screen reader gets: the tree of structure elements."""
    with pikepdf.open(io.BytesIO(data)) as file:
        return _element(file.Root.StructTreeRoot)


def _element(item: pikepdf.Object) -> Element:
    inside = item.get("/K", pikepdf.Array())
    children = inside if isinstance(inside, pikepdf.Array) else [inside]
    sets = item.get("/A", pikepdf.Array())
    told = {key: value for one in (sets if isinstance(sets, pikepdf.Array) else [sets]) for key, value in one.items()}
    return Element(
        kind=str(item.get("/S", "")),
        name=str(item.get("/ID", "")),
        scope=str(told.get("/Scope", "")),
        headers=tuple(str(name) for name in told.get("/Headers", ())),
        inside=tuple(_element(child) for child in children if isinstance(child, pikepdf.Dictionary) and "/S" in child),
    )
