"""Who acts: the one value that services ask for permission."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from consultation.accounts.permissions import Permission, Role, allowed
from consultation.errors import NotAllowed


@dataclass(frozen=True)
class Actor:
    """A signed-in member of one organisation in one role, or the public."""

    role: Role
    name: str = ""
    person_id: uuid.UUID | None = None
    organisation_id: uuid.UUID | None = None
    organisation_name: str = ""

    @property
    def signed_in(self) -> bool:
        """True for anybody with a session."""
        return self.person_id is not None

    @property
    def tag(self) -> str:
        """The opaque id under which acts are recorded: never a name."""
        return str(self.person_id) if self.person_id else "public"

    @property
    def person(self) -> uuid.UUID:
        """The person's id; raises NotAllowed for the public."""
        if self.person_id is None:
            raise NotAllowed
        return self.person_id

    @property
    def organisation(self) -> uuid.UUID:
        """The organisation's id; raises NotAllowed for the public."""
        if self.organisation_id is None:
            raise NotAllowed
        return self.organisation_id


PUBLIC = Actor(Role.PUBLIC)


def authorize(actor: Actor, permission: Permission) -> None:
    """Raise NotAllowed unless the actor's role has `permission`. The first line of every verb."""
    if not allowed(actor.role, permission):
        raise NotAllowed
