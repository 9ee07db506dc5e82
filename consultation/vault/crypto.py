"""AES-256-GCM: every object its own data key, wrapped by its consultation's key, wrapped by the KEK (R1)."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12
WRAPPED = NONCE + 32 + 16


class Unreadable(Exception):
    """Wrong key, damaged row, or a row moved to another place: no fallback to anything (F19)."""


def new_key() -> bytes:
    """Return 32 random bytes."""
    return secrets.token_bytes(32)


def wrap(key: bytes, plain: bytes, bound_to: bytes) -> bytes:
    """Encrypt `plain` so that it opens only with `key` and at the place `bound_to`."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to)


def unwrap(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    """Decrypt what `wrap` made. Raises Unreadable."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], bound_to)
    except (InvalidTag, ValueError) as error:
        raise Unreadable from error


def seal(consultation_key: bytes, plain: bytes, bound_to: bytes) -> bytes:
    """Encrypt under a fresh data key; the data key itself is wrapped in front."""
    data_key = new_key()
    return wrap(consultation_key, data_key, bound_to) + wrap(data_key, plain, bound_to)


def unseal(consultation_key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    """Open what `seal` made. Raises Unreadable."""
    data_key = unwrap(consultation_key, sealed[:WRAPPED], bound_to)
    return unwrap(data_key, sealed[WRAPPED:], bound_to)


def tag(consultation_key: bytes, domain: str, value: str) -> bytes:
    """Return a keyed hash: equal values are found, nothing is read from it without the key."""
    return hmac.new(
        consultation_key, f"{domain}\0{value}".encode(), hashlib.sha256
    ).digest()
