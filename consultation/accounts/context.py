"""What every template gets: the house, its theme, the menu; on work and party pages who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask, g, request, url_for
from flask_babel import gettext

from consultation.accounts.permissions import Role
from consultation.accounts.requests import actor, tenant
from consultation.errors import NotFound
from consultation.web.language import chosen
from consultation.words import N_

ROLE_WORDS = {
    Role.PROCESS_LEAD: N_("procesleider"),
    Role.EXPERT: N_("vakinhoudelijk medewerker"),
    Role.PUBLISHER: N_("publicist"),
    Role.LAWYER: N_("jurist"),
    Role.AUDITOR: N_("controleur"),
    Role.PROVIDER_MEMBER: N_("aanbieder"),
    Role.PUBLIC: "",
}
THEMES = {
    "voorbeeld": (("vendor/voorbeeld/theme.css",), "voorbeeld-theme", None),
    "zilverdijk": (
        ("vendor/voorbeeld/theme.css", "css/themes/zilverdijk.css"),
        "voorbeeld-theme zilverdijk-theme",
        "img/zilverdijk.svg",
    ),
}


@dataclass(frozen=True)
class House:
    """The municipality as a template shows it."""

    name: str
    slug: str
    theme_css: tuple[str, ...]
    theme_class: str
    logo: str | None


@dataclass(frozen=True)
class Who:
    """Who is signed in, on pages that are theirs alone."""

    name: str
    role_nl: str
    organisation: str


def install(app: Flask) -> None:
    """Add the context to every template."""
    app.context_processor(_context)


def _context() -> dict[str, Any]:
    tree = _tree()
    known = {
        "tenant": _house(),
        "home_url": "/consultaties/",
        "work_url": "/verder/",
        "sign_out_url": url_for("accounts.sign_out"),
        "language_url": url_for(
            "accounts.language",
            language="en" if chosen() == "nl" else "nl",
            terug=_here(),
        ),
        "menu": _menu(tree),
        "footer_links": _footer(),
        "role_words": ROLE_WORDS,
    }
    if tree == "public":
        return known
    asker = actor()
    who = Who(
        asker.name,
        gettext(ROLE_WORDS[asker.role]) if ROLE_WORDS[asker.role] else "",
        asker.organisation_name,
    )
    return known | {
        "who": who if asker.signed_in else None,
        "reading_along": asker.role is Role.AUDITOR,
    }


def _here() -> str:
    """Return where the reader is, to come back to; of a form that was refused, the page it stands on."""
    if g.get("is_problem"):
        return request.path
    return str(g.get("here") or (request.full_path.rstrip("?") if request.method == "GET" else request.path))


def _tree() -> str:
    """Name the tree of this page; an error page is public wherever it stands, so that it tells nothing (R13)."""
    if g.get("is_problem") or request.path.startswith("/inloggen/"):
        return "public"
    return {"/mijn/": "party", "/werk/": "work"}.get(request.path[:6], "public")


def _house() -> House | None:
    try:
        found = tenant()
    except NotFound:
        return None
    css, theme_class, logo = THEMES.get(found.theme, THEMES["voorbeeld"])
    return House(found.name, found.slug, css, theme_class, logo)


def _menu(tree: str) -> list[tuple[str, str, bool]]:
    here = request.path
    public = [
        (gettext("Consultaties"), "/consultaties/"),
        (gettext("Hoe het werkt"), "/hoe-het-werkt/"),
    ]
    own = {
        "party": [(gettext("Mijn werk"), "/mijn/")],
        "work": [(gettext("Mijn werk"), "/werk/")],
    }
    links = own.get(tree, []) + public
    return [
        (
            words,
            url,
            here == url or (len(url) > 1 and here.startswith(url) and tree == "public"),
        )
        for words, url in links
    ]


def _footer() -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (
            gettext("Eerlijk en gelijk"),
            [
                (gettext("Hoe het werkt"), "/hoe-het-werkt/"),
                (gettext("Controleer een bewijs"), "/bewijs/controleren/"),
            ],
        ),
        (
            gettext("Over dit platform"),
            [
                (gettext("Toegankelijkheid"), "/toegankelijkheid/"),
                (gettext("Privacy en veiligheid"), "/privacy/"),
            ],
        ),
    ]
