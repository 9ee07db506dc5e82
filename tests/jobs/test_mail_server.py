"""A real mail server that is down, slow, or says no: publication is unaffected, nobody is forgotten (rule 4, F17)."""

from __future__ import annotations

import ssl
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import select

from consultation.accounts.models import Membership, Person
from consultation.application import handlers
from consultation.config import Config
from consultation.jobs import backoff, mail, schedule
from consultation.jobs.mail import Handed, Outcome, Relay
from consultation.jobs.worker import Worker
from consultation.publications import deliveries
from consultation.publications.deliveries import DeliveryCount
from consultation.publications.models import Delivery, Release
from tests.jobs.relays import GOODBYE, LATER, NEVER, Box, deaf, free_port, running
from tests.moment import Moment
from tests.world import World

pytestmark = pytest.mark.slow  # real processes, mail or PDFs: not in ./test --fast

ONE, TWO, THREE = "lid@elzenwaard.example", "lid@lindewede.example", "lid@vlierkracht.example"
Tell = Callable[[str], int]


@pytest.fixture
def tell(world: World, config: Config, moment: Moment) -> Tell:
    """Return a function that runs every due job but PDFs against the mail server at a URL."""
    world.open_consultation()
    _worker(world, config).drain()
    world.answer(world.ask(world.provider, "Telt reistijd mee als uur met de inwoner?"))
    world.publish_note()
    return lambda url: _worker(world, replace(config, mail_url=url)).drain()


def _worker(world: World, config: Config) -> Worker:
    jobs = dict(handlers(config))
    jobs["note_pdf"] = lambda _task: None
    return Worker(world.database, jobs, schedule.plan)


def states(world: World) -> dict[str, tuple[int, bool, bool, str]]:
    """Return per address: attempts, sent, given up, last error."""
    with world.database.reading() as session:
        rows = session.execute(
            select(Person.email, Delivery)
            .join(Membership, Membership.person_id == Person.id)
            .join(Delivery, Delivery.membership_id == Membership.id)
        )
        return {
            address: (row.attempts, row.sent_at is not None, row.gave_up_at is not None, row.last_error) for address, row in rows
        }


def counted(world: World) -> DeliveryCount:
    with world.database.reading() as session:
        newest = session.scalars(select(Release.id).order_by(Release.created_at.desc())).first()
        assert newest is not None
        return deliveries.count(session, newest)


def test_one_message_per_recipient_through_a_real_server(world: World, tell: Tell) -> None:
    box = Box()
    with running(box) as url:
        tell(url)
    assert sorted(recipients for _, recipients in box.envelopes) == sorted([[ONE], [TWO], [THREE]])
    assert {sender for sender, _ in box.envelopes} == {"marktconsultatie@zilverdijk.example"}
    assert len({message["Message-ID"] for _, message in box.arrived}) == 3
    assert counted(world) == DeliveryCount(total=3, sent=3, waiting=0, failed=0)


def test_one_refused_address_does_not_stop_the_others_and_is_given_up_visibly(world: World, tell: Tell, moment: Moment) -> None:
    """5xx is for ever; the state holds the number, not the server's words: those quote addresses (R14)."""
    box = Box(answers={TWO: NEVER})
    with running(box) as url:
        tell(url)
        moment.advance(days=3)
        tell(url)
    assert states(world)[TWO] == (1, False, True, "De mailserver weigert dit adres (550).")
    assert counted(world) == DeliveryCount(3, 2, 0, 1)
    assert (len(box.to(ONE)), len(box.to(TWO)), len(box.to(THREE))) == (1, 0, 1)


def test_a_busy_server_is_asked_again_for_that_address_alone(world: World, tell: Tell, moment: Moment) -> None:
    box = Box(answers={TWO: LATER})
    with running(box) as url:
        tell(url)
        assert counted(world) == DeliveryCount(3, 2, 1, 0)
        box.answers.clear()
        tell(url)
        assert box.to(TWO) == []  # not before its time
        moment.advance(seconds=30)
        tell(url)
    assert [len(box.to(address)) for address in (ONE, TWO, THREE)] == [1, 1, 1]
    assert states(world)[TWO] == (2, True, False, "")


def _after_a_day_of_silence(world: World, tell: Tell, moment: Moment) -> DeliveryCount:
    nowhere = f"smtp://127.0.0.1:{free_port()}"
    for _ in range(24):
        tell(nowhere)
        moment.advance(hours=1)
    box = Box()
    with running(box) as url:
        moment.advance(hours=24)
        tell(url)
    assert len(box.arrived) == counted(world).sent
    return counted(world)


def test_a_server_that_is_away_for_a_day_costs_nobody_a_message(world: World, tell: Tell, moment: Moment) -> None:
    """F17."""
    assert _after_a_day_of_silence(world, tell, moment) == DeliveryCount(3, 3, 0, 0)


def test_twin_giving_up_after_an_hour_loses_messages(
    world: World, tell: Tell, moment: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage twin: a back-off too short for a day."""
    monkeypatch.setattr(backoff, "DELAYS", (timedelta(minutes=30),) * 2)
    monkeypatch.setattr(backoff, "MOST_TRIES", 3)
    assert _after_a_day_of_silence(world, tell, moment).failed == 3


def test_a_server_that_stays_away_is_given_up_visibly(world: World, tell: Tell, moment: Moment) -> None:
    nowhere = f"smtp://127.0.0.1:{free_port()}"
    for _ in range(backoff.MOST_TRIES + 1):
        tell(nowhere)
        moment.advance(days=1)
    assert counted(world) == DeliveryCount(3, 0, 0, 3)
    assert {state[3] for state in states(world).values()} == {"De mailserver is niet bereikbaar."}


@pytest.mark.parametrize("broken", [GOODBYE, "454 4.7.0 try again"])
def test_a_server_that_wants_us_to_come_back_gets_us_back(world: World, tell: Tell, moment: Moment, broken: str) -> None:
    box = Box(broken=broken)
    with running(box) as url:
        tell(url)
        assert box.arrived == []
        assert counted(world).waiting == 3
        box.broken = ""
        moment.advance(seconds=30)
        tell(url)
    assert [len(box.to(address)) for address in (ONE, TWO, THREE)] == [1, 1, 1]


def test_a_server_that_never_answers_is_left_after_two_messages(
    world: World, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F17: a slow server holds up two messages, not a queue of hundreds; nobody counts as told."""
    tried: list[str] = []
    original = mail._Server.hand_over

    def counting(self: mail._Server, message: EmailMessage) -> Handed:
        tried.append(message["To"])
        return original(self, message)

    monkeypatch.setattr(mail._Server, "hand_over", counting)
    monkeypatch.setattr(mail, "relay", lambda url, real=mail.relay: replace(real(url), timeout=0.2))
    with deaf() as url:
        tell(url)
    assert len(tried) == 2
    assert counted(world) == DeliveryCount(3, 0, 3, 0)
    assert {state[0] for state in states(world).values()} == {1}


def message_to(address: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Message-ID"] = "van@zilverdijk.example", address, "<1@zilverdijk.example>"
    message.set_content("Er is nieuws.")
    return message


def hand_over(relay: Relay) -> Handed:
    with mail.opened(relay) as post:
        return post.hand_over(message_to(ONE))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a certificate that nobody trusts."""
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
    subprocess.run([*command, "-keyout", str(file), "-out", str(file) + ".crt"], check=True, capture_output=True)
    file.write_text(file.read_text() + Path(str(file) + ".crt").read_text())
    return file


def _password_over(certificate: Path | None) -> tuple[Handed, list[str]]:
    """Ask for STARTTLS with a password; the server has an untrusted certificate, or no TLS at all."""
    settings: dict[str, object] = {"auth_require_tls": False}
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        settings["tls_context"] = context
    box = Box()
    with running(box, **settings) as url:
        there = mail.relay(url.replace("smtp://", "smtp+starttls://wij:geheim@"))
        return hand_over(there), box.logins


def test_a_password_goes_over_trusted_tls_or_not_at_all(certificate: Path) -> None:
    """No fallback to plain text, and no trust in a certificate that nobody signed."""
    for kind in (certificate, None):
        handed, logins = _password_over(kind)
        assert handed.outcome is Outcome.AWAY
        assert logins == []


def test_twin_with_blind_trust_the_password_goes_out(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a context that trusts everybody."""
    monkeypatch.setattr(mail.ssl, "create_default_context", ssl._create_unverified_context)
    assert _password_over(certificate)[1] == ["wij"]


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning")
def test_a_wrong_password_is_ours_to_mend_not_the_recipients_fault() -> None:
    box = Box()
    with running(box, auth_require_tls=False, auth_required=True) as url:
        good = mail.relay(url.replace("smtp://", "smtp://wij:geheim@"))
        assert hand_over(good).outcome is Outcome.SENT
        assert hand_over(replace(good, password="fout")).outcome is Outcome.AWAY
        assert hand_over(replace(good, user="")).outcome is Outcome.AWAY


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("file:/tmp/post", Relay("file", Path("/tmp/post"))),
        ("smtp://post.example", Relay("smtp", host="post.example", port=25)),
        ("smtps://u%40x:p%2Fq@post.example", Relay("smtps", host="post.example", port=465, user="u@x", password="p/q")),
        ("smtp+starttls://post.example:2525", Relay("smtp+starttls", host="post.example", port=2525)),
    ],
)
def test_mail_urls(url: str, expected: Relay) -> None:
    assert mail.relay(url) == expected


@pytest.mark.parametrize("url", ["", "file:", "http://geheim@x", "smtp://", "smtp://geheim@x:99999", "post.example"])
def test_a_mail_url_that_cannot_be_read_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(ValueError, match="MAIL_URL") as caught:
        mail.relay(url)
    assert "geheim" not in str(caught.value)
    assert "geheim" not in repr(Relay("smtp", host="x", password="geheim"))
