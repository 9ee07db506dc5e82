"""scan: sorted, apart, in bounds, the same each time; what is allowed stays; a broken detector tells nothing."""

import subprocess
import sys
import traceback
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal import scanning
from legal.lexicon import words
from legal.normalise import NormalisedText
from legal.scanning import DetectorError, scan
from legal.terms import Certainty, Finding, Ground, GuardContext, Label, PartyNames, Rule, Sensitivity

PARTY = PartyNames(("Stichting Veldzorg", "Actief Oost"), ("84120937",), ("veldzorg.example.nl",))
CONTEXT = GuardContext((PARTY,), ("inkoop@zilverdijk.example.nl", "Gemeente Zilverdijk"))
PIECES = [
    "Stichting Veldzorg B.V. ",
    "veld\u200bzorg",
    "actief-oost",
    "KvK 84 12 09 37",
    "https://www.veldzorg.example.nl/wie?x=1",
    "jan@veldzorg.example.nl",
    "inkoop@zilverdijk.example.nl",
    "BSN 123456782",
    "1 2 3 4 5 6 7 8 2",
    "Wij als enige aanbieder in Zilverdijk",
    "onze locatie in Zilverdijk",
    " ",
    "\n",
    ", ",
    "1",
    "\u27e6",
    "&amp;",
    "e\u0301",
    "\ud800",
]
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=12).map("".join)


def check_findings(text: str) -> None:
    findings = scan(text, CONTEXT)
    assert all(0 <= one.start < one.end <= len(text) for one in findings)
    assert all(one.end <= other.start for one, other in pairwise(findings))
    assert scan(text, CONTEXT) == findings


@given(TEXTS)
def test_findings_are_sorted_apart_and_repeatable(text: str) -> None:
    check_findings(text)


def test_the_findings_check_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: findings that are not put apart overlap."""
    monkeypatch.setattr(scanning, "_apart", lambda text, findings: tuple(findings))
    with pytest.raises(AssertionError):
        check_findings("jan@veldzorg.example.nl")


@given(TEXTS)
def test_no_finding_quotes_the_text(text: str) -> None:
    """Rule 36, R14: what a finding says of itself is fixed; it may stand in a log or on a screen."""
    for one in scan(text, CONTEXT):
        said = one.explanation + repr(one)
        assert not any(secret in said for secret in ("eldzorg", "84120937", "jan", "1234", "Zilverdijk"))


@pytest.mark.parametrize(
    "text",
    ["Mail inkoop@zilverdijk.example.nl.", "INKOOP@zilverdijk.example.nl", "(inkoop@\u200bzilverdijk.example.nl)"],
)
def test_what_is_allowed_is_never_flagged(text: str) -> None:
    assert scan(text, CONTEXT) == ()


def test_the_allowed_check_is_not_blind() -> None:
    """Sabotage twin: without the allow list the same address is flagged."""
    assert scan("Mail inkoop@zilverdijk.example.nl.", GuardContext())


@pytest.mark.parametrize("text", ["x.inkoop@zilverdijk.example.nl", "inkoop@zilverdijk.example.nl.veldzorg.example.nl"])
def test_more_than_what_is_allowed_is_flagged(text: str) -> None:
    assert len(scan(text, CONTEXT)) == 1


def test_blank_allow_strings_allow_nothing() -> None:
    assert len(scan("jan@x.nl", GuardContext(allow=("", " ", "@", "\u200b")))) == 1


def rule(label: Label) -> Rule:
    return Rule(f"test.{label}", "1", label, Sensitivity.ASKER_IDENTITY, Ground.AVG, f"Dit is {label}.")


def found(monkeypatch: pytest.MonkeyPatch, *facts: tuple[int, int, Label, Certainty]) -> list[tuple[int, int, Label]]:
    def detector(_read: NormalisedText, _context: GuardContext) -> Iterator[Finding]:
        for start, end, label, certainty in facts:
            yield rule(label).at((start, end), certainty)

    monkeypatch.setattr(scanning, "DETECTORS", (detector,))
    return [(one.start, one.end, one.label) for one in scan("abcdefghij", GuardContext())]


SURE, DOUBT = Certainty.HIGH, Certainty.DOUBT


def test_overlap_becomes_one_finding_of_the_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = ((0, 4, Label.PERSON, SURE), (2, 9, Label.EMAIL, SURE))
    assert found(monkeypatch, *facts) == [(0, 9, Label.EMAIL)]
    assert "Ook: naam van een persoon." in scan("abcdefghij", GuardContext())[0].why


def test_a_bsn_always_speaks_for_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rule 41: nobody clears a BSN by clearing what lies over it."""
    facts = ((0, 9, Label.EMAIL, SURE), (2, 4, Label.BSN, DOUBT))
    assert found(monkeypatch, *facts) == [(0, 9, Label.BSN)]


def test_a_doubt_keeps_what_a_certain_finding_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = ((0, 10, Label.MARKET, DOUBT), (3, 5, Label.PERSON, SURE), (7, 8, Label.EMAIL, SURE))
    kinds = found(monkeypatch, *facts)
    assert [one[:2] for one in kinds] == [(0, 3), (3, 5), (5, 7), (7, 8), (8, 10)]


SECRET = "geheim" * 3


def failing(read: NormalisedText, _context: GuardContext) -> Iterator[Finding]:
    raise ValueError(read.typed)


def too_far(read: NormalisedText, _context: GuardContext) -> Iterator[Finding]:
    yield rule(Label.CASE).at((0, len(read.typed) + 1))


def check_quiet_failure() -> None:
    with pytest.raises(DetectorError) as caught:
        scan(SECRET, GuardContext())
    assert caught.value.__context__ is None and caught.value.__cause__ is None
    assert SECRET not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("detector", [failing, too_far])
def test_a_failing_detector_stops_everything_and_tells_nothing(detector: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """R14, and fail closed (F18): without every detector there is no scan."""
    monkeypatch.setattr(scanning, "DETECTORS", (detector,))
    check_quiet_failure()


@pytest.mark.parametrize("step", ["read_normalised", "named", "judge"])
def test_a_failing_step_before_them_tells_nothing_either(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """R14, F18."""

    def fails(*_about: object) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr(scanning, step, fails)
    check_quiet_failure()


def test_the_failure_check_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: an error that is passed on quotes the text."""
    monkeypatch.setattr(scanning, "DETECTORS", (failing,))
    monkeypatch.setattr(scanning, "_found", lambda detectors, *about: [one for step in detectors for one in step(*about)])
    with pytest.raises(ValueError, match=SECRET):
        check_quiet_failure()


def test_prepare_reads_the_lists() -> None:
    words.familiarity.cache_clear()
    words._common.cache_clear()
    scanning.prepare()
    assert words._common.cache_info().currsize == 1


MEGABYTE = 1_000_000
HEAVY = ["a", "@", "a@a.", "1", "1 ", "a ", "a.", "&", "nul ", "kvk ", "wij als enige ", "onze a locatie in ", "veldzorg"]


@pytest.mark.slow
@pytest.mark.parametrize("bit", HEAVY)
def test_a_megabyte_of_anything_is_read(bit: str) -> None:
    """No quadratic time: a million characters that invite backtracking have to finish; nothing is timed."""
    scan(bit * (MEGABYTE // len(bit)), CONTEXT)


HOME = Path(scanning.__file__).parents[1]
_READY = """
from legal import scanning
from legal.lexicon import number_words
from legal.scorecard import scorecard

{first}
scanning.prepare()
print(sorted("/".join(columns[:2]) for columns in scorecard("figures")._tables))
print([sorted(column for columns in scorecard(name)._tables for column in columns) for name in ("names", "sentences", "houses")])
print(number_words._slips.cache_info().currsize)
"""
SORTS = ["answer", "minutes", "party"]


def check_ready(first: str = "") -> None:
    code = _READY.format(first=first)
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=HOME).stdout
    figures = [f"{kind}/{sort}" for kind in ("code", "count", "money", "percent", "towns") for sort in SORTS]
    assert told.splitlines() == [str(figures), str([SORTS, SORTS, ["*"]]), "1"]


def test_the_first_text_finds_every_table_ready() -> None:
    """Live use: nothing is read or reckoned in front of the first who speaks, whatever he names and in whatever sort of text."""
    check_ready()


def test_twin_a_sort_of_text_that_is_not_made_ready_is_found_out() -> None:
    """Sabotage: as it was, when the first answer and the first minutes waited for their tables."""
    with pytest.raises(AssertionError):
        check_ready("scanning._EVERY_SORT = scanning._EVERY_SORT[:1]")
