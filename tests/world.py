"""A small world made through the services, for tests: people, providers, a consultation in any phase."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.accounts import service as accounts
from consultation.accounts.actor import Actor
from consultation.accounts.models import Membership, Organisation
from consultation.accounts.permissions import Role
from consultation.db import Database
from consultation.dossiers import service as dossiers
from consultation.dossiers.models import Consultation, Document
from consultation.dossiers.rules import ConsultationDraft, Interaction, Medium, Openness, VersionDraft
from consultation.parties import service as parties
from consultation.publications.models import Release
from consultation.questions.answering import service as answering
from consultation.questions.answering import worklist
from consultation.questions.answering.service import AnswerDraft
from consultation.questions.asking import own_previews
from consultation.questions.asking import service as asking
from consultation.questions.asking.own_previews import OwnPreview
from consultation.questions.asking.service import QuestionDraft
from consultation.questions.findings import deciding
from consultation.questions.findings.deciding import Verdict
from consultation.questions.models import Question
from consultation.questions.notes import composing
from consultation.questions.release import service as release
from consultation.questions.reviewing import second_person
from consultation.questions.rounds import service as rounds
from consultation.questions.rounds.service import RoundDraft
from consultation.review.rules import Choice, Opinion
from legal.terms import Outcome
from tests.moment import Moment

PASSWORD = "een lang wachtwoord"
RATIONALE = "Wij willen weten of onze plannen uitvoerbaar zijn. Daarom vragen wij het eerst aan u."
BODY = "# Leidraad\n\nIn deze tekst staat wat de gemeente wil vragen en hoe u kunt meedenken."
PROVIDERS = (
    ("elzenwaard", "Stichting Elzenwaard", "30111222", "elzenwaard.example"),
    ("lindewede", "Lindewede Begeleiding B.V.", "30222333", "lindewede.example"),
    ("vlierkracht", "Coöperatie Vlierkracht", "30333444", "vlierkracht.example"),
)


class World:
    """Holds actors by role and the consultation of the test (`self.slug`)."""

    def __init__(self, database: Database, moment: Moment) -> None:
        self.database, self.moment = database, moment
        self.slug = ""
        self.consultation_id = uuid.UUID(int=0)
        with database.transaction() as session:
            self.municipality_id, staff = self._municipality(session, "zilverdijk", "Gemeente Zilverdijk")
            self.providers = [self._provider(session, *facts) for facts in PROVIDERS]
        self.lead, self.expert, self.publisher, self.auditor, self.lawyer = staff
        self.provider, self.rival, self.third = self.providers

    def other_municipality(self, host: str = "elders.example") -> tuple[Actor, ...]:
        """Add a second municipality on its own host; return its people."""
        with self.database.transaction() as session:
            municipality_id, staff = self._municipality(session, "elders", "Gemeente Elders")
            session.get_one(Organisation, municipality_id).host = host
        return staff

    def member(self, actor: Actor, name: str, email: str) -> Actor:
        """Add a colleague with the same role in the same organisation."""
        with self.database.transaction() as session:
            organisation = session.get_one(Organisation, actor.organisation)
            return self._person(session, organisation, actor.role, name, email)

    def session_token(self, actor: Actor) -> str:
        """Open a session row for an actor and return the token for the cookie."""
        with self.database.transaction() as session:
            membership = session.scalar(
                select(Membership).where(Membership.person_id == actor.person, Membership.organisation_id == actor.organisation)
            )
            assert membership is not None
            return accounts.open_session(session, membership)

    def draft_consultation(self, openness: Openness = Openness.OPEN, **changes: Any) -> str:
        """Make a consultation with one document and one round, not public yet."""
        facts: dict[str, Any] = {
            "title": "Begeleiding thuis 2028",
            "rationale": RATIONALE,
            "openness": openness,
            "medium": Medium.WRITTEN,
            "interaction": Interaction.NON_INTERACTIVE,
            "contact_role": "Contactpunt inkoop sociaal domein",
            "selection_grounds": "De vraag is zo specifiek dat alleen deze partijen kunnen antwoorden.",
            "hours_asked": 3,
            "objection_days": 0,  # most tests publish at once; those of rule 39 say how long
        } | changes
        with self.database.transaction() as session:
            consultation = dossiers.create(session, self.lead, ConsultationDraft(**facts))
            self.version = dossiers.add_version(session, self.lead, consultation, VersionDraft("Leidraad", "1.0", BODY)).id
            now = self.moment.now
            draft = RoundDraft(now + timedelta(hours=1), now + timedelta(days=7), now + timedelta(days=14))
            self.round_id = rounds.add_round(session, self.lead, consultation, draft).id
            self.slug, self.consultation_id = consultation.slug, consultation.id
        return self.slug

    def open_consultation(self, openness: Openness = Openness.OPEN, **changes: Any) -> str:
        """Make a consultation, publish it, let every provider accept the rules, and stand in the open round."""
        self.draft_consultation(openness, **changes)
        return self.open_draft(openness)

    def open_draft(self, openness: Openness = Openness.OPEN) -> str:
        """Publish the consultation that was made, and go on as `open_consultation` says."""
        if openness is not Openness.OPEN:
            with self.database.transaction() as session:
                for provider in self.providers:
                    parties.invite(session, self.lead, self.consultation_id, provider.organisation)
        with self.database.transaction() as session:
            made = release.release(session, self.publisher, self.consultation(session))
        self.until_visible(made)
        self.moment.advance(hours=2)
        with self.database.transaction() as session:
            for provider in self.providers:
                parties.accept(session, provider, self.consultation_id)
        return self.slug

    def consultation(self, session: Session) -> Consultation:
        """Return the consultation of this test in a session."""
        return session.get_one(Consultation, self.consultation_id)

    def until_visible(self, made: Release) -> None:
        """Move the clock to the moment a release becomes readable."""
        self.moment.set(made.visible_at)

    def ask(self, actor: Actor, text: str, theme: str = "tariff", section: str = "§ 3.4") -> str:
        """Let a provider ask a question; return its reference."""
        return str(self.receipt(actor, text, theme, section)["statement"]["reference"])

    def receipt(self, actor: Actor, text: str, theme: str = "tariff", section: str = "§ 3.4") -> dict[str, Any]:
        """Let a provider ask a question; return the receipt."""
        question_id = uuid.uuid4()
        with self.database.transaction() as session:
            consultation = self.consultation(session)
            draft = QuestionDraft(text, theme, self.version, section)
            asking.save_draft(session, actor, consultation, draft, question_id)
        with self.database.transaction() as session:
            return asking.submit(session, actor, self.consultation(session), question_id, self.moment.now)

    def question_id(self, reference: str) -> uuid.UUID:
        """Return the id of a question by its reference."""
        with self.database.reading() as session:
            where = (Question.consultation_id == self.consultation_id, Question.reference == reference)
            return session.scalars(select(Question.id).where(*where)).one()

    def new_version(self, body: str = "# Leidraad\n\nDe reistijd telt mee in het uurtarief.", number: str = "1.1") -> uuid.UUID:
        """Add the next version of the document, not public yet."""
        with self.database.transaction() as session:
            consultation = self.consultation(session)
            document = session.scalars(select(Document).where(Document.consultation_id == consultation.id)).one()
            draft = VersionDraft("", number, body, "De reistijd stond er niet in.")
            return dossiers.add_version(session, self.lead, consultation, draft, document.id).id

    def answer(
        self, reference: str, text: str = "Ja, dat klopt. Wij passen de tekst daarop aan.", changes: uuid.UUID | None = None
    ) -> None:
        """Let the expert answer and ask approval, and the process lead approve; `changes`: with which version of a document."""
        question_id = self.question_id(reference)
        with self.database.transaction() as session:
            consultation = self.consultation(session)
            answering.save(session, self.expert, consultation, question_id, AnswerDraft(text, 0, changes is not None, changes))
            answering.ask_approval(session, self.expert, consultation, question_id)
        with self.database.transaction() as session:
            answering.approve(session, self.lead, self.consultation(session), [question_id])

    def decide(self, reference: str, choice: Choice, actor: Actor | None = None) -> int:
        """Decide the same about every open finding of a question and its answer; return how many there were."""
        actor = actor or self.publisher
        with self.database.transaction() as session:
            consultation = self.consultation(session)
            found = worklist.open_question(session, actor, consultation, reference).open_findings
            for one in found:
                verdict = Verdict(one.field, (one.start, one.end), replace(choice, over=one.over), one.text_id)
                deciding.decide(session, actor, consultation, reference, verdict)
        return len(found)

    def decide_again(self, reference: str, choice: Choice, actor: Actor | None = None) -> None:
        """Decide anew about every finding of a question, over what was decided before."""
        actor = actor or self.publisher
        with self.database.transaction() as session:
            consultation = self.consultation(session)
            for one in worklist.open_question(session, actor, consultation, reference).findings:
                verdict = Verdict(one.field, (one.start, one.end), replace(choice, over=one.over), one.text_id)
                deciding.decide(session, actor, consultation, reference, verdict)

    def release_finding(self, reference: str, reason: str = "Dit staat in het openbare besluit van 3 maart 2026.") -> None:
        """Let the publisher leave every finding in a question as it is, and the lawyer agree (rule 40)."""
        assert self.decide(reference, Choice(Outcome.CLEAR, reason))
        self.second()

    def second(self, actor: Actor | None = None) -> None:
        """Let the lawyer, or who is given, agree with everything that waits for a second person."""
        actor = actor or self.lawyer
        with self.database.transaction() as session:
            consultation = self.consultation(session)
            for waiting in second_person.waiting(session, actor, consultation):
                second_person.give_opinion(session, actor, consultation, waiting.id, Opinion(agrees=True, read=True))

    def find_harmless(self, reference: str, reason: str) -> None:
        """Let two lawyers find that a signal of agreements in a question is none (rules 40, 44)."""
        self.decide(reference, Choice(Outcome.CLEAR, reason), self.lawyer)
        self.second(self.member(self.lawyer, "Nienke Tweede", "nienke@zilverdijk.example"))

    def own_previews(self, actor: Actor | None = None) -> tuple[OwnPreview, ...]:
        """Return what the provider, or who is given, sees of its own texts (rule 39)."""
        with self.database.transaction() as session:
            return own_previews.own_previews(session, actor or self.provider, self.consultation(session))

    def compose(self) -> int:
        """Let the process lead compose the next note; return its number."""
        with self.database.transaction() as session:
            return composing.compose(session, self.lead, self.consultation(session)).number

    def schedule(self, number: int) -> Release:
        """Let the publisher publish a note; it becomes readable at its moment."""
        with self.database.transaction() as session:
            return composing.publish(session, self.publisher, self.consultation(session), number)

    def publish_note(self) -> int:
        """Compose and publish a note and go to the moment it can be read; return its number."""
        number = self.compose()
        self.until_visible(self.schedule(number))
        return number

    def _municipality(self, session: Session, slug: str, name: str) -> tuple[uuid.UUID, tuple[Actor, ...]]:
        organisation = accounts.add_organisation(
            session, "municipality", slug, name, theme="zilverdijk", contact_email=f"inkoop@{slug}.example"
        )
        roles = (Role.PROCESS_LEAD, Role.EXPERT, Role.PUBLISHER, Role.AUDITOR, Role.LAWYER)
        names = ("S. de Wit", "T. Aksoy", "M. Jansma", "R. Kaya", "H. Postma")
        people = tuple(
            self._person(session, organisation, role, person, f"{role}@{slug}.example")
            for role, person in zip(roles, names, strict=True)
        )
        return organisation.id, people

    def _provider(self, session: Session, slug: str, name: str, kvk: str, domain: str) -> Actor:
        organisation = accounts.add_organisation(session, "provider", slug, name, kvk=kvk, domains=[domain])
        return self._person(session, organisation, Role.PROVIDER_MEMBER, f"Lid van {name}", f"lid@{domain}")

    def _person(self, session: Session, organisation: Organisation, role: Role, name: str, email: str) -> Actor:
        made = accounts.add_member(session, organisation, role, name=name, email=email, password=PASSWORD)
        return Actor(role, name, made.person.id, organisation.id, organisation.name)
