"""What counts for a figure: each word in its place, each fact once; with points by hand, so that a refit changes nothing here."""

from collections.abc import Callable

import pytest

from legal.detectors import figures
from legal.scorecard import Points, Scorecard, Table, scorecard
from legal.terms import Certainty, Channel, GuardContext, Speaker
from tests.legal.detectors.alone import scan_with

ANSWER = GuardContext(speaker=Speaker.MUNICIPALITY, channel=Channel.ANSWER)
MINUTES = GuardContext(speaker=Speaker.MUNICIPALITY, channel=Channel.MINUTES)
Rows = list[tuple[str, str, Points]]
BASE = ("base", "base", -50 + 0j)
ByHand = Callable[..., None]


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> ByHand:
    """Let these rows be the only points of figures; the other scorecards stay."""
    real = Scorecard.table

    def use(*rows: tuple[str, str, Points]) -> None:
        table = Table([BASE, *rows])
        monkeypatch.setattr(
            Scorecard, "table", lambda card, *columns: table if card is scorecard("figures") else real(card, *columns)
        )

    return use


def found(text: str, context: GuardContext | None = None) -> list[str]:
    return [one.quote(text) for one in scan_with(figures, text, context)]


# How the words stand that a figure is judged by: where "qq" is, in which role it counts.
PLACES = [
    ("qq 50 euro", "L0"),
    ("qq za 50 euro", "L0"),
    ("qq za zb 50 euro", "L1"),
    ("qq za zb zc zd ze zf zg zh zi zj zk 50 euro", "L1"),
    ("qq za zb zc zd ze zf zg zh zi zj zk zl zm 50 euro", "L1"),  # fourteen words
    ("qq za zb zc zd ze zf zg zh zi zj zk zl zm zn 50 euro", ""),  # one too many
    ("qq, 50 euro", "L2"),  # beyond za comma
    ("qq, za 50 euro", "L2"),
    ("qq (za) 50 euro", "L3"),  # two of them
    ("qq, za, zb, zc 50 euro", "L3"),
    ("qq 12 za 50 euro", "L2"),  # beyond another figure
    ("qq 12 en 13 za 50 euro", "L3"),
    ("50 euro qq", "R0"),
    ("50 euro za qq", "R0"),
    ("50 euro za zb qq", "R1"),
    ("50 euro za zb zc zd ze zf zg zh zi zj zk qq", "R1"),  # twelve words
    ("50 euro za zb zc zd ze zf zg zh zi zj zk zl qq", ""),
    ("50 euro, qq", "R2"),
    ("50 euro za, qq", "R2"),
    ("50 euro, za: qq", "R3"),
    ("50 euro, za, zb, zc qq", "R3"),
    ("50 euro za 12 qq", "R2"),
    ("Een qq. Dan 50 euro", "P"),
    ("Een qq za zb zc zd ze zf zg zh zi zj zk zl zm. Dan 50 euro", "P"),  # fourteen words before the sentence
    ("Een qq za zb zc zd ze zf zg zh zi zj zk zl zm zn. Dan 50 euro", ""),
    ("Een qq. Nog iets. Dan 50 euro", ""),  # only of the sentence before it
    ("Dan 50 euro. Een qq", "N"),
    ("Dan 50 euro. za zb zc zd ze zf zg qq", "N"),  # eight words
    ("Dan 50 euro. za zb zc zd ze zf zg zh qq", ""),
    ("Dan 50 euro. Nog iets. Een qq", ""),
    ("qq\n50 euro", "P"),  # za line is za sentence
]
ROLES = ("L0", "L1", "L2", "L3", "R0", "R1", "R2", "R3", "P", "N")


@pytest.mark.parametrize(("text", "role"), PLACES)
def test_where_a_word_counts(text: str, role: str, by_hand: ByHand) -> None:
    for one in ROLES:
        by_hand((one, "qq", 99 + 0j))
        assert ("50 euro" in found(text)) is (one == role), one


@pytest.mark.parametrize(("text", "role"), [place for place in PLACES if place[1][:1] in ("L", "R")])
def test_a_word_also_counts_for_its_side(text: str, role: str, by_hand: ByHand) -> None:
    by_hand((role[0], "qq", 99 + 0j))
    assert "50 euro" in found(text)
    by_hand(({"L": "R", "R": "L"}[role[0]], "qq", 99 + 0j))
    assert "50 euro" not in found(text)


def test_every_number_counts_as_the_same(by_hand: ByHand) -> None:
    by_hand(("L2", "#", 99 + 0j))
    for number in ("12", "twaalf"):
        assert "50 euro" in found(f"perceel {number} om 50 euro")
    by_hand(("L", "12", 99 + 0j), ("L", "twaalf", 99 + 0j))
    assert found("12 om 50 euro, twaalf om 50 euro") == []


def test_a_kind_of_word_counts_like_a_word(by_hand: ByHand) -> None:
    by_hand(("L0", "#WE", 99 + 0j))
    assert found("wij 50 euro") == ["50 euro"]
    assert found("zij 50 euro") == []


FACTS = [
    ("50 euro", "kind", "MONEY", True), ("50%", "kind", "PERCENT", True), ("2 fte", "kind", "FTE", True),
    ("50", "kind", "BARE", True), ("Harderwijk", "kind", "TOWNS", True), ("CL-88412", "kind", "CODE", True),
    ("50 euro", "kind", "BARE", False), ("50 euro", "shape", "MONEY plain", True), ("€ 50,20", "shape", "MONEY euro", True),
    ("vijf euro", "shape", "MONEY words", True), ("1.250", "shape", "BARE big", True), ("CL-88412", "shape", "CODE A-9", True),
    ("Ermelo, Putten en Nunspeet", "shape", "TOWNS row", True), ("50 cliënten", "unit", "CLIENT", True),
    ("50 hele cliënten", "unit", "CLIENT", True), ("50 heel hele cliënten", "unit", "CLIENT", False),
    ("50 plaatsen", "unit", "PLACE", True), ("50 maanden", "unit", "TIME_UNIT", True),
    ("50. Cliënten", "unit", "CLIENT", False), ("Is 50 euro dat?", "asks", "yes", True),
    ("Is 50 euro dat!", "asks", "yes", False), ("Is 50 euro dat. Ja?", "asks", "yes", False),
    ('Is 50 euro dat"?', "asks", "yes", True), ("Is 50 euro dat...?", "asks", "yes", False),
    ("Is 50 euro?", "asks", "yes", True), ("Daar is 50 euro", "first", "daar", True),
    ("Dag. Daar is 50 euro", "first", "daar", True), ("12 om 50 euro", "first", "#", True),
    ("Daar is 50 euro", "first", "is", False), ("wij a 50 euro", "left owner", "WE", True),
    ("wij a u 50 euro", "left owner", "YOU", True), ("a 50 euro", "left owner", "none", True),
    ("wij. 50 euro", "left owner", "WE", False), ("50 euro wij", "left owner", "none", True),
    ("wij, 50 euro", "left owner", "WE", True), ("50 euro a wij u", "right owner", "WE", True),
    ("50 euro, wij", "right owner", "WE", True), ("50 euro. Wij", "right owner", "none", True),
    ("wij a 50 euro", "left clause", "WE", True), ("wij, a 50 euro", "left clause", "none", True),
    ("wij maar 50 euro", "left clause", "none", True), ("maar wij 50 euro", "left clause", "WE", True),
    ("wij, 50 euro", "left clause", "none", True), ("50 euro a wij", "right clause", "WE", True),
    ("50 euro, wij", "right clause", "none", True), ("50 euro en wij", "right clause", "none", True),
    ("50 euro, wij", "right owner", "WE", True),
]  # fmt: skip


@pytest.mark.parametrize(("text", "role", "token", "counts"), FACTS)
def test_what_else_counts(text: str, role: str, token: str, counts: bool, by_hand: ByHand) -> None:
    by_hand((role, token, 99 + 0j))
    assert bool(found(text)) is counts


TABLE = "Dienst | Kostprijs | Aantal\nBegeleiding | 50 euro | 12\nWonen cliënt | 60 euro | 13\n | 70 euro | "
CELLS = [
    ("table", "yes", ["50 euro", "12", "60 euro", "13", "70 euro"]),
    ("head", "#COST", ["50 euro", "60 euro", "70 euro"]),  # of the column
    ("row", "#CLIENT", ["60 euro", "13"]),  # at the start of the row
    ("head", "#CLIENT", []),
    ("row", "#COST", []),
]


@pytest.mark.parametrize("mark", [" | ", ";", " ; ", "|"])
@pytest.mark.parametrize(("role", "token", "cells"), CELLS)
def test_a_table_gives_its_heads(role: str, token: str, cells: list[str], mark: str, by_hand: ByHand) -> None:
    by_hand((role, token, 99 + 0j))
    assert found(TABLE.replace(" | ", mark), ANSWER) == cells  # a party's is held by column, see test_columns


@pytest.mark.parametrize(
    "text",
    [
        "a | 50 euro | b",  # two marks are no table
        "50 euro\na | b | c | d",  # another line
        "x" * 501 + " | 50 euro\n | | |",  # the mark too far on
    ],
)
def test_what_is_no_table(text: str, by_hand: ByHand) -> None:
    by_hand(("table", "yes", 99 + 0j))
    assert "50 euro" not in found(text)


def test_a_head_with_a_digit_is_no_head(by_hand: ByHand) -> None:
    by_hand(("head", "#COST", 99 + 0j))
    assert found("a | Kostprijs | b\nc | 40 | d\ne | 50 euro | f") == ["40", "50 euro"]
    assert found("a | Kostprijs 2 | b\nc | 50 euro | d") == []


COLUMNS = [
    ("50 euro", None, "money", "party"), ("50%", None, "percent", "party"), ("2 fte", None, "count", "party"),
    ("50", None, "count", "party"), ("50,20", None, "money", "party"), ("anderhalve ton", None, "money", "party"),
    ("40k", None, "money", "party"), ("zes acht komma vijf", None, "money", "party"), ("Harderwijk", None, "towns", "party"),
    ("CL-88412", None, "code", "party"), ("50 euro", ANSWER, "money", "answer"), ("50 euro", MINUTES, "money", "minutes"),
    ("50 euro", GuardContext(speaker=Speaker.MUNICIPALITY), "money", "answer"),
    ("50 euro", GuardContext(channel=Channel.ANSWER), "money", "answer"),
    ("50 euro", GuardContext(channel=Channel.MINUTES), "money", "minutes"), ('"50 euro"', ANSWER, "money", "party"),
    ('"50 euro', ANSWER, "money", "answer"), ('"a" 50 euro "b"', ANSWER, "money", "answer"),
    ('"50 euro"', MINUTES, "money", "minutes"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "context", "kind", "sort"), COLUMNS)
def test_which_columns_of_points_count(
    text: str, context: GuardContext | None, kind: str, sort: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[tuple[str, ...]] = set()
    real = Scorecard.table

    def table(card: Scorecard, *columns: str) -> Table:
        if card is scorecard("figures"):
            asked.add(columns)
        return real(card, *columns)

    monkeypatch.setattr(Scorecard, "table", table)
    scan_with(figures, text, context)
    assert asked == {(kind, sort, f"{kind}/{sort}")}


@pytest.mark.parametrize(
    ("text", "bar"), [("50 euro", -0.7), ("50%", -1.1), ("50 mensen", -0.7), ("Harderwijk", 0.0), ("CL-88412", 0.0)]
)
def test_the_bar_of_each_kind(text: str, bar: float, by_hand: ByHand) -> None:
    """Figures of a business are held soonest (rule 43); sure from a point and a half above the bar on."""
    for above, certainty in ((0.0, None), (0.01, Certainty.DOUBT), (1.5, Certainty.DOUBT), (1.51, Certainty.HIGH)):
        by_hand(("base", "base", complex(50 + bar + above)))
        findings = scan_with(figures, text)
        # The sum is of binary fractions: at the bar itself it may fall either way.
        if above not in (0.0, 1.5):
            assert [one.certainty for one in findings] == [certainty]
    by_hand(("base", "base", complex(50 + bar - 0.01)))
    assert scan_with(figures, text) == ()


def test_a_published_figure_needs_three_points_more(by_hand: ByHand) -> None:
    public = GuardContext(public=("50,20",))
    by_hand(("base", "base", complex(50 - 0.7 + 2.99)))
    assert found("€ 50,20") and not found("€ 50,20", public) and found("€ 50,21", public)
    by_hand(("base", "base", complex(50 - 0.7 + 3.01)))
    assert found("€ 50,20", public)


REASONS = [
    ("L0", "#WE", 3 + 0j),
    ("L1", "#COST", 9 + 0j),
    ("L2", "#TARIFF", 6 + 0j),
    ("R0", "#CLIENT", 1 + 0j),
    ("R0", "#PER", 99 + 0j),
]


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("tarief, kostprijs van a wij 50 euro", ("kostprijs", "tarief", "wij")),  # the heaviest first
        ("wij 50 euro", ("wij",)),
        ("wij 50 euro cliënten", ("wij", "clienten")),
        ("tarief, kostprijs van a wij 50 euro cliënten", ("kostprijs", "tarief", "wij")),  # three at most
        ("onze ons wij 50 euro", ("ons", "wij")),  # of the same weight: by alphabet
        ("inkoopkostprijs van a wij 50 euro", ("wij",)),  # a word of the text that is not on our list is not repeated
        ("50 euro per", ()),  # kinds that tell nothing of a secret
        ("50 euro", ()),
    ],
)
def test_which_words_a_finding_names(text: str, cues: tuple[str, ...], by_hand: ByHand) -> None:
    """Rule 36, R14."""
    by_hand(("base", "base", 99 + 0j), *REASONS)
    (finding,) = scan_with(figures, text)
    assert finding.cues == cues


RULES = [
    # which rule speaks, by what stands nearest; on the left for a price, on the right for finances
    ("50 euro", "price", "turnover"), ("opslag 50 euro", "margin", "turnover"), ("onderaannemer 50 euro", "supplier", "turnover"),
    ("kostprijs 50 euro", "cost-price", "turnover"), ("tarief 50 euro", "price", "turnover"),
    ("kostprijs opslag 50 euro", "margin", "turnover"), ("opslag kostprijs 50 euro", "cost-price", "turnover"),
    ("loonkosten 50 euro", "price", "wage"), ("overhead 50 euro", "price", "productivity"),
    ("omzet 50 euro", "price", "turnover"), ("50 euro omzet overhead", "price", "turnover"),
    ("50 euro overhead omzet", "price", "productivity"), ("50%", "margin", "productivity"),
    ("kostprijs 50%", "cost-price", "productivity"), ("marktaandeel 50%", "share", "productivity"),
    ("marktaandeel a b 50%", "share", "productivity"), ("marktaandeel a b c 50%", "margin", "productivity"),
    ("omzet 50%", "margin", "turnover"), ("50 bloemen", "volume", "productivity"), ("50 cliënten", "clients", "productivity"),
    ("50 medewerkers", "staff", "productivity"), ("50 plaatsen", "volume", "productivity"),
    ("50 maanden", "staff", "productivity"), ("wachtlijst 50", "staff", "productivity"), ("50 uren", "volume", "productivity"),
    ("50 locaties", "volume", "productivity"), ("2 fte", "volume", "productivity"), ("Harderwijk", "area", "area"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "price", "finance"), RULES)
def test_which_rule_speaks(text: str, price: str, finance: str, by_hand: ByHand) -> None:
    for imaginary, rule in ((-1j, price), (0j, price), (1j, finance)):
        by_hand(("base", "base", 99 + imaginary))
        (finding,) = scan_with(figures, text)
        assert finding.rule == f"figures.{rule}"


def test_a_code_is_the_number_of_a_file(by_hand: ByHand) -> None:
    by_hand(("base", "base", 99 + 0j))
    (finding,) = scan_with(figures, "CL-88412")
    assert (finding.rule, finding.label.value) == ("cases.file", "CASE")


@pytest.mark.parametrize("gap", ["\t", "\n"])
def test_no_cents_beyond_a_cell_or_line(gap: str, by_hand: ByHand) -> None:
    by_hand(("base", "base", 99 + 0j))
    assert found(f"tarief: 50 euro{gap}12 cliënten") == ["50 euro", "12"]
