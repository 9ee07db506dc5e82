"""Forms for the consultation, its documents and its parties."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import FileStorage
from wtforms import FileField, HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import AnyOf, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import TextInput

from consultation.dossiers import rules
from consultation.dossiers.findings import Verdict
from consultation.dossiers.rules import ConsultationDraft, Interaction, Medium, Openness, VersionDraft
from consultation.errors import InvalidInput
from consultation.review.rules import WORDS, Choice
from consultation.web import form_errors
from legal.terms import Outcome

OPENNESS = [
    SelectChoice(Openness.OPEN, _l("Open voor iedereen")),
    SelectChoice(Openness.HYBRID, _l("Open, en u nodigt ook partijen uit")),
    SelectChoice(Openness.CLOSED, _l("Besloten: alleen partijen die u uitnodigt")),
]
MEDIUM = [
    SelectChoice(Medium.WRITTEN, _l("Schriftelijk")),
    SelectChoice(Medium.ORAL, _l("Mondeling")),
    SelectChoice(Medium.BOTH, _l("Beide")),
]
INTERACTION = [
    SelectChoice(Interaction.NON_INTERACTIVE, _l("Nee, alleen op de gemeente")),
    SelectChoice(Interaction.INTERACTIVE, _l("Ja, ook op elkaar")),
]
OBJECTION_DAYS, SMALLEST_GROUP = 2, 5
MARKDOWN = _l("Een lege regel begint een nieuwe alinea. Met ## maakt u een kop, met - een lijst.")


class ConsultationForm(FlaskForm):
    """A consultation; "why" comes first."""

    rationale = TextAreaField(
        _l("Waarom houdt u deze consultatie?"),
        description=MARKDOWN,
        validators=[InputRequired(_l("Schrijf waarom u deze consultatie houdt.")), Length(max=20_000)],
    )
    title = StringField(
        _l("Titel"),
        validators=[InputRequired(_l("Geef de consultatie een titel.")), Length(max=200)],
    )
    openness = RadioField(_l("Voor wie is zij?"), choices=OPENNESS, default=Openness.OPEN)
    selection_grounds = TextAreaField(
        _l("Waarom juist deze partijen?"),
        description=_l("Alleen nodig als de consultatie besloten is."),
        validators=[Optional(), Length(max=5_000)],
    )
    medium = RadioField(_l("Hoe praat u met elkaar?"), choices=MEDIUM, default=Medium.WRITTEN)
    interaction = RadioField(_l("Reageren deelnemers op elkaar?"), choices=INTERACTION, default=Interaction.NON_INTERACTIVE)
    hours_asked = IntegerField(
        _l("Hoeveel uur werk vraagt u van een partij?"),
        default=2,
        widget=TextInput(),  # a number box loses what was typed when it is no number
        render_kw={"inputmode": "numeric"},
        validators=[InputRequired(_l("Vul een aantal uren in.")), NumberRange(0, 1000, _l("Vul een getal in van 0 tot 1000."))],
    )
    contact_role = StringField(
        _l("Contactpunt"),
        description=_l("Een rol, geen naam. Bijvoorbeeld: Contactpunt inkoop sociaal domein."),
        validators=[InputRequired(_l("Vul het contactpunt in.")), Length(max=200)],
    )
    objection_days = IntegerField(
        _l("Hoeveel werkdagen heeft een partij om te zeggen of haar tekst zo kan?"),
        description=_l("Alleen als iets is gelakt of blijft staan. 0 betekent: u wacht niet op de partij."),
        default=OBJECTION_DAYS,
        widget=TextInput(),
        render_kw={"inputmode": "numeric"},
        validators=[Optional(), NumberRange(0, 20, _l("Vul een getal in van 0 tot 20."))],
    )
    smallest_group = IntegerField(
        _l("Met hoeveel partijen is een groep te klein?"),
        description=_l("Doen er minder mee? Dan waarschuwen wij als een vraag kan verraden van wie zij is. Ten minste 3."),
        default=SMALLEST_GROUP,
        widget=TextInput(),
        render_kw={"inputmode": "numeric"},
        validators=[Optional(), NumberRange(3, 100, _l("Vul een getal in van 3 tot 100."))],
    )
    contact_email = StringField(_l("E-mailadres van het contactpunt"), validators=[Optional(), Length(max=254)])
    seen = HiddenField()

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Check the fields and the rules of the domain together, so that one try shows every fault."""
        valid = super().validate(extra_validators)
        if self.hours_asked.process_errors:
            self.hours_asked.errors = [gettext("Vul een getal in van 0 tot 1000.")]
        if self.objection_days.process_errors:
            self.objection_days.errors = [gettext("Vul een getal in van 0 tot 20.")]
        if self.smallest_group.process_errors:
            self.smallest_group.errors = [gettext("Vul een getal in van 3 tot 100.")]
        if any(self[name].errors for name in ("openness", "medium", "interaction")):
            return False  # not one of the choices: there is no draft to judge
        found = rules.faults(rules.tidy(self.draft()))
        faults = {name: texts for name, texts in found.items() if not self[name].errors}
        form_errors.put(self, InvalidInput(faults))
        return valid and not faults

    def draft(self) -> ConsultationDraft:
        """Return what was filled in as a typed draft."""
        return ConsultationDraft(
            title=self.title.data or "",
            rationale=self.rationale.data or "",
            openness=Openness(self.openness.data),
            medium=Medium(self.medium.data),
            interaction=Interaction(self.interaction.data),
            contact_role=self.contact_role.data or "",
            contact_email=self.contact_email.data or "",
            selection_grounds=self.selection_grounds.data or "",
            hours_asked=self.hours_asked.data or 0,
            objection_days=OBJECTION_DAYS if self.objection_days.data is None else self.objection_days.data,
            smallest_group=self.smallest_group.data or SMALLEST_GROUP,
        )


class VersionForm(FlaskForm):
    """A first version of a document, or a next one."""

    title = StringField(_l("Titel van het document"), validators=[Optional(), Length(max=200)])
    number = StringField(
        _l("Versienummer"), default="1.0", validators=[InputRequired(_l("Vul een versienummer in.")), Length(max=10)]
    )
    change_reason = TextAreaField(_l("Wat verandert er, en waarom?"), validators=[Optional(), Length(max=5_000)])
    body = TextAreaField(
        _l("Tekst"),
        description=MARKDOWN,
        validators=[InputRequired(_l("Plaats de tekst van het document.")), Length(max=400_000)],
    )

    source = HiddenField()

    def draft(self) -> VersionDraft:
        """Return what was filled in as a typed draft."""
        texts = (self.title.data or "", self.number.data or "", self.body.data or "", self.change_reason.data or "")
        return VersionDraft(*texts, source=_uuid(self.source.data))


class FileForm(FlaskForm):
    """A file to take a text from."""

    file = FileField(_l("Bestand met de tekst"), description=_l("Docx, odt, pdf, xlsx of ods, tot 10 MB."))

    def upload(self) -> tuple[bytes, str]:
        """Return the bytes and the name of the file; nothing when none was chosen."""
        chosen = self.file.data
        if not isinstance(chosen, FileStorage) or not chosen.filename:
            return b"", ""
        return chosen.stream.read(), chosen.filename


class InviteForm(FlaskForm):
    """Choose a provider to invite."""

    organisation = SelectField(_l("Welke partij nodigt u uit?"), validators=[InputRequired(_l("Kies een partij uit de lijst."))])


class FindingForm(FlaskForm):
    """A decision about one finding: buttons, a reason, and words for what is made more general.

    `over` is the newest decision that the page showed.
    """

    finding = HiddenField(validators=[InputRequired()])
    outcome = HiddenField(validators=[AnyOf(list(WORDS), message=_l("Kies lakken of laten staan."))])
    reason = StringField(_l("Reden, als het blijft staan"), validators=[Optional(), Length(max=1_000)])
    replacement = StringField(_l("Algemener maken"), validators=[Optional(), Length(max=100)])
    over = HiddenField()

    def verdict(self) -> Verdict:
        """Return what was decided."""
        words = (self.reason.data or "", self.replacement.data or "")
        return Verdict(self.finding.data or "", Choice(Outcome(self.outcome.data or ""), *words, over=_uuid(self.over.data)))


def _uuid(value: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(value or "")
    except ValueError:
        return None
