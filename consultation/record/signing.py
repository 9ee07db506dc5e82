"""The platform's Ed25519 key: signs checkpoints and receipts; the public half stands in every proof."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


class Signer:
    """Holds the private key; made once at start from 32 secret bytes."""

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public_key = (
            self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
        )

    def sign(self, message: bytes) -> str:
        """Return the signature over `message` as 128 hex characters."""
        return self._key.sign(message).hex()
