"""Sentences that may tell a plan or a story: which are looked at, whose they are, and how they are reckoned."""

import pytest

from legal import sentences as module
from legal.detectors import plans
from legal.lexicon.cues import Cue
from legal.reading import read
from legal.scorecard import Scorecard, Table, scorecard
from legal.sentences import Sentence, damp, facts, judge, pairs, score, sentences, weights, word_tokens
from legal.terms import Channel, GuardContext, Label, Speaker
from tests.legal.detectors.alone import scan_with
from tests.legal.named import sentence_of, with_names

PARTY = GuardContext()
ANSWER = GuardContext(speaker=Speaker.MUNICIPALITY, channel=Channel.ANSWER)
MINUTES = GuardContext(speaker=Speaker.MUNICIPALITY, channel=Channel.MINUTES)


def found(text: str, context: GuardContext = PARTY) -> list[tuple[str, str]]:
    reading = read(text)
    return [(text[reading.at[one.first] : reading.end(one.last - 1)], one.sort) for one in sentences(reading, context)]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Wij gaan stoppen. Het regent hier. U kunt komen!", ["Wij gaan stoppen", "U kunt komen"]),
        ("Wij gaan\nZij ook weer", ["Wij gaan", "Zij ook weer"]),  # a line is a sentence
        ("Wij gaan; zij blijven", ["Wij gaan", "zij blijven"]),
        ("Wij gaan, zij blijven", ["Wij gaan, zij blijven"]),  # a comma is no border
        ("Wij. Zij.", []),  # one word tells nothing
        ("Het regent hier vandaag.", []),  # of nobody
        ("De aanbieder regent nat", ["De aanbieder regent nat"]),
        ("Overwegen is goed", ["Overwegen is goed"]),  # a plan without anybody
        ("Mijn dochter is ziek", ["Mijn dochter is ziek"]),
        ("", []),
    ],
)
def test_sentences_about_somebody_are_looked_at(text: str, quotes: list[str]) -> None:
    assert [quote for quote, _ in found(text)] == quotes


def test_a_name_is_somebody() -> None:
    text = "Brantius regent hier nat"
    assert not found(text)
    reading = with_names(text, ("Brantius", Label.ORG_IDENTITY))
    assert list(sentences(reading, PARTY)) == [sentence_of(reading, 0, 4)]


@pytest.mark.parametrize(
    ("text", "context", "sorts"),
    [
        ("Wij gaan stoppen.", PARTY, ["party"]),
        ("Wij gaan stoppen.", ANSWER, ["answer"]),
        ("Wij gaan stoppen.", MINUTES, ["minutes"]),
        ("Wij gaan stoppen.", GuardContext(speaker=Speaker.MUNICIPALITY, channel=Channel.QUESTION), ["answer"]),
        ("Wij gaan stoppen.", GuardContext(channel=Channel.ANSWER), ["answer"]),
        # what an answer quotes is a party's
        ('U schrijft. "Wij gaan stoppen." Wij lezen dat.', ANSWER, ["answer", "party", "answer"]),
        ("U schrijft. \u201cWij gaan stoppen.\u201d Wij lezen dat.", ANSWER, ["answer", "party", "answer"]),
        ('"Wij gaan stoppen. Wij lezen dat', ANSWER, ["answer", "answer"]),  # a mark without its fellow quotes nothing
        ('"U zegt iets" en wij zien het. Wij gaan stoppen.', ANSWER, ["party", "answer"]),
        ('U schrijft. "Wij gaan stoppen." Wij lezen dat.', MINUTES, ["minutes"] * 3),
    ],
)
def test_whose_words_a_sentence_has(text: str, context: GuardContext, sorts: list[str]) -> None:
    assert [sort for _, sort in found(text, context)] == sorts


def test_every_sentence_gets_its_points() -> None:
    reading = read("Wij gaan stoppen. Het regent hier. U kunt komen!")
    assert judge(reading, PARTY) is reading
    assert [one for one, _ in reading.judged] == list(sentences(reading, PARTY))
    assert all(points == score(reading, one) for one, points in reading.judged)


@pytest.mark.parametrize(
    ("word", "tokens"),
    [
        ("12", [("word", "#")]),
        ("stop", [("word", "stop")]),
        ("stopt", [("word", "stopt")]),
        ("stoppe", [("word", "stoppe"), ("begins", "stopp")]),
        ("stoppen", [("word", "stoppen"), ("begins", "stopp")]),
        ("stoppend", [("word", "stoppend"), ("begins", "stopp"), ("ends", "ppend")]),
    ],
)
def test_what_a_word_tells_by_itself(word: str, tokens: list[tuple[str, str]]) -> None:
    assert list(word_tokens(word)) == tokens


def test_pairs_of_words_with_every_number_the_same() -> None:
    reading = read("Wij gaan drie of 12 keer")
    assert list(pairs(reading, sentence_of(reading, 0, 6, "x"))) == [
        ("pair", "wij gaan"), ("pair", "gaan #"), ("pair", "# of"), ("pair", "of #"), ("pair", "# keer"),
    ]  # fmt: skip
    assert list(pairs(reading, sentence_of(reading, 1, 3, "x"))) == [("pair", "gaan #")]
    assert list(pairs(reading, sentence_of(reading, 1, 2, "x"))) == []


def test_what_else_counts() -> None:
    reading = read("Wij gaan stoppen? Ja. Wij gaan.")
    asked = list(facts(reading, sentence_of(reading, 0, 3, "x")))
    assert asked[0] == ("kinds", "#WE")
    assert asked[-4:] == [("first", "wij"), ("first", "gaan"), ("asks", "True"), ("length", "0")]
    assert list(facts(reading, sentence_of(reading, 4, 6, "x")))[-2:] == [("asks", "False"), ("length", "0")]
    assert [token for role, token in facts(reading, sentence_of(reading, 3, 4, "x")) if role == "first"] == ["ja"]


@pytest.mark.parametrize(("words", "length"), [(3, "0"), (4, "1"), (7, "1"), (8, "2"), (23, "5"), (24, "6"), (60, "6")])
def test_how_long_it_is(words: int, length: str) -> None:
    reading = read("wij " * words)
    assert ("length", length) in list(facts(reading, sentence_of(reading, 0, words, "x")))


@pytest.mark.parametrize(("words", "weight"), [(1, 1.0), (13, 1.0), (14, 1.0), (15, 14 / 15), (28, 0.5)])
def test_long_sentences_weigh_less_by_the_word(words: int, weight: float) -> None:
    assert damp(Sentence(2, 2 + words, "x", 0)) == weight


STOPPING = read("Wij gaan stoppen.")
ROWS = [
    ("base", "base", -1 + 1j),
    ("word", "stoppen", 2 + 0j),
    ("begins", "stopp", 0.5 + 0j),
    ("first", "wij", 0.25 + 0j),
    ("asks", "False", 0.125 + 0j),
    ("pair", "gaan stoppen", 8 + 4j),
]


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, complex]]:
    """A scorecard for a sort of text that only this test knows, so that nothing of it is remembered elsewhere."""
    rows = list(ROWS)
    real = Scorecard.table

    def table(card: Scorecard, *columns: str) -> Table:
        return Table(rows) if card is scorecard("sentences") else real(card, *columns)

    monkeypatch.setattr(Scorecard, "table", table)
    return rows


def test_a_short_sentence_is_a_plain_sum(by_hand: list[tuple[str, str, complex]]) -> None:
    assert score(STOPPING, sentence_of(STOPPING, 0, 3, "hand")) == -1 + 1j + 0.25 + 0.125 + 2.5 + 8 + 4j
    assert weights(STOPPING, sentence_of(STOPPING, 0, 3, "hand")) == [0, 0, 2.5]


def test_the_words_and_pairs_of_a_long_sentence_are_damped(by_hand: list[tuple[str, str, complex]]) -> None:
    reading = read("Wij gaan stoppen" + " met" * 25 + ".")
    assert score(reading, sentence_of(reading, 0, 28, "hand")) == -1 + 1j + 0.25 + 0.125 + 0.5 * (2.5 + 8 + 4j)


@pytest.mark.parametrize(
    ("base", "goes_on"),
    [
        (-7 - 5j, False),
        (-6.625 - 4.125j, False),
        (-7 - 4j, True),
        (-6.5 - 9j, True),
        (-9 + 0j, True),
        (0 - 9j, True),
        (-4 - 4j, True),
    ],
)
def test_a_hopeless_sentence_stops_at_its_words(base: complex, goes_on: bool, by_hand: list[tuple[str, str, complex]]) -> None:
    """Less than -4 on both questions is never made up for by the rest; one that may matter on either goes on."""
    by_hand[0] = ("base", "base", base)
    rest = 0.25 + 0.125 + 8 + 4j if goes_on else 0
    assert score(STOPPING, sentence_of(STOPPING, 0, 3, "hand")) == base + 2.5 + rest


@pytest.mark.parametrize(
    ("base", "with_pairs"), [(-6 - 5j, False), (-5.875 - 4.125j, False), (-5.75 - 9j, True), (-6 - 4j, True), (-4 - 4j, True)]
)
def test_or_before_its_pairs(base: complex, with_pairs: bool, by_hand: list[tuple[str, str, complex]]) -> None:
    by_hand[0], by_hand[4] = ("base", "base", base), ("asks", "False", -1 + 0j)
    plain = base + 2.5 + 0.25 - 1
    assert score(STOPPING, sentence_of(STOPPING, 0, 3, "hand")) == plain + (8 + 4j if with_pairs else 0)


PLAN = "Wij willen onze afdeling dagbesteding volgend jaar verkopen aan een concurrent en stoppen met begeleiding."


def check_plan() -> None:
    assert scan_with(plans, PLAN)
    assert not scan_with(plans, "Wanneer sluit u de vragenronde, en waar staat de planning?")


def test_a_plan_is_found_and_another_sentence_is_not() -> None:
    check_plan()


def test_the_check_of_plans_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: without points no sentence is a plan."""
    monkeypatch.setattr(module, "score", lambda reading, one: 0j)
    with pytest.raises(AssertionError):
        check_plan()


def test_only_kinds_that_speak_of_somebody_or_a_plan_are_wanted() -> None:
    reading = read("De prijs per uur stijgt met tien")
    assert not any(cue & int(Cue.WE | Cue.INTENT | Cue.PERSON_NOUN) for cue in reading.cues)
    assert not list(sentences(reading, PARTY))
