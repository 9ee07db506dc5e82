"""Everything that somebody else than the asker's own municipality and party can read, by the name of its channel."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from itertools import product
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import select

from consultation.record.models import LedgerLeaf
from tests.canaries.finding import Search
from tests.canaries.table import CANARIES, Canary
from tests.noninterference.observing import crawl
from tests.world import World

Browser = Callable[..., FlaskClient]
Seen = dict[str, bytes]
ADDRESSEE = re.compile(rb"^To: .*\n", re.MULTILINE)
ELSEWHERE = "elders.example"
PROOF = ("/bewijs/",)  # a form to check a proof, the same for everybody


def pages(world: World, browser: Browser) -> Seen:
    """Every page, file, proof and header that a rival, a third party and the public reach by following links."""
    seen: Seen = {}
    readers = {"public": browser(), "rival": browser(world.rival)}
    for name, client in readers.items():
        starts = ("/consultaties/", "/mijn/", f"/mijn/{world.slug}/wie-kon-wat-zien/", f"/werk/{world.slug}/vragen/")
        found = crawl(client, starts, elsewhere=PROOF)
        seen |= {f"{name} {address}": _without_length(body) for address, body in found.items()}
    return seen


def other_municipality(world: World, browser: Browser) -> Seen:
    """What another municipality's lead and its lawyer, who reads originals, reach on their own address and on this one."""
    seen, staff = Seen(), world.other_municipality(ELSEWHERE)
    pages = ("", *(f"{page}/" for page in ("vragen", "notas", "controle", "wie-kon-wat-zien")))
    starts = ("/werk/", "/consultaties/", *(f"/werk/{world.slug}/{page}" for page in pages))
    for host, who in product((ELSEWHERE, "localhost"), ("lead", "lawyer")):
        client = browser()
        client.set_cookie("sessie", world.session_token(staff[0 if who == "lead" else -1]), domain=host)
        client.get = partial(client.get, base_url=f"http://{host}")  # type: ignore[method-assign]
        seen |= {f"elsewhere {host} {who} {where}": body for where, body in crawl(client, starts, elsewhere=PROOF).items()}
    assert all(seen[f"elsewhere {ELSEWHERE} {who} /werk/"].startswith(b"200") for who in ("lead", "lawyer"))
    return seen


def search(world: World, browser: Browser, families: Iterable[Canary] = CANARIES) -> Seen:
    """A search for a secret that finds something tells that it is there, even when nothing is shown (R13)."""
    client, address = browser(world.rival), f"/consultaties/{world.slug}/notas/1/"
    found = {one: client.get(address, query_string={"zoek": one.secret}).text for one in families}
    return {f"search {one.family}": one.secret.encode() for one, page in found.items() if "Niets gevonden." not in page}


def mails(folder: Path) -> Seen:
    """Every mail that went out, to anybody: a mail is a link and never the content (rule 4). Whose it is, it may say."""
    return {f"mail {file.name}": ADDRESSEE.sub(b"", file.read_bytes()) for file in folder.rglob("*.eml")}


def record(world: World) -> Seen:
    """What stands in the record, the public and the private one: never content (rule 53)."""
    with world.database.reading() as session:
        rows = session.execute(select(LedgerLeaf.tree, LedgerLeaf.position, LedgerLeaf.entry)).all()
    return {f"record {tree} {place}": entry.encode() for tree, place, entry in rows}


def hits(seen: Seen, find: Search) -> list[str]:
    """Say which secrets were found, in which words, and where: the first place and how many more."""
    found: dict[str, list[str]] = {}
    for place, content in sorted(seen.items()):
        for family, around in find(content):
            found.setdefault(family, []).append(f"{place}: …{around}…")
    return [f"{family} ({len(places)} ×) {places[0]}" for family, places in sorted(found.items())]


def _without_length(body: bytes) -> bytes:
    return b"\n".join(line for line in body.split(b"\n") if not line.startswith(b"Content-Length"))
