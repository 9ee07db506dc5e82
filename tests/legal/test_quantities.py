"""Every way Dutch people write an amount is one figure, from its first sign to its last (rule 43)."""

from itertools import pairwise

import pytest

from legal import quantities as module
from legal.figure import Kind
from legal.quantities import quantities
from legal.reading import read
from legal.references import is_reference

MONEY, PERCENT, FTE, BARE = Kind.MONEY, Kind.PERCENT, Kind.FTE, Kind.BARE
FRAME = "Het gaat om {} in dit geval."


def found(text: str) -> list[tuple[str, Kind]]:
    reading = read(text)
    quotes = []
    for one in quantities(reading):
        start, end = reading.span(one.start, one.end)
        quotes.append((text[start:end], one.kind))
    return quotes


def check_whole(written: str, kind: Kind) -> None:
    """The figure alone, in a sentence, and at the end of one: the same range each time, of the text as typed."""
    for text in (written, FRAME.format(written), f"Dit is {written}"):
        assert found(text) == [(written, kind)]


AMOUNTS = [
    # the mark before, between or behind
    "€ 1.234,56", "€1234,56", "€ 1 234,56", "€ 1'234", "€ 1,234.56", "€ 1.250.000", "€53.20", "€ 53,5", "€ 7",
    "EUR 53.20", "EUR53,20", "eur. 53,20", "Euro: 53", "53,20 EUR", "53€", "53 €", "53 euro", "53 euros", "53 eurotjes",
    "53 euri", "53 piek", "53 eruo", "EU 53", "eruo 53", "k€ 40", "$ 53", "£53", "GBP 53",
    "53 euries", "53 pleuro", "53 guldens", "53 dollar", "vijfen zestig euro",
    # no cents
    "53,-", "53,--", "53,=", "53.-", "53.--", "53, -", "€ 53,-", "€ 53,00",
    # cents
    "53 euro 20", "53 euro en 20", "53 euro 20 cent", "53 euro 20 ct", "53 euro en 20 cent", "53 euro en twintig cent",
    "3 euro zestig", "80 ct", "80 cent", "80 cents", "80 centen", "80 eurocent", "80 eurocents", "80 eurocenten",
    # in words
    "drieënvijftig euro", "drieenvijftig euro", "drieënvijftig euro twintig", "drie euro zestig", "drie euro en zestig cent",
    "drie euro zestig cent", "een euro vijftig", "één euro", "tachtig cent", "tweehonderd euro", "vijf duizend euro",
    "zeventien en een half euro", "zeventien en half euro", "twee komma drie euro", "twee punt drie euro", "twee tientjes",
    "een tientje", "drie honderdjes", "vijf ruggen", "tien rooitjes", "een meier", "vijf eurootjes",
    # scales with a mark
    "€ 1,2 mln", "€ 1,2 miljoen", "€ 3 miljard", "€ 3 mld", "€ 3 mrd", "€ 3 mio", "€ 2 million", "€ 40k", "€ 40 k", "€ 1,2m",
    "€ 5 mille", "€ 5 duizend", "€ 2 ton", "€ 2 tonnen", "€ 3 honderd", "1,2 mln euro", "anderhalve ton euro",
    "twee komma drie miljoen euro",
    # signs
    "-€ 5", "€ -5", "+ € 5", "min 5 euro", "minus 5 euro", "plus 5 euro", "negatief 5 euro", "± 5 euro", "5 euro negatief",
    "5 euro in de min",
    # mark-up
    "**53 euro**", "**53** euro", "_53 euro_", "`53 euro`", "~53 euro~", "***53 euro",
    # ranges
    "50 tot 55 euro", "50-55 euro", "50 à 55 euro", "50 a 55 euro", "50 t/m 55 euro", "50/55 euro", "50 of 55 euro",
    "50 tot de 55 euro", "50 à de 55 euro", "50 tot en met 55 euro", "50 tot aan 55 euro", "50 to 55 euro", "€ 50 tot € 55",
    "€ 50 à 55", "€ 50 of € 55", "50 à of 55 euro", "vijftig tot vijfenvijftig euro", "50 euro tot 55",
]  # fmt: skip
PERCENTAGES = [
    "12%", "12 %", "12,5%", "12 procent", "12,5 procent", "12 procentpunt", "12 procentpunten", "12 procentje", "12 procenten",
    "12 pct", "12 prct", "12 prc", "12 procnt", "12 procnet", "12 percent", "12 promille", "12‰", "twaalf procent",
    "twaalf komma vijf procent", "twaalf en een half procent", "anderhalf procent", "een half procent", "driekwart procent",
    "min 3,4 procent", "-3,4%", "+15%", "±5%", "3,4% negatief", "10 tot 12%", "10% à 12%", "een derde", "twee derde",
    "drie vierde", "vier vijfde", "1 op de 5", "de helft",
]  # fmt: skip
EQUIVALENTS = ["2,4 fte", "2,4 FTE", "2,4 fte's", "2,4 ftes", "2 f.t.e.", "twee fte", "2 à 3 fte"]
BARES = [
    "53", "53,20", "1.250", "12500", "1.250.000,00", "1,250,000.00", "anderhalve ton", "1,2 mln", "twee ton", "vijfduizend",
    "tien mille", "5 mille", "40k", "zes acht komma vijf", "50 tot 55", "acht en een halve",
]  # fmt: skip


@pytest.mark.parametrize("written", AMOUNTS)
def test_an_amount_of_money_is_one_figure(written: str) -> None:
    check_whole(written, MONEY)


@pytest.mark.parametrize("written", PERCENTAGES)
def test_a_share_is_one_figure(written: str) -> None:
    check_whole(written, PERCENT)


@pytest.mark.parametrize("written", EQUIVALENTS)
def test_an_amount_of_work_is_one_figure(written: str) -> None:
    check_whole(written, FTE)


@pytest.mark.parametrize("written", BARES)
def test_a_number_without_a_unit_is_one_figure(written: str) -> None:
    check_whole(written, BARE)


@pytest.mark.parametrize(("written", "kind"), [("€ 1.234,56", MONEY), ("12 procent", PERCENT), ("2,4 fte", FTE)])
def test_the_check_of_whole_figures_is_not_blind(written: str, kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a figure without its sign or unit is noticed."""
    monkeypatch.setattr(module, "dressed", lambda reading, one: one)
    with pytest.raises(AssertionError):
        check_whole(written, kind)


# What is typed, and what of it is the figure.
DISGUISES = [
    ("5\u200b3,2\u00ad0 euro", "5\u200b3,2\u00ad0 euro"),  # zero width, soft hyphen
    ("\uff15\uff13\uff0c\uff12\uff10 euro", "\uff15\uff13\uff0c\uff12\uff10 euro"),  # full width
    ("&euro; 53,20", "&euro; 53,20"),  # entities
    ("&#8364;&nbsp;53,20", "&#8364;&nbsp;53,20"),
    ("&#53;&#51; euro", "&#53;&#51; euro"),
    ("€\u00a053,20", "€\u00a053,20"),  # a blank that does not break
    ("5 3 , 2 0 euro", "5 3 , 2 0 euro"),  # spaced
    ("5 3 euro", "5 3 euro"),
    ("53 , 20 euro", "53 , 20 euro"),
    ("7O euro", "7O euro"),  # letters for digits
    ("l2,50 euro", "l2,50 euro"),
    ("1l,5O euro", "1l,5O euro"),
    ("5|,20 euro", "5|,20 euro"),
    ("\u0665\u0663 euro", "\u0665\u0663 euro"),  # Arabic digits
    ("\U0001d7d3\U0001d7d1 euro", "\U0001d7d3\U0001d7d1 euro"),  # mathematical digits
    ("5\u03363\u0336 euro", "5\u03363\u0336 euro"),  # struck through
    ("5<b>3</b> euro", "5<b>3</b> euro"),  # mark-up inside a number
    ("vijf\u200benvijftig euro", "vijf\u200benvijftig euro"),
    ("v i j f t i g  e u r o", "v i j f t i g  e u r o"),  # letter by letter
    ("v   i   j   f   e   u   r   o", "v   i   j   f   e   u   r   o"),
    ("VIJFTIG EURO", "VIJFTIG EURO"),
    ("vijfenzevetig euro", "vijfenzevetig euro"),  # a slip of the pen
    ("53\u20ac", "53\u20ac"),
]


@pytest.mark.parametrize(("typed", "quote"), DISGUISES)
def test_a_disguise_is_seen_through(typed: str, quote: str) -> None:
    """Offsets are of the text as typed, whatever stands in it."""
    check_whole(quote, MONEY)
    assert found(typed) == [(quote, MONEY)]


# A number and what stands beside it, that is no part of it.
APART = [
    ("53 euro per uur", ["53 euro"]),
    ("circa 53 euro", ["53 euro"]),
    ("53 euro, 20 minuten", ["53 euro", "20"]),
    ("53 euro en twintig mensen", ["53 euro", "twintig"]),
    ("een uur en een dag", []),  # articles
    ("één uur", ["één"]),  # stressed it is a number
    ("tussen 50 euro en 55 procent", ["50 euro", "55 procent"]),  # two kinds
    ("50 of 55", ["50", "55"]),
    ("50 euro of 55 fte", ["50 euro", "55 fte"]),
    ("50 en 55 euro", ["50", "55 euro"]),
    ("50. Tot 55 euro", ["50", "55 euro"]),  # a sentence between them
    ("50 tot ongeveer wel zo'n 55 euro", ["50", "55 euro"]),
    ("1 op 5", ["1", "5"]),
    ("1 op de\n5", ["1", "5"]),
    ("1.250.000 op de 1.250.000", ["1.250.000", "1.250.000"]),  # too long for a share
    ("50 euro/55 euro", ["50 euro", "55 euro"]),
    ("v    i    j    f", []),  # four blanks: no word
    ("v i j f x", []),
    ("z o r g", []),
    ("10 euro op de 20", ["10 euro", "20"]),
    ("uur 5,3 en 6,1", ["5,3", "6,1"]),
    ("dehelft of helft", []),
    ("12 mensen", ["12"]),
    ("12 kilo", ["12"]),
    ("12kg", ["12"]),
    ("5 Cent-straten", ["5 Cent"]),
]


@pytest.mark.parametrize(("text", "quotes"), APART)
def test_what_stands_beside_a_number_stays_outside(text: str, quotes: list[str]) -> None:
    assert [quote for quote, _ in found(text)] == quotes


@pytest.mark.parametrize(
    "lead",
    ["tussen ", "tussen de ", "van ", "van circa ", "tussen ca. ", "tussen zo'n ", "tussen € ", "Tussen\n"],
)
def test_between_two_numbers_is_one_range(lead: str) -> None:
    (one,) = quantities(read(f"{lead}50 en 55 euro"))
    assert (one.kind, one.end) == (MONEY, len(lead) + len("50 en 55 euro"))


@pytest.mark.parametrize("lead", ["", "voor ", "tussendoor ", "tussen de mensen van toen: ", "van alles "])
def test_two_numbers_with_and_are_two_without_between(lead: str) -> None:
    assert len(quantities(read(f"{lead}50 en 55 euro"))) == 2


@pytest.mark.parametrize(
    ("written", "shape"),
    [
        ("53", "plain"), ("999", "plain"), ("1000", "big"), ("1.000", "big"), ("1 000", "big"), ("53,20", "euro"),
        ("53.20", "euro"), ("53,2", "plain"), ("5 3 , 2 0", "euro"), ("twaalf", "words"), ("een twee drie", "spelled"),
        ("zes acht komma vijf", "spelled"), ("honderdtwintig vijftien", "pair"), ("anderhalve ton", "pair"),
        ("1,2 mln", "scaled"), ("40k", "scaled"), ("een derde", "part"), ("1 op de 5", "ratio"), ("1.250 tot 1.300", "big"),
        ("50 tot 1.300", "big"), ("1.250 tot 50", "big"), ("vijftig tot 1.300", "words"), ("v i j f", "words"),
        ("de helft", "part"),
    ],
)  # fmt: skip
def test_how_a_figure_is_written(written: str, shape: str) -> None:
    (one,) = quantities(read(written))
    assert one.shape == shape


def test_a_figure_knows_its_words() -> None:
    reading = read("Wij vragen € 53 euro twintig of zes acht komma vijf procent per uur.")
    money, share = quantities(reading)
    assert reading.words[money.first : money.last + 1] == ["53", "euro", "twintig"]
    assert reading.words[share.first : share.last + 1] == ["zes", "acht", "komma", "vijf", "procent"]


@pytest.mark.parametrize("words", ["50 en 55", "50 en de 55", "50 and 55"])
def test_between_two_numbers_in_other_words(words: str) -> None:
    assert found(f"tussen de {words} euro") == [(f"{words} euro", MONEY)]


@pytest.mark.parametrize(
    ("text", "quote", "kind"),
    [
        ("v i j f  p r o c e n t", "v i j f  p r o c e n t", PERCENT),
        ("v i j f  f t e", "v i j f  f t e", FTE),
        ("v i j f", "v i j f", BARE),
    ],
)
def test_letter_by_letter_with_a_unit(text: str, quote: str, kind: Kind) -> None:
    assert found(f"Dit is {text} hier") == [(quote, kind)]


def test_a_share_or_letters_know_their_words() -> None:
    reading = read("Wij geven de helft weg, of v i j f dan. En 1 op de 5 weg.")
    half, letters, ratio = quantities(reading)
    assert reading.words[half.first : half.last + 1] == ["de", "helft"]
    assert reading.words[letters.first : letters.last + 1] == ["v", "i", "j", "f"]
    assert reading.words[ratio.first : ratio.last + 1] == ["1", "op", "de", "5"]


def test_figures_are_in_order_and_apart() -> None:
    figures = quantities(read("v i j f euro, 5 euro, z e s t i g euro; 12% en de helft van 1 op de 5, t i e n"))
    assert [one.start for one in figures] == sorted(one.start for one in figures)
    assert all(one.end <= other.start for one, other in pairwise(figures))
    assert len(figures) == 7


@pytest.mark.parametrize("text", ["", " ", "\n", "Geen getal te zien hier.", "a b c d e f g", "euro", "%", "de", "helft", "een"])
def test_no_number_no_figure(text: str) -> None:
    assert quantities(read(text)) == []


ODD = [
    ("€ 50 - € 55", MONEY),  # a dash with blanks is taken for a sign
    ("50 - 55 euro", MONEY),
    ("drie en vijftig euro", MONEY),  # the words apart
    ("een kwart", PERCENT),  # as "een derde"
    ("USD 53", MONEY),  # the lead is only looked at with "eu", "er", "€", "$" or "£" in it
    ("vijfenvijftigeneenhalve euro", MONEY),
    ("vijfenvijfig euro", MONEY),  # a slip in the ending
    ("55-euro", MONEY),
    ("55 komma 50", BARE),
    ("53 euro's", MONEY),
]


@pytest.mark.parametrize(("written", "kind"), ODD)
def test_whole_figures_of_odd_forms(written: str, kind: Kind) -> None:
    check_whole(written, kind)


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("53 euro 20%", ["53 euro", "20%"]),
        ("53 euro 20 uur", ["53 euro", "20"]),
        ("53 euro 200", ["53 euro", "200"]),
        ("53 euro een uur", ["53 euro"]),
        ("53 euro honderd", ["53 euro", "honderd"]),
        ("53 euro\ntwintig mensen", ["53 euro", "twintig"]),
    ],
)
def test_a_currency_belongs_to_one_figure(text: str, quotes: list[str]) -> None:
    assert [quote for quote, _ in found(text)] == quotes


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("voor zestig euro en een kwartje", "zestig euro en een kwartje"),
        ("er kunnen drie kwartjes af", "drie kwartjes"),
        ("wij vragen 64 pegels", "64 pegels"),
        ("dat is 68 eu per uur", "68 eu"),
        ("Onze grens? 66. Daarna stopt het.", "66"),
        ("Hulp bij het huishouden: 39,85. Meer niet.", "39,85"),
        ("Vierenzestig vijftien. Dat kost het.", "Vierenzestig vijftien"),
        ("zij krijgen negen tiende van het tarief", "negen tiende"),
    ],
)
def test_small_change_and_figures_before_a_dot(text: str, figure: str) -> None:
    """Rule 43, also in the words of the street; a number and a dot are the mark of a list only where a list is."""
    reading = read(text)
    found = [one for one in quantities(reading) if not is_reference(reading, one)]
    assert [text[slice(*reading.span(one.start, one.end))] for one in found] == [figure]


@pytest.mark.parametrize("text", ["1. Eerst dit.\n2. Dan dat.", "Antwoord: 8. Zie bijlage."])
def test_the_mark_of_a_list_is_no_figure(text: str) -> None:
    reading = read(text)
    assert not [one for one in quantities(reading) if not is_reference(reading, one)]
