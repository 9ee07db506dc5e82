"""What a word tells: its kinds from cues.txt, also as part of a compound, also with a slip of the pen."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal.lexicon import cues as module
from legal.lexicon.cues import Cue, Words, is_listed, words
from legal.normalise import fold


def kinds(word: str) -> set[str]:
    found = words()[word]
    return {str(cue.name) for cue in Cue if found & cue}


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("wij", "WE"), ("onze", "WE"), ("u", "YOU"), ("zij", "THEY"), ("aanbieder", "PROVIDER"), ("gemeente", "MUNICIPALITY"),
        ("artikel", "LAW"), ("kostprijs", "COST"), ("tarief", "TARIFF"), ("marge", "SURCHARGE"), ("omzet", "FINANCE"),
        ("overhead", "PRODUCTIVITY"), ("client", "CLIENT"), ("plaatsen", "PLACE"), ("fte", "STAFF"), ("uren", "HOURS"),
        ("wachtlijst", "WAITING"), ("boete", "PENALTY"), ("dochter", "PERSON_NOUN"), ("verkopen", "STRATEGY"),
        ("maanden", "TIME_UNIT"),
    ],
)  # fmt: skip
def test_a_word_tells_its_kind(word: str, kind: str) -> None:
    assert kind in kinds(word) and is_listed(word)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("uurtarief", "TARIFF"),  # the second part
        ("thuiszorgaanbieder", "PROVIDER"),
        ("gemeentezaken", "MUNICIPALITY"),  # the first part
        ("12", "DIGITS"),
        ("2026", "DIGITS"),
        ("twaalf", "NUMBER_WORD"),
        ("drieenvijftig", "NUMBER_WORD"),
    ],
)
def test_a_word_that_is_not_listed_tells_by_its_form(word: str, kind: str) -> None:
    assert kind in kinds(word)


def test_a_number_is_a_number_and_nothing_else() -> None:
    assert kinds("12") == {"DIGITS"}
    assert kinds("drieenvijftig") == {"NUMBER_WORD"}
    assert kinds("1" * 41) == {"DIGITS"}, "also when it is long"


@pytest.mark.parametrize("word", ["", "xqzw", "regent", "qq", "x" * 41, "x" * 1000])
def test_another_word_tells_nothing(word: str) -> None:
    assert kinds(word) == set() and not is_listed(word)


def check_every_entry() -> None:
    """What stands in the file is what a text is read as: small, without accents; every section is one of Cue."""
    unmet = []
    for cue, entry in module._entries():
        name = entry.lstrip("~")
        whole = re.fullmatch(r"[^\W\d_]+|\d+", name) is not None
        if fold(name) != name or (whole and not words()[name] & cue):
            unmet.append(entry)
    assert unmet == []


def test_every_entry_of_the_file_can_be_met() -> None:
    check_every_entry()


@pytest.mark.parametrize("entry", ["Wij", "cliënt"])
def test_the_check_of_entries_is_not_blind(entry: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a word with a capital or an accent never matches a text that is read without."""
    assert words(), "read before the file is taken away"
    monkeypatch.setattr(module, "_entries", lambda: iter([(Cue.WE, entry)]))
    with pytest.raises(AssertionError):
        check_every_entry()


SMALL = """# remark
vooraf
[we]
wij bij_ons

[cost]
~kostprijs -prijs wij
# remark
[tariff]
-uurprijs uur-
bij_ons_in_huis
[staff]
-s a- ~fte
"""


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Words:
    """A lexicon of a few words, in the format of cues.txt."""
    file = tmp_path / "cues.txt"
    file.write_text(SMALL, encoding="utf-8")
    monkeypatch.setattr(module, "_FILE", file)
    return Words()


WE, COST, TARIFF, STAFF, PHRASE, DIGITS = (int(cue) for cue in (Cue.WE, Cue.COST, Cue.TARIFF, Cue.STAFF, Cue.PHRASE, Cue.DIGITS))


@pytest.mark.parametrize(
    ("word", "cues"),
    [
        ("wij", WE | COST),  # two sections
        ("bij", PHRASE),  # a phrase may begin here
        ("ons", 0),
        ("vooraf", 0),  # before the first section
        ("kostprijs", COST),
        ("inkoopprijs", COST),  # the second part
        ("prijs", 0),  # is not the whole word
        ("inkoopuurprijs", TARIFF),  # the longest second part
        ("uurloon", TARIFF),  # the first part
        ("uur", 0),
        ("uurinkoopprijs", TARIFF | COST),  # both
        ("ab", 0),  # too short a first part
        ("bs", 0),  # and second part
        ("kostprkjs", COST),  # slips: another letter,
        ("kostprjs", COST),  # one too few,
        ("kosstprijs", COST),  # one too many,
        ("kotsprijs", COST),  # two swapped
        ("kstprjs", 0),  # two letters
        ("ftee", 0),  # short words are given no slips
        ("2026", DIGITS),
    ],
)
def test_a_small_lexicon(word: str, cues: int, small: Words) -> None:
    assert small[word] == cues


def test_phrases(small: Words) -> None:
    assert small.phrases == {("bij", "ons"): [([], WE), (["in", "huis"], TARIFF)]}


def test_slips_give_way_to_words_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """ "tarieg" is a slip of "tarief", unless it is a word itself; the listed word nearest by decides."""
    file = tmp_path / "cues.txt"
    file.write_text("[we]\n~tarief\n[cost]\ntarieg\n", encoding="utf-8")
    monkeypatch.setattr(module, "_FILE", file)
    table = Words()
    assert (table["tarieg"], table["tarieh"]) == (COST, WE)


def test_an_unknown_section_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "cues.txt"
    file.write_text("[wij]\nwij\n", encoding="utf-8")
    monkeypatch.setattr(module, "_FILE", file)
    with pytest.raises(KeyError, match="WIJ"):
        Words()


def test_what_was_learnt_is_forgotten_and_learnt_again(small: Words, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_LEARNT", len(small) + 2)
    for _ in range(3):
        for word, cues in (("inkoopprijs", COST), ("uurloon", TARIFF), ("x", 0), ("y", 0), ("wij", WE | COST), ("z", 0)):
            assert small[word] == cues
    assert len(small) <= len(small.exact) + 4


def test_what_is_too_long_for_a_word_is_not_remembered(small: Words) -> None:
    for word in ("x" * 41, "1" * 41, "tweehonderdvijfentachtigduizendzevenhonderdzesendertig"):
        assert bool(small[word]) is (word[0] != "x") and word not in small


@given(st.lists(st.text("abeikoprstuwz0123", max_size=45), max_size=20))
def test_any_word_gets_the_same_answer_whatever_came_before(small_words: list[str]) -> None:
    table = words()
    first = [table[word] for word in small_words]
    for word in set(small_words) - set(table.exact):
        table.pop(word, None)  # what is too long was never there
    assert [table[word] for word in reversed(small_words)] == first[::-1]


def test_a_listed_word_is_listed_as_it_is() -> None:
    assert is_listed("tarief") and not is_listed("inkoopuurtarief") and not is_listed("Tarief")
