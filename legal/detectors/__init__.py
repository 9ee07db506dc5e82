"""The detectors, in one list: each reads a text and yields findings that explain themselves."""

from collections.abc import Callable, Iterable

from legal.detectors import (
    addresses,
    birthdates,
    bsn,
    cases,
    collusion,
    contacts,
    figures,
    identifiers,
    organisation,
    plans,
    proper_names,
    recognisable,
    self_identifying,
    wages,
)
from legal.reading import Reading
from legal.terms import Finding, GuardContext, Rule

Detector = Callable[[Reading, GuardContext], Iterable[Finding]]
"""Pure: same text and context, same findings. Reads `folded` or `text`, reports ranges of `typed`."""

_FAMILIES = (
    bsn, identifiers, contacts, addresses, birthdates, proper_names, cases, figures, wages, plans, collusion,
    self_identifying, recognisable,
)  # fmt: skip

# The register of parties is looked at before all this (see scanning): the others may not know which party it was.
DETECTORS: tuple[Detector, ...] = tuple(family.detect for family in _FAMILIES)
"""Every detector of the guard. A new family is a new module and one more name above."""

RULES: tuple[Rule, ...] = tuple(rule for family in (organisation, *_FAMILIES) for rule in family.RULES)
"""Every rule these detectors may cite; their ids and versions make up the policy (rule 36)."""
