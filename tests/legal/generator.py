"""Amounts that nobody typed: any value, in every way Dutch people write one, plain or in disguise, in a party's sentence."""

from __future__ import annotations

import html
import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

_ONES = [
    "", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien", "veertien",
    "vijftien", "zestien", "zeventien", "achttien", "negentien",
]  # fmt: skip
_TENS = ["", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]

OWN_AMOUNTS = [
    "Onze kostprijs is {} per uur.", "Wij rekenen {} per cliënt.", "Ons tarief is {} per dagdeel.", "Wij vragen {} per etmaal.",
    "Onze kostprijs komt uit op {} per behandeling.", "Onze omzet was {} vorig jaar.",
    "Wij betalen onze onderaannemer {} per uur.",
]  # fmt: skip
OWN_SHARES = [
    "Onze marge is {}.", "Wij rekenen {} opslag voor overhead.", "Onze overhead is {} van de kosten.", "Ons ziekteverzuim is {}.",
    "Wij geven {} korting aan gemeenten.",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence of a party with one secret: the text, and the secret in it as typed."""

    text: str
    secret: str


def in_words(number: int) -> str:
    """A number from 1 to 999,999 in Dutch words: 53 is "drieënvijftig"."""
    thousands, rest = divmod(number, 1000)
    head = ("" if thousands == 1 else _hundreds(thousands)) + "duizend" if thousands else ""
    return head + _hundreds(rest)


def _hundreds(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    head = ("" if hundreds == 1 else _ONES[hundreds]) + "honderd" if hundreds else ""
    tens, ones = divmod(rest, 10)
    if rest < len(_ONES):
        return head + _ONES[rest]
    joint = ("ën" if _ONES[ones].endswith("e") else "en") if ones else ""
    return f"{head}{_ONES[ones]}{joint}{_TENS[tens]}"


def _thousands(euros: int, mark: str) -> str:
    return f"{euros:,}".replace(",", mark)


def _digits(chance: random.Random, euros: int, cents: int) -> str:
    return chance.choice([
        f"{_thousands(euros, '.')},{cents:02}", f"{euros},{cents:02}", f"{euros},{cents:02}", f"{euros}.{cents:02}",
        f"{_thousands(euros, ',')}.{cents:02}", _thousands(euros, "."), str(euros), f"{euros},-", f"{euros},--",
    ])  # fmt: skip


def _in_digits(chance: random.Random, euros: int, cents: int) -> str:
    number = _digits(chance, euros, cents)
    plain = number.rstrip("-").rstrip(",")
    return chance.choice([
        f"€ {number}", f"€{number}", f"€\u00a0{number}", f"EUR {number}", f"eur {number}", f"{plain} euro", f"{plain} EUR",
        f"{plain}€", f"{plain} €", f"{plain}euro", f"{euros} euro {cents or 20:02}", f"{euros} euro en {cents or 20:02} cent",
    ])  # fmt: skip


def _spelled(chance: random.Random, euros: int, cents: int) -> str:
    euros = euros % 999_999 + 1
    words = f"{in_words(euros)} euro"
    if cents:
        words += chance.choice([f" {in_words(cents)}", f" en {in_words(cents)} cent"])
    return chance.choice([words, words, words.capitalize(), words.upper()])


def _scaled(chance: random.Random, euros: int, cents: int) -> str:
    count = f"{euros % 20 + 1},{cents % 9 + 1}"
    return chance.choice([
        f"€ {count} mln", f"{count} miljoen euro", f"{count} mln euro", f"€ {count} miljoen", f"{count} ton",
        f"{euros % 900 + 20}k euro", "anderhalve ton", "anderhalf miljoen",
        f"{in_words(euros % 80 + 2)} miljoen", f"{in_words(euros % 80 + 2)} ton",
        f"{cents % 90 + 5} cent", f"{cents % 90 + 5} ct", f"{in_words(cents % 90 + 5)} cent",
    ])  # fmt: skip


def _range(chance: random.Random, euros: int, _cents: int) -> str:
    low = euros % 900 + 11
    high = low + chance.randint(1, 60)
    return chance.choice([
        f"tussen de {low} en {high} euro", f"{low} tot {high} euro", f"€ {low} - € {high}", f"€ {low} tot € {high}",
        f"{low}-{high} euro", f"{low} à {high} euro",
        f"tussen {in_words(low)} en {in_words(high)} euro", f"{in_words(low)} tot {in_words(high)} euro",
    ])  # fmt: skip


def _share(chance: random.Random, euros: int, cents: int) -> str:
    whole = euros % 98 + 1
    return chance.choice([
        f"{whole}%", f"{whole} %", f"{whole},{cents % 9 + 1}%", f"{whole},{cents % 9 + 1} procent", f"{whole} procent",
        f"{whole}pct", f"{in_words(whole)} procent",
        f"{in_words(whole)} komma {in_words(cents % 9 + 1)} procent", "anderhalf procent",
    ])  # fmt: skip


def _unseen(chance: random.Random, secret: str) -> str:
    sign = chance.choice("\u200b\u200c\u200d\u2060\ufeff\u00ad")
    at = chance.randint(1, max(1, len(secret) - 1))
    return secret[:at] + sign + secret[at:]


def _wide(_chance: random.Random, secret: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in secret)


def _entities(chance: random.Random, secret: str) -> str:
    ways = "&#{};", "&#x{:x};"
    return "".join(chance.choice(ways).format(ord(char)) if char.isdigit() or char == "€" else char for char in secret)


def _bold(_chance: random.Random, secret: str) -> str:
    return "".join(chr(0x1D7CE + int(char)) if char.isdecimal() else char for char in secret)


def _alike(_chance: random.Random, secret: str) -> str:
    """With an o or l after its first digit, as long as some digits are left."""
    changed = re.sub(r"(?<=\d)0(?![a-z0-9])|(?<=\d)1(?![a-z0-9])", lambda digit: "O" if digit[0] == "0" else "l", secret, count=1)
    return changed if sum(map(str.isdigit, changed)) >= 2 else secret


DISGUISES: tuple[Callable[[random.Random, str], str], ...] = (
    _unseen, _wide, _entities, _bold, _alike, lambda _chance, secret: unicodedata.normalize("NFD", secret),
    lambda _chance, secret: secret.replace(" ", "\u00a0"), lambda _chance, secret: secret.replace(" ", "  "),
)  # fmt: skip
_WAYS = (_in_digits, _in_digits, _in_digits, _spelled, _spelled, _scaled, _range, _share)


def written(chance: random.Random) -> Written:
    """Make one; the same chance makes the same."""
    way = chance.choice(_WAYS)
    euros = chance.choice([chance.randint(2, 99), chance.randint(20, 999), chance.randint(1_000, 9_999_999)])
    secret = way(chance, euros, chance.choice([0, chance.randint(1, 99)]))
    if chance.random() < 0.3:
        secret = chance.choice(DISGUISES)(chance, secret)
    frame = chance.choice(OWN_SHARES if way is _share else OWN_AMOUNTS)
    return Written(frame.format(secret), secret)


_NO_SECRET = frozenset(("tussen", "de", "en", "tot", "a", "euro", "cent", "procent"))


def stays_readable(one: Written, covered: set[int]) -> list[str]:
    """What of the secret can still be read, without the words that give nothing away; `covered` holds places that go."""
    start = one.text.index(one.secret)
    kept = "".join(char if start + at not in covered else " " for at, char in enumerate(one.secret))
    plain = unicodedata.normalize("NFKC", html.unescape(kept)).lower()
    words = re.findall(r"[^\W_]+", "".join(char for char in plain if unicodedata.category(char) != "Cf"))
    return [word for word in words if word not in _NO_SECRET]
