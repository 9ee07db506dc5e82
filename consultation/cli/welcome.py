"""What the person at the keyboard reads when the platform is up."""

from __future__ import annotations

from consultation.accounts import queries as accounts
from consultation.accounts.permissions import Role
from consultation.accounts.queries import DemoAccount
from consultation.config import Config
from consultation.db import Database
from consultation.seed import PASSWORD

ROLES = {
    Role.PROCESS_LEAD: "procesleider",
    Role.EXPERT: "vakinhoudelijk medewerker",
    Role.PUBLISHER: "publicist",
    Role.LAWYER: "jurist",
    Role.AUDITOR: "controleur",
    Role.PROVIDER_MEMBER: "aanbieder",
}


def text(config: Config, database: Database, host: str, port: int) -> str:
    """Return the lines: address, demo accounts when there are, where mail goes, how to stop."""
    shown = f"[{host}]" if ":" in host else host
    lines = ["", f"Het platform staat klaar op http://{shown}:{port}/", ""]
    with database.reading() as session:
        people = accounts.demo_accounts(session)
        houses = accounts.tenants(session)
    if people:
        lines += _demo(people)
    elif not houses:
        lines += ["Er is nog geen gemeente en er zijn nog geen accounts.", ""]
    if config.mail_url.startswith("file:"):
        lines += [f"E-mail gaat niet de deur uit, maar komt in {config.mail_url.removeprefix('file:')}."]
    if not config.embedded_worker:
        lines += ["De worker draait niet mee. Start hem apart: python -m consultation worker"]
    return "\n".join([*lines, "Stoppen: druk op Ctrl+C.", ""])


def _demo(people: tuple[DemoAccount, ...]) -> list[str]:
    order = list(ROLES)
    people = tuple(sorted(people, key=lambda person: order.index(person.role)))
    width = max(len(person.email) for person in people)
    rows = [f"  {person.email:<{width}}  {ROLES[person.role]}, {person.organisation}" for person in people]
    return [
        "Log in met een van deze accounts. Alle personen en aanbieders zijn verzonnen.",
        *rows,
        f"  wachtwoord, voor iedereen hetzelfde: {PASSWORD}",
        "  Gebruik dit wachtwoord nergens anders: het is openbaar.",
        "",
    ]
