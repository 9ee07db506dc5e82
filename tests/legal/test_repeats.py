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
        ("€ 50-55", "Het gaat om € 50-55 per uur.", "€ 50-55"),
        ("€ 44-47", "Het tarief van € 44-47 uit de leidraad.", "€ 44-47"),
        ("€ 44-47", "U noemt € 44 tot € 47.", "€ 44 tot € 47"),
        ("€ 50 tot € 55", "Dat is 50 tot 55 euro.", "50 tot 55 euro"),
        ("€ 50 tot € 55", "Dat is vijftig tot vijfenvijftig euro.", "vijftig tot vijfenvijftig euro"),
        ("tussen € 50 en € 55", "Dat is € 50,- tot € 55,-.", "€ 50,- tot € 55,-"),
        ("€ 1,5 tot 2 miljoen", "Dat is € 1.500.000 - 2.000.000.", "€ 1.500.000 - 2.000.000"),
        ("drie tot vier ton", "Dat is 300.000 tot 400.000 euro.", "300.000 tot 400.000 euro"),
        ("€ 44-47", "Meer dan € 47 kan niet.", "€ 47"),
        ("€ 47", "Het blijft € 44-47 per uur.", "€ 44-47"),
        ("50-55", "Met 50-55 plaatsen kan het.", "50-55"),
        ("25-30%", "U vraagt 25 tot 30 procent.", "25 tot 30 procent"),
        ("1 op de 5", "Dat is 1 op de 5 plaatsen.", "1 op de 5"),
        ("een vijfde", "Een vijfde van de plaatsen.", "Een vijfde"),
        ("zes acht komma vijf", "U noemt zes acht komma vijf.", "zes acht komma vijf"),
        ("FWG 45", "Wij rekenen met schaal 45.", "45"),
        ("45", "Wij rekenen met schaal 40 en 45.", "45"),
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
        ("€ 44-47", "Het tarief is € 45-46."),
        ("2-3", "Binnen 2-3 weken."),
        ("24/7", "Wij zijn 24/7 bereikbaar."),
        ("1%", "Een derde van de plaatsen."),
        ("1 op de 5", "In 1 op de 8 gevallen."),
        ("vijftig tot vijfenvijftig euro", "Het tarief is € 50,55."),
        ("45", "Zie de schaal op bladzijde 45."),
        ("", "Het tarief is € 60."),
    ],
)
def test_another_figure_is_no_repeat(cut: str, text: str) -> None:
    """Another amount, a share for an amount, a small bare number, a reference, what everybody says."""
    assert found([cut], text) == []


def test_what_goes_from_the_text_itself_is_no_repeat() -> None:
    text = "U noemt € 61. Of € 61 kan, weten wij niet."
    assert found(["€ 61"], text, [(8, 12)]) == ["€ 61"] and found(["€ 61"], text, [(0, len(text))]) == []


def test_twin_without_a_value_nothing_repeats(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: figures are worth nothing."""
    monkeypatch.setattr(repeats, "amount", lambda *_: None)
    assert found(["€ 61"], "Wij kijken of eenenzestig euro kan.") == []


def test_twin_without_ends_a_range_in_another_dress_stays_unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: a range is nothing but its letters."""
    monkeypatch.setattr(repeats, "ends", lambda *_: ())
    assert found(["€ 44-47"], "U noemt € 44 tot € 47.") == []


def test_twin_without_scales_a_wage_is_a_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: no word is that of a wage scale."""
    monkeypatch.setattr(repeats, "_SCALES", frozenset())
    assert found(["FWG 45"], "Wij rekenen met schaal 45.") == []


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
        ("Epe", "In Epe, niet in epe en niet in Epen.", ["Epe"]),
        ("Ede", "Ede doet mee.", ["Ede"]),
        ("EPE", "In Epe kan dat.", ["Epe"]),
        ("Bo Vos", "Vraag het bo vos of BO VOS.", ["bo vos", "BO VOS"]),
        ("Jan", "Jan zegt dat het op 3 jan kan.", ["Jan"]),
        ("7331 AB", "De plaats is 7331ab.", ["7331ab"]),
        ("12-03-1985", "Geboren op 12 03 1985.", ["12 03 1985"]),
        ("Wij", "Wij doen dat. Ons ook.", []),
        ("De", "De hulp blijft.", []),
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


def test_twin_a_short_name_needs_its_capital(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: no word is a name, as it was for every word of three letters."""
    monkeypatch.setattr(repeats, "_is_name", lambda *_: False)
    assert found(["Epe"], "In Epe kan dat.") == [] and found(["Bo Vos"], "Vraag het Bo Vos.") == []


def test_what_repeats_is_told_once_where_figures_and_words_meet() -> None:
    cut = "locatie Oost met 45 plaatsen"
    assert found([cut, "45"], f"Op {cut} kan het.") == [cut]


def test_twin_without_words_a_name_stays_unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: figures alone."""
    monkeypatch.setattr(repeats, "_tells", lambda _: False)
    assert found(["het oude klooster"], "In het oude klooster kan dat niet.") == []


@pytest.mark.parametrize("dress", ["zevenenveertig tachtig", "4780 cent", "47 euro 80", "zevenenveertig euro tachtig", "47,8"])
def test_an_amount_in_any_dress(dress: str) -> None:
    """Rule 35: euros and cents side by side, or all of it in cents."""
    text = f"Houdt u vast aan {dress}, of niet?"
    assert [text[slice(*place)] for place in repeated(["€ 47,80"], text)] == [dress]
    assert not repeated(["€ 48,70"], text)


def test_cents_are_no_euros() -> None:
    assert not repeated(["€ 80"], "Wij rekenen 80 cent, of tachtig cent.")
    text = "Wij rekenen 80 ct voor een rit."
    assert [text[slice(*place)] for place in repeated(["tachtig cent"], text)] == ["80 ct"]
