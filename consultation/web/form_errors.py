"""Puts what the domain found wrong on the fields of a form, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from wtforms import Form

from consultation.errors import InvalidInput
from consultation.web.language import translate


def put(form: Form, error: InvalidInput, names: Mapping[str, str] | None = None) -> list[str]:
    """Copy the faults of `error` on the fields; `names` maps a domain name to another field name.

    Returns the faults that belong to no field, for the summary. What was typed stays in the form.
    """
    loose: list[str] = []
    for name, texts in error.fields.items():
        words = [translate(text) for text in texts]
        field = (names or {}).get(name, name)
        if field in form:
            form[field].errors = [*form[field].errors, *words]
        else:
            loose += words
    return loose
