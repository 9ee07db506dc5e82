"""Who may do what: ONE table. A permission not in a role's column does not exist for that role."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """Roles of the glossary (rule 58). PUBLIC is anybody, signed in or not."""

    PROCESS_LEAD = "process_lead"
    EXPERT = "expert"
    PUBLISHER = "publisher"
    LAWYER = "lawyer"
    AUDITOR = "auditor"
    PROVIDER_MEMBER = "provider_member"
    PUBLIC = "public"


class Permission(StrEnum):
    """Every act somebody can ask for."""

    PUBLIC_READ = "publication:read"
    SESSION_MANAGE = "session:manage"
    WORK_READ = "work:read"
    CONSULTATION_CREATE = "consultation:create"
    CONSULTATION_EDIT = "consultation:edit"
    CONSULTATION_PUBLISH = "consultation:publish"
    PARTY_INVITE = "party:invite"
    QUESTION_READ = "question:read"
    QUESTION_IMPORT = "question:import"
    ANSWER_WRITE = "answer:write"
    ANSWER_APPROVE = "answer:approve"
    FINDING_DECIDE = "finding:decide"
    FINDING_SECOND = "finding:second"
    COLLUSION_READ = "collusion:read"
    NOTE_COMPOSE = "note:compose"
    NOTE_PUBLISH = "note:publish"
    RECORD_READ_PARTIES = "record:read_parties"
    PARTY_READ = "party:read_own"
    PARTICIPATE = "party:participate"
    QUESTION_ASK = "question:ask"


_EVERYBODY = frozenset(Role)
_WORK = frozenset({Role.PROCESS_LEAD, Role.EXPERT, Role.PUBLISHER})
_DECIDING = frozenset({Role.PUBLISHER, Role.LAWYER})
_LEAD = frozenset({Role.PROCESS_LEAD})
_LEAD_AND_PUBLISHER = frozenset({Role.PROCESS_LEAD, Role.PUBLISHER})
_PARTY = frozenset({Role.PROVIDER_MEMBER})

TABLE: dict[Permission, frozenset[Role]] = {
    Permission.PUBLIC_READ: _EVERYBODY,
    Permission.SESSION_MANAGE: _EVERYBODY,
    Permission.WORK_READ: _WORK | {Role.AUDITOR, Role.LAWYER},
    Permission.CONSULTATION_CREATE: _LEAD,
    Permission.CONSULTATION_EDIT: _LEAD,
    Permission.CONSULTATION_PUBLISH: frozenset({Role.PUBLISHER}),
    Permission.PARTY_INVITE: _LEAD,
    Permission.QUESTION_READ: _WORK | {Role.LAWYER},
    Permission.QUESTION_IMPORT: _LEAD,
    Permission.ANSWER_WRITE: frozenset({Role.PROCESS_LEAD, Role.EXPERT}),
    Permission.ANSWER_APPROVE: _LEAD_AND_PUBLISHER,
    Permission.FINDING_DECIDE: _DECIDING,
    Permission.FINDING_SECOND: _DECIDING,  # to agree one must read the original
    Permission.COLLUSION_READ: frozenset({Role.LAWYER}),
    Permission.NOTE_COMPOSE: _LEAD,
    Permission.NOTE_PUBLISH: frozenset({Role.PUBLISHER}),
    Permission.RECORD_READ_PARTIES: _WORK | {Role.AUDITOR},
    Permission.PARTY_READ: _PARTY,
    Permission.PARTICIPATE: _PARTY,
    Permission.QUESTION_ASK: _PARTY,
}


def allowed(role: Role, permission: Permission) -> bool:
    """Say whether `role` has `permission`; an unknown permission is refused."""
    return role in TABLE.get(permission, frozenset())
