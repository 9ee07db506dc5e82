"""What the guard's findings mean for the people who work with them. Pure."""

from __future__ import annotations

from legal.terms import Label

# Whoever answers a question must be able to read amounts and plans, but never who asked, or about whom it is (R9, rule 13).
IDENTIFYING = frozenset({
    Label.ORG_IDENTITY, Label.PERSON, Label.EMAIL, Label.PHONE, Label.ADDRESS, Label.IBAN, Label.PLATE, Label.BIRTHDATE,
    Label.BSN, Label.CASE,
})  # fmt: skip
