"""Scan with one detector family, so that a test of it says nothing about the others."""

from types import ModuleType
from unittest import mock

from legal import scanning
from legal.detectors import organisation
from legal.terms import Finding, GuardContext


def scan_with(family: ModuleType, text: str, context: GuardContext | None = None) -> tuple[Finding, ...]:
    """What `family` alone finds in a text, put apart as the guard does."""
    detectors = () if family is organisation else (family.detect,)
    with mock.patch.object(scanning, "DETECTORS", detectors):
        return scanning.scan(text, context or GuardContext())
