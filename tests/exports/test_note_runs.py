"""From text to runs, without typst."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.exports.note_runs import NARROW, WIDE, change_runs, clean, lines, narrow_runs, one_line, runs


def written(text: str, fits: float = WIDE) -> str:
    """Return the characters of all runs after each other."""
    return "".join(run if isinstance(run, str) else str(run.get("long", "")) for run in runs(text, fits))


def test_ordinary_words_are_one_run() -> None:
    assert runs("Telt reistijd mee in het tarief?") == ["Telt reistijd mee in het tarief?"]


def test_a_mark_is_a_run_of_its_own_and_cannot_be_forged_by_half() -> None:
    """R4: the two signs only ever mean a mark as a pair."""
    assert runs("a \u27e6gelakt: prijs, Aw 2.57\u27e7 b") == ["a ", {"mark": "gelakt: prijs, Aw 2.57", "short": True}, " b"]
    assert runs("\u27e6open") == ["[open"]
    assert one_line("x \u27e6gelakt: y\u27e7\nz\u27e7") == "x [gelakt: y] z]"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_end_is_one_break(end: str) -> None:
    assert runs(f"a{end}b") == ["a", {"break": 1}, "b"]
    assert runs(f"a{end}{end} {end}b") == ["a", {"break": 2}, "b"]


def test_a_dutch_word_that_is_too_long_is_left_to_dutch_rules() -> None:
    assert runs("arbeidsongeschiktheidsverzekeringen", NARROW) == [{"long": "arbeidsongeschiktheidsverzekeringen"}]
    assert {"gap": 1} in runs("x" * 60, NARROW)


def test_a_paragraph_sign_stays_with_its_number() -> None:
    assert narrow_runs("Leidraad, § 1.3") == ["Leidraad, §\u00a01.3"]


def test_only_the_word_at_the_start_is_strong() -> None:
    assert change_runs("Ja: bijlage B") == [{"strong": "Ja:"}, " ", "bijlage B"]
    assert change_runs("Nee") == ["Nee"]


def test_lines_are_counted_roughly() -> None:
    assert lines("kort") == 1
    assert lines("a\nb\nc") == 3
    assert 20 < lines("woord " * 200) < 40


def test_many_blanks_do_not_cost_time_squared() -> None:
    assert runs("a" + " \n" * 50_000 + " " * 200_000 + "b")[:2] == ["a ", {"break": 2}]


@given(st.text(), st.sampled_from([NARROW, WIDE]))
def test_nothing_is_lost_or_added(text: str, fits: float) -> None:
    """Places to break are not characters: only the blanks at line ends may differ."""
    text = text.replace("\u27e6", "").replace("\u27e7", "")
    assert "".join(written(text, fits).split()) == "".join(clean(text).split())
