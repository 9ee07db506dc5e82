"""The word lists a jurist may amend: every list that a rule asks for is there, small and without accents."""

import re
from pathlib import Path

import pytest

from legal.detectors import contacts
from legal.lexicon import lists as module
from legal.lexicon.lists import wordlist
from legal.normalise import fold
from legal.reading import read

LEGAL = Path(module.__file__).parent.parent
FILE = Path(module.__file__).parent / "lists.txt"
CALL = re.compile(r"""wordlist\(["']([^"']+)["']\)""")
ASKED = sorted({name for path in LEGAL.rglob("*.py") for name in CALL.findall(path.read_text(encoding="utf-8"))})
NAMED = [line.strip("[] \n") for line in FILE.read_text(encoding="utf-8").splitlines() if line.startswith("[")]


def test_the_guard_asks_for_lists() -> None:
    assert len(ASKED) > 20


@pytest.mark.parametrize("name", ASKED)
def test_a_list_that_is_asked_for_has_words(name: str) -> None:
    words = wordlist(name)
    assert words and wordlist(name) is words
    assert not any(word.startswith(("#", "[")) for word in words)


@pytest.mark.parametrize(
    "name",
    ASKED,
)
def test_every_word_can_be_met(name: str) -> None:
    """A text is read small and without accents; a word that is not, never matches."""
    assert {fold(word) for word in wordlist(name)} == wordlist(name)


# A phrase is looked for in the text, a site is a part of an address: these may have blanks and hyphens.
PHRASES, SITES = ("plans.says",), ("contacts.public_sites",)


def check_read_as_one_word(name: str) -> None:
    """A rule asks whether a word of the text is in its list, so an entry that is read as two words never matches."""
    unmet = []
    for entry in wordlist(name):
        if name in PHRASES:
            met = re.search(module.alternatives([entry]), read(f"Zij {entry.replace('_', ' ')} dat.").folded)
        elif name in SITES:
            met = contacts._is_public(f"www.{entry}.nl")
        else:
            met = list(read(f"Het {entry} 12.").words) == ["het", entry, "12"]
        if not met:
            unmet.append(entry)
    assert unmet == []


@pytest.mark.parametrize("name", ASKED)
def test_every_entry_is_read_as_one_word(name: str) -> None:
    check_read_as_one_word(name)


@pytest.mark.parametrize("entry", ["auto's", "voertuig(en)", "en_iso", "a4", "cao-schaal", "'t"])
def test_twin_an_entry_that_is_read_as_two_words_is_found_out(entry: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: as they stood in the lists."""
    monkeypatch.setitem(module._lists(), "identifiers.car_words", frozenset({"auto", entry}))
    with pytest.raises(AssertionError):
        check_read_as_one_word("identifiers.car_words")


def test_a_code_is_public_by_its_letters() -> None:
    """What is asked of these two is the letters a code begins with; of the first no more than five."""
    assert all(re.fullmatch("[a-z]{1,5}", entry) for entry in wordlist("cases.public_codes"))
    assert all(entry.isalpha() for entry in wordlist("codes.public"))


def test_no_list_is_named_twice() -> None:
    assert len(set(NAMED)) == len(NAMED)
    assert set(ASKED) <= set(NAMED)


def test_every_list_is_asked_for() -> None:
    assert set(NAMED) <= set(ASKED)


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("references.which", "artikel"), ("references.months", "mei"), ("identifiers.car_words", "kenteken"),
        ("contacts.phone_cues", "bel"), ("birthdates.persons", "dochter"), ("cases.about_cases", "dossier"),
        ("towns.words", "best"), ("codes.public", "iso"),
    ],
)  # fmt: skip
def test_a_word_stands_in_its_list(name: str, word: str) -> None:
    assert word in wordlist(name)


@pytest.mark.parametrize("name", ["", "no.such", "references", "addresses.no_streets]"])
def test_another_list_is_an_error(name: str) -> None:
    """A rule that asks for a list that is not there must not run without words."""
    with pytest.raises(KeyError):
        wordlist(name)


def test_the_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "lists.txt"
    file.write_text("# remark\nzwerft\n[a.b]\nkat hond\n# kip\nkat\n\n[c]\n[ d ]\nkoe\n", encoding="utf-8")
    monkeypatch.setattr(module, "_FOLDER", tmp_path)
    module._lists.cache_clear()
    try:
        assert wordlist("a.b") == {"kat", "hond"}
        assert wordlist("c") == frozenset()
        assert wordlist("d") == {"koe"}
    finally:
        module._lists.cache_clear()
