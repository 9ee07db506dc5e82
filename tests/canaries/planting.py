"""Puts every secret into the platform through the doors that people use; the gate is decided as the guard proposes."""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from flask.testing import FlaskClient
from openpyxl import Workbook

from consultation.dossiers import guarding
from consultation.dossiers import service as dossiers
from consultation.dossiers.rules import ConsultationDraft, Interaction, Medium, Openness
from consultation.errors import InvalidInput
from consultation.questions.answering import service as answering
from consultation.questions.answering import worklist
from consultation.questions.answering.service import AnswerDraft
from consultation.questions.asking import own_previews
from consultation.questions.asking import service as asking
from consultation.questions.asking.service import QuestionDraft
from consultation.questions.findings import deciding
from consultation.questions.findings.deciding import Verdict
from consultation.questions.models import AnswerRevision, Question
from consultation.questions.objections import service as objections
from consultation.questions.objections.service import Ruling
from consultation.review import claims
from consultation.review.claims import ClaimDraft
from consultation.review.rules import Choice
from legal.terms import Ground, Outcome
from tests.canaries.encodings import written
from tests.canaries.table import CANARIES, Canary
from tests.forms import post
from tests.questions.asking import annex_flow
from tests.questions.importing.spreadsheet.files import book
from tests.uploads.words_files import core, docx, p
from tests.world import World

INNOCENT = "Telt de reistijd mee?"
ANSWER = "Ja. Dat staat straks in de nieuwe versie."
CLOSED: dict[str, Any] = {
    "openness": Openness.CLOSED, "medium": Medium.WRITTEN, "interaction": Interaction.NON_INTERACTIVE,
    "contact_role": "Contactpunt inkoop", "selection_grounds": "Alleen deze partijen kunnen dit leveren.",
}  # fmt: skip
FILE_NAME = "Kostprijs 47,13 van Elzenwaard"
SEEN = "Wij vragen hulp voor inwoners die thuis wonen."
KEEP_OUT = Choice(Outcome.WITHHOLD, "Dit gaat over een afspraak.", ground=Ground.FAIR_COMP)
REASON = "Zo blijft het leesbaar voor iedereen."


@dataclass
class Planted:
    """What went in: the references of the questions, and the families that were stopped at the door."""

    references: list[str] = field(default_factory=list)
    stopped: set[str] = field(default_factory=set)


def everything(but: str = "citizen service number") -> str:
    """Return a text with all secrets but one: for doors behind which nobody may read anything."""
    return "\n".join(written(one, "as typed") for one in CANARIES if one.family != but)


def ask(world: World, planted: Planted, pairs: Iterable[tuple[Canary, str]], *, place: bool = False) -> None:
    """Ask a question per secret; `place`: the secret stands where the question says which part it is about."""
    with world.database.transaction() as session:
        consultation = world.consultation(session)
        for one, encoding in pairs:
            words, question_id = written(one, encoding), uuid.uuid4()
            text, section = (INNOCENT, words) if place else (f"{INNOCENT} {words}", "§ 3.4")
            draft = QuestionDraft(text, "tariff", world.version, section)
            try:
                asking.save_draft(session, world.provider, consultation, draft, question_id)
            except InvalidInput:
                planted.stopped.add(one.family)
                continue
            receipt = asking.submit(session, world.provider, consultation, question_id, world.moment.now)
            planted.references.append(str(receipt["statement"]["reference"]))


def redact_all(world: World, references: Iterable[str]) -> None:
    """Redact whatever was found, as anybody would who trusts the guard: the lawyer, who sees every finding (rule 44).

    A signal of collusion does not go under a mark: such a question is kept out, such an answer is written anew.
    """
    anew = list[str]()
    with world.database.transaction() as session:
        consultation = world.consultation(session)
        for reference in references:
            opened = worklist.open_question(session, world.lawyer, consultation, reference)
            found = opened.open_findings
            signals = {one.field for one in found if one.collusion}
            if signals - {"answer"} and not opened.kept_out:
                deciding.decide_whole(session, world.lawyer, consultation, reference, KEEP_OUT)
            if "answer" in signals:
                anew.append(reference)
            for one in found:
                if one.collusion:
                    continue
                verdict = Verdict(one.field, (one.start, one.end), Choice(Outcome.REDACT, over=one.over), one.text_id)
                deciding.decide(session, world.lawyer, consultation, reference, verdict)
    if anew:
        answer_all(world, anew)


def answer_all(world: World, references: Iterable[str], words: Callable[[str], str] = lambda _reference: ANSWER) -> None:
    """Answer and approve."""
    ids = {reference: world.question_id(reference) for reference in references}
    with world.database.transaction() as session:
        consultation = world.consultation(session)
        for reference, question_id in ids.items():
            before = answering.current(session, session.get_one(Question, question_id))
            draft = AnswerDraft(words(reference), based_on=before.number if before else 0)
            assert isinstance(answering.save(session, world.expert, consultation, question_id, draft), AnswerRevision)
            answering.ask_approval(session, world.expert, consultation, question_id)
    with world.database.transaction() as session:
        answering.approve(session, world.lead, world.consultation(session), list(ids.values()))


def quote(world: World, families: Iterable[Canary]) -> None:
    """Let the expert repeat a party's secret in the answer to a question of another party."""
    told = {world.ask(world.third, f"{INNOCENT} Zie ook {one.family}."): _quoted(one) for one in families}
    answer_all(world, told, told.__getitem__)
    redact_all(world, told)


def _quoted(one: Canary) -> str:
    return f"U schrijft: “{written(one, 'as typed')}” Dat is bij ons bekend."


def behind_doors(world: World, planted: Planted) -> None:
    """Write all secrets where nobody of another party may ever read anything: no gate is asked there."""
    with world.database.transaction() as session:
        draft = QuestionDraft(everything(), "tariff", world.version, everything()[:80])
        asking.save_draft(session, world.provider, world.consultation(session), draft, uuid.uuid4())
        facts = ConsultationDraft(**CLOSED, rationale=everything(), title="Wij van Stichting Elzenwaard: € 47,13 per uur")
        dossiers.create(session, world.lead, facts)
    withdrawn, apart = (world.ask(world.provider, everything()) for _ in range(2))
    with world.database.transaction() as session:
        asking.withdraw(session, world.provider, world.consultation(session), world.question_id(withdrawn))
    with world.database.transaction() as session:
        choice = Choice(Outcome.WITHHOLD, f"{REASON} {everything()}", ground=Ground.AW_2_53_3)
        deciding.decide_whole(session, world.lawyer, world.consultation(session), apart, choice)
    reasoned = world.ask(world.provider, f"{INNOCENT} Wij van Stichting Elzenwaard vragen dit.")
    world.decide(reasoned, Choice(Outcome.REDACT, everything()))
    planted.references += [apart, reasoned]


def with_annex(client: FlaskClient, world: World, planted: Planted) -> None:
    """Send the first question, with a file in the browser: all secrets in its text, and again where a reader does not look."""
    file = _with_hidden("".join(map(p, everything().split("\n"))))
    planted.references.append(annex_flow.ask(client, world, **annex_flow.with_file(file, f"{FILE_NAME}.docx")))


def with_documents(client: FlaskClient, world: World) -> None:
    """Make versions from files, before the consultation is public; all secrets stand where a reader does not look."""
    for data, name in ((_with_hidden(p(SEEN)), "docx"), (book([[SEEN]], _hidden_sheets), "xlsx")):
        chosen = post(client, f"/werk/{world.slug}/documenten/bestand/", file=(io.BytesIO(data), f"{FILE_NAME}.{name}"))
        page = client.get(chosen.location).text
        saved = post(client, f"/werk/{world.slug}/documenten/nieuw/", page=page, title=f"Bijlage {name}", number="1.0")
        assert saved.status_code == 303


def object_to(world: World, reference: str) -> None:
    """Let the party object with all its secrets in the reason, and a colleague of who decided not follow it (rules 39, 40)."""
    with world.database.transaction() as session:
        consultation = world.consultation(session)
        shown = own_previews.own_previews(session, world.provider, consultation)[0]
        own_previews.object_to(session, world.provider, consultation, shown.id, everything())
    with world.database.transaction() as session:
        objections.rule(session, world.publisher, world.consultation(session), shown.id, Ruling(upheld=False, reason=REASON))
    world.answer(reference, ANSWER)


def claim(world: World) -> None:
    """Let the publisher claim for every amount that it is public; nobody agrees, so it stays what it is (rule 45)."""
    with world.database.transaction() as session:
        for one in CANARIES:
            if one.secret.startswith("€"):
                draft = ClaimDraft(one.secret, "Jaarverslag, staat op de website", world.moment.now.date())
                claims.claim(session, world.publisher, guarding.review(session, world.consultation_id), draft)


def _with_hidden(seen: str) -> bytes:
    """Return a document with all secrets in comments, in what was deleted, in the header and in its properties."""
    lines = everything().split("\n")
    deleted = "".join(p("Klaar.", f"<w:del><w:r><w:delText>{line}</w:delText></w:r></w:del>") for line in lines)
    comments = f'<w:comment w:author="{lines[29]}">{"".join(map(p, lines))}</w:comment>'
    properties = core(creator=lines[29], keywords=lines[1])
    return docx(seen + deleted, properties=properties, comments=comments, header="".join(map(p, lines)))


def _hidden_sheets(made: Workbook) -> None:
    for state in ("hidden", "veryHidden"):
        sheet = made.create_sheet(f"Kostprijs {state}")
        sheet.sheet_state = state
        for line in everything().split("\n"):
            sheet.append([line])
    made.properties.creator = "Josefien Wolterink"
