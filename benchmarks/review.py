"""The review screen over 200 questions with 800 findings: the first page, the next, and one decision with the page behind it."""

from __future__ import annotations

import json
import re
import time
from typing import Any

from benchmarks.house import ENGINES, house
from benchmarks.report import median, percentile, seconds, table
from consultation.application import create_app
from consultation.questions.importing import service as importing
from consultation.questions.importing import spreadsheet
from consultation.questions.importing.staging import prepare
from tests.forms import fields_of
from tests.world import World


def run(*, quick: bool = False) -> None:
    """Print what the server takes for each."""
    rows: list[list[object]] = []
    for engine in ENGINES:
        with house(engine) as (config, world):
            world.open_consultation()
            _import(world, 50 if quick else 200)
            app = create_app(config, world.database)
            app.config["WTF_CSRF_ENABLED"] = False
            client = app.test_client()
            client.set_cookie("sessie", world.session_token(world.lawyer))
            rows.append([engine, *_figures(client, f"/werk/{world.slug}/controle/")])
    table(("engine", "findings", "first page", "a page after that", "decide and next, median", "slowest of 40"), rows)


def _figures(client: Any, root: str) -> list[object]:
    first = seconds(lambda: client.get(root))
    later = median(lambda: client.get(root))
    page = client.get(root).text
    found = re.search(r"van (\d+) bevindingen", page)
    keys = list[float]()
    for _ in range(40):
        start = time.perf_counter()
        page = _decide(client, root, page)
        keys.append(time.perf_counter() - start)
    times = (first, later, percentile(keys, 0.5), max(keys))
    return [found[1] if found else 0, *(f"{1000 * value:.0f} ms" for value in times)]


def _decide(client: Any, root: str, page: str) -> str:
    """Redact the finding on `page` and read the page that comes; return it."""
    fields = fields_of(page, f"{root}besluit/")
    fields.pop("woorden")
    answer = client.post(f"{root}besluit/", data=fields | {"besluit": "lak"})
    text: str = client.get(answer.headers["Location"]).text
    return text


def _import(world: World, count: int) -> None:
    text = (
        "Vraag {}: wij van Stichting Elzenwaard rekenen nu € {},40 per uur en houden daar {}% marge op over. "
        "Wij hebben {} cliënten in het buitengebied. Geldt dat ook in het weekend?"
    )
    answer = "Reistijd is een apart onderdeel van de berekening, ook in het weekend."
    lines = [{"question": text.format(n, 30 + n % 60, n % 9 + 1, n + 20), "answer": answer} for n in range(count)]
    data = "\n".join(json.dumps(line) for line in lines).encode()
    with world.database.transaction() as session:
        sheet = spreadsheet.read(data, "vragen.jsonl", spreadsheet.DEFAULT_LIMITS)
        staging = prepare(sheet, importing.known(session, world.lead, world.consultation(session)))
        batch = importing.stage(session, world.lead, world.consultation(session), staging)
    with world.database.transaction() as session:
        importing.take(session, world.lead, world.consultation(session), batch, ask=True)
