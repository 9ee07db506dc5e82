"""Reads an odt file: the document, its notes below it, and what lies around it."""

from __future__ import annotations

from consultation.uploads.everything import keep_all
from consultation.uploads.extract import Reading
from consultation.uploads.odf import CONTENT, STYLES, open_odf
from consultation.uploads.odt.body import Body
from consultation.uploads.odt.styles import Styles
from consultation.uploads.package import Package
from consultation.uploads.stream import hear


def read_odt(package: Package, reading: Reading) -> None:
    """Put the text of an odt file in `reading`, with a count of what its reader would not see."""
    open_odf(package, reading)
    styles = Styles(package.limits)
    for part in (STYLES, CONTENT):
        if package.has(part):
            hear(package, part, styles)
    body = Body(reading, styles)
    hear(package, CONTENT, body)
    for note in body.notes:
        reading.add(note)
    keep_all(reading, package)
