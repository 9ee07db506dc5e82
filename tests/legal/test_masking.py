"""What is found does not depend on which registered party's name stands there, nor on our own marks (R0, R4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal import masking as module
from legal.masking import NAME, joined, marks, masked
from legal.normalise import normalise
from legal.redaction import as_plain, mark
from legal.scanning import scan
from legal.terms import Ground, GuardContext, Label, PartyNames
from tests.legal.sabotage import everywhere

NAMES = (
    "Zo", "De Kleine Kust", "Stichting Zorg en Welzijn Noord-Oost", "V&D", "Van der Meer Thuiszorg B.V.", "Amsterdam",
    "12-Zorg", "Tien", "Actief Thuis Oost Nederland Coöperatie U.A.", "Café Één", "Jan de Boer", "Zorgboog", "Best",
)  # fmt: skip
PARTIES = tuple(PartyNames((name,)) for name in NAMES)
CONTEXT = GuardContext(PARTIES)
FRAMES = (
    "Namens {} laten wij weten: wij rekenen nu € 44,75 per uur.",
    "{} begeleidt nu 67 cliënten en heeft een wachtlijst van negen maanden.",
    "De marge van {} is 3,4 procent; de omzet was € 312.000.",
    "Wij zijn {} en wij willen stoppen met de dagbesteding in Ermelo.",
    "Mag {} ook later instappen? In artikel 5 staat € 20.000.",
    "In 2027 werkt {} met 40 vaste medewerkers in Harderwijk, Nunspeet en Elburg.",
)


def others(frame: str, name: str) -> list[tuple[str, str, int, str]]:
    """What is found besides the name, each with its distance to the end of the text; the name itself is always found."""
    text = frame.format(name)
    found = scan(text, CONTEXT)
    start = text.index(name)
    assert any(one.start <= start and start + len(name.rstrip(".")) <= one.end for one in found), name
    return [
        (one.rule, one.quote(text).replace(name, NAME), len(text) - one.end, f"{one.certainty} {one.score} {one.why} {one.cues}")
        for one in found
        if one.rule != "organisation.name"
    ]


def check_same_for_every_party(frame: str) -> None:
    first, *rest = [others(frame, name) for name in NAMES]
    assert all(found == first for found in rest)


@pytest.mark.parametrize("frame", FRAMES)
def test_what_is_found_is_the_same_whoever_it_was(frame: str) -> None:
    """R0: names of every shape, one after the other in the same sentence."""
    check_same_for_every_party(frame)


@pytest.mark.parametrize("frame", [FRAMES[1], FRAMES[3], FRAMES[5]])
def test_the_check_of_parties_is_not_blind(frame: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: when names are read as they are, what is found differs between parties."""
    everywhere(monkeypatch, module.masked, lambda read, places: read)
    with pytest.raises(AssertionError):
        check_same_for_every_party(frame)


@given(st.permutations(PARTIES), st.sampled_from(FRAMES), st.sampled_from(NAMES))
def test_the_order_of_the_register_makes_no_difference(parties: list[PartyNames], frame: str, name: str) -> None:
    text = frame.format(name)
    assert scan(text, GuardContext(tuple(parties))) == scan(text, CONTEXT)


@pytest.mark.parametrize("label", Label)
@pytest.mark.parametrize("ground", [Ground.AVG, Ground.AW_2_57_1, Ground.WOO_5_1_2F, Ground.FAIR_COMP])
def test_a_mark_of_ours_is_read_as_what_it_stands_for(label: Label, ground: Ground) -> None:
    written = as_plain(mark(label, ground))
    text = f"Dat is {written} zoals {written.replace('[', '(').replace(']', ')')} hier."
    words = {Label.PERSON: NAME, Label.ORG_IDENTITY: NAME, Label.PRICE: "0", Label.FINANCE: "0", Label.MARKET: "0"}
    assert [(text[start:end][1:-1], word) for start, end, word in marks(text)] == [(written[1:-1], words.get(label, "iets"))] * 2


@pytest.mark.parametrize(
    "text",
    [
        "", "gelakt", "[gelakt]", "[gelakt: ]", "[gelakt: prijs of tarief]", "[gelakt: prijs of tarief, Aw 2.58]",
        "[gelakt: prijs, Aw 2.57]", "gelakt: prijs of tarief, Aw 2.57", "[gelakt: prijs of tarief, Aw 2.57",
        "[Gelakt: prijs of tarief, Aw 2.57]", "[gelakt: prijs of tarief, Aw 2x57]", "[gelakt:  prijs of tarief, Aw 2.57]",
    ],
)  # fmt: skip
def test_anything_else_that_is_typed_is_read_as_typed(text: str) -> None:
    """R4: nobody hides an amount behind something that only looks like a mark."""
    assert marks(text) == []


def test_an_amount_inside_a_false_mark_is_still_found() -> None:
    text = "Wij rekenen [gelakt: prijs € 44,75, Aw 2.57] per uur."
    assert any("44,75" in one.quote(text) for one in scan(text, GuardContext()))


def test_masking_keeps_the_way_back() -> None:
    read = masked(normalise("Wij, Zörgboog BV, en\u200b Vitree."), [(22, 28, "twee"), (5, 16, "een")])
    assert (read.text, read.folded) == ("Wij, een, en twee.", "wij, een, en twee.")
    assert len(read.starts) == len(read.ends) == len(read.text)
    assert read.span(5, 8) == (5, 16) and read.span(6, 7) == (5, 16)
    assert read.typed[slice(*read.span(13, 17))] == "Vitree"
    assert read.span(8, 9) == (16, 17) and read.span(17, 18) == (28, 29)


@pytest.mark.parametrize(
    ("places", "text"),
    [
        ([], "abcdef"),
        ([(0, 6, "x")], "x"),
        ([(0, 3, "x"), (2, 5, "y")], "xdef"),  # overlaps: the first wins
        ([(0, 3, "x"), (2, 5, "y"), (5, 6, "z")], "xdez"),  # and what comes after still counts
        ([(0, 3, "x"), (3, 5, "y")], "xyf"),  # touching ones both count
        ([(2, 2, "x")], "abcdef"),  # nothing to mask
        ([(3, 2, "x")], "abcdef"),
        ([(4, 6, "y"), (0, 1, "x")], "xbcdy"),  # in any order
        ([(0, 2, "Naam")], "Naamcdef"),
    ],
)
def test_each_place_reads_as_its_word(places: list[tuple[int, int, str]], text: str) -> None:
    assert masked(normalise("abcdef"), places).text == text


@pytest.mark.parametrize(
    ("text", "places", "ranges"),
    [
        ("[a] [b]", [(0, 3), (4, 7)], [(0, 7)]),
        ("[a], [b] en [c]", [(0, 3), (5, 8), (12, 15)], [(0, 8), (12, 15)]),
        ("[a]1[b]", [(0, 3), (4, 7)], [(0, 3), (4, 7)]),
        ("[b] [a]", [(4, 7), (0, 3)], [(0, 7)]),
        ("[abc]", [(0, 5), (1, 3)], [(0, 5)]),
        ("niets", [], []),
    ],
)
def test_places_with_nothing_between_them_are_one(
    text: str, places: list[tuple[int, int]], ranges: list[tuple[int, int]]
) -> None:
    """What reads over two marks, such as "0 0" for two amounts, reads nothing of the text."""
    assert joined(text, [(start, end, NAME) for start, end in places]) == ranges
