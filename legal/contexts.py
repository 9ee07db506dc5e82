"""A guard context written as JSON: for the command line and for whoever scripts it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from legal.detectors.figures import claimed, names_amount, published
from legal.terms import Channel, GuardContext, PartyNames, Speaker

_ALLOW = '"…" of {"text": "…", "source": "…", "date": "…"}'
KEYS = frozenset(("speaker", "channel", "allow", "documents", "parties"))


class ContextError(ValueError):
    """The context is not what it should be; says in Dutch which part, and what to do. Never quotes it."""


def context_of(facts: object, base: GuardContext | None = None) -> GuardContext:
    """The context in `facts`, on top of `base`. Raises ContextError.

    Keys, all optional: "speaker" (provider, municipality), "channel" (question, statement, answer, minutes), "allow"
    (strings, or objects with "text", "source" and "date": rule 45), "documents" (texts that are public: their figures
    stay), "parties" (objects with "names", "kvk", "domains"). Other keys are left alone.

    An amount in "allow" stays however it is written, but not where somebody calls it his own price, as on the platform.
    """
    known = base or GuardContext()
    if facts is None or facts == {}:
        return known
    if not isinstance(facts, Mapping):
        raise ContextError("de context is geen object. Schrijf { en } om de velden.")
    allowed = [*map(_allowed, _list(facts, "allow"))]
    amounts = {text: claimed(text) for text in allowed if names_amount(text)}
    public = {figure for text in _strings(facts, "documents") for figure in published(text)}.union(*amounts.values())
    return replace(
        known,
        speaker=_term(Speaker, facts, "speaker", known.speaker),
        channel=_term(Channel, facts, "channel", known.channel),
        allow=(*known.allow, *(text for text in allowed if not amounts.get(text))),
        words=(*known.words, *(text for text in allowed if amounts.get(text))),
        public=(*known.public, *sorted(public)),
        parties=(*known.parties, *map(_party, _list(facts, "parties"))),
    )


def _term(kind: Any, facts: Mapping[str, Any], key: str, otherwise: Any) -> Any:
    if key not in facts or facts[key] is None:
        return otherwise
    try:
        return kind(facts[key])
    except ValueError:
        raise ContextError(f"{key} heeft een onbekende waarde. Kies uit: {', '.join(kind)}.") from None


def _allowed(entry: object) -> str:
    """What may stay. Who writes an object says where it is public and since when (rule 45): both, and a real date."""
    if isinstance(entry, str):
        return entry
    if not isinstance(entry, Mapping) or not isinstance(entry.get("text"), str):
        raise ContextError(f"allow bevat iets anders dan tekst. Schrijf {_ALLOW}.")
    if not isinstance(entry.get("source"), str) or not entry["source"].strip():
        raise ContextError(f"allow noemt geen source: waar dit openbaar staat. Schrijf {_ALLOW}.")
    if not _is_date(entry.get("date")):
        raise ContextError("allow noemt geen goede date: wanneer dit openbaar was. Schrijf jaar-maand-dag, zoals 2026-10-01.")
    text: str = entry["text"]
    return text


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and len(value) == len("2026-10-01") and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _party(entry: object) -> PartyNames:
    # A slip in a name would leave the party without protection.
    if not isinstance(entry, Mapping) or not {"names", "kvk", "domains"}.intersection(entry):
        raise ContextError('parties bevat iets anders dan partijen. Schrijf {"names": ["…"], "kvk": ["…"], "domains": ["…"]}.')
    return PartyNames(_strings(entry, "names"), _strings(entry, "kvk"), _strings(entry, "domains"))


def _strings(facts: Mapping[str, Any], key: str) -> tuple[str, ...]:
    found = tuple(_list(facts, key))
    if not all(isinstance(one, str) for one in found):
        raise ContextError(f"{key} bevat iets anders dan tekst. Zet elke waarde tussen aanhalingstekens.")
    return found


def _list(facts: Mapping[str, Any], key: str) -> Iterable[Any]:
    found = facts.get(key)
    if found is not None and not isinstance(found, list | tuple):
        raise ContextError(f"{key} is geen lijst. Zet de waarden tussen [ en ].")
    return found or ()
