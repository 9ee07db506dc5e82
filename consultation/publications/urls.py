"""Where published things stand: addresses without numbers that count up or tell time, the same for everybody."""

from __future__ import annotations

from urllib.parse import urlencode

from consultation.publications.pages import Item, NoteFilter


def root(slug: str) -> str:
    """Return the address of a consultation."""
    return f"/consultaties/{slug}/"


def of_item(slug: str, item: Item) -> str:
    """Return the address where a published thing is read."""
    return {
        "document": f"{root(slug)}documenten/{item.ref}/",
        "note": f"{root(slug)}notas/{item.ref}/",
        "round": f"{root(slug)}planning/",
    }.get(item.kind, root(slug))


def proof_of(slug: str, item: Item) -> str:
    """Return the address of the proof file of a published thing."""
    return f"{of_item(slug, item)}{f'{item.ref}/' if item.kind == 'round' else ''}bewijs.json"


def ask_about(slug: str, item: Item, place: str = "") -> str:
    """Return where to ask about a document version: the same link for everybody, signed in or not."""
    document, _, version = item.ref.rpartition("/")
    where = {"document": document, "versie": version} | ({"plaats": place} if place else {})
    return f"{own_page(slug)}?{urlencode(where)}"


def own_page(slug: str) -> str:
    """Return where everybody finds the own page of a consultation: a party's, or the municipality's."""
    return f"/verder/{slug}/"


def note_rows(slug: str, number: int, wanted: NoteFilter, page: int | None = 1) -> str:
    """Return the address of a page of a note, with what the reader asked for; None = all rows on one page."""
    asked = {"zoek": wanted.words, "thema": wanted.theme, "wijzigt": "1" if wanted.changing else ""}
    place = {"alles": "1"} if page is None else {"bladzijde": str(page)} if page > 1 else {}
    query = urlencode({name: value for name, value in asked.items() if value} | place)
    return f"{root(slug)}notas/{number}/" + (f"?{query}" if query else "")
