"""A figure that was cut in one text and stands readable in another is pointed at (rule 35)."""

from __future__ import annotations

import pytest

from legal import repeats
from legal.repeats import repeated


def found(cut: list[str], text: str, gone: list[tuple[int, int]] | None = None) -> list[str]:
    """Return the words that repeat."""
    return [text[start:end] for start, end in repeated(cut, text, gone or [])]


@pytest.mark.parametrize(
    ("cut", "text", "words"),
    [
        ("€ 61", "Wij kijken of het naar € 61 kan.", "€ 61"),
        ("61", "Wij kijken of het naar € 61,00 kan.", "€ 61,00"),
        ("€ 61,-", "Wij kijken of eenenzestig euro kan.", "eenenzestig euro"),
        ("58,75", "Het blijft bij 58.75 per uur.", "58.75"),
        ("53 euro 20", "U noemt € 53,20.", "€ 53,20"),
        ("drieënvijftig euro twintig", "U noemt 53,20 euro.", "53,20 euro"),
        ("7 procent", "Een opslag van 7% is veel.", "7%"),
        ("€ 1.250", "Per traject € 1250.", "€ 1250"),
        ("45", "Met 45 plaatsen kan het.", "45"),
        ("1,5 miljoen", "Een omzet van € 1.500.000 is veel.", "€ 1.500.000"),
        ("€ 1,5 mln", "Een omzet van 1.500.000 euro is veel.", "1.500.000 euro"),
        ("€ 50k", "Dat is € 50.000 per jaar.", "€ 50.000"),
        ("300 duizend euro", "Dat is drie ton.", "drie ton"),
        ("150.000 euro", "Dat is anderhalve ton.", "anderhalve ton"),
        ("€ 100.000", "Dat is honderd duizend euro.", "honderd duizend euro"),
    ],
)
def test_the_same_figure_however_it_is_written(cut: str, text: str, words: str) -> None:
    """Rule 35."""
    assert found([cut], text) == [words]


@pytest.mark.parametrize(
    ("cut", "text"),
    [
        ("€ 61", "Het tarief is € 60."),
        ("7 procent", "Het bedrag is € 7."),
        ("€ 12", "Binnen 12 weken."),
        ("€ 61", "Zie artikel 61 van de verordening."),
        ("€ 1,50", "Een omzet van 1,5 miljoen."),
        ("50", "Een omzet van 50k."),
        ("drie ton", "Een winst van drie procent."),
        ("2027", "Vanaf 1 januari 2027."),
        ("", "Het tarief is € 60."),
    ],
)
def test_another_figure_is_no_repeat(cut: str, text: str) -> None:
    """Another amount, a share for an amount, a small bare number, a reference."""
    assert found([cut], text) == []


def test_what_goes_from_the_text_itself_is_no_repeat() -> None:
    text = "U noemt € 61. Of € 61 kan, weten wij niet."
    assert found(["€ 61"], text, [(8, 12)]) == ["€ 61"] and found(["€ 61"], text, [(0, len(text))]) == []


def test_twin_without_a_value_nothing_repeats(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: figures are worth nothing."""
    monkeypatch.setattr(repeats, "amount", lambda *_: None)
    assert found(["€ 61"], "Wij kijken of het naar € 61 kan.") == []


@pytest.mark.parametrize(
    ("cut", "text", "words"),
    [
        ("het oude klooster", "In Het oude-klooster kan dat niet.", ["Het oude-klooster"]),
        ("Stichting De Wending", "“Stichting de Wending” kennen wij.", ["Stichting de Wending"]),
        ("sluiting van locatie Oost", "De sluiting van locatie oost is jammer, die SLUITING van locatie Oost.",
         ["sluiting van locatie oost", "SLUITING van locatie Oost"]),
        ("Zorg-Wolk", "Zorgwolk vraagt dit.", ["Zorgwolk"]),
        ("Zorgwolk", "De Zorg Wolk vraagt dit.", ["Zorg Wolk"]),
        ("Café Één", "In cafe een kan dat.", ["cafe een"]),
        ("Warmtehuis", "Het warmtehuis blijft.", ["warmtehuis"]),
        ("warmtehuis", "Het warmtehuis blijft.", ["warmtehuis"]),
        ("Klooster", "In het klooster kan dat.", ["klooster"]),
        ("het klooster", "In het klooster kan dat.", ["het klooster"]),
        ("groene weide", "Op de groene weide kan dat.", ["groene weide"]),
        ("Zorgwolk", "Zorgwolken en een onzorgwolk drijven.", []),
        ("hulp", "De hulp blijft.", []),
        ("u en wij", "Dat doen u en wij.", []),
        ("huis aan huis", "Van huis tot aan huis.", []),
    ],
)  # fmt: skip
def test_the_same_words_whatever_their_dress(cut: str, text: str, words: list[str]) -> None:
    """Rule 35: a name or a plan that was cut by hand tells as much as a price."""
    assert found([cut], text) == words


def test_nothing_repeats_when_nothing_was_cut() -> None:
    assert repeated([], "Het oude klooster vroeg € 61.") == ()


def test_words_that_go_from_the_text_itself_do_not_repeat() -> None:
    text = "Het oude klooster en nog eens het oude klooster."
    assert found(["het oude klooster"], text, [(0, 17)]) == ["het oude klooster"]


def test_what_repeats_is_told_once_where_figures_and_words_meet() -> None:
    cut = "locatie Oost met 45 plaatsen"
    assert found([cut, "45"], f"Op {cut} kan het.") == [cut]


def test_twin_without_words_a_name_stays_unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: figures alone."""
    monkeypatch.setattr(repeats, "_tells", lambda _: False)
    assert found(["het oude klooster"], "In het oude klooster kan dat niet.") == []
