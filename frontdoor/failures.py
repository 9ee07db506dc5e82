"""From what pip, npm or apt printed to the one line a person can act on."""

from __future__ import annotations

from frontdoor.console import Stop, no_space

_FULL = ("No space left on device", "ENOSPC", "Disk quota exceeded", "You don't have enough free space")
_NETWORK = (
    "Temporary failure in name resolution",
    "Name or service not known",
    "Failed to establish a new connection",
    "NewConnectionError",
    "NameResolutionError",
    "Failed to resolve",
    "Network is unreachable",
    "Connection refused",
    "Connection timed out",
    "ConnectTimeout",
    "ReadTimeout",
    "Read timed out",
    "ENOTFOUND",
    "EAI_AGAIN",
    "ECONNREFUSED",
    "ECONNRESET",
    "ENETUNREACH",
    "ETIMEDOUT",
    "ERR_SOCKET_TIMEOUT",
    "Temporary failure resolving",
    "Could not resolve",
    "Unable to connect",
)
_CERTIFICATE = ("CERTIFICATE_VERIFY_FAILED", "UNABLE_TO_GET_ISSUER_CERT", "SELF_SIGNED_CERT", "UNABLE_TO_VERIFY_LEAF")
_HASH = ("DO NOT MATCH THE HASHES", "EINTEGRITY")
_NO_WHEEL = ("No matching distribution found", "Could not find a version that satisfies")


def explain(what: str, output: str, log: str) -> Stop:
    """Return the failure that `output` tells of. `what` names what was being fetched, `log` where all of it stands."""
    unknown = Stop(f"installeren van {what} is mislukt; zie {log}.", f"installing {what} failed; see {log}.")
    return cause(what, output, log) or unknown


def cause(what: str, output: str, log: str) -> Stop | None:
    """Return the failure that `output` tells of, or None when we do not recognise it."""
    if _any(_FULL, output):
        return no_space()
    if _any(_HASH, output):
        return Stop(
            f"een pakket van {what} is niet het pakket dat wij kennen (vingerafdruk verschilt); er is niets gestart.",
            f"a package of {what} has another fingerprint than the lock file; nothing was started.",
        )
    if _any(_CERTIFICATE, output):
        return Stop(
            f"het certificaat van de pakketbron voor {what} wordt niet vertrouwd; zie {log}.",
            f"the certificate of the package source for {what} is not trusted; see {log}.",
        )
    if network(output):
        return Stop(
            f"geen verbinding met de pakketbron voor {what}; controleer het netwerk en begin opnieuw.",
            f"no connection to the package source for {what}; check the network and start again.",
        )
    if _any(_NO_WHEEL, output):
        return Stop(
            f"geen kant-en-klaar pakket voor {what} op deze Python of processor; gebruik Python 3.11, 3.12 of 3.13; zie {log}.",
            f"no ready-made package for {what} on this Python or processor; use Python 3.11, 3.12 or 3.13; see {log}.",
        )
    return None


def network(output: str) -> bool:
    """Tell whether `output` speaks of a missing connection."""
    return _any(_NETWORK, output)


def _any(needles: tuple[str, ...], output: str) -> bool:
    return any(needle in output for needle in needles)
