"""presidio-analyzer with an empty Dutch model of spaCy and Dutch recognisers of our own: the scan of `patterns`, with context."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Any

import spacy
from presidio_analyzer import AnalyzerEngine, Pattern, PatternRecognizer, RecognizerRegistry
from presidio_analyzer.nlp_engine import NlpArtifacts, SpacyNlpEngine
from presidio_analyzer.predefined_recognizers import IbanRecognizer, PhoneRecognizer

from benchmarks.guard.peers import Find
from benchmarks.guard.peers.patterns import ALTERNATIVES

_AMOUNTS = ("euro", "percent", "words")
_ELSEWHERE = ("phone", "iban")  # these it brings itself
_NAME = (
    r"\b(?:[Dd]hr|[Mm]evr|[Mm]w|[Mm]evrouw|[Mm]eneer|[Dd]e heer)\.?\s"
    r"(?:[A-Z]\.\s?)*(?:(?:van|de|der|den|el)\s)*[A-Z][\w-]+(?:\s[A-Z][\w-]+)?"
)
_OWNERS = [
    "wij", "we", "ons", "onze", "ik", "mijn", "rekenen", "vragen", "kostprijs", "tarief", "uurtarief", "kosten", "marge",
    "opslag", "korting", "omzet", "resultaat", "loonkosten",
]  # fmt: skip
_SURE, _BAR, _NEEDS_CONTEXT = 0.6, 0.4, 0.3


class _BlankDutch(SpacyNlpEngine):
    """spaCy's Dutch tokens without a model: none can be had without a download. A word counts as its own lemma."""

    def __init__(self) -> None:
        super().__init__(models=[{"lang_code": "nl", "model_name": "blank"}])
        self.nlp = {"nl": spacy.blank("nl")}

    def _doc_to_nlp_artifact(self, doc: Any, language: str) -> NlpArtifacts:
        found = super()._doc_to_nlp_artifact(doc, language)
        found.lemmas = [token.lower_ for token in doc]
        return found


def load() -> Find:
    """Return its analyzer."""
    logging.disable()
    registry = RecognizerRegistry(recognizers=_recognizers(), supported_languages=["nl"])
    engine = AnalyzerEngine(registry=registry, nlp_engine=_BlankDutch(), supported_languages=["nl"], default_score_threshold=_BAR)

    def find(text: str, facts: Mapping[str, Any]) -> list[tuple[int, int]]:
        found = engine.analyze(text=text, language="nl", allow_list=list(facts.get("allow") or ()))
        return [(int(one.start), int(one.end)) for one in found]  # some are of numpy

    return find


def _recognizers() -> list[Any]:
    personal = [(name, pattern) for name, pattern in ALTERNATIVES.items() if name not in (*_AMOUNTS, *_ELSEWHERE)]
    return [
        *(_own(name, ALTERNATIVES[name], _NEEDS_CONTEXT, _OWNERS) for name in _AMOUNTS),
        *(_own(name, pattern, _SURE, []) for name, pattern in [*personal, ("name", _NAME)]),
        IbanRecognizer(supported_language="nl"),
        PhoneRecognizer(supported_language="nl", supported_regions=("NL",), context=["bel", "telefoon", "mobiel"]),
    ]


def _own(name: str, pattern: str, score: float, context: list[str]) -> PatternRecognizer:
    return PatternRecognizer(
        supported_entity=name.upper(), supported_language="nl", patterns=[Pattern(name, pattern, score)],
        context=context, global_regex_flags=re.MULTILINE,
    )  # fmt: skip
