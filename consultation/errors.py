"""The family of domain errors; the web layer maps each class to one status code.

DomainError
├── NotFound            404  absent, or not for you: the same answer (R13)
│   └── NotAllowed      404  known inside, told apart in the log only
├── InvalidInput        400  a field is wrong; what was typed is kept
├── Conflict            409  somebody else was first; both texts are kept
├── RoundClosed         409  the question came at or after the close (rule 11)
├── PublishBlocked      409  nothing was published; the reasons say what to do first
└── TooLate             409  the moment for this act is over
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from consultation.words import N_


class DomainError(Exception):
    """Something the domain refuses. `message` is a Dutch source text, `params` fills it in."""

    message = ""

    def __init__(self, message: str | None = None, **params: object) -> None:
        self.message = message or self.message
        self.params = params
        super().__init__(self.message)

    def __str__(self) -> str:
        return self.message % self.params if self.params else self.message


class NotFound(DomainError):
    """The thing does not exist, or must look as if it does not."""

    message = N_("Deze pagina bestaat niet.")


class NotAllowed(NotFound):
    """The actor's role may not do this. Looks like NotFound from outside (R13)."""


class InvalidInput(DomainError):
    """One or more fields are wrong: `fields` maps a field name to Dutch source texts."""

    def __init__(self, fields: Mapping[str, Sequence[str]]) -> None:
        self.fields = {name: tuple(texts) for name, texts in fields.items()}
        super().__init__(
            " ".join(text for texts in self.fields.values() for text in texts)
        )


class Conflict(DomainError):
    """Somebody saved in between; the caller shows both texts (message 13)."""


class RoundClosed(DomainError):
    """A question at or after the close of its round (rule 11, message 7)."""


class TooLate(DomainError):
    """The act was possible, but its moment is over."""


class PublishBlocked(DomainError):
    """Nothing was published; `reasons` are Dutch sentences that say what must be done first."""

    message = N_("Er is niets gepubliceerd. Los eerst dit op:")

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__()
