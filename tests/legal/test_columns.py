"""A party's own table is held by column: the head tells what a figure is, and no cell stays open beside held ones (43)."""

from __future__ import annotations

import pytest

from legal import columns
from legal.detectors import figures
from legal.reading import read
from legal.scanning import scan
from legal.tables import cells_of
from legal.terms import Channel, GuardContext, Label, Speaker

PARTY = GuardContext(channel=Channel.QUESTION)
ANSWER = GuardContext(speaker=Speaker.MUNICIPALITY, channel=Channel.ANSWER)
MODEL = "Dienst | Uren | Kostprijs | Marge\nThuis | 1100 | 54,3 | 2%\nGroep | 290 | 61 | 1,5%\nNacht | 88 | 33,4 | 3%"


def held(text: str, context: GuardContext = PARTY) -> list[str]:
    """Return the passages that are held."""
    return [one.quote(text) for one in scan(text, context)]


def test_every_cell_below_a_price_is_one() -> None:
    """Rule 43: not the first, the last or the round one alone."""
    assert held(MODEL) == ["1100", "54,3", "2%", "290", "61", "1,5%", "88", "33,4", "3%"]


def test_the_head_tells_what_it_is() -> None:
    """Rule 36: the finding is called after its column."""
    rules = {one.quote(MODEL): (one.rule, one.label) for one in scan(MODEL, PARTY)}
    assert rules["61"] == ("figures.cost-price", Label.PRICE)
    assert rules["1,5%"] == ("figures.margin", Label.PRICE)
    assert rules["1100"][1] is rules["290"][1] is Label.MARKET


@pytest.mark.parametrize(
    "text",
    [
        "| Dienst  |  Prijs nu  |  Prijs straks |\n| Thuis  |  48  |  51 |\n| Groep  |  27  |  30 |",
        "| Dienst | Prijs nu | Prijs straks |\n| --- | --- | --- |\n| Thuis | 48 | 51 |\n| Groep | 27 | 30 |",
        "Dienst\tPrijs nu\tPrijs straks\nThuis\t48\t51\nGroep\t27\t30",
        "Onze tarieven\n | Nu | Straks\nThuis | 48 | 51\nGroep | 27 | 30",
        "Dienst | Prijs nu | Prijs straks\nThuis | 48 | 51\nNacht | n.v.t. | \nGroep | 27 | 30",
    ],
)
def test_however_the_table_is_written(text: str) -> None:
    """Marks around or between, a line below the heads, a title above, a cell without a figure."""
    assert held(text) == ["48", "51", "27", "30"]


def test_months_before_figures_are_no_days() -> None:
    text = "Maand | Instroom\njanuari | 12\nfebruari | 15\nmaart | 8"
    assert held(text) == ["12", "15", "8"]


@pytest.mark.parametrize(
    "text",
    [
        "Nr | Vraag | Waar\n1 | Telt reistijd mee? | blz. 4\n2 | Hoe lang is de proef? | blz. 9",
        "Dienst | Uw tarief\nThuis | 51,00\nGroep | 27,40\nKlopt deze tabel?",
        "Dienst | Tarief volgens de verordening\nThuis | € 51,00\nGroep | € 27,40\nKlopt deze tabel?",
    ],
)
def test_what_only_counts_and_what_is_of_others_stays(text: str) -> None:
    """Rule 45: numbers of rows, and what the head says is the municipality's or public."""
    assert held(text) == []


@pytest.mark.parametrize("head", ["Vraag", "Perceel", "Nr", "Jaar", "Week"])
def test_a_head_that_numbers_frees_numbers_alone(head: str) -> None:
    """Rule 43: below "Vraag" stands what is asked, and below "Perceel" an amount is no number of a row."""
    asked = f"Nr | {head} | Blz\n1 | Onze kostprijs is € 61,50 per uur. Mag dat? | 4\n2 | Wij rekenen 63,10 per uur. Mag dat? | 9"
    assert held(asked) == ["€ 61,50", "63,10"]
    assert held(f"Dienst | {head} | Blz\nThuis | € 61,50 | 4\nNacht | € 63,10 | 9") == ["€ 61,50", "€ 63,10"]


def test_twin_a_head_that_frees_all_below_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: whatever stands below "Vraag" is a number of a row."""
    monkeypatch.setattr(columns, "_is_alone", lambda *_: True)
    assert held("Nr | Vraag\n1 | Onze kostprijs is € 61,50 per uur.\n2 | Wij rekenen 63,10 per uur.") == []


def test_a_table_of_the_municipality_is_its_own() -> None:
    assert held("Dienst | Tarief\nThuis | € 51,00\nGroep | € 27,40", ANSWER) == []


def test_a_published_figure_stays_in_a_table_too() -> None:
    """Rule 45: what stands in the consultation's own documents is public whoever puts it in a table."""
    public = GuardContext(channel=Channel.QUESTION, public=("51,20",))
    assert held("Dienst | Tarief\nThuis | € 51,20\nGroep | € 27,40", public) == ["€ 27,40"]


def test_in_a_column_of_ones_own_a_published_figure_leaves_no_hole() -> None:
    """Rule 43: "Onze kostprijzen" makes it the party's own, as a sentence does."""
    public = GuardContext(channel=Channel.QUESTION, public=("63,15",))
    own = "Onze kostprijzen:\nDienst | Bedrag\nBegeleiding | € 63,15\nHulp | € {}"
    assert held(own.format("61,40"), public) == ["€ 63,15", "€ 61,40"]
    assert held(own.format("63,15"), public) == ["€ 63,15", "€ 63,15"]


@pytest.mark.parametrize("head", ["Norm", "Gemeente", "Wmo", "Volgens wet"])
def test_a_title_of_ones_own_counts_for_a_single_column(head: str) -> None:
    """Rule 43: whatever the head calls it; beside a second column it is the municipality's."""
    assert held(f"Onze kostprijzen:\nDienst | {head}\nThuis | € 63,15\nGroep | € 80,40") == ["€ 63,15", "€ 80,40"]
    assert held(f"Onze kostprijzen:\n\nDienst | {head}\nThuis | € 63,15\nGroep | € 80,40") == ["€ 63,15", "€ 80,40"]
    two = f"Onze kostprijzen:\nDienst | {head} | Wij\nThuis | € 51,15 | € 63,15\nGroep | € 30,40 | € 33,40"
    assert held(two) == ["€ 63,15", "€ 33,40"]


def test_twin_without_columns_cells_stay_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: every cell by itself."""
    text = "Dienst | Uw tarief | Kostprijs\nThuis | 51,00 | 54\nGroep | 27,40 | 29"
    assert held(text) == ["54", "29"]
    monkeypatch.setattr(figures, "settled", lambda _read, _ones, above, _public: above)
    assert held(text) != ["54", "29"]


def test_a_cell_knows_its_heads() -> None:
    reading = read("Onze cijfers\n| Dienst | Kostprijs |\n| Thuis | 54 |\n\nLos | 3 | x | y")
    cells = cells_of(reading, [reading.folded.index("54"), reading.folded.index("3 |")])
    first, last = cells.values()
    assert reading.folded[slice(*first.heading or (0, 0))].strip() == "kostprijs"
    assert (first.column, last.title) == (2, 0) and first.title and first.table != last.table


def test_marks_in_a_table_are_no_telephone_number() -> None:
    """Redacted twice is redacted once: marks read as 0, and cells with one on either side as digits in a row."""
    mark = "[gelakt: prijs of tarief, Aw 2.57]"
    text = f"zwaar | zwaar | {mark} | {mark}\n{mark} | 44,89 | {mark} | {mark}\n | 26 |  | {mark}"
    assert [one for one in scan(text, PARTY) if one.label is Label.PHONE] == []
