"""Who could see what, for the public, for a party, and for the municipality; and checking a proof."""

from __future__ import annotations

from flask import Blueprint

from consultation.equal_information.requests import note_when_sent
from consultation.equal_information.views import broken, checking, party, public, work
from legal.guard import TamperedError

blueprint = Blueprint("equal_information", __name__)
blueprint.after_app_request(note_when_sent)
blueprint.register_error_handler(TamperedError, broken.show)
for part in (public, party, work, checking):
    blueprint.register_blueprint(part.blueprint)
