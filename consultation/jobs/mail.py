"""Handing one message to the mail server (or to a folder): to one recipient, with a clear outcome."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import parseaddr
from enum import StrEnum
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from consultation.words import N_

TIMEOUT = 20.0  # seconds, for each answer of the server
PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}


class Outcome(StrEnum):
    """SENT: taken. LATER: not now, for this one. REFUSED: never, for this one. AWAY: the server itself does not work."""

    SENT = "sent"
    LATER = "later"
    REFUSED = "refused"
    AWAY = "away"


@dataclass(frozen=True)
class Handed:
    """How it went; `reason` is a fixed Dutch text with at most the server's number: never its words, never an address."""

    outcome: Outcome
    reason: str = ""


class Post(Protocol):
    """Something that takes messages."""

    def hand_over(self, message: EmailMessage) -> Handed:
        """Try to deliver one message with one recipient. Raises nothing that a server can cause."""

    def close(self) -> None:
        """Say goodbye."""


@dataclass(frozen=True)
class Relay:
    """Where mail goes: a folder for a demonstration, or a mail server."""

    scheme: str
    folder: Path = Path()
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = TIMEOUT


def relay(url: str) -> Relay:
    """Read MAIL_URL: `file:FOLDER`, `smtp://`, `smtps://` or `smtp+starttls://` with user:password@host:port.

    Raises ValueError with a message that does not repeat the address: it can hold a password.
    """
    scheme, _, rest = url.partition(":")
    if scheme == "file" and rest:
        return Relay("file", Path(rest))
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError("MAIL_URL begint met file:, smtp://, smtps:// of smtp+starttls:// en noemt een server of map.")
    try:
        port = parts.port or PORTS[parts.scheme]
    except ValueError:
        raise ValueError("MAIL_URL noemt een poort die niet bestaat.") from None
    return Relay(
        parts.scheme, host=parts.hostname, port=port, user=unquote(parts.username or ""), password=unquote(parts.password or "")
    )


@contextmanager
def opened(where: Relay) -> Iterator[Post]:
    """Yield a post that keeps one connection for all messages and closes it."""
    post: Post = _Folder(where.folder) if where.scheme == "file" else _Server(where)
    try:
        yield post
    finally:
        post.close()


class _Folder:
    """Writes each message as a file named for its Message-ID: sent twice is one file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def hand_over(self, message: EmailMessage) -> Handed:
        name = str(message["Message-ID"]).strip("<>").partition("@")[0]
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            unfinished = self._folder / f"{name}.part"
            unfinished.write_bytes(bytes(message))
            unfinished.replace(self._folder / f"{name}.eml")
        except OSError:
            return Handed(Outcome.AWAY, N_("De map voor e-mail is niet te beschrijven."))
        return Handed(Outcome.SENT)

    def close(self) -> None:
        """Nothing is open."""


class _Server:
    """Speaks SMTP. A connection that fails is dropped; the next message opens a new one."""

    def __init__(self, where: Relay) -> None:
        self._relay = where
        self._open: smtplib.SMTP | None = None

    def hand_over(self, message: EmailMessage) -> Handed:
        sender, recipient = parseaddr(message["From"])[1], parseaddr(message["To"])[1]
        try:
            server = self._connected(sender)
        except (OSError, smtplib.SMTPException):
            self._drop()
            return Handed(Outcome.AWAY, N_("De mailserver is niet bereikbaar."))
        try:
            server.send_message(message, sender, [recipient])
        except smtplib.SMTPRecipientsRefused as error:
            return self._judged(next(iter(error.recipients.values()))[0])
        except smtplib.SMTPDataError as error:
            return self._judged(error.smtp_code)
        except (smtplib.SMTPNotSupportedError, UnicodeError):
            return Handed(Outcome.REFUSED, N_("Onze mailserver kan dit adres niet aan."))
        except (OSError, smtplib.SMTPException):
            # Also a refused sender: that is for us to mend, the recipient cannot help it.
            self._drop()
            return Handed(Outcome.AWAY, N_("De mailserver brak het gesprek af."))
        return Handed(Outcome.SENT)

    def close(self) -> None:
        if self._open is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._open.quit()
        self._drop()

    def _judged(self, code: int) -> Handed:
        if code == 421:
            self._drop()
            return Handed(Outcome.AWAY, N_("De mailserver vraagt om later terug te komen (421)."))
        if 500 <= code < 600:
            return Handed(Outcome.REFUSED, f"De mailserver weigert dit adres ({code}).")
        return Handed(Outcome.LATER, f"De mailserver neemt dit bericht nu niet aan ({code}).")

    def _connected(self, sender: str) -> smtplib.SMTP:
        if self._open is not None:
            return self._open
        here, there = sender.rpartition("@")[2] or None, self._relay
        trust = ssl.create_default_context()
        if there.scheme == "smtps":
            self._open = smtplib.SMTP_SSL(there.host, there.port, here, timeout=there.timeout, context=trust)
        else:
            self._open = smtplib.SMTP(there.host, there.port, here, timeout=there.timeout)
        if there.scheme == "smtp+starttls":
            self._open.starttls(context=trust)
        if there.user:
            self._open.login(there.user, there.password)
        return self._open

    def _drop(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None
