"""What a page says after a second person spoke: what was agreed with, where, and how one goes on when that was a mistake."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext
from markupsafe import Markup

from consultation.questions.reviewing.second_person import Said
from consultation.web.language import translate
from legal.terms import Outcome


def told(slug: str, said: Said) -> Markup:
    """Return the confirmation. It names place and kind and none of the words: it travels in a cookie (R4).

    An opinion is final (R17); whoever agreed by mistake takes a new decision, to which the link leads.
    """
    where = gettext("vraag %(reference)s", reference=said.where) if said.is_question else translate(said.where)
    again = url_for("review.screen", slug=slug, filter="alles", tekst=said.where if said.is_question else None)
    if not said.agrees:
        first = gettext("Bewaard: u bent het niet eens.")
        return Markup("{} {}").format(first, gettext("Over %(where)s moet iemand opnieuw beslissen.", where=where))
    final = gettext("Uw oordeel is definitief."), gettext("Was het een vergissing? Neem een nieuw besluit")
    first = Markup("{} {} {}").format(gettext("Bewaard: u bent het eens."), _agreed(said, where), final[0])
    return Markup('{} <a class="utrecht-link" href="{}">{}</a>').format(first, again, final[1])


def _agreed(said: Said, where: str) -> str:
    kind = translate(said.kind)
    if said.is_signal:
        return str(gettext("In %(where)s blijven woorden staan die een teken van afspraken leken.", where=where))
    if said.outcome == Outcome.GENERALISE:
        words = said.replacement
        return str(gettext("In %(where)s komt “%(words)s” in de plaats van: %(kind)s.", where=where, words=words, kind=kind))
    if said.outcome == Outcome.REDACT:
        return str(gettext("In %(where)s wordt gelakt wat het besluit zegt: %(kind)s.", where=where, kind=kind))
    return str(gettext("In %(where)s blijft staan: %(kind)s.", where=where, kind=kind))
