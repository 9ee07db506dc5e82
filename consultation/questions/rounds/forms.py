"""The form for a question round: local dates and times that become instants."""

from __future__ import annotations

from datetime import date, datetime, time

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, TimeField
from wtforms.validators import InputRequired, Optional

from consultation import clock
from consultation.errors import InvalidInput
from consultation.questions.rounds.service import RoundDraft
from consultation.words import N_

_DAY, _TIME = _l("Datum"), _l("Tijd (Nederlandse tijd)")


class RoundForm(FlaskForm):
    """Opening, close and answers of a round, on the Dutch wall clock."""

    at_once = BooleanField(_l("Zodra de ronde openbaar is"), default=True)
    opens_day = DateField(_DAY, validators=[Optional()])
    opens_time = TimeField(_TIME, default=time(9), validators=[Optional()])
    closes_day = DateField(_DAY, validators=[InputRequired(_l("Kies de dag waarop de ronde sluit."))])
    closes_time = TimeField(_TIME, default=time(12), validators=[InputRequired(_l("Kies de tijd waarop de ronde sluit."))])
    answers_day = DateField(_DAY, validators=[InputRequired(_l("Kies de dag waarop de antwoorden er zijn."))])
    answers_time = TimeField(
        _TIME, default=time(12), validators=[InputRequired(_l("Kies de tijd waarop de antwoorden er zijn."))]
    )

    def draft(self, now: datetime) -> RoundDraft:
        """Return the instants. Raises InvalidInput for a time that does not exist or exists twice (R11)."""
        faults: dict[str, list[str]] = {}
        found: dict[str, datetime] = {}
        for name in ("opens", "closes", "answers"):
            day, at = self[f"{name}_day"].data, self[f"{name}_time"].data
            if name == "opens" and self.at_once.data:
                found[name] = now
                continue
            if day is None:
                faults["opens_day"] = [N_("Kies een datum, of laat de ronde openen zodra zij openbaar is.")]
                continue
            try:
                found[name] = _instant(day, at)
            except InvalidInput as error:
                faults[f"{name}_time"] = [text for texts in error.fields.values() for text in texts]
        if faults:
            raise InvalidInput(faults)
        return RoundDraft(found["opens"], found["closes"], found["answers"])


def _instant(day: date, at: time | None) -> datetime:
    return clock.from_local(day, at or time(9))
