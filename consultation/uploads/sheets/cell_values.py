"""Numbers, dates and codes in cells as the text that a Dutch reader saw on the screen."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

from consultation.uploads.sheets.cells import Cell

# Cells know no zone: UTC here only keeps the arithmetic free of clock changes.
EPOCH_1900 = datetime(1899, 12, 30, tzinfo=UTC)
EPOCH_1904 = datetime(1904, 1, 1, tzinfo=UTC)
FALSE_LEAP_DAY = 60  # Excel counts 29 February 1900, which never was
LAST_SERIAL = 2_958_466
LONGEST_NUMBER = 21
DATE_FORMATS = {*range(14, 18), *range(27, 37), *range(50, 59)}
TIME_FORMATS = {18, 19, 20, 21, 45, 46, 47}
BOTH_FORMATS = {22}
PERCENT_FORMATS = {9, 10}
NOT_A_PATTERN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescape(text: str) -> str:
    """Undo the `_x000D_` notation in which a workbook writes characters that XML cannot hold."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def kinds_of_format(number_format: int, code: str) -> frozenset[str]:
    """What a number format shows: a "date", a "time", a "percent", or none of these."""
    if not code:
        known = {"date": DATE_FORMATS | BOTH_FORMATS, "time": TIME_FORMATS | BOTH_FORMATS, "percent": PERCENT_FORMATS}
        return frozenset(kind for kind, numbers in known.items() if number_format in numbers)
    pattern = NOT_A_PATTERN.sub("", code.partition(";")[0]).lower()
    if pattern in ("general", "standaard"):
        return frozenset()
    clock = any(sign in pattern for sign in "hs") or "[h" in code.lower()
    date = any(sign in pattern for sign in "dy") or ("m" in pattern and not clock)
    return frozenset(kind for kind, found in (("date", date), ("time", clock), ("percent", "%" in pattern)) if found)


def number_cell(raw: str, kinds: frozenset[str], from_1904: bool) -> Cell:
    """A stored number as text: 3.2000000000000002 is 3,2; a serial with a date format is a date."""
    try:
        value = float(raw)
        exact = Decimal(format(value, ".15g"))
    except (ValueError, InvalidOperation):
        return Cell(raw)
    if not exact.is_finite():
        return Cell(raw)
    if kinds & {"date", "time"} and 0 <= value < LAST_SERIAL - 1_462:
        return date_cell(_moment(value, from_1904), kinds)
    if "percent" in kinds:
        return Cell(_plain(exact * 100) + "%")
    return Cell(_plain(exact))


def date_cell(moment: datetime, kinds: frozenset[str]) -> Cell:
    """A date as 03-02-2027, a time as 14:30, or both; marked, as Excel makes dates of paragraph numbers."""
    parts = (("date", f"{moment:%d-%m-}{moment.year:04}"), ("time", f"{moment:%H:%M}"))
    return Cell(" ".join(text for kind, text in parts if kind in kinds), "date")


def iso_date_cell(raw: str) -> Cell:
    """A date in ISO form, as some programs store it."""
    try:
        moment = datetime.fromisoformat(raw)
    except ValueError:
        return Cell(raw)
    return date_cell(moment, frozenset({"date", "time"} if moment.time() != time.min else {"date"}))


def _moment(serial: float, from_1904: bool) -> datetime:
    """The moment that a serial number stands for, to the second."""
    span = timedelta(seconds=round(serial * 86_400))
    if from_1904:
        return EPOCH_1904 + span
    return EPOCH_1900 + span + timedelta(days=1 if serial < FALSE_LEAP_DAY else 0)


def _plain(number: Decimal) -> str:
    """Digits with a decimal comma; only very large or small numbers keep an exponent."""
    text = format(number.normalize(), "f")
    return (text if len(text) <= LONGEST_NUMBER else str(number)).replace(".", ",")
