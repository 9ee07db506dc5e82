"""The gate: no decision, no way out (rules 35, 36 and 41; R2)."""

import re
import shutil
from dataclasses import fields, replace
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from legal import decisions as deciding
from legal import digest, guard, redaction, scanning
from legal.detectors import bsn, contacts, identifiers, self_identifying
from legal.guard import Cleared, Original, Refused, clear, scan
from legal.terms import BY_HAND, Decision, Finding, Ground, GuardContext, Label, Outcome, PartyNames, Sensitivity

CONTEXT = GuardContext((PartyNames(("Stichting Veldzorg",), ("84120937",), ("veldzorg.example.nl",)),))
TEXT = "Wij, Stichting Veldzorg, vragen uitstel. Mail jan@veldzorg.example.nl of bel."
NAME = "\u27e6gelakt: naam van een organisatie, Aw 2.57\u27e7"
MAIL = "\u27e6gelakt: e-mailadres, AVG\u27e7"


def decide(finding: Finding, outcome: Outcome = Outcome.REDACT, reason: str = "", decider: str = "u1") -> Decision:
    return Decision(finding.start, finding.end, finding.rule, outcome, reason, decider)


def redact_all(text: str, context: GuardContext = CONTEXT) -> list[Decision]:
    return [decide(finding) for finding in scan(text, context)]


def passed(result: Cleared | Refused) -> Cleared:
    assert isinstance(result, Cleared), "the text should have been cleared"
    return result


def test_a_text_without_findings_passes() -> None:
    one = passed(clear(Original("Mogen wij later reageren?"), CONTEXT, []))
    assert (str(one), one.redactions) == ("Mogen wij later reageren?", 0)
    assert one.policy == guard.policy() and len(one.digest) == 64


def test_every_finding_redacted() -> None:
    """Rules 35 and 38."""
    one = passed(clear(Original(TEXT), CONTEXT, redact_all(TEXT)))
    assert one.text == f"Wij, {NAME}, vragen uitstel. Mail {MAIL} of bel."
    assert one.redactions == 2
    assert one.plain() == one.text.replace("\u27e6", "[").replace("\u27e7", "]")
    assert one.__html__().count('<span class="mc-redacted">gelakt: ') == 2
    assert f"{one:.3}" == "Wij" and "Wij" not in repr(one)


def test_a_finding_cleared_with_a_reason_stays_readable() -> None:
    """Rule 36: overriding a machine finding needs a reason. Rule 45 gives an example of one."""
    name, mail = scan(TEXT, CONTEXT)
    one = passed(clear(Original(TEXT), CONTEXT, [decide(name, Outcome.CLEAR, "openbaar, zie de gids"), decide(mail)]))
    assert "Stichting Veldzorg" in one.text and one.redactions == 1


# --- what is refused ----------------------------------------------------------------------------------
def refusals() -> dict[str, list[Decision]]:
    name, mail = scan(TEXT, CONTEXT)
    done = decide(mail)
    return {
        "nothing decided": [],
        "one undecided": [done],
        "partly covered": [done, replace(decide(name), start=name.start + 1)],
        "covered but for the last character": [done, replace(decide(name), end=name.end - 1)],
        "two halves": [
            done,
            replace(decide(name), end=name.start + 5),
            replace(decide(name), start=name.start + 5),
        ],
        "two halves by hand": [
            done,
            Decision(name.start, name.start + 5, BY_HAND, Outcome.REDACT, "", "u1", Label.CASE, Ground.AVG),
            Decision(name.start + 5, name.end, BY_HAND, Outcome.REDACT, "", "u1", Label.CASE, Ground.AVG),
        ],
        "other offsets": [done, replace(decide(name), start=0, end=3)],
        "one too many": [done, decide(name), replace(decide(name), start=0, end=3)],
        "shifted": [done, replace(decide(name), start=name.start + 1, end=name.end + 1)],
        "beyond the text": [done, replace(decide(name), end=len(TEXT) + 1)],
        "negative": [done, replace(decide(name), start=-1)],
        "another rule": [done, replace(decide(name), rule="people.email")],
        "cleared without reason": [done, decide(name, Outcome.CLEAR)],
        "cleared with a blank reason": [done, decide(name, Outcome.CLEAR, " \u200b\n-")],
        "cleared too wide": [done, replace(decide(name, Outcome.CLEAR, "openbaar"), start=0, end=len(TEXT))],
        "cleared under another rule": [done, replace(decide(name, Outcome.CLEAR, "openbaar"), rule="organisation.kvk")],
        "cleared by hand": [done, replace(decide(name, Outcome.CLEAR, "openbaar"), rule=BY_HAND)],
        "without decider": [done, decide(name, decider=" ")],
        "generalise": [done, decide(name, Outcome.GENERALISE, "te precies")],
        "withhold": [done, decide(name, Outcome.WITHHOLD, "alles is geheim")],
        "refuse": [done, decide(name), replace(decide(name), start=0, end=3, outcome=Outcome.REFUSE)],
        "by hand without ground": [done, decide(name), Decision(0, 3, BY_HAND, Outcome.REDACT, "", "u1", Label.CASE)],
    }


def check_refused(decisions: list[Decision]) -> None:
    result = clear(Original(TEXT), CONTEXT, decisions)
    assert isinstance(result, Refused), "this should have been refused"
    assert result.reasons and all(reason.endswith(".") for reason in result.reasons)


@pytest.mark.parametrize("name", refusals())
def test_refused(name: str) -> None:
    """Rules 35 and 36: without a whole, fitting, signed decision on every finding nothing leaves."""
    check_refused(refusals()[name])


@pytest.mark.parametrize("name", refusals())
def test_the_refusal_checks_are_not_blind(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: with a judge who objects to nothing, each of these would leave."""
    monkeypatch.setattr(deciding, "judge", lambda length, findings, decisions: deciding.Judged((), (), ()))
    with pytest.raises(AssertionError):
        check_refused(refusals()[name])


@pytest.mark.parametrize("name", ["cleared without reason", "without decider", "one too many", "beyond the text"])
def test_objections_are_what_refuses(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin, finer: these are refused by the objections and by nothing else."""
    monkeypatch.setattr(deciding, "_objections", lambda length, index, decision: iter(()))
    with pytest.raises((AssertionError, ValueError)):
        check_refused(refusals()[name])


def test_what_is_undecided_refuses_also_without_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail closed: either of the two is enough."""
    left = scan(TEXT, CONTEXT)
    monkeypatch.setattr(deciding, "judge", lambda length, findings, decisions: deciding.Judged(left, (), ()))
    assert clear(Original(TEXT), CONTEXT, []) == Refused(left, ())


def test_a_scan_that_finds_nothing_lets_all_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin of the detectors: the gate is as good as they are."""
    monkeypatch.setattr(scanning, "DETECTORS", ())
    monkeypatch.setattr(scanning, "find_parties", lambda read, context: ())
    with pytest.raises(AssertionError):
        check_refused([])


def test_refused_holds_nothing_of_the_text() -> None:
    """R2: findings and Dutch sentences only."""
    result = clear(Original(TEXT), CONTEXT, [])
    assert isinstance(result, Refused) and len(result.findings) == 2
    assert {field.name for field in fields(result)} == {"findings", "reasons"}
    assert not any(word in repr(result) for word in ("Veldzorg", "veldzorg", "uitstel", "jan"))
    assert result.reasons == ("Er zijn nog 2 bevindingen zonder besluit.",)


# --- BSN ----------------------------------------------------------------------------------------------
BSN_TEXT = "Het gaat om 123456782."


@pytest.mark.parametrize("reason", ["", "  ", "\u200b", "..."])
def test_a_bsn_cannot_be_cleared_silently(reason: str) -> None:
    """Rule 41, UAVG 46."""
    (number,) = scan(BSN_TEXT, GuardContext())
    result = clear(Original(BSN_TEXT), GuardContext(), [decide(number, Outcome.CLEAR, reason)])
    assert isinstance(result, Refused)
    assert "Een burgerservicenummer vrijgeven kan alleen met een reden." in result.reasons


def test_a_false_bsn_can_be_cleared_with_a_reason() -> None:
    """Rule 41: RSIN or another number that happens to pass the eleven-test."""
    (number,) = scan(BSN_TEXT, GuardContext())
    assert number.sensitivity is Sensitivity.BSN
    passed(clear(Original(BSN_TEXT), GuardContext(), [decide(number, Outcome.CLEAR, "dit is een RSIN")]))


def test_a_bsn_is_not_cleared_by_clearing_what_lies_over_it() -> None:
    """Rule 41: an address with a BSN in it is a BSN."""
    text = "Mail 123456782@x.example.nl"
    (found,) = scan(text, GuardContext())
    blind = replace(decide(found, Outcome.CLEAR, "algemeen adres"), rule="people.email")
    assert isinstance(clear(Original(text), GuardContext(), [blind]), Refused)


# --- wider, overlapping, by hand ----------------------------------------------------------------------
def test_a_human_may_redact_more_than_the_finding() -> None:
    name, mail = scan(TEXT, CONTEXT)
    wide = replace(decide(name), start=0, end=name.end + 1)
    assert passed(clear(Original(TEXT), CONTEXT, [wide, decide(mail)])).text.startswith(f"{NAME} vragen")


def test_overlapping_decisions_become_one_mark() -> None:
    name, mail = scan(TEXT, CONTEXT)
    decisions = [replace(decide(name), start=0), replace(decide(name), end=name.end + 8), decide(mail)]
    assert passed(clear(Original(TEXT), CONTEXT, decisions)).redactions == 2


def test_redacting_beats_clearing() -> None:
    name, mail = scan(TEXT, CONTEXT)
    both = [decide(name, Outcome.CLEAR, "openbaar"), decide(name), decide(mail)]
    assert "Veldzorg" not in passed(clear(Original(TEXT), CONTEXT, both)).text


def test_a_human_may_redact_what_no_detector_found() -> None:
    """Rule 42: the reviewer sees more than the machine."""
    by_hand = Decision(4, 9, BY_HAND, Outcome.REDACT, "", "u1", Label.CASE, Ground.AVG)
    one = passed(clear(Original("Mag Kareltje mee?"), GuardContext(), [by_hand]))
    assert one.text == "Mag \u27e6gelakt: gegeven over een cliënt, AVG\u27e7tje mee?"


def test_a_decision_may_name_another_ground() -> None:
    """Rule 56: below the threshold Woo 5.1 is the ground, not Aw 2.57."""
    name, mail = scan(TEXT, CONTEXT)
    woo = replace(decide(name), ground=Ground.WOO_5_1_1C)
    assert "organisatie, Woo 5.1" in passed(clear(Original(TEXT), CONTEXT, [woo, decide(mail)])).text


# --- non-interference, idempotence --------------------------------------------------------------------
PARTIES = ["Stichting Veldzorg", "De Kleine Kust B.V.", "Bo", "Coöperatie Zorg & Welzijn Oost U.A."]


def test_who_asks_makes_no_difference() -> None:
    """R0, R4: the same question of another party gives the same bytes."""
    context = GuardContext(tuple(PartyNames((name,)) for name in PARTIES))
    made = set()
    for name in PARTIES:
        text = f"Namens {name} vraag ik uitstel."
        made.add(passed(clear(Original(text), context, redact_all(text, context))))
    assert len(made) == 1 and len({(one.text, one.digest, one.__html__()) for one in made}) == 1


SECRETS = st.sampled_from(
    [
        "Stichting Veldzorg",
        "veld-zorg",
        "VELDZORGS",
        "KvK 84120937",
        "jan@veldzorg.example.nl",
        "www.veldzorg.example.nl/x",
        "BSN 123456782",
        "wij als enige aanbieder in Ermelo",
    ]
)
FIGURES = st.sampled_from(
    [
        "Wij rekenen \u20ac 44,75 per uur.", "onze marge is anderhalf procent", "wij begeleiden 67 cli\u00ebnten",
        "onze omzet is \u20ac 1.250.000,", "we hebben 2,4 fte over",
    ]
)
WORDS = st.sampled_from(["vragen", "uitstel", "\u27e6gelakt: x\u27e7", "artikel 3.2", "&nbsp;", "[1]", "<b>", "\n"])


def redacted(text: str) -> str:
    """Return the text with every finding under a mark, in stored form."""
    return redaction.redact(text, (redaction.Cut(one.start, one.end, one.label, one.ground) for one in scan(text, CONTEXT))).text


def twice(text: str) -> tuple[str, str]:
    first = redacted(text)
    return first.replace("\u27e6", "[").replace("\u27e7", "]"), redacted(first)


# What is recognised by its form or by the register, whatever stands around it.
BY_FORM = (bsn.detect, identifiers.detect, contacts.detect, self_identifying.detect)


@given(st.lists(st.one_of(SECRETS, WORDS), max_size=8).map(" ".join))
def test_redacting_twice_is_redacting_once(text: str) -> None:
    """Idempotent: nothing is left to find, and old marks count as plain words."""
    with mock.patch.object(scanning, "DETECTORS", BY_FORM):
        first, again = twice(text)
    assert first == again


def check_nothing_of_it_is_found_again(text: str) -> None:
    plain = redaction.as_plain(redacted(text))
    marked = [found.span() for found in re.finditer(r"\[gelakt: [^\]]+\]", plain)]
    for one in scan(plain, CONTEXT):
        # A plan is a whole sentence, marks in it included; anything else must leave the marks alone.
        assert one.rule.startswith("plans.") or not any(start < one.end and one.start < end for start, end in marked)
    kept = re.sub(r"\[gelakt: [^\]]+\]", " ", plain)
    quotes = {one.quote(text) for one in scan(text, CONTEXT) if text.count(one.quote(text)) == 1}
    assert not any(len(quote) > 3 and quote in kept for quote in quotes)


# Two marks side by side, and a mark beside digits: what they read as is no figure.
@example("onze marge is anderhalf procent wij begeleiden 67 cliënten wij als enige aanbieder in Ermelo")
@example("Stichting Veldzorg wij als enige aanbieder in Ermelo onze marge is anderhalf procent artikel 3.2")
@given(st.lists(st.one_of(SECRETS, FIGURES, WORDS), max_size=8).map(" ".join))
def test_nothing_that_was_redacted_is_found_again(text: str) -> None:
    """scan(redact(x)) finds nothing of what was redacted, and no redacted words are left (rule 37)."""
    check_nothing_of_it_is_found_again(text)


def test_the_twice_check_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: redaction that misses the end of a passage leaves work for a second round."""
    real = scanning._apart
    monkeypatch.setattr(
        scanning, "_apart", lambda text, found: tuple(replace(one, end=one.start + 1) for one in real(text, found))
    )
    monkeypatch.setattr(scanning, "DETECTORS", BY_FORM)
    first, again = twice("bel Stichting Veldzorg of jan@veldzorg.example.nl")
    assert first != again


def test_the_policy_changes_with_a_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rule 36: the rule version is part of the outcome."""
    before = guard.policy()
    monkeypatch.setattr(guard, "RULES", (*guard.RULES[1:], replace(guard.RULES[0], version="2")))
    assert guard.policy() != before


def test_the_policy_is_the_same_in_whatever_order_the_rules_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    before = guard.policy()
    assert re.fullmatch("guard/1:[0-9a-f]{16}", before)
    monkeypatch.setattr(guard, "RULES", guard.RULES[::-1])
    assert guard.policy() == before


@pytest.mark.parametrize("name", ["lexicon/cues.txt", "lexicon/points/figures.txt", "detectors/figures.py", "reading.py"])
def test_the_policy_changes_with_a_word_a_point_or_a_line(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rule 36: the lists, the points and the code are part of the rules."""
    before = guard.policy()
    shutil.copytree(digest._FOLDER, tmp_path / "legal")
    monkeypatch.setattr(digest, "_FOLDER", tmp_path / "legal")
    monkeypatch.setattr(guard, "digest", digest.digest.__wrapped__)
    assert guard.policy() == before, "the same guard elsewhere is the same guard"
    with (tmp_path / "legal" / name).open("a") as file:
        file.write("\n")
    assert guard.policy() != before


@pytest.mark.slow
def test_many_findings_and_decisions_cost_no_more_than_their_number() -> None:
    """No quadratic time: twenty thousand findings with as many decisions have to finish; nothing is timed."""
    text = "Veldzorg en jan@x.nl; " * 10_000
    findings = scan(text, CONTEXT)
    assert len(findings) == 20_000
    decisions = [decide(one, Outcome.CLEAR if one.label is Label.EMAIL else Outcome.REDACT, "algemeen adres") for one in findings]
    assert passed(clear(Original(text), CONTEXT, decisions)).redactions == 10_000
