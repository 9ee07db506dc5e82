"""The law as code: what may leave, on what ground, and proof of what left; usable without the platform."""

from legal.guard import Cleared, Original, Refused, clear, scan
from legal.terms import Decision, Finding, GuardContext, Outcome, PartyNames

__all__ = [
    "Cleared",
    "Decision",
    "Finding",
    "GuardContext",
    "Original",
    "Outcome",
    "PartyNames",
    "Refused",
    "clear",
    "scan",
]
