"""What may stand in the place of a passage is a closed list: no free word, no band made to measure (rule 35)."""

import pytest

from legal import guard
from legal.generalise import fitting, options
from legal.guard import Cleared, Original, Refused, clear, scan
from legal.quantities import quantities
from legal.reading import read
from legal.terms import Decision, GuardContext, Label, Outcome

SENTENCES = {
    Label.PRICE: "Wij rekenen nu € 44,75 per uur.",
    Label.MARKET: "Wij begeleiden nu 67 cliënten in uw gemeente.",
    Label.FINANCE: "Onze omzet was vorig jaar € 312.000 en ons verlies € 40.000.",
    Label.PERSON: "Met vriendelijke groet, Daniëlle Vonk",
}
ONLY_REDACTED = (Label.BSN, Label.IBAN, Label.EMAIL, Label.PHONE, Label.PLATE)


@pytest.mark.parametrize("label", ONLY_REDACTED)
def test_a_number_of_a_person_can_only_be_redacted(label: Label) -> None:
    assert options(label) == ()


@pytest.mark.parametrize("label", [label for label in Label if label not in ONLY_REDACTED])
def test_every_other_kind_has_words(label: Label) -> None:
    words = options(label)
    assert words and len(set(words)) == len(words)
    assert all(word == word.strip() and word for word in words)


@pytest.mark.parametrize(
    ("label", "usual"),
    [
        (Label.PRICE, "een bedrag"), (Label.FINANCE, "een bedrag"), (Label.MARKET, "een aantal"),
        (Label.PERSON, "een medewerker"), (Label.ORG_IDENTITY, "een aanbieder"), (Label.ADDRESS, "een locatie"),
        (Label.BIRTHDATE, "een leeftijd"), (Label.CASE, "een cliënt"),
    ],
)  # fmt: skip
def test_the_usual_words_come_first(label: Label, usual: str) -> None:
    assert options(label)[0] == usual


def test_bands_are_fixed_and_join_on() -> None:
    """A band is as wide as the list says, so it never tells more than the list."""
    euros = [word for word in options(Label.PRICE) if "€" in word]
    assert euros == [word for word in options(Label.FINANCE) if "€" in word] and len(euros) == 9
    borders = [read(word).folded[one.start : one.end] for word in euros for one in quantities(read(word))]
    assert borders[0] == "€ 25" and borders[-1] == "€ 1 miljoen"
    assert [word for word in options(Label.MARKET) if word[0].isdigit() or word.startswith("minder")] == [
        "minder dan 10", "10 tot 50", "50 tot 250", "250 of meer",
    ]  # fmt: skip


def generalised(text: str, words: str) -> Cleared | Refused:
    findings = scan(text, GuardContext())
    assert findings
    chosen = [words, *(options(one.label)[0] for one in findings[1:])]
    decisions = [
        Decision(one.start, one.end, one.rule, Outcome.GENERALISE, "te precies", "u1", replacement=word)
        for one, word in zip(findings, chosen, strict=True)
    ]
    return clear(Original(text), GuardContext(), decisions)


@pytest.mark.parametrize("label", SENTENCES)
def test_words_of_the_list_take_the_place(label: Label) -> None:
    for words in options(label):
        one = generalised(SENTENCES[label], words)
        assert isinstance(one, Cleared) and words in one.text and one.redactions == 0


def check_no_free_words(words: str) -> None:
    one = generalised(SENTENCES[Label.PRICE], words)
    assert isinstance(one, Refused) and one.reasons


FREE = ["", "€ 44,75", "ongeveer € 45", "een aantal", "Een bedrag", "een bedrag ", "€ 44 tot € 45", "\u27e6gelakt: x\u27e7"]


@pytest.mark.parametrize("words", FREE)
def test_no_other_words_may(words: str) -> None:
    check_no_free_words(words)


@pytest.mark.parametrize("words", FREE[1:6])
def test_the_check_of_free_words_is_not_blind(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a list that holds every word lets the amount itself out."""
    everything = {label: (words, *options(label)) for label in Label}
    monkeypatch.setattr("legal.decisions.options", lambda label: everything[label])
    with pytest.raises(AssertionError):
        check_no_free_words(words)


def test_the_list_is_no_secret_itself() -> None:
    """What replaces a passage is not found again: the new text passes without a decision."""
    for label in (Label.MARKET, Label.PERSON, Label.ORG_IDENTITY, Label.CASE):
        for words in options(label)[:3]:
            assert not guard.scan(f"Er is {words} genoemd.", GuardContext()), words


@pytest.mark.parametrize(
    ("text", "usual", "never"),
    [
        ("Wij rekenen nu € 44,75 per uur.", "een bedrag", "een percentage"),
        ("Onze winstmarge is 3,4 procent.", "een percentage", "€ 25 tot € 50"),
        ("Wij begeleiden nu 67 cliënten in uw gemeente.", "een aantal", "een wijziging in het aanbod"),
        ("Onze winstmarge is 12 pct.", "een percentage", "€ 25 tot € 50"),
        ("Onze winstmarge is 3 percent.", "een percentage", "een bedrag"),
        ("Onze winstmarge is 12 ‰.", "een percentage", "een bedrag"),
        ("Bij ons valt 1 op de 5 hulpen uit.", "een percentage", "een bedrag"),
        ("Een vijfde van onze omzet komt uit uw gemeente.", "een percentage", "een bedrag"),
        ("Ons marktaandeel is een vijfde.", "een deel", "10 tot 50"),
        ("Ons marktaandeel is 18%.", "een deel", "10 tot 50"),
        ("Wij zijn actief in Ermelo en Putten.", "een aantal gemeenten", "enkele"),
        ("Wij schrijven zeker in op perceel 2.", "een wijziging in het aanbod", "een aantal"),
        ("Met vriendelijke groet, Daniëlle Vonk", "een medewerker", "een aantal"),
    ],
)  # fmt: skip
def test_only_what_fits_is_offered(text: str, usual: str, never: str) -> None:
    """Rule 35: what is offered first may be taken with one key, so it must read well."""
    (finding,) = scan(text, GuardContext())
    offered = fitting(finding, finding.quote(text))
    assert offered[0] == usual and never not in offered and set(offered) <= set(options(finding.label))


def test_twin_a_share_without_its_kind_is_offered_amounts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: no figure says what it is."""
    text = "Onze winstmarge is 12 pct."
    (finding,) = scan(text, GuardContext())
    monkeypatch.setattr("legal.generalise.quantities", lambda _: [])
    assert fitting(finding, finding.quote(text))[0] == "een bedrag"
