"""Why a file is not read: a code inside, words for the user at the edge."""

from __future__ import annotations

from collections.abc import Mapping

from consultation.errors import InvalidInput
from consultation.words import Filled


class Unfit(Exception):
    """A reader refuses the file. `code` names the sentence, `params` fill it; each kind of upload has its own words."""

    def __init__(self, code: str, **params: str) -> None:
        self.code, self.params = code, params
        super().__init__(code)


class UnreadableFile(InvalidInput):
    """Nothing of this file is used. `message_nl` says why and what to do; `str()` is only the code (R14)."""

    def __init__(self, code: str, message_nl: Filled) -> None:
        self.code = code
        self.message_nl = message_nl
        super().__init__({"file": (message_nl,)})
        self.args = (code,)  # the words may hold words of the file: keep them out of logs

    def __str__(self) -> str:
        return self.code


def worded(refusal: Unfit, words: Mapping[str, str]) -> UnreadableFile:
    """Return a refusal with the sentence that belongs to it."""
    return UnreadableFile(refusal.code, Filled(words[refusal.code], refusal.params))
