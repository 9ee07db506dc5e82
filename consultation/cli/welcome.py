"""What the person at the keyboard reads when the platform is up: what can be opened, and as whom. Dutch | English."""

from __future__ import annotations

from consultation.accounts import queries as accounts
from consultation.accounts.permissions import Role
from consultation.accounts.queries import DemoAccount
from consultation.config import Config
from consultation.db import Database
from consultation.seed import PASSWORD

ROLES = {
    Role.PROCESS_LEAD: ("procesleider", "process lead"),
    Role.EXPERT: ("vakinhoudelijk medewerker", "expert"),
    Role.PUBLISHER: ("publicist", "publisher"),
    Role.LAWYER: ("jurist", "lawyer"),
    Role.AUDITOR: ("controleur", "auditor"),
    Role.PROVIDER_MEMBER: ("aanbieder", "provider"),
}
SIGN_IN = "/inloggen/"
# Of the demonstration: where to look first, and as whom. Each asks to sign in when that is needed.
PLACES = (
    ("/consultaties/", "iedereen, zonder account: consultaties lezen", "everybody, no account: read the consultations"),
    (
        "/consultaties/begeleiding-thuis-en-dagactiviteiten-2028/notas/1/",
        "iedereen, zonder account: een nota van inlichtingen",
        "everybody, no account: a published nota",
    ),
    ("/mijn/", "als aanbieder: vragen stellen, eigen vragen volgen", "as a provider: ask, follow your questions"),
    ("/werk/", "als gemeente: wat op u wacht", "as the municipality: what waits for you"),
    (
        "/werk/hulp-bij-het-huishouden-2029/controle/",
        "als jurist: het controlescherm, beslissen over bevindingen",
        "as the lawyer: the review screen, decide about findings",
    ),
)


def text(config: Config, database: Database, host: str, port: int) -> str:
    """Return the lines: address, what to open and as whom when there is a demonstration, where mail goes, how to stop."""
    root = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    lines = ["", f"Het platform staat klaar op {root}/  |  The platform is ready", ""]
    with database.reading() as session:
        people = accounts.demo_accounts(session)
        houses = accounts.tenants(session)
    if people:
        lines += [*_places(root), *_people(root, people)]
    elif not houses:
        lines += ["Er is nog geen gemeente en er zijn nog geen accounts.  |  No municipality and no accounts yet.", ""]
    if config.mail_url.startswith("file:"):
        folder = config.mail_url.removeprefix("file:")
        lines += [f"E-mail gaat niet de deur uit, maar komt in deze map  |  Mail stays here: {folder}"]
    if not config.embedded_worker:
        lines += ["De worker draait niet mee. Start hem apart  |  Start the worker apart: python -m consultation worker"]
    return "\n".join([*lines, "Stoppen: druk op Ctrl+C  |  Stop: press Ctrl+C", ""])


def _places(root: str) -> list[str]:
    rows = [f"  {root}{path}\n      {dutch}  |  {english}" for path, dutch, english in PLACES]
    return ["Wat u kunt openen, en als wie  |  What you can open, and as whom", *rows, ""]


def _people(root: str, people: tuple[DemoAccount, ...]) -> list[str]:
    order = list(ROLES)
    people = tuple(sorted(people, key=lambda person: order.index(person.role)))
    width = max(len(person.email) for person in people)
    return [
        f"Log in op {root}{SIGN_IN} als een van deze verzonnen mensen  |  Sign in there as one of these made-up people",
        *(f"  {person.email:<{width}}  {_who(person)}" for person in people),
        f"  wachtwoord, alleen nodig als u zelf inlogt  |  password, only to sign in by hand: {PASSWORD}",
        "  Gebruik dit wachtwoord nergens anders: het is openbaar.  |  It is public: use it nowhere else.",
        "",
    ]


def _who(person: DemoAccount) -> str:
    """A provider is told by its house; of the municipality there is one."""
    dutch, english = ROLES[person.role]
    house = f" ({person.organisation.removesuffix(' (verzonnen)')})" if person.role is Role.PROVIDER_MEMBER else ""
    return f"{dutch}  |  {english}{house}"
