"""Lists of names and places come from a package that must be there; without it nothing is scanned (rules 13 and 42)."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

from legal.lexicon import names as module
from legal.lexicon.names import ListsMissing, first_names, places, surnames
from legal.normalise import fold

LISTS = {"first": first_names, "last": surnames, "place": places}


@pytest.fixture
def _forgotten() -> Iterator[None]:
    """Lists as if never read, before and after."""
    for read in LISTS.values():
        read.cache_clear()
    yield
    for read in LISTS.values():
        read.cache_clear()


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("first", ["jan", "danielle", "fatima", "mohammed", "anouk", "sem"]),
        ("last", ["jansen", "bakker", "dijk", "vries", "yilmaz"]),
        ("place", ["harderwijk", "den haag", "bergen op zoom", "utrecht", "ermelo", "'s-hertogenbosch"]),
    ],
)
def test_a_name_stands_in_its_list(kind: str, names: list[str]) -> None:
    assert set(names) <= LISTS[kind]()


@pytest.mark.parametrize("kind", LISTS)
def test_names_are_small_without_accents_and_blanks(kind: str) -> None:
    names = LISTS[kind]()
    assert len(names) > 2000 and names is LISTS[kind]()
    assert "" not in names and all(name == name.strip() for name in names)
    assert all(fold(name) == name for name in sorted(names)[::97])


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("word", ["", "zorgaanbieder", "tarief", "offerte"])
def test_an_ordinary_word_is_no_name(kind: str, word: str) -> None:
    assert word not in LISTS[kind]()


def write(folder: Path, items: str, exceptions: str | None = None) -> None:
    folder.mkdir(parents=True)
    (folder / "items.txt").write_text(items, encoding="utf-8")
    if exceptions is not None:
        (folder / "exceptions.txt").write_text(exceptions, encoding="utf-8")


@pytest.mark.usefixtures("_forgotten")
def test_exceptions_are_taken_out_and_our_own_names_put_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "names/lst_first_name", "Daniëlle\n\n  Broer \nJan\n", "broer\n")
    write(tmp_path / "names/lst_surname", "Jong\nVonk\n")
    write(tmp_path / "names/lst_interfix_surname", "Dijk\n", "Jong\n")
    more = tmp_path / "more_names.txt"
    more.write_text("[first]\n# remark\nxiomara\n\n[last]\nabdi\n", encoding="utf-8")
    monkeypatch.setattr(module, "_source", lambda: tmp_path)
    monkeypatch.setattr(module, "_MORE", more)
    assert first_names() == {"danielle", "jan", "xiomara"}
    assert surnames() == {"vonk", "dijk", "abdi"}
    with pytest.raises(FileNotFoundError):
        places()


@pytest.mark.usefixtures("_forgotten")
def test_without_the_names_of_our_own_nothing_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail closed."""
    write(tmp_path / "names/lst_first_name", "Jan\n")
    monkeypatch.setattr(module, "_source", lambda: tmp_path)
    monkeypatch.setattr(module, "_MORE", tmp_path / "none.txt")
    with pytest.raises(FileNotFoundError):
        first_names()


@pytest.mark.usefixtures("_forgotten")
@pytest.mark.parametrize("kind", LISTS)
def test_without_the_package_nothing_is_read(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail closed: with empty lists every name would slip through."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ListsMissing, match="pip install"):
        LISTS[kind]()
