"""The form on which somebody brings a proof. It changes and keeps nothing, so it carries no token."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import FileField, Form, TextAreaField


class ProofForm(Form):
    """A file, or the text of one."""

    bestand = FileField(_l("Kies het bestand"), render_kw={"accept": ".json,.zip,application/json,application/zip"})
    tekst = TextAreaField(_l("Of plak hier de tekst van het bewijs"), render_kw={"spellcheck": "false", "autocomplete": "off"})
