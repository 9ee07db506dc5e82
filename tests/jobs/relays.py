"""A real SMTP server for tests: it listens on a port, and does what a test wants with each address."""

from __future__ import annotations

import email
import email.policy
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

LATER, NEVER, GOODBYE = "451 4.3.0 later", "550 5.1.1 nobody@here", "421 4.3.2 closing"


@dataclass
class Box:
    """What arrived, by recipient; `answers` says what an address gets instead of 250, `broken` the whole server."""

    arrived: list[tuple[str, EmailMessage]] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    broken: str = ""
    logins: list[str] = field(default_factory=list)

    def to(self, address: str) -> list[EmailMessage]:
        """Return the messages that arrived for one address."""
        return [message for recipient, message in self.arrived if recipient == address]

    async def handle_RCPT(self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]) -> str:
        if self.broken:
            return self.broken
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        self.envelopes.append((envelope.mail_from or "", list(envelope.rcpt_tos)))
        content = cast(bytes, envelope.content)
        message = cast(EmailMessage, email.message_from_bytes(content, policy=email.policy.default))
        self.arrived += [(address, message) for address in envelope.rcpt_tos]
        return "250 OK"


@contextmanager
def running(box: Box, port: int = 0, **settings: Any) -> Iterator[str]:
    """Yield the MAIL_URL of a server that fills `box`."""

    def authenticate(_server: SMTP, _session: Session, _envelope: Envelope, _how: str, who: object) -> AuthResult:
        if isinstance(who, LoginPassword):
            box.logins.append(who.login.decode())
            return AuthResult(success=who.password == b"geheim", handled=False)
        return AuthResult(success=False, handled=False)

    controller = Controller(box, "127.0.0.1", port or free_port(), authenticator=authenticate, **settings)
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{controller.port}"
    finally:
        controller.stop()


def free_port() -> int:
    """Return a port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def deaf() -> Iterator[str]:
    """Yield the MAIL_URL of a server that takes a connection and then never says anything."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(5)
        yield f"smtp://127.0.0.1:{listening.getsockname()[1]}"
