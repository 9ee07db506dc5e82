"""The people of the demonstration. They do not exist; their addresses end in .example, where no mail arrives."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from consultation.accounts import service as accounts
from consultation.accounts.actor import Actor
from consultation.accounts.models import Organisation
from consultation.accounts.permissions import Role

PASSWORD = "zilverdijk-oefent-2028"  # noqa: S105 - printed at every start: for people who do not exist

STAFF = (
    (Role.PROCESS_LEAD, "Sanne de Wit", "procesleider@zilverdijk.example"),
    (Role.EXPERT, "Tarik Aksoy", "vakinhoud@zilverdijk.example"),
    (Role.PUBLISHER, "Marit Jansma", "publicist@zilverdijk.example"),
    (Role.LAWYER, "Hanna Postma", "jurist@zilverdijk.example"),
    (Role.AUDITOR, "Ruben Kaya", "controleur@zilverdijk.example"),
)
# A signal of collusion is no signal only when a second lawyer says so too (rules 40 and 44).
SECOND_LAWYER = (Role.LAWYER, "Joost Wiersma", "jurist2@zilverdijk.example")


@dataclass(frozen=True)
class Provider:
    """A made-up provider: what the guard knows of it, and who works there."""

    slug: str
    name: str
    aliases: tuple[str, ...]
    kvk: str
    domain: str
    members: tuple[tuple[str, str], ...]


PROVIDERS = (
    Provider(
        "elzenwaard", "Elzenwaard (verzonnen)", ("Elzenwaard", "Stichting Elzenwaard"), "90111222", "elzenwaard.example",
        (("Anouk Peters", "anouk"), ("Bilal el Idrissi", "bilal")),
    ),
    Provider(
        "lindewede", "Lindewede Begeleiding (verzonnen)", ("Lindewede", "Lindewede Begeleiding"), "90222333", "lindewede.example",
        (("Carla Visser", "carla"),),
    ),
    Provider(
        "vlierkracht", "Vlierkracht (verzonnen)", ("Vlierkracht", "Coöperatie Vlierkracht"), "90333444", "vlierkracht.example",
        (("Demi van Rijn", "demi"), ("Emre Yildiz", "emre")),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Cast:
    """Who acts in the demonstration; providers by slug, each with its first member."""

    lead: Actor
    expert: Actor
    publisher: Actor
    lawyer: Actor
    providers: dict[str, Actor]


def add(session: Session) -> Cast:
    """Add the municipality, the providers and their people."""
    house = accounts.add_organisation(
        session, "municipality", "zilverdijk", "Gemeente Zilverdijk",
        theme="zilverdijk", contact_email="marktconsultatie@zilverdijk.example",
    )  # fmt: skip
    staff = {role: _person(session, house, role, name, email) for role, name, email in STAFF}
    _person(session, house, *SECOND_LAWYER)
    providers = {provider.slug: _provider(session, provider) for provider in PROVIDERS}
    lead, expert, publisher, lawyer = (staff[role] for role in (Role.PROCESS_LEAD, Role.EXPERT, Role.PUBLISHER, Role.LAWYER))
    return Cast(lead, expert, publisher, lawyer, providers)


def _provider(session: Session, provider: Provider) -> Actor:
    organisation = accounts.add_organisation(
        session, "provider", provider.slug, provider.name,
        aliases=list(provider.aliases), kvk=provider.kvk, domains=[provider.domain],
    )  # fmt: skip
    members = [
        _person(session, organisation, Role.PROVIDER_MEMBER, name, f"{local}@{provider.domain}")
        for name, local in provider.members
    ]
    return members[0]


def _person(session: Session, organisation: Organisation, role: Role, name: str, email: str) -> Actor:
    made = accounts.add_member(session, organisation, role, name=name, email=email, password=PASSWORD, demo=True)
    return Actor(role, name, made.person.id, organisation.id, organisation.name)
