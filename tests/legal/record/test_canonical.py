"""R10: one value has one canonical form (RFC 8785 without floats), and nothing else has one at all."""

from __future__ import annotations

import json
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal.record import canonical as module
from legal.record.canonical import DEEPEST, LARGEST_INTEGER, CanonicalError, canonical

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
NUMBERS = st.integers(-LARGEST_INTEGER, LARGEST_INTEGER)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


class Word(StrEnum):
    ONE = "één"


def nested(levels: int) -> object:
    value: object = 1
    for _ in range(levels):
        value = [value]
    return value


def refuses_what_has_no_form() -> None:
    shapeless = (
        1.0, float("nan"), Decimal(1), (1, 2), {1: "a"}, {None: 1}, b"a", {1}, object(), "\ud800", {"\udfff": 1},
        LARGEST_INTEGER + 1, -LARGEST_INTEGER - 1, nested(DEEPEST + 1), {"a": [{"b": 0.5}]},
    )
    for value in shapeless:
        with pytest.raises(CanonicalError):
            canonical(value)


def sorts_as_utf_16() -> None:
    """RFC 8785 section 3.2.3: by UTF-16 code units, so U+1F600 comes before U+FB33."""
    keys = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    assert list(json.loads(canonical(dict.fromkeys(keys, 0)))) == [
        "\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"
    ]


def test_examples() -> None:
    assert canonical({"b": [True, None, -3], "a": {}, "": "é"}) == '{"":"é","a":{},"b":[true,null,-3]}'.encode()
    assert canonical('€$\x0f\nA\'B"\\/\x7f') == b'"\xe2\x82\xac$\\u000f\\nA\'B\\"\\\\/\x7f"'
    assert canonical(Word.ONE) == '"één"'.encode()
    assert canonical(nested(DEEPEST)) == b"[" * DEEPEST + b"1" + b"]" * DEEPEST


def test_order_of_keys() -> None:
    sorts_as_utf_16()


def test_no_form_for_other_values() -> None:
    refuses_what_has_no_form()


@given(VALUES)
def test_reads_back_and_is_stable(value: object) -> None:
    assert json.loads(canonical(value)) == value
    assert canonical(json.loads(canonical(value))) == canonical(value)


@given(st.dictionaries(TEXT, VALUES, max_size=6), st.randoms())
def test_order_of_insertion_does_not_matter(value: dict[str, object], random: object) -> None:
    items = list(value.items())
    random.shuffle(items)  # type: ignore[attr-defined]
    assert canonical(dict(items)) == canonical(value)


@given(VALUES, VALUES)
def test_different_values_have_different_forms(one: object, other: object) -> None:
    assert (canonical(one) == canonical(other)) == (json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True))


def test_sabotage_turns_red(monkeypatch: pytest.MonkeyPatch) -> None:
    """R22: with floats let through the test above fails."""
    monkeypatch.setattr(module, "_scalar", lambda value: value)
    with pytest.raises((AssertionError, pytest.fail.Exception, TypeError)):
        refuses_what_has_no_form()
