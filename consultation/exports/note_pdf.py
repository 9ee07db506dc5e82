"""The nota van inlichtingen as one PDF that claims PDF/A-2a and PDF/UA-1, set by typst in its own process."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from consultation.exports import note_data
from consultation.exports.note_data import NoteDocument, NoteRow

__all__ = ["FONTS", "Failure", "NoteDocument", "NoteRow", "PdfFailed", "PdfLimits", "render"]

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "static" / "vendor" / "fonts"  # fetched at set-up; without it typst's own letters are used


class Failure(StrEnum):
    """Why there is no PDF. Fixed words: never a part of anybody's text."""

    TIMEOUT = "took too long"
    CPU = "used too much processor time"
    MEMORY = "used too much memory"
    REFUSED = "typst refused the document"
    INPUT = "the document could not be read"
    CRASH = "the process ended unexpectedly"


class PdfFailed(Exception):
    """No PDF was made; `reason` says why, without any text of the document."""

    def __init__(self, reason: Failure) -> None:
        self.reason = reason
        super().__init__(reason.value)


@dataclass(frozen=True, slots=True)
class PdfLimits:
    """What one PDF may cost: bytes of address space, seconds of processor, seconds of waiting."""

    address_space: int = 2 * 2**30
    cpu_seconds: int = 60
    wall_seconds: float = 120.0


def render(document: NoteDocument, *, limits: PdfLimits, fonts: Path = FONTS) -> bytes:
    """Return the PDF: the same document gives the same bytes (with the same fonts).

    Raises PdfFailed when the process refuses, dies or takes too much, ValueError for a naive time or a
    language whose fixed words we do not have.
    """
    job = json.dumps(note_data.job(document, fonts)).encode()
    command = [sys.executable, "-s", "-B", "-m", "consultation.exports.typesetter"]
    command += [str(limits.address_space), str(limits.cpu_seconds)]
    try:
        # A bare environment: the keys and addresses in ours are not for a process that reads strangers' texts.
        done = subprocess.run(  # noqa: S603 - our own interpreter and module, two numbers
            command,
            check=False,
            input=job,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.wall_seconds,
            cwd=ROOT,
            env={"LC_ALL": "C.UTF-8", "RAYON_NUM_THREADS": "1"},
            start_new_session=True,
        )
    except subprocess.TimeoutExpired:
        raise PdfFailed(Failure.TIMEOUT) from None
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        raise PdfFailed(_failure(done.returncode))
    return done.stdout


def _failure(code: int) -> Failure:
    known = {
        -signal.SIGXCPU: Failure.CPU,
        -signal.SIGKILL: Failure.MEMORY,
        -signal.SIGABRT: Failure.MEMORY,
        64: Failure.INPUT,
        65: Failure.REFUSED,
        66: Failure.MEMORY,
    }
    return known.get(code, Failure.CRASH)
