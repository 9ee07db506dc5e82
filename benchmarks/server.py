"""The application as it is served, with three addresses beside it for comparison; one gunicorn worker."""

from __future__ import annotations

from typing import Any

from flask import Flask, template_rendered  # noqa: TID253 - this is a server

from consultation.application import create_app
from consultation.publications.kept import KeptPages

TEMPLATE = "publications/note.html"


def make(kept: bool = True) -> Flask:
    """Return the application; without `kept` every page is made anew from the database."""
    app = create_app()
    if not kept:
        app.extensions["kept_pages"] = KeptPages(most_bytes=0)
    captured: dict[str, Any] = {}

    @template_rendered.connect_via(app)
    def _capture(_sender: object, template: Any, context: dict[str, Any], **_rest: object) -> None:
        if template.name == TEMPLATE and not captured:
            captured.update(context)

    def hello() -> str:
        return "hello"

    def template_only() -> str:
        return app.jinja_env.get_template(TEMPLATE).render(captured)

    app.add_url_rule("/bench/hello", "bench_hello", hello)
    app.add_url_rule("/bench/template", "bench_template", template_only)
    return app
