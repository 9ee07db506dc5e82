"""The tabs of a consultation in the tree of a party."""

from __future__ import annotations

from flask_babel import gettext


def party_tabs(slug: str, current: str) -> list[tuple[str, str, bool]]:
    """Return (words, address, is current) per tab: overzicht, vragen, wie-kon-wat-zien."""
    root = f"/mijn/{slug}/"
    known = (
        ("overzicht", gettext("Overzicht"), root),
        ("vragen", gettext("Onze vragen"), f"{root}vragen/"),
        ("wie-kon-wat-zien", gettext("Wie kon wat zien"), f"{root}wie-kon-wat-zien/"),
    )
    return [(words, url, name == current) for name, words, url in known]
