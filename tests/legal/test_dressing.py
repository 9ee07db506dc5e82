"""What belongs to a number and what does not: mark, sign, scale, unit, cents, to the letter after it (rule 43)."""

import pytest

from legal import dressing
from legal.dressing import dressed, has_scale
from legal.figure import Kind, Quantity
from legal.quantities import quantities
from legal.reading import read
from tests.legal.sabotage import everywhere

MONEY, PERCENT, FTE, BARE = Kind.MONEY, Kind.PERCENT, Kind.FTE, Kind.BARE


def one_in(text: str) -> tuple[str, Kind]:
    """The first figure."""
    reading = read(text)
    one = quantities(reading)[0]
    start, end = reading.span(one.start, one.end)
    return text[start:end], one.kind


def around(text: str, shape: str = "plain") -> tuple[str, Kind, str]:
    """What a number between slashes takes with it, whatever else a text has."""
    start, stop = text.index("/"), text.rindex("/") - 1
    reading = read(text.replace("/", ""))
    word = reading.word_at(start)
    one = dressed(reading, Quantity(start, stop, BARE, word, reading.word_at(stop) - 1, shape))
    return reading.folded[one.start : one.end], one.kind, one.shape


@pytest.mark.parametrize(
    ("text", "quote", "kind"),
    [
        # a unit ends where its word ends
        ("/12/ procenten", "12 procenten", PERCENT), ("/12/ procentueel", "12", BARE), ("/12/ pctx", "12", BARE),
        ("/12/ percentage", "12", BARE), ("/12/ promille", "12 promille", PERCENT), ("/12/ prcnt", "12 prcnt", PERCENT),
        ("/12/ procnt", "12 procnt", PERCENT), ("/12/ prcts", "12", BARE), ("/2/ fte's", "2 fte's", FTE),
        ("/2/ ftex", "2", BARE), ("/2/ f.t.e.", "2 f.t.e.", FTE), ("/2/ f.t.e", "2 f.t.e", FTE), ("/2/ f.t.ex", "2", BARE),
        ("/5/ euro", "5 euro", MONEY), ("/5/ eurozone", "5", BARE), ("/5/ eur", "5 eur", MONEY), ("/5/ europa", "5", BARE),
        ("/5/ piek", "5 piek", MONEY), ("/5/ piekuren", "5", BARE), ("/5/ euri", "5 euri", MONEY),
        ("/5/ eruo", "5 eruo", MONEY), ("/5/ eruos", "5", BARE), ("/5/ cent", "5 cent", MONEY), ("/5/ centraal", "5", BARE),
        ("/5/ ct", "5 ct", MONEY), ("/5/ ctx", "5", BARE), ("/5/ ct. meer", "5 ct.", MONEY), ("/5/ €", "5 €", MONEY),
        ("/5/ € 6", "5", BARE), ("/5/€6", "5", BARE), ("/5/%", "5%", PERCENT), ("/5/ \u2030", "5 \u2030", PERCENT),
        # at most four signs between
        ("/5/    euro", "5    euro", MONEY), ("/5/     euro", "5", BARE), ("/5/**% meer", "5**%", PERCENT),
        ("/5/ '' euro", "5 '' euro", MONEY), ("/5/, euro", "5", BARE), ("/5/. Euro", "5", BARE), ("/5/ mooie euro", "5", BARE),
        # the mark before it
        ("€/5/", "€5", MONEY), ("€ /5/", "€ 5", MONEY), ("€    /5/", "€    5", MONEY), ("eur. /5/", "eur. 5", MONEY),
        ("eur: /5/", "eur: 5", MONEY), ("euro /5/", "euro 5", MONEY), ("euros /5/", "euros 5", MONEY),
        ("eurs /5/", "eurs 5", MONEY), ("eu /5/", "eu 5", MONEY), ("eruo /5/", "eruo 5", MONEY), ("gbp /5/", "gbp 5", MONEY),
        ("$/5/", "$5", MONEY), ("£ /5/", "£ 5", MONEY), ("k€ /5/", "k€ 5", MONEY), ("neuro /5/", "5", BARE),
        ("geur /5/", "5", BARE), ("€, /5/", "5", BARE), ("€ x /5/", "5", BARE), ("€ - /5/", "€ - 5", MONEY),
        ("€ +/5/", "€ +5", MONEY), ("€ **/5/", "€ **5", MONEY), ("heren /5/", "5", BARE),
        # signs
        ("min /5/%", "min 5%", PERCENT), ("minus /5/%", "minus 5%", PERCENT), ("plus /5/%", "plus 5%", PERCENT),
        ("negatief /5/%", "negatief 5%", PERCENT), ("negatieve /5/%", "negatieve 5%", PERCENT), ("termin /5/%", "5%", PERCENT),
        ("-/5/%", "-5%", PERCENT), ("+/5/%", "+5%", PERCENT), ("a -/5/%", "a -5%", PERCENT), ("(-/5/%)", "(-5%", PERCENT),
        ("a-/5/%", "5%", PERCENT), ("± /5/%", "± 5%", PERCENT), ("- /5/%", "- 5%", PERCENT), ("-/5/", "5", BARE),
        ("min /5/", "5", BARE), ("± /5/", "5", BARE), ("+/5/", "+5", BARE), ("+ /5/", "+ 5", BARE),
        ("/5/% negatief", "5% negatief", PERCENT), ("/5/% negatieve", "5%", PERCENT),
        ("/5/% in de min", "5% in de min", PERCENT), ("/5/% in de minst", "5%", PERCENT), ("/5/ negatief", "5", BARE),
        # no cents
        ("/5/,-", "5,-", MONEY), ("/5/,--", "5,--", MONEY), ("/5/,=", "5,=", MONEY), ("/5/.-", "5.-", MONEY),
        ("/5/.--", "5.--", MONEY), ("/5/, -", "5, -", MONEY), ("/5/-", "5", BARE), ("/5/;-", "5", BARE),
        # mark-up
        ("*/5/*", "*5*", BARE), ("**/5/**", "**5**", BARE), ("***/5/***", "***5***", BARE), ("_/5/_ x", "_5_", BARE),
        ("~/5/~", "~5~", BARE), ("`/5/`", "`5`", BARE), ("*/5/ x", "*5", BARE), ("/5/* x", "5", BARE),
        ("*/5/%* x", "*5%*", PERCENT),
    ],
)  # fmt: skip
def test_what_a_number_takes_with_it(text: str, quote: str, kind: Kind) -> None:
    found, its_kind, _ = around(text)
    assert (found, its_kind) == (quote.removeprefix("a ").removeprefix("("), kind)


@pytest.mark.parametrize(
    "scale",
    [
        "miljoen",
        "miljard",
        "million",
        "mln",
        "mio",
        "mld",
        "mrd",
        "duizend",
        "honderd",
        "hundred",
        "thousand",
        "mille",
        "tonnen",
        "ton",
        "k",
    ],
)
def test_a_scale_goes_along(scale: str) -> None:
    assert around(f"/5/ {scale} x") == (f"5 {scale}", BARE, "scaled")
    assert around(f"/5/{scale}") == (f"5{scale}", BARE, "scaled")
    assert around(f"/5/ {scale}, x") == (f"5 {scale}", BARE, "scaled")
    assert around(f"/5/ {scale} euro") == (f"5 {scale} euro", MONEY, "scaled")
    assert around(f"/5/ {scale}xyz")[0] == "5"
    assert has_scale(read(f"5 {scale}"), 1) and not has_scale(read(f"5 {scale}xyz"), 1) and not has_scale(read("5 x"), 1)


@pytest.mark.parametrize(
    ("text", "quote"),
    [("/5/m", "5m"), ("/5/ m", "5"), ("/5/mm", "5"), ("/5/k5", "5k5"), ("/5/k 5", "5k"), ("/5/mln. x", "5mln."), ("/5/kg", "5")],
)
def test_the_short_scales(text: str, quote: str) -> None:
    assert around(text)[0] == quote


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("53 euro 20", "53 euro 20"), ("53 euro en 20", "53 euro en 20"), ("53 euro 20 cent", "53 euro 20 cent"),
        ("53 euro 20 cents", "53 euro 20 cents"), ("53 euro 20 ct", "53 euro 20 ct"), ("53 euro 20 ctx", "53 euro 20"),
        ("53 euro 2", "53 euro"), ("53 euro 200", "53 euro"), ("53 euro 20,5", "53 euro"), ("53 euro 20.5", "53 euro"),
        ("53 euro 20%", "53 euro"), ("53 euro 20 %", "53 euro"), ("53 euro 20:00", "53 euro"), ("53 euro 20/21", "53 euro"),
        ("53 euro 20-21", "53 euro"), ("53 euro 20 euro", "53 euro"), ("53 euro 20 procent", "53 euro"),
        ("53 euro 20 uur", "53 euro"), ("53 euro 20 fte", "53 euro"), ("53 euro twintig", "53 euro twintig"),
        ("53 euro twintig cent", "53 euro twintig cent"), ("53 euro twintig cents", "53 euro twintig cents"),
        ("53 euro twintig ct", "53 euro twintig ct"), ("53 euro twintig centen", "53 euro twintig centen"),
        ("53 euro en twintig cent", "53 euro en twintig cent"), ("53 euro en twintig centen", "53 euro en twintig centen"),
        ("53 euro en twintig", "53 euro"), ("53 euro en veel cent", "53 euro"), ("53 euro en", "53 euro"),
        ("53 euro een", "53 euro"), ("53 euro honderd", "53 euro"), ("53 euro negenennegentig", "53 euro negenennegentig"),
        ("53 euro, twintig", "53 euro"), ("53 euro. Twintig", "53 euro"), ("53 euro per uur", "53 euro"),
        ("53 cent 20", "53 cent"), ("53 % 20", "53 %"), ("53 €", "53 €"), ("53 € 20 meer", "53"),
    ],
)  # fmt: skip
def test_where_the_cents_end(text: str, quote: str) -> None:
    assert one_in(text)[0] == quote


@pytest.mark.parametrize(
    "coin", ["tientjes", "tientje", "eurootjes", "eurootje", "honderdjes", "honderdje", "ruggen", "rooitjes", "rooitje", "meier"]
)
def test_money_by_its_popular_name_only_in_words(coin: str) -> None:
    assert one_in(f"vijf {coin} erbij") == (f"vijf {coin}", MONEY)
    assert one_in(f"5 {coin} erbij") == ("5", BARE)
    assert one_in(f"vijf {coin}xyz erbij") == ("vijf", BARE)


def test_a_dash_after_words_is_no_money() -> None:
    assert around("/vijf/,-", "words")[:2] == ("vijf", BARE)


def test_words_that_go_along_are_counted() -> None:
    reading = read("Het is 5 miljoen euro en twintig cent meer")
    one = dressed(reading, Quantity(7, 8, BARE, 2, 2))
    assert reading.words[one.first : one.last + 1] == ["5", "miljoen", "euro", "en", "twintig", "cent"]


def check_dressed() -> None:
    assert one_in("Wij vragen € 53,20.") == ("€ 53,20", MONEY)
    assert one_in("Wij vragen twaalf procent.") == ("twaalf procent", PERCENT)


def test_numbers_are_dressed() -> None:
    check_dressed()


def test_the_check_of_dressing_is_not_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: bare numbers leave their mark and unit readable."""
    everywhere(monkeypatch, dressing.dressed, lambda reading, one: one)
    with pytest.raises(AssertionError):
        check_dressed()
