"""The words of a text: where each stands, what it tells, and how far it is from the word before it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal import reading as module
from legal.lexicon.cues import Cue
from legal.reading import NONE, PARAGRAPH, SENTENCE, WEAK, read


def test_words_and_their_places() -> None:
    reading = read("Wij vragen € 44,75, NL20 of daniëlle.")
    assert reading.words == ["wij", "vragen", "44", "75", "nl", "20", "of", "danielle"]
    assert [reading.folded[reading.at[word] : reading.end(word)] for word in range(8)] == list(reading.words)
    assert reading.vocabulary == frozenset(reading.words)
    assert list(reading.numeric) == [2, 3, 5]
    assert list(reading.capitals) == [0, 4]
    assert reading.runs is None and reading.names == reading.judged == ()


@pytest.mark.parametrize(
    ("gap", "width"),
    [
        (" ", NONE), ("-", NONE), (" - ", WEAK), (" -- ", WEAK), ("/", NONE), (" / ", WEAK), ("'", NONE), (" & ", NONE),
        (". ", SENTENCE), (".", SENTENCE), (", ", WEAK), (",", WEAK), (": ", WEAK), (";", WEAK), ("; ", SENTENCE), (" (", WEAK),
        (") ", WEAK), (" [", WEAK), ("] ", WEAK), (" | ", WEAK), (" => ", WEAK), (" = ", WEAK), (" > ", WEAK), ("\t", WEAK),
        (' "', WEAK), ("!", SENTENCE), ("?", SENTENCE), ("!)", WEAK), (" * ", WEAK), ("*", NONE), ("! ", SENTENCE),
        ("? ", SENTENCE), ('." ', SENTENCE), (".' ", SENTENCE), (".) ", SENTENCE), (".] ", SENTENCE), (".* ", SENTENCE),
        ("._ ", SENTENCE), ('?") ', SENTENCE), ("\n", NONE), (" \n ", NONE), (".\n", SENTENCE), ("\n\n", PARAGRAPH),
        ("\n \n", PARAGRAPH), ("\n- ", PARAGRAPH), ("\n* ", PARAGRAPH), ("\n  - ", PARAGRAPH), ("\n-", PARAGRAPH),
        ("...", SENTENCE), ("... ", SENTENCE), (", - ", WEAK), ("\u2028", NONE), ("\n\u2022 ", PARAGRAPH),
    ],
)  # fmt: skip
def test_how_far_two_words_are_apart(gap: str, width: int) -> None:
    assert read(f"zorg{gap}thuis").breaks == [NONE, width, NONE]


@pytest.mark.parametrize(("after", "width"), [("thuis", NONE), ("Thuis", SENTENCE), ("12", SENTENCE)])
def test_a_full_line_goes_on_with_a_small_letter(after: str, width: int) -> None:
    """A pasted mail breaks its lines anywhere."""
    assert read(f"zorg\n{after}").breaks[1] == width


def test_who_is_quoted_begins_a_sentence() -> None:
    assert read('U schrijft: "wij schrijven in"').borders == [0, 2]


@pytest.mark.parametrize(
    ("typed", "capitals"),
    [("bij sTICHTING tULPENHOF", [1, 2]), ("met iSHARE en mTLS", []), ("eHerkenning", []), ("bij aanTULPENHOF", [])],
)
def test_words_typed_with_the_capitals_key_on(typed: str, capitals: list[int]) -> None:
    assert read(typed).capitals == capitals


def test_a_long_gap_is_judged_like_a_short_one() -> None:
    for _ in range(2):
        assert read("zorg      thuis  ,  :  ja  ........  nee").breaks[1:4] == [NONE, WEAK, SENTENCE]


@pytest.mark.parametrize(("text", "last"), [("zorg", NONE), ("zorg.", SENTENCE), ("zorg\n", SENTENCE), ("zorg,", WEAK)])
def test_the_end_of_a_text_is_a_break_too(text: str, last: int) -> None:
    assert read(text).breaks[-1] == last


@pytest.mark.parametrize("word", ["art", "dhr", "mevr", "drs", "ca", "nr", "max", "excl", "incl", "bv", "tel"])
def test_an_abbreviation_ends_no_sentence(word: str) -> None:
    assert read(f"de {word}. zorg").breaks[2] == NONE
    assert read(f"de {word}.\nzorg").breaks[2] == SENTENCE, "a new line is one all the same"
    assert read(f"de {word}! zorg").breaks[2] == NONE
    assert read("de zorg. thuis").breaks[2] == SENTENCE
    assert read(f"de {word}.").breaks[-1] == SENTENCE, "and so is the end"


@pytest.mark.parametrize(
    ("text", "borders"),
    [
        ("De 120.000 euro", 1),
        ("De 1.250.000 euro", 1),
        ("De 53.20 euro", 1),
        ("Versie 1.0 dan", 2),
        ("Tot 12. Dan", 2),
        ("Tot 12.Dan", 2),
        ("Om 2.b", 2),
    ],
)
def test_the_dots_in_a_number_end_no_sentence(text: str, borders: int) -> None:
    assert len(read(text).borders) == borders


def test_an_item_of_a_numbered_list_begins_a_paragraph() -> None:
    assert read("zorg\n1. thuis\n2) uit").breaks[1:] == [SENTENCE, SENTENCE, SENTENCE, WEAK, NONE]


def test_phrases_give_every_word_its_kind() -> None:
    reading = read("De raad van bestuur zegt dat.")
    assert [bool(cue & Cue.PROVIDER) for cue in reading.cues] == [False, True, True, True, False, False]
    assert not any(cue & Cue.PROVIDER for cue in read("De raad van Zwolle en het bestuur").cues[1:3])
    assert read("raad van").cues[1] == read("raad van niets").cues[1], "a phrase that the text ends in is none"


def test_a_sentence_around_a_word() -> None:
    reading = read("Ja hoor. Wij vragen nu, zoals u, meer. Nee?")
    assert [reading.sentence(word) for word in (0, 1, 2, 5, 7, 8)] == [(0, 2), (0, 2), (2, 8), (2, 8), (2, 8), (8, 9)]


def test_a_sentence_reaches_120_words_each_way() -> None:
    reading = read("zorg " * 400)
    assert reading.sentence(200) == (80, 320)
    assert reading.sentence(120) == (0, 240) and reading.sentence(121) == (1, 241)
    assert reading.sentence(399) == (279, 400) and reading.sentence(280) == (160, 400)


def test_the_way_back_to_what_was_typed() -> None:
    typed = "Wij&nbsp;vra\u200bgen &#52;4 \uff15"
    reading = read(typed)
    assert reading.words == ["wij", "vragen", "44", "5"]
    quotes = [typed[slice(*reading.span_of(word, word))] for word in range(4)]
    assert quotes == ["Wij", "vra\u200bgen", "&#52;4", "\uff15"]
    assert typed[slice(*reading.span_of(0, 2))] == "Wij&nbsp;vra\u200bgen &#52;4"
    for span in ((0, 0), (3, 2), (-1, 2), (0, len(reading.text) + 1)):
        with pytest.raises(IndexError):
            reading.span(*span)


@pytest.mark.parametrize(("place", "word"), [(0, 0), (1, 1), (4, 1), (5, 2), (9, 2), (10, 3), (99, 3)])
def test_the_first_word_from_a_place_on(place: int, word: int) -> None:
    assert read("wij zijn hier").word_at(place) == word


def check_words(typed: str) -> None:
    reading = read(typed)
    count = len(reading.words)
    assert len(reading.at) == len(reading.cues) == count and len(reading.breaks) == count + 1
    last = 0
    for word, text in enumerate(reading.words):
        assert reading.folded[reading.at[word] : reading.end(word)] == text
        assert reading.at[word] >= last
        last = reading.end(word)
        start, end = reading.span_of(word, word)
        assert 0 <= start < end <= len(typed)
    assert all(reading.words[word][0].isupper() or reading.text[reading.at[word]].isupper() for word in reading.capitals)
    assert all(reading.cues[word] & (Cue.DIGITS | Cue.NUMBER_WORD) for word in reading.numeric)


@given(st.text(st.one_of(st.characters(), st.sampled_from("aB1 .,\n-&;\u200b\u0301é²Ⅷ")), max_size=40))
def test_any_text_can_be_read(typed: str) -> None:
    check_words(typed)


def test_the_check_of_words_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: words that stand one place off are noticed."""
    real = module.read_normalised

    def shifted(normal: object) -> object:
        reading = real(normal)
        reading.at = [place + 1 for place in reading.at]
        return reading

    monkeypatch.setattr(module, "read_normalised", shifted)
    with pytest.raises(AssertionError):
        check_words("Wij vragen 44 euro")


def test_no_word_at_all() -> None:
    for text in ("", " ", "\n", "...", "\u200b"):
        reading = read(text)
        assert (reading.words, reading.cues, len(reading.breaks)) == ([], [], 1)


@pytest.mark.parametrize("other", ["", "€", "\u25cf", "\u03b3", "€\u03b3"])
def test_signs_that_are_no_letters_change_no_word(other: str) -> None:
    """A text with no letter beyond ASCII is cut in words by a quicker expression, which must find the same."""
    text = f"Wij vragen € 53,20p/u (wmo2015) {other} per uur_ of 7O."
    assert read(text).words == re.findall(r"[^\W\d_]+|\d+", read(text).folded)


def test_which_words_have_a_capital() -> None:
    reading = read("Wij zagen Xantrop")
    assert [word for word in range(-2, 6) if reading.is_capital(word)] == list(reading.capitals) == [0, 2]
