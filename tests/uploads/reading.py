"""Reads a file in this process, as the confined one does: fast, and a fault shows where it is."""

from __future__ import annotations

from consultation.uploads.extract import Extract, Shape
from consultation.uploads.limits import Limits
from consultation.uploads.parse import parse
from consultation.uploads.refusals import Unfit

LIMITS = Limits()


def extract(data: bytes, extension: str, limits: Limits = LIMITS) -> Extract:
    """Return what a reader of the file sees."""
    return parse(data, extension, limits)


def refusal(data: bytes, extension: str, limits: Limits = LIMITS) -> str:
    """Return the code of the refusal, or "" when the file was read."""
    try:
        parse(data, extension, limits)
    except Unfit as unfit:
        return unfit.code
    return ""


def lines(found: Extract) -> list[str]:
    """Return the blocks in short: what each is, its label and its text."""
    signs = {Shape.HEADING: "#", Shape.TEXT: "", Shape.POINT: "-", Shape.ROW: "|"}
    return [
        " ".join(part for part in (signs[block.shape] * max(block.level, 1), block.label, block.text.replace("\t", "|")) if part)
        for block in found.blocks
    ]
