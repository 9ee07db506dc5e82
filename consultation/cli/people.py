"""Adding a municipality, a provider or a person, another role, and taking access away: for whoever keeps the platform."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.accounts import service as accounts
from consultation.accounts.models import Membership, Organisation, Person
from consultation.accounts.permissions import Role
from consultation.cli.failures import Stop

SHORTEST_PASSWORD = 12
KINDS = {"gemeente": "municipality", "aanbieder": "provider"}
ROLES = {
    "procesleider": Role.PROCESS_LEAD,
    "vakinhoudelijk": Role.EXPERT,
    "publicist": Role.PUBLISHER,
    "jurist": Role.LAWYER,
    "controleur": Role.AUDITOR,
    "aanbieder": Role.PROVIDER_MEMBER,
}


def organisation_options(options: Any) -> None:
    """Add the options of `organisation`."""
    options.add_argument("--soort", choices=KINDS, required=True, help="gemeente of aanbieder")
    options.add_argument("--slug", required=True, help="korte naam voor adressen, bijvoorbeeld zilverdijk")
    options.add_argument("--naam", required=True, help="de naam zoals iedereen haar leest")
    options.add_argument("--host", help="eigen adres van een gemeente, bijvoorbeeld consultatie.zilverdijk.nl")
    options.add_argument("--email", default="", help="e-mailadres van het contactpunt")
    options.add_argument("--kvk", default="", help="KvK-nummer van een aanbieder: de wacht herkent het")
    options.add_argument("--ook", action="append", default=[], metavar="NAAM", help="andere naam; vaker mag")
    options.add_argument("--domein", action="append", default=[], metavar="DOMEIN", help="maildomein; vaker mag")


def person_options(options: Any) -> None:
    """Add the options of `person`. The password is asked, or read from standard input; never an argument."""
    options.add_argument("--organisatie", required=True, metavar="SLUG", help="de korte naam van de organisatie")
    options.add_argument("--rol", choices=ROLES, required=True, help="wat deze persoon doet")
    options.add_argument("--naam", required=True, help="voor- en achternaam")
    options.add_argument("--email", required=True, help="om mee in te loggen")


def role_options(options: Any) -> None:
    """Add the options of `change-role`."""
    options.add_argument("--organisatie", required=True, metavar="SLUG", help="de korte naam van de organisatie")
    options.add_argument("--rol", choices=ROLES, required=True, help="wat deze persoon voortaan doet")
    options.add_argument("--van", choices=ROLES, help="welke rol stopt; nodig voor wie er meer dan een heeft")
    options.add_argument("--email", required=True, help="wie een andere rol krijgt")


def end_options(options: Any) -> None:
    """Add the options of `end-access`."""
    options.add_argument("--email", required=True, help="van wie de toegang stopt")


def sign_out_options(options: Any) -> None:
    """Add the options of `sign-out`."""
    options.add_argument("--email", required=True, help="wie overal wordt uitgelogd")


def add_organisation(session: Session, options: argparse.Namespace) -> str:
    """Add an organisation; return the line to print. Raises Stop when the slug is taken."""
    if session.scalar(select(Organisation.id).where(Organisation.slug == options.slug)):
        raise Stop(f"er is al een organisatie met de korte naam {options.slug}.")
    facts = {"host": options.host, "contact_email": options.email, "kvk": options.kvk}
    known = {"aliases": options.ook, "domains": options.domein}
    accounts.add_organisation(session, KINDS[options.soort], options.slug, options.naam, **facts, **known)
    return f"{options.naam} staat erin."


def add_person(session: Session, options: argparse.Namespace) -> str:
    """Add a person with one role; return the line to print. Raises Stop when something does not fit."""
    organisation = session.scalar(select(Organisation).where(Organisation.slug == options.organisatie))
    role = ROLES[options.rol]
    if organisation is None:
        raise Stop(f"er is geen organisatie met de korte naam {options.organisatie}.")
    _refuse_unfit(organisation, options.rol)
    if session.scalar(select(Person.id).where(Person.email == options.email.strip().lower())):
        raise Stop(f"er is al iemand met het adres {options.email}.")
    accounts.add_member(session, organisation, role, name=options.naam, email=options.email, password=_password())
    return f"{options.naam} kan inloggen als {options.rol} van {organisation.name}."


def change_role(session: Session, options: argparse.Namespace) -> str:
    """Give somebody another role in one organisation, who then signs in anew; return the line to print (rule 58).

    Who has more than one keeps those that were not named. Raises Stop when it is not said which one ends.
    """
    found = [one for one in _memberships(session, options.email) if one.organisation.slug == options.organisatie]
    if not found:
        raise Stop(f"{options.email} heeft geen toegang bij {options.organisatie}.")
    organisation = found[0].organisation
    _refuse_unfit(organisation, options.rol)
    accounts.change_role(session, _one_of(found, options.email, options.van), ROLES[options.rol])
    return f"{options.email} is nu {options.rol} van {organisation.name} en logt opnieuw in."


def end_access(session: Session, options: argparse.Namespace) -> str:
    """End every membership of a person and revoke the sessions; return the line to print."""
    for membership in _memberships(session, options.email):
        accounts.end_membership(session, membership)
    return f"{options.email} heeft geen toegang meer."


def sign_out(session: Session, options: argparse.Namespace) -> str:
    """Revoke every session of a person, who keeps access: a laptop was lost. Return the line to print (R19)."""
    accounts.revoke_person(session, _memberships(session, options.email)[0].person_id)
    return f"{options.email} is overal uitgelogd en kan opnieuw inloggen."


def _memberships(session: Session, email: str) -> Sequence[Membership]:
    """Return the memberships that somebody has now, one or more. Raises Stop when there are none."""
    found = session.scalars(
        select(Membership)
        .join(Person, Person.id == Membership.person_id)
        .where(Person.email == email.strip().lower(), Membership.ended_at.is_(None))
    ).all()
    if not found:
        raise Stop(f"niemand met het adres {email} heeft toegang.")
    return found


def _one_of(found: Sequence[Membership], email: str, word: str | None) -> Membership:
    """Return the one that ends: the one named by its role, else the only one."""
    named = [one for one in found if word is None or one.role == ROLES[word]]
    if len(named) == 1:
        return named[0]
    if not named:
        raise Stop(f"{email} is geen {word}.")
    words = ", ".join(name for name, role in ROLES.items() if role in {one.role for one in found})
    raise Stop(f"{email} heeft meer rollen: {words}. Zeg met --van welke stopt.")


def _refuse_unfit(organisation: Organisation, word: str) -> None:
    if (organisation.kind == "provider") != (ROLES[word] is Role.PROVIDER_MEMBER):
        raise Stop(f"de rol {word} past niet bij {organisation.name}.")


def _password() -> str:
    if sys.stdin.isatty():
        password = getpass.getpass("Wachtwoord: ")
        if getpass.getpass("Nog een keer: ") != password:
            raise Stop("de wachtwoorden zijn niet gelijk.")
    else:
        password = sys.stdin.readline().rstrip("\n")
    if len(password) < SHORTEST_PASSWORD:
        raise Stop(f"kies een wachtwoord van ten minste {SHORTEST_PASSWORD} tekens.")
    return password
