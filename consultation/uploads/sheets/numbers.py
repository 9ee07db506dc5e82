"""Numbers in cells as the format of the cell shows them: no digit more than a reader sees."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from consultation.uploads.sheets.cell_values import number_cell

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
    5: "€ #,##0", 6: "€ #,##0", 7: "€ #,##0.00", 8: "€ #,##0.00", 41: "#,##0", 42: "€ #,##0", 43: "#,##0.00", 44: "€ #,##0.00",
}  # fmt: skip
ASIDE = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]')
DIGITS = re.compile(r"[#0?,.]*[#0?][#0?,.]*")
GENERAL = ("general", "standaard", "@", "")
SEEN_DIGITS = 10
"""How many digits a cell without a format shows at most."""


def shown_number(raw: str, code: str, kinds: frozenset[str], *, from_1904: bool) -> str:
    """Return a stored number as the format `code` shows it; dates and times as the import of questions shows them."""
    if kinds & {"date", "time"}:
        return number_cell(raw, kinds, from_1904).text
    try:
        value = Decimal(raw)
    except InvalidOperation:
        return raw
    section = _section(code, value)
    if section.strip().lower() in GENERAL or not value.is_finite() or abs(value) >= Decimal(10) ** 20:
        return _general(raw, value)
    bare = ASIDE.sub("", section)
    pattern = DIGITS.search(bare)
    if pattern is None:
        return _aside(section).strip()
    amount = value.copy_abs() if ";" in code or value >= 0 else value
    return _around(section, _digits(amount * (100 if "%" in bare else 1), pattern[0]))


def hides(code: str, raw: str, *, is_text: bool) -> bool:
    """Say whether a format shows nothing of this value, as ;;; does."""
    parts = code.split(";")
    if is_text:
        return len(parts) == 4 and not parts[3].strip()
    try:
        return len(parts) > 1 and not _section(code, Decimal(raw)).strip()
    except InvalidOperation:
        return False


def _section(code: str, value: Decimal) -> str:
    """Return the part of a format that holds for this number: for positive, negative or nothing."""
    parts = code.split(";")
    if value < 0 and len(parts) > 1:
        return parts[1]
    return parts[2] if value == 0 and len(parts) > 2 else parts[0]


def _digits(amount: Decimal, pattern: str) -> str:
    while pattern.endswith(","):  # each comma behind the digits stands for three zeros that are not shown
        pattern, amount = pattern[:-1], amount / 1000
    whole, _, part = pattern.partition(".")
    places = min(len(part.replace(",", "")), 20)
    rounded = amount.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    written = f"{rounded:,.{places}f}" if "," in whole else f"{rounded:.{places}f}"
    optional = len(part) - len(part.rstrip("#"))
    if optional and "." in written:
        head, _, tail = written.partition(".")
        kept = tail[: places - optional] + tail[places - optional :].rstrip("0")
        written = f"{head}.{kept}" if kept else head
    return written.translate(str.maketrans(",.", ".,"))


def _around(section: str, digits: str) -> str:
    """Put the digits where they stand in the format, with the words beside them."""
    plain = ASIDE.sub(lambda found: (found[1] or found[2] or found[3] or "").replace("%", "\0"), section)
    found = DIGITS.search(plain)
    if found is None:
        return digits
    return f"{plain[: found.start()]}{digits}{plain[found.end() :]}".replace("\0", "%").strip()


def _aside(section: str) -> str:
    return ASIDE.sub(lambda found: found[1] or found[2] or found[3] or "", section)


def _general(raw: str, value: Decimal) -> str:
    if not value.is_finite():
        return raw
    short = value.normalize()
    digits = len(short.as_tuple().digits)
    if digits > SEEN_DIGITS:
        short = round(value, SEEN_DIGITS - digits - int(short.as_tuple().exponent)).normalize()
    text = format(short, "f")
    return (text if len(text) <= 21 else str(short)).replace(".", ",")
