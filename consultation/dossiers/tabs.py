"""The tabs of a consultation in the municipality's tree."""

from __future__ import annotations

from flask_babel import gettext

from consultation.accounts.permissions import Permission, Role, allowed


def tabs(slug: str, current: str, role: Role) -> list[tuple[str, str, bool]]:
    """Return (words, address, is current) per tab that this role may open."""
    root = f"/werk/{slug}/"
    known = (
        ("overzicht", gettext("Overzicht"), root, Permission.WORK_READ),
        ("documenten", gettext("Documenten"), f"{root}documenten/", Permission.WORK_READ),
        ("vragen", gettext("Vragen"), f"{root}vragen/", Permission.QUESTION_READ),
        ("controle", gettext("Controle"), f"{root}controle/", Permission.FINDING_DECIDE),
        ("notas", gettext("Nota’s"), f"{root}notas/", Permission.QUESTION_READ),
        ("partijen", gettext("Partijen"), f"{root}partijen/", Permission.WORK_READ),
        ("wie-kon-wat-zien", gettext("Wie kon wat zien"), f"{root}wie-kon-wat-zien/", Permission.RECORD_READ_PARTIES),
    )
    # What a lawyer comes for stands in front.
    ordered = sorted(known, key=lambda tab: tab[0] != "controle") if role is Role.LAWYER else known
    return [(words, url, name == current) for name, words, url, needs in ordered if allowed(role, needs)]
