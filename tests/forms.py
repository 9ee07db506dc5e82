"""Filling in a form as a browser does: hidden fields, tokens and what stands in it already go along."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse


class _Fields(HTMLParser):
    """Collects per form (by action) what a browser would send."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, Any]]] = []
        self._text: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if tag == "form":
            self.forms.append((facts.get("action") or "", {}))
        if not self.forms:
            return
        fields, name = self.forms[-1][1], facts.get("name") or ""
        if tag == "input" and name:
            kind = facts.get("type", "text")
            if kind not in {"checkbox", "radio", "submit"} or "checked" in facts:
                fields[name] = facts.get("value") or ("on" if kind == "checkbox" else "")
        elif tag == "textarea":
            self._text, fields[name] = name, ""
        elif tag == "select":
            self._select, fields[name] = name, ""
        elif tag == "option" and self._select and "selected" in facts:
            fields[self._select] = facts.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._text is not None and self.forms:
            self.forms[-1][1][self._text] += data.lstrip("\r\n") if not self.forms[-1][1][self._text] else data


def fields_of(page: str, action: str = "") -> dict[str, Any]:
    """Return the fields of the form that posts to `action` (or of the last form)."""
    reader = _Fields()
    reader.feed(page)
    forms = [fields for target, fields in reader.forms if action and target.split("?")[0] == action.split("?")[0]]
    return dict((forms or [fields for _, fields in reader.forms] or [{}])[-1])


def post(client: FlaskClient, address: str, *, page: str | None = None, at: str | None = None, **values: Any) -> TestResponse:
    """Open the page at `at` (or `address`), change `values` in its form and send it.

    `page` is the HTML when the caller has it already.
    """
    html = page if page is not None else client.get(at or address).text
    return client.post(address, data=fields_of(html, address) | values, content_type="multipart/form-data")
