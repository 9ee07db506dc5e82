"""The guard on texts by authors it never learnt from: what it finds, and what it leaves (rules 42 and 43).

The bars lie under what `./bench guard` prints, so that a worse guard fails and a refit by itself does not. The texts,
and why nobody reads the mistakes made in them, are described in corpus/README.md.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.guard import corpus
from benchmarks.guard.corpus import CorpusError, Record
from benchmarks.guard.scoring import Score, guard, score
from legal.detectors import figures

RECALL = {
    "PRICE": 0.98, "FINANCE": 0.96, "MARKET": 0.93, "ORG_IDENTITY": 0.93, "PERSON": 0.93, "CASE": 0.93, "PLATE": 0.93,
    "BIRTHDATE": 0.93, "ADDRESS": 0.93, "BSN": 0.99, "IBAN": 0.99, "EMAIL": 0.99, "PHONE": 0.99,
}  # fmt: skip
PRECISION, ALARMS = 0.93, 0.05


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return corpus.held_out()


def check_recall(found: Score) -> None:
    short = {label: found.recall(label) for label, bar in RECALL.items() if found.recall(label) < bar}
    assert not short


def check_restraint(found: Score) -> None:
    assert found.precision >= PRECISION
    assert found.alarm_rate <= ALARMS


def test_held_out_texts_are_many_and_hold_every_label(records: list[Record]) -> None:
    found = score(records)
    assert len(records) >= 900 and found.clean >= 300
    assert set(found.passages) == set(RECALL)


def test_secrets_of_unseen_authors_are_found_and_the_rest_stays(records: list[Record]) -> None:
    found = score(records)
    check_recall(found)
    check_restraint(found)


TEMPTED_RECALL, TEMPTED_PRECISION, TEMPTED_ALARMS = 0.90, 0.84, 0.26
"""Where what is public was written to look as secret as what is; under what is reached, as a floor."""


def test_texts_that_tempt(records: list[Record]) -> None:
    found = score(corpus.tempting())
    assert found.recall() >= TEMPTED_RECALL
    assert found.precision >= TEMPTED_PRECISION and found.alarm_rate <= TEMPTED_ALARMS
    assert not {one.text for one in corpus.tempting()} & {one.text for one in [*records, *corpus.hand_made()]}


STRANGE_RECALL, STRANGE_PRECISION, STRANGE_ALARMS = 0.90, 0.86, 0.085
"""A fair sample by an author of another circle; under what is reached, as a floor. What is asked is more: see RECALL."""


def test_texts_by_a_stranger(records: list[Record]) -> None:
    found = score(corpus.strangers())
    assert found.recall() >= STRANGE_RECALL
    assert found.precision >= STRANGE_PRECISION and found.alarm_rate <= STRANGE_ALARMS
    assert not {one.text for one in corpus.strangers()} & {one.text for one in [*records, *corpus.hand_made()]}


def test_a_guard_that_is_blind_to_a_stranger_fails(monkeypatch: pytest.MonkeyPatch, records: list[Record]) -> None:
    """Sabotage twin: no figure is a secret."""
    monkeypatch.setattr(figures, "threshold", lambda one: 100.0)
    with pytest.raises(AssertionError):
        test_texts_by_a_stranger(records)


def test_a_guard_that_gives_in_to_temptation_fails(monkeypatch: pytest.MonkeyPatch, records: list[Record]) -> None:
    """Sabotage twin: whatever looks like a secret is one."""
    monkeypatch.setattr(figures, "threshold", lambda one: -100.0)
    with pytest.raises(AssertionError):
        test_texts_that_tempt(records)


def test_a_guard_that_finds_nothing_fails(records: list[Record]) -> None:
    """Sabotage twin of the recall."""
    with pytest.raises(AssertionError):
        check_recall(score(records, lambda record: []))


def test_a_guard_that_finds_everything_fails(records: list[Record]) -> None:
    """Sabotage twin of the precision: all is found, and too much is held up."""
    found = score(records, lambda record: [(0, len(record.text))])
    check_recall(found)
    with pytest.raises(AssertionError):
        check_restraint(found)


def test_a_guard_that_misses_one_label_fails(records: list[Record]) -> None:
    def without_prices(record: Record) -> Sequence[tuple[int, int]]:
        prices = [span for span in record.gold if span.label == "PRICE"]
        return [(start, end) for start, end in guard(record) if not any(start < one.end and one.start < end for one in prices)]

    with pytest.raises(AssertionError, match="PRICE"):
        check_recall(score(records, without_prices))


def test_no_text_is_both_learnt_from_and_held_out(records: list[Record]) -> None:
    learnt = corpus.hand_made()
    assert len(learnt) >= 10_000
    assert not {one.text for one in learnt} & {one.text for one in records}
    assert not {one.author for one in learnt} & {one.author for one in records}


@pytest.mark.parametrize(
    ("lines", "said"),
    [("Wij vragen € 50.", "a text without a head"), ("== aanbieder question\nWij vragen € 50.", "not a head")],
)
def test_a_line_out_of_format_is_named(tmp_path: Path, lines: str, said: str) -> None:
    path = tmp_path / "z1.txt"
    path.write_text(lines, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"z1\.txt:1: " + said):
        corpus.load([path])


def test_marks_are_read_as_ranges(tmp_path: Path) -> None:
    path = tmp_path / "z1.txt"
    path.write_text(
        "== provider question | x | allow: a@b.nl; 14 0123\nWij\\nvragen {{PRICE|€ 50}}{{?| per uur}}.\n", encoding="utf-8"
    )
    (record,) = corpus.load([path])
    assert record.text == "Wij\nvragen € 50 per uur." and record.id == "z1-0001"
    assert [record.text[one.start : one.end] for one in record.gold] == ["€ 50"]
    assert "".join(record.text[at] for at in sorted(record.optional)) == " per uur"
    assert record.context.allow == ("a@b.nl", "14 0123")
    row = corpus.as_row(record)
    assert row["spans"][0]["quote"] == "€ 50" and row["optional"] == [{"start": 15, "end": 23}]
