"""The form with which somebody says that a text is public already."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, StringField
from wtforms.validators import InputRequired

from consultation.review.claims import ClaimDraft


class ClaimForm(FlaskForm):
    """Words, where they stand, and when that was seen; the rest is asked by the verb."""

    text = StringField(
        _l("Wat is openbaar?"),
        description=_l(
            "Deze woorden of dit bedrag gelden dan als openbaar. Wie zegt dat het zijn eigen prijs is, wordt nog wel gelakt."
        ),
        validators=[InputRequired(_l("Schrijf precies de woorden die openbaar zijn (3 tot 500 tekens)."))],
    )
    source = StringField(
        _l("Waar staat dat?"),
        description=_l("Het adres van een pagina, of de naam van een document."),
        validators=[InputRequired(_l("Schrijf waar dit openbaar staat: een adres of een document (5 tot 1000 tekens)."))],
    )
    source_date = DateField(
        _l("Op welke dag was het openbaar?"),
        validators=[InputRequired(_l("Kies de dag waarop u zag dat dit openbaar was."))],
    )

    def draft(self) -> ClaimDraft:
        """Return what was filled in; asked for after validation alone."""
        return ClaimDraft(self.text.data or "", self.source.data or "", self.source_date.data or date.max)
