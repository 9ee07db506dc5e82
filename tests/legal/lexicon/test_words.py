"""How ordinary a word is: a name is seldom a common word, nor two of them in one."""

import importlib.util

import pytest

from legal.lexicon import words as module
from legal.lexicon.names import ListsMissing
from legal.lexicon.words import familiarity


@pytest.mark.parametrize("word", ["zorg", "huis", "tarief", "jeugd", "de", "weg", "prijs", "gemeente", "vraag"])
def test_a_common_word(word: str) -> None:
    assert familiarity(word) == "common"


@pytest.mark.parametrize(
    "word",
    [
        "woontarief",  # two words in one
        "jeugdtarief",
        "gemeentestarief",  # with an s between them
        "zorggeld",  # four letters each: the shortest parts
    ],
)
def test_two_common_words_in_one(word: str) -> None:
    assert familiarity(word) == "joined"


@pytest.mark.parametrize(
    "word", ["", "xqzw", "zonnebruggehof", "vitree", "woontariefx", "etgeld", "tarieftarieftarieftarieftarieftarieftarief"]
)
def test_a_new_word(word: str) -> None:
    assert familiarity(word) == "new"


def made(monkeypatch: pytest.MonkeyPatch, *common: str) -> None:
    monkeypatch.setattr(module, "_common", lambda: frozenset(common))
    familiarity.cache_clear()


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("abcd", "common"),
        ("abcdefgh", "joined"),
        ("abcdsefgh", "joined"),
        ("abcdssefgh", "new"),
        ("efghabcd", "joined"),
        ("abcabcd", "new"),  # a part of three letters
        ("abcdabc", "new"),
        ("abcdx", "new"),
        ("xabcdefgh", "new"),
        ("abcd" * 10, "new"),  # more than two
        ("a" * 20 + "b" * 20, "joined"),  # forty letters
        ("a" * 20 + "b" * 21, "new"),  # and one more
        ("", "new"),
    ],
)
def test_with_a_small_list(word: str, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made(monkeypatch, "abc", "abcd", "efgh", "a" * 20, "b" * 20, "b" * 21)
    assert familiarity(word) == kind
    familiarity.cache_clear()


def test_only_words_that_were_seen_are_common() -> None:
    """The list counts how often a word was seen; fifty times means: only in a dictionary."""
    seen = module._SEEN.findall('{"a": 50, "b": 51, "c": 59, "d": 60, "e": 99, "f": 100, "g": 49, "h": 5, "i": 12345}')
    assert seen == ["b", "c", "d", "e", "f", "i"]


def test_without_the_package_nothing_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail closed, as with the lists of names."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    module._common.cache_clear()
    familiarity.cache_clear()
    with pytest.raises(ListsMissing, match="pip install"):
        familiarity("zorg")
    module._common.cache_clear()
    familiarity.cache_clear()
