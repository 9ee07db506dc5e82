"""Configuration: one frozen object from the environment; refuses to start when unsafe (R14)."""

from __future__ import annotations

import base64
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class UnsafeConfiguration(Exception):
    """The platform will not start like this; the message (Dutch) says which setting to mend."""


@dataclass(frozen=True)
class Config:
    """Everything the environment decides. Keys are raw bytes and never printed."""

    environment: str
    data_dir: Path
    database_url: str
    session_key: bytes
    vault_key: bytes
    signing_key: bytes
    mail_url: str
    mail_from: str
    public_url: str
    demo_sign_in: bool = False
    embedded_worker: bool = True
    publication_lead: int = 60
    publication_step: int = 300
    limiter_url: str = "memory://"
    trusted_proxies: int = 0

    @property
    def production(self) -> bool:
        """True when real people's data is at stake."""
        return self.environment == "production"

    def __repr__(self) -> str:
        return f"Config({self.environment}, {self.data_dir})"


def load(environ: Mapping[str, str] | None = None) -> Config:
    """Read the configuration; `CONSULTATION_ENV` is `embedded` (default) or `production`.

    Raises UnsafeConfiguration with the one line that mends it.
    """
    env = os.environ if environ is None else environ
    environment = env.get("CONSULTATION_ENV", "embedded")
    if environment not in {"embedded", "production"}:  # before a key is made for an environment that is none
        raise UnsafeConfiguration("CONSULTATION_ENV is 'embedded' of 'production'.")
    data_dir = Path(env.get("CONSULTATION_DATA", "data")).resolve()
    production = environment == "production"
    url = env.get(
        "DATABASE_URL",
        "" if production else f"sqlite:///{data_dir / 'consultation.sqlite3'}",
    )
    config = Config(
        environment=environment,
        data_dir=data_dir,
        database_url=url,
        session_key=_key(env, "SESSION_KEY", data_dir, production),
        vault_key=_key(env, "VAULT_KEY", data_dir, production),
        signing_key=_key(env, "SIGNING_KEY", data_dir, production),
        mail_url=env.get("MAIL_URL", "" if production else f"file:{data_dir / 'mail'}"),
        mail_from=env.get(
            "MAIL_FROM", "" if production else "marktconsultatie@zilverdijk.example"
        ),
        public_url=env.get(
            "PUBLIC_URL", "" if production else "http://127.0.0.1:8000"
        ).rstrip("/"),
        demo_sign_in=env.get("DEMO_SIGN_IN", "0" if production else "1") == "1",
        embedded_worker=env.get("EMBEDDED_WORKER", "1") == "1",
        publication_lead=_number(env, "PUBLICATION_LEAD_SECONDS", 60),
        publication_step=_number(env, "PUBLICATION_STEP_SECONDS", 300),
        limiter_url=env.get("LIMITER_URL", "memory://"),
        trusted_proxies=_number(env, "TRUSTED_PROXIES", 0),
    )
    _refuse_unsafe(config)
    return config


def _refuse_unsafe(config: Config) -> None:
    if not config.production:
        return
    checks = {
        "DEMO_SIGN_IN=1 is alleen voor een demonstratie: zet het op 0.": config.demo_sign_in,
        "DATABASE_URL ontbreekt.": not config.database_url,
        "MAIL_URL is in productie smtp://, smtps:// of smtp+starttls://.": not config.mail_url.startswith(
            "smtp"
        ),
        "MAIL_FROM ontbreekt.": not config.mail_from,
        "PUBLIC_URL begint in productie met https://.": not config.public_url.startswith(
            "https://"
        ),
    }
    for message, wrong in checks.items():
        if wrong:
            raise UnsafeConfiguration(message)


def _number(env: Mapping[str, str], name: str, default: int) -> int:
    value = env.get(name, str(default))
    if not value.isascii() or not value.isdigit():
        raise UnsafeConfiguration(f"{name} moet een geheel getal zijn.")
    return int(value)


def _key(env: Mapping[str, str], name: str, data_dir: Path, production: bool) -> bytes:
    """Return a 32-byte key: base64 in the environment, or a file under `data_dir/keys`.

    Only the embedded default makes a key, and only while there is no database yet: a new vault key
    beside an old database would leave every original unreadable, so that start is refused (F19).
    """
    if value := env.get(name):
        return _decode(value, name)
    file = data_dir / "keys" / f"{name.lower()}.txt"
    if file.exists():
        return _decode(file.read_text("ascii"), str(file))
    if production:
        raise UnsafeConfiguration(
            f"{name} ontbreekt: geef 32 willekeurige bytes in base64."
        )
    if (data_dir / "consultation.sqlite3").exists() or env.get("DATABASE_URL"):
        raise UnsafeConfiguration(
            f"{name} ontbreekt, maar er is al een database. Zet dit bestand terug: {file} "
            f"(of geef {name}). Zonder deze sleutel is niets in de kluis te lezen."
        )
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    value = base64.b64encode(secrets.token_bytes(32)).decode("ascii")
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as handle:
        handle.write(value + "\n")
    return _decode(value, name)


def _decode(value: str, name: str) -> bytes:
    try:
        key = base64.b64decode(value.strip(), validate=True)
    except ValueError as error:
        raise UnsafeConfiguration(f"{name} is geen geldige base64.") from error
    if len(key) != 32:
        raise UnsafeConfiguration(f"{name} moet 32 bytes zijn (nu {len(key)}).")
    return key
