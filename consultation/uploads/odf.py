"""What all files of LibreOffice share: their parts, and whether they have a password."""

from __future__ import annotations

from consultation.uploads.package import Package
from consultation.uploads.refusals import Unfit
from consultation.uploads.stream import Listener, hear

CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"


class _Manifest(Listener):
    """Hears whether a part is encrypted."""

    encrypted = False

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        self.encrypted |= name == "encryption-data"


def refuse_encrypted(package: Package) -> None:
    """Raise Unfit for a file with a password."""
    manifest = _Manifest(package.limits)
    hear(package, MANIFEST, manifest)
    if manifest.encrypted:
        raise Unfit("encrypted")
