"""A quick look spares a long one and hides nothing: without any of them the same is found (rules 41, 42, 43, 44)."""

import random
from collections.abc import Callable

import pytest

from benchmarks.guard import corpus
from legal import agreements, codes, dates, normalise, quantities, reading
from legal.detectors import identifiers, self_identifying
from legal.scanning import scan
from legal.terms import Channel, Finding, GuardContext

# What is typed between the words of a text, so that numbers, names and signs stand where nobody puts them.
PIECES = [
    " een ", " 2026 ", "€ 63,15", " per uur", " Een ", "nr. 12", "0612345678", "'s-", "één", "\n", "; ", "& ", "<b>", "½ ", "…",
    " vijfen zestig ", "KvK 12345678", "[00:49:28] ", "NL20 ", " 1-2-2026 ", " 3 mei '90 ", " 3 V 1990 ", "i", "l", "o", "±", "→",
    "\u200b", "e\u0301", "|", " en ", " of ", " tot ", "%", "€", "-", "/", ".", ",", " komma ", " wij ", " als enige ",
    " mevrouw ", " 12-AB-34 ", " auto ", " met elkaar afgesproken ", " van ons ",
    ". Als enige aanbieder hier zien wij dit niet. ",
    ". Als huidige aanbieder zien wij dit niet. ", ". Als zij niet inschrijven op perceel 2, doen wij dat ook niet op 3. ",
]  # fmt: skip
TEXTS = 1_500


class Everything(frozenset[str]):
    """A set in which everything is."""

    def __contains__(self, _one: object) -> bool:
        return True

    def isdisjoint(self, _others: object) -> bool:
        return False


# The quick look (or what it goes by), what to put in its place so that it always says "look", and so that it never does.
LOOKS: list[tuple[object, str, object, object]] = [
    (dates, "_may_begin", lambda read, word: True, lambda read, word: False),
    (codes, "_GOES_ON", Everything(), ()),
    (quantities, "is_alone", lambda read, word: False, lambda read, word: True),
    (quantities, "_LINKS", Everything(), ()),
    (normalise, "_MOST_ODD", -1, None),
    (reading, "_PLAIN_WORD", reading.WORD, None),
    (identifiers, "_TIGHT", Everything(), ()),
    (identifiers, "_BEFORE_IBAN", Everything(), ()),
    (identifiers, "runs", lambda read: True, lambda read: ()),
    (self_identifying, "_BEFORE_BEST", Everything(), frozenset()),
    (self_identifying, "_NEAR", 1_000, 0),
    (agreements, "_INSTEAD", ("",), None),
    (agreements, "_ROW_NEEDS", ("",), ()),
]
Look = tuple[object, str, object, object]


def _name(look: Look) -> str:
    return f"{getattr(look[0], '__name__', '')}.{look[1]}"


@pytest.fixture(scope="module")
def texts() -> list[tuple[str, GuardContext]]:
    """Our own labelled texts, each with a few pieces put in somewhere; the same every time."""
    chance = random.Random(7)
    learnt = [record.text for record in corpus.hand_made()]
    return [(_broken(chance, chance.choice(learnt)), GuardContext(channel=chance.choice(list(Channel)))) for _ in range(TEXTS)]


def _broken(chance: random.Random, text: str) -> str:
    for _ in range(chance.randint(0, 5)):
        at = chance.randint(0, len(text))
        text = text[:at] + chance.choice(PIECES) + text[at:]
    return text[:600]


@pytest.fixture(scope="module")
def found(texts: list[tuple[str, GuardContext]]) -> list[tuple[Finding, ...]]:
    return [scan(*one) for one in texts]


Same = Callable[[], None]


@pytest.fixture
def check_same(texts: list[tuple[str, GuardContext]], found: list[tuple[Finding, ...]]) -> Same:
    def check() -> None:
        for one, before in zip(texts, found, strict=True):
            assert scan(*one) == before, one[0]

    return check


@pytest.mark.parametrize("look", LOOKS, ids=_name)
def test_without_a_quick_look_the_same_is_found(look: Look, check_same: Same, monkeypatch: pytest.MonkeyPatch) -> None:
    module, name, always, _ = look
    monkeypatch.setattr(module, name, always)
    check_same()


@pytest.mark.parametrize("look", [look for look in LOOKS if look[3] is not None], ids=_name)
def test_twin_a_quick_look_that_sees_nothing_is_found_out(
    look: Look, check_same: Same, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: it never lets the long look begin."""
    module, name, _, never = look
    monkeypatch.setattr(module, name, never)
    with pytest.raises(AssertionError):
        check_same()
