"""The detectors, in one list: each reads a normalised text and yields findings that explain themselves."""

from collections.abc import Callable, Iterable

from legal.detectors.bsn import RULES as BSN_RULES
from legal.detectors.bsn import detect as find_bsn
from legal.detectors.organisation import RULES as ORGANISATION_RULES
from legal.detectors.organisation import detect as find_organisations
from legal.detectors.people import RULES as PEOPLE_RULES
from legal.detectors.people import detect as find_people
from legal.detectors.self_identifying import RULES as SELF_IDENTIFYING_RULES
from legal.detectors.self_identifying import detect as find_self_identifying
from legal.normalise import NormalisedText
from legal.terms import Finding, GuardContext, Rule

Detector = Callable[[NormalisedText, GuardContext], Iterable[Finding]]
"""Pure: same text and context, same findings. Reads `folded` or `text`, reports ranges of `typed`."""

DETECTORS: tuple[Detector, ...] = (find_organisations, find_bsn, find_people, find_self_identifying)
"""Every detector of the guard. A new family is a new module and one more name here."""

RULES: tuple[Rule, ...] = (*ORGANISATION_RULES, *BSN_RULES, *PEOPLE_RULES, *SELF_IDENTIFYING_RULES)
"""Every rule these detectors may cite; their ids and versions make up the policy (rule 36)."""
