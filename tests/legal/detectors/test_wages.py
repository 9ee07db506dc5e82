"""The wage scale in which a provider puts its own people (rule 43)."""

from __future__ import annotations

import pytest

from legal import reading as reading_module
from legal.detectors import wages
from legal.lexicon.cues import Cue
from legal.reading import Reading, read
from legal.scanning import scan
from legal.terms import Channel, GuardContext, Label, Speaker

ANSWER = GuardContext(speaker=Speaker.MUNICIPALITY, channel=Channel.ANSWER)


def _found(text: str, context: GuardContext | None = None) -> list[str]:
    return [one.quote(text) for one in wages.detect(read(text), context or GuardContext())]


@pytest.mark.parametrize(
    ("text", "scales"),
    [
        ("Onze medewerkers zitten allemaal in schaal 50.", ["50"]),
        ("Wij zetten begeleiders in FWG 40 in.", ["40"]),
        ("Wij rekenen met FWG 45 trede 8.", ["45", "8"]),
        ("Wij werken met schalen 35 en 40.", ["35 en 40"]),
        ("U rekent met FWG 35, wij zitten op FWG 45.", ["45"]),
        ("Bij ons zit iedereen in loonschaal 6, klopt uw aanname dan?", ["6"]),
        ("Weet u dat wij schaal 45 betalen?", ["45"]),
        ("Begrijpt u dat onze mensen in schaal 45 zitten?", ["45"]),
        ("Is het u bekend dat al ons personeel in FWG 45 zit?", ["45"]),
        ("U rekent met schaal 40 en onze hulpen zitten in schaal 45.", ["45"]),
        ("Wij betalen de cao VVT, FWG 45.", ["45"]),
        ("Onze hulpen vallen onder de cao VVT, FWG 15, en dat is laag.", ["15"]),
        ("Onze hulpen zitten in trede 9 van FWG 15. Klopt het dat u de onderste pakt?", ["9", "15"]),
    ],
)
def test_the_scale_of_own_people(text: str, scales: list[str]) -> None:
    assert _found(text) == scales


@pytest.mark.parametrize(
    "text",
    [
        "Gaat u in het tarief uit van schaal 45?",
        "De gemeente rekent met FWG 35.",
        "Moeten wij uitgaan van schaal 45?",
        "Mogen wij mensen in schaal 55 inzetten?",
        "Wij lezen dat u uitgaat van schaal 40.",
        "Wij leveren hulp en u rekent met schaal 40.",
        "Mogen wij ervan uitgaan dat wij schaal 45 moeten betalen?",
        "Waarom is in bijlage 3 met FWG 45 gerekend?",
        "U rekent met de cao VVT, FWG 35.",
        "Wij lezen dat u de cao VVT volgt, FWG 35.",
        "Wij zijn het niet eens met uw opbouw, FWG 35.",
        "Wij stellen vast: FWG 45 is te laag.",
        "Wij kennen de cao VVT, FWG 45 is daarin de norm.",
        "Wij werken op schaal van de regio.",
        "Stel dat wij schaal 45 zouden betalen.",
        "Wij vinden schaal 1.250 te groot.",
    ],
)
def test_a_scale_of_somebody_else_stays(text: str) -> None:
    assert _found(text) == []


def test_twin_without_the_owner_every_scale_would_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: when nobody else is looked for, the scale of the municipality goes too."""
    monkeypatch.setattr(wages, "_OTHERS", 0)
    monkeypatch.setattr(wages, "_WE", int(Cue.YOU))
    assert _found("Wij lezen dat u uitgaat van schaal 40.") == ["40"]


def test_what_the_municipality_answers_is_its_own_unless_it_quotes() -> None:
    assert _found("Wij gaan uit van schaal 45.", ANSWER) == []
    assert _found('U schrijft: "Wij zitten op schaal 45."', ANSWER) == ["45"]


def test_the_guard_says_so_once_for_one_place() -> None:
    found = scan("Onze medewerkers zitten in schaal 50.", GuardContext())
    assert [(one.label, one.rule) for one in found] == [(Label.FINANCE, "wages.scale")]


# --- a clause without end ---------------------------------------------------------------------------------
LONG = ["schaal 45 ", "wij schaal 45 ", "a, ", "cao, schaal 45, "]


def looked_at(bit: str, times: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """At how many words it is asked whether a clause begins there."""
    asked, begins = [0], wages._begins

    def counted(reading: Reading, word: int) -> bool:
        asked[0] += 1
        return begins(reading, word)

    with monkeypatch.context() as patch:
        patch.setattr(wages, "_begins", counted)
        _found(bit * times + "wij schaal 45, schaal 45")
    return asked[0]


def check_long_clause(bit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = (looked_at(bit, times, monkeypatch) for times in (1_000, 2_000))
    assert two <= 2.2 * one + 1_000


@pytest.mark.parametrize("bit", LONG)
def test_a_clause_is_read_as_far_as_a_sentence(bit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else every scale of a clause without a comma is looked for in all of it; and a row of commas went too deep."""
    check_long_clause(bit, monkeypatch)


def test_twin_a_sentence_without_end_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: when a sentence is read to its end, the time goes by the square."""
    monkeypatch.setattr(reading_module, "_LONGEST", 10**9)
    with pytest.raises(AssertionError):
        check_long_clause(LONG[0], monkeypatch)


def test_a_question_of_many_words_still_asks() -> None:
    text = f"Moeten wij uitgaan van schaal 45 {'en nog wat ' * 100}of niet?"
    assert _found(text) == []
    assert _found(text.replace("?", ".")) == ["45"]
