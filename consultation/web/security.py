"""Headers on every answer: no script but ours where ADR 11 says so, no inline style, frame or referrer (rule 62, R13, R18)."""

from __future__ import annotations

from flask import Flask, Response, g, make_response, request
from flask.typing import ResponseReturnValue

CSP = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
# For the review screen and the page of the second person: a file of ours that presses the buttons of the page for whoever
# uses the keys; for pages where one types a longer text: a file that lets the browser ask before it is lost (ADR 11).
# They cannot fetch or send anything by themselves (connect-src is 'none' by default).
CSP_WITH_SCRIPT = f"{CSP}; script-src 'self'"
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
}
PRIVATE = ("/werk/", "/mijn/", "/inloggen/", "/uitloggen/", "/verder/")
HSTS = "max-age=31536000; includeSubDomains"


def scripted(html: str, status: int = 200) -> ResponseReturnValue:
    """Return a page that has our script: the few on which people decide by keys (ADR 11)."""
    response = make_response(html, status)
    response.headers["Content-Security-Policy"] = CSP_WITH_SCRIPT
    return response


def allow_script() -> None:
    """Let the page that is being made have a script of ours: what writes the tag says so here, so policy and page agree."""
    g.scripted = True


def send_headers(app: Flask, *, production: bool) -> None:
    """Add the headers to every answer; party and work pages are never stored anywhere."""

    @app.after_request
    def _headers(response: Response) -> Response:
        if g.get("scripted") and response.status_code < 500:
            response.headers.setdefault("Content-Security-Policy", CSP_WITH_SCRIPT)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if production:
            response.headers["Strict-Transport-Security"] = HSTS
        if request.path.startswith(PRIVATE) or response.status_code >= 400:
            response.headers["Cache-Control"] = "private, no-store"
        else:
            response.headers.setdefault("Cache-Control", "no-cache")
        return response
