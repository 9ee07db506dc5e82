"""Names, KvK numbers and domains by which a party is recognised (rule 13)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from legal.detectors.names import Needle, Squashed, needles, with_legal_form
from legal.lexicon.words import familiarity
from legal.normalise import NormalisedText, fold
from legal.terms import Finding, GuardContext, PartyNames, about_asker

NAME = about_asker("organisation.name", "Dit is de naam van een partij. Daaraan is te zien wie de vraag stelt.")
KVK = about_asker("organisation.kvk", "Dit is het KvK-nummer van een partij in deze consultatie.")
DOMAIN = about_asker("organisation.domain", "Dit is een webadres of maildomein van een partij in deze consultatie.")
RULES = (NAME, KVK, DOMAIN)

_BETWEEN_DIGITS = re.compile(r"[\s.\-/]{1,3}")
_AROUND_DOT = re.compile(r"[\s.\-_()\[\]]{1,4}")
_IN_HOST = re.compile(r"[a-z0-9._\-]")
_SCHEME = re.compile(r"https?://$")
_PATH = re.compile(r"(?::\d{1,5})?(?:[/?#][^\s<>\"')\]]{0,2000}(?<![.,;:!?]))?")
_LONGEST_HOST = 253
_WORD, _LINK = r"(?P<word>[a-z][a-z\-]{4,30})", r"(?:,\s(?:(?:en|of)\s)?|\s(?:en|of)\s|\s?/\s?)"
_BEHIND, _BEFORE = re.compile(rf"{_LINK}{_WORD}(?![a-z\-@]|\.[a-z])"), re.compile(rf"(?<![a-z\-.@]){_WORD}{_LINK}$")
_LONGEST_LINK, _MOST_IN_ROW = 40, 20
# Hosts of mail providers: they belong to nobody in particular.
_SHARED_HOSTS = frozenset({
    "gmail.com", "hotmail.com", "hotmail.nl", "home.nl", "hetnet.nl", "icloud.com", "kpnmail.nl", "live.nl",
    "outlook.com", "planet.nl", "upcmail.nl", "xs4all.nl", "yahoo.com", "ziggo.nl",
})  # fmt: skip


def detect(read: NormalisedText, context: GuardContext) -> Iterator[Finding]:
    """What tells which organisation is speaking or meant (rule 13, Aw 2.57); see RULES."""
    if context.parties:
        yield from _parties(read, _known(context.parties))


def _parties(read: NormalisedText, known: "_Known") -> Iterator[Finding]:
    squashed = Squashed(read)
    for needle in known.names:
        for start, end, certainty in squashed.find(needle):
            place = with_legal_form(read, start, end)
            yield NAME.at(read.span(*(_row_around(read.folded, *place) if read.text[start].islower() else place)), certainty)
    for needle in known.numbers:
        for start, end, _ in squashed.find(needle):
            yield KVK.at(read.span(start, end))
    for host in known.hosts:
        yield from _addresses(read, host)
    for needle in known.spoken:
        for start, end, certainty in squashed.find(needle):
            yield DOMAIN.at(read.span(start, end), certainty)


def _row_around(folded: str, start: int, end: int) -> tuple[int, int]:
    """A name written small with the strange words it is named in a row with: "elzenwaard, dennenwaard en vlierkracht".

    Only the register knows which of those is a party. Would that one go alone, then whoever wrote the row learns it (rule 13).
    """
    for _ in range(_MOST_IN_ROW):
        behind = _BEHIND.match(folded, end, end + _LONGEST_LINK)
        before = _BEFORE.search(folded, max(0, start - _LONGEST_LINK), start)
        if behind and familiarity(behind["word"]) != "common":
            end = behind.end()
        elif before and familiarity(before["word"]) != "common":
            start = before.start("word")
        else:
            break
    return start, end


@dataclass(frozen=True, slots=True)
class _Known:
    """What a text is searched for; made once for all texts of the same parties."""

    names: tuple[Needle, ...]
    numbers: tuple[Needle, ...]
    hosts: tuple[str, ...]
    spoken: tuple[Needle, ...]


@lru_cache(maxsize=16)
def _known(parties: tuple[PartyNames, ...]) -> _Known:
    names = dict.fromkeys(name for party in parties for name in party.names)
    numbers = dict.fromkeys(number for party in parties for number in party.kvk)
    hosts = _hosts(parties)
    return _Known(
        names=tuple(needle for name in names for needle in needles(name)),
        numbers=tuple(_number(number) for number in numbers),
        hosts=hosts,
        spoken=tuple(needle for host in hosts for needle in _spoken(host)),
    )


def _number(number: str) -> Needle:
    digits = "".join(filter(str.isdigit, fold(number)))
    return Needle(digits, frozenset(range(len(digits))), between=_BETWEEN_DIGITS)


def _hosts(parties: tuple[PartyNames, ...]) -> tuple[str, ...]:
    """The parties' own hosts, without scheme, "www." and path; a mail provider's host says nothing."""
    hosts = set()
    for domain in (domain for party in parties for domain in party.domains):
        host = re.sub(r"^(?:[a-z]+://)?(?:[^@/]*@)?(?:www\.)?", "", fold(domain).strip())
        host = re.split(r"[/:?#]", host)[0].strip(".")
        if "." in host and host not in _SHARED_HOSTS:
            hosts.add(host)
    return tuple(sorted(hosts))


def _addresses(read: NormalisedText, host: str) -> Iterator[Finding]:
    """The host with its subdomains, scheme and path; the text is searched for the host, never for a pattern."""
    at = read.folded.find(host)
    while at >= 0:
        end = at + len(host)
        start = _host_start(read.folded, at)
        glued = start < at and read.folded[at - 1] != "."
        if not glued and not re.match(r"[a-z0-9_\-]|\.[a-z0-9]", read.folded[end : end + 2]):
            path = _PATH.match(read.folded, end)
            end = path.end() if path else end
            yield DOMAIN.at(read.span(start, end))
        at = read.folded.find(host, end)


def _host_start(folded: str, at: int) -> int:
    """Where the subdomains and the scheme before a host begin."""
    start = at
    while start > 0 and at - start < _LONGEST_HOST and _IN_HOST.match(folded[start - 1]):
        start -= 1
    scheme = _SCHEME.search(folded[max(0, start - 8) : start])
    return start - len(scheme[0]) if scheme else start


def _spoken(host: str) -> Iterator[Needle]:
    """The host as people say or hide it: "zorgboog punt nl", "zorgboog . nl"."""
    for dot in ("", "punt", "dot"):
        parts = re.split(r"[.\-_]", host)
        letters, joints = parts[0], set()
        for part in parts[1:]:
            joints |= {len(letters), len(letters) + len(dot)}
            letters += dot + part
        yield Needle(letters, frozenset(joints), between=_AROUND_DOT)
