"""All words in an office file, also those that no reader shows: only to look for what may not be stored (rule 41)."""

from __future__ import annotations

from collections.abc import Collection

from consultation.uploads.extract import Reading
from consultation.uploads.limits import Limits
from consultation.uploads.package import ZIP_START, Package
from consultation.uploads.stream import Listener, hear

WITHIN_A_WORD = frozenset({"t", "delText", "instrText", "delInstrText", "span", "a", "s", "lpwstr"})


class _Words(Listener):
    """Hears all text of a part. Numbers of different cells or properties stay apart, the runs of one word do not."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.listen()
        self._own = self._blank = False

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        self._own = False

    def closed(self, name: str) -> None:
        if name == "p" or (self._own and name not in WITHIN_A_WORD):
            self.say("\n")
        self._own = False

    def characters(self, content: str) -> None:
        """Called by the parser."""
        blank = content.isspace()
        self._own |= not blank
        # Programs indent a part as they like, and that is no text: of white space one sign is kept.
        if not (blank and self._blank):
            super().characters(content[:1] if blank else content)
        self._blank = blank


def words_of(package: Package, part: str) -> str:
    """Return the words in one XML part."""
    heard = _Words(package.limits)
    hear(package, part, heard)
    return heard.heard().strip()


def keep_all(reading: Reading, package: Package, without: Collection[str] = (), *, inside: bool = True) -> None:
    """Keep the words of every XML part but those whose cells are read, and of the files that lie `inside` this one."""
    for name in package.names():
        if name.endswith((".xml", ".rdf")) and name not in without:
            reading.keep_unseen(words_of(package, name))
        elif inside and package.start_of(name, 4) == ZIP_START:
            keep_all(reading, Package(package.content(name), package.limits), inside=False)
