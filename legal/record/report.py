"""What a correct proof proves, and what it leaves open, in sentences for a reader."""

from __future__ import annotations

from legal.record.proofs import CheckpointProof, PrivatePlace, Proof, PublicationProof, ReceiptProof
from legal.record.shape import FieldError, instant
from legal.record.words import Message, moment, quote, thing

AUDIENCES = {
    "public": Message(", voor iedereen", ", by everybody"),
    "participants": Message(", voor de deelnemers", ", by the participants"),
}


def proved(proof: Proof, key_known: bool) -> tuple[Message, ...]:
    """The lines of the verdict on a proof that is correct; the last one is about the key."""
    if isinstance(proof, PublicationProof):
        lines = _publication(proof)
    elif isinstance(proof, ReceiptProof):
        lines = _receipt(proof)
    else:
        lines = _checkpoint(proof)
    return *lines, _key(proof.key, key_known)


def _publication(proof: PublicationProof) -> tuple[Message, ...]:
    entry, seal = proof.place.entry, proof.checkpoint
    what, then = thing(entry.kind, entry.subject), moment(seal.time)
    place = Message(
        f"{what.nl} stond in het register op plek {proof.place.index + 1} van {seal.size} "
        f"en is sindsdien niet veranderd.",
        f"{what.en} stood in the record at place {proof.place.index + 1} of {seal.size} "
        f"and has not changed since.",
    )
    sealed = Message(f"Zegel van {then.nl}, register {quote(seal.origin)}.",
                     f"Checkpoint of {then.en}, record {quote(seal.origin)}.")
    return place, *_title(proof.sealed.content.get("title")), *_shown(entry.facts), sealed


def _title(title: object) -> tuple[Message, ...]:
    """The title in the content, so that one item cannot be passed off as another."""
    if not isinstance(title, str) or not title:
        return ()
    return (Message(f"Titel in het bestand: {quote(title)}", f"Title in the file: {quote(title)}"),)


def _shown(facts: object) -> tuple[Message, ...]:
    """When and for whom, as the record states it (rules 1 and 2)."""
    if not isinstance(facts, dict) or not _is_instant(facts.get("visible_at")):
        return ()
    since = moment(facts["visible_at"])
    who = AUDIENCES.get(str(facts.get("audience")), Message("", ""))
    return (Message(f"Volgens het register te lezen vanaf {since.nl}{who.nl}.",
                    f"According to the record readable from {since.en}{who.en}."),)


def _is_instant(value: object) -> bool:
    try:
        return bool(instant("visible_at", value))
    except FieldError:
        return False


def _receipt(proof: ReceiptProof) -> tuple[Message, ...]:
    statement = proof.statement
    when, reference = moment(statement.received_at), quote(statement.reference)
    what = Message("uw vraag", "your question")
    if statement.subject != "question":
        what = Message("uw inzending", "your submission")
    first = Message(
        f"De gemeente heeft {what.nl} met kenmerk {reference} ontvangen op {when.nl}.",
        f"The municipality received {what.en} with reference {reference} on {when.en}.",
    )
    same = Message("De tekst in dit bestand is precies wat u toen instuurde.",
                   "The text in this file is exactly what you submitted then.")
    return first, same, _private(proof.private)


def _private(private: PrivatePlace | None) -> Message:
    if private is None:
        return Message("Nog niet in dit bewijs: de plek in het register. Haal later een nieuw ontvangstbewijs op.",
                       "Not yet in this proof: the place in the record. Fetch a new receipt later.")
    then = moment(private.checkpoint.time)
    return Message(
        f"De inzending stond in het besloten register op plek {private.place.index + 1} van {private.size}; "
        f"dat register lag op {then.nl} vast in het openbare register en is tot dan niet veranderd.",
        f"The submission stood in the private record at place {private.place.index + 1} of {private.size}; "
        f"that record was fixed in the public record on {then.en} and did not change until then.",
    )


def _checkpoint(proof: CheckpointProof) -> tuple[Message, ...]:
    seal = proof.checkpoint
    when = moment(seal.time)
    first = Message(f"Het register {quote(seal.origin)} telde {seal.size} regels op {when.nl}.",
                    f"The record {quote(seal.origin)} had {seal.size} entries on {when.en}.")
    if proof.consistency is None:
        return (first,)
    old = proof.consistency.old
    since = moment(old.time)
    return first, Message(
        f"Sinds het zegel met {old.size} regels, van {since.nl}, is het register alleen aangevuld.",
        f"Since the checkpoint with {old.size} entries, of {since.en}, the record was only added to.",
    )


def _key(key: str, known: bool) -> Message:
    if known:
        return Message("Ondertekend met de sleutel die u opgaf.", "Signed with the key that you gave.")
    return Message(
        f"Let op: de sleutel komt uit het bestand zelf. Vergelijk hem met die van de gemeente: {key}",
        f"Note: the key comes from the file itself. Compare it with the municipality's: {key}",
    )
