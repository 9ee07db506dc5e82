"""R10, R11: the signature check follows RFC 8032, agrees with `cryptography`, and takes one spelling only."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from legal.record import ed25519
from legal.record.ed25519 import verify

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
NEUTRAL = (1).to_bytes(32, "little")

# RFC 8032 section 7.1: key, message, signature (tests 1, 2, 3 and SHA(abc)).
RFC_8032 = (
    ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
     "d25bf5f0595bbe24655141438e7a100b"),
    ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
     "387b2eaeb4302aeeb00d291612bb0c00"),
    ("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
     "4a7c15e9716ed28dc027beceea1ec40a"),
    ("ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf", hashlib.sha512(b"abc").hexdigest(),
     "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e030"
     "3dca179c138ac17ad9bef1177331a704"),
)
VECTORS = [tuple(bytes.fromhex(part) for part in vector) for vector in RFC_8032]
SIGNERS = st.binary(min_size=32, max_size=32).map(Ed25519PrivateKey.from_private_bytes)


def little(number: int) -> bytes:
    return number.to_bytes(32, "little")


def secret_scalar(seed: bytes) -> int:
    """RFC 8032 section 5.1.5: the scalar behind a seed; lets a test sign with a nonce of its choice."""
    half = bytearray(hashlib.sha512(seed).digest()[:32])
    half[0] &= 248
    half[31] = half[31] & 127 | 64
    return int.from_bytes(half, "little")


def sign_with_nonce_zero(seed: bytes, commitment: bytes, message: bytes) -> tuple[bytes, bytes]:
    """A key and a signature whose R is some spelling of the neutral point: valid but for that spelling."""
    key = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    challenge = int.from_bytes(hashlib.sha512(commitment + key + message).digest(), "little")
    return key, commitment + little(challenge * secret_scalar(seed) % ORDER)


def refuses_a_larger_scalar() -> None:
    """s + L passes the same equation: a second spelling of one signature."""
    for key, message, signature in VECTORS:
        scalar = int.from_bytes(signature[32:], "little")
        for more in range(1, 16):
            if scalar + more * ORDER < 2**256:
                assert not verify(key, message, signature[:32] + little(scalar + more * ORDER))


def refuses_a_key_of_small_order() -> None:
    """With such a key, one signature fits every message."""
    points = small_order_keys()
    assert len(points) == 8
    for key in points:
        for message in (b"one", b"two", b"three", b"four", b"five", b"six", b"seven", b"eight"):
            assert not verify(key, message, NEUTRAL + little(0))


def small_order_keys() -> set[bytes]:
    """The eight points of order 1, 2, 4 and 8: the torsion part of some points, found by * ORDER."""
    found = set()
    for y in range(2, 60):
        point = ed25519._decode(little(y))
        if point is not None:
            found.add(ed25519._encode(ed25519._combine(0, ORDER, point)))
    generator = next(p for p in found if not is_neutral_times(p, 4))
    return {ed25519._encode(ed25519._combine(0, n, ed25519._decode(generator))) for n in range(8)}  # type: ignore[arg-type]


def is_neutral_times(key: bytes, times: int) -> bool:
    point = ed25519._decode(key)
    assert point is not None
    return ed25519._encode(ed25519._combine(0, times, point)) == NEUTRAL


def refuses_points_in_another_spelling() -> None:
    """y + p, and x = 0 with the sign of a negative x, stand for points that have a proper spelling."""
    for y in range(19):
        for sign in (0, 1 << 255):
            assert ed25519._decode(little(y + P | sign)) is None
    for y in (1, P - 1):
        assert ed25519._decode(little(y)) is not None
        assert ed25519._decode(little(y | 1 << 255)) is None


def refuses_a_commitment_in_another_spelling() -> None:
    key, signature = sign_with_nonce_zero(bytes(32), NEUTRAL, b"m")
    assert verify(key, b"m", signature)
    for spelling in (little(1 + P), little(1 | 1 << 255), little(1 + P | 1 << 255)):
        key, signature = sign_with_nonce_zero(bytes(32), spelling, b"m")
        assert not verify(key, b"m", signature)


def refuses_damage() -> None:
    for key, message, signature in VECTORS:
        for bit in range(0, 512, 3):
            damaged = bytearray(signature)
            damaged[bit // 8] ^= 1 << bit % 8
            assert not verify(key, message, bytes(damaged))
        for bit in range(0, 256, 5):
            damaged = bytearray(key)
            damaged[bit // 8] ^= 1 << bit % 8
            assert not verify(bytes(damaged), message, signature)
        assert not verify(key, message + b"\x00", signature)


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_vectors_of_rfc_8032(key: bytes, message: bytes, signature: bytes) -> None:
    assert verify(key, message, signature)


def test_damage_is_refused() -> None:
    refuses_damage()


def test_malleability_is_refused() -> None:
    refuses_a_larger_scalar()
    refuses_a_commitment_in_another_spelling()


def test_improper_points_are_refused() -> None:
    refuses_points_in_another_spelling()
    refuses_a_key_of_small_order()


@pytest.mark.parametrize("size", [0, 1, 31, 33, 63, 65, 128])
def test_other_lengths_are_refused(size: int) -> None:
    key, message, signature = VECTORS[0]
    assert not verify((key * 5)[:size], message, signature)
    assert not verify(key, message, (signature * 3)[:size])


@settings(max_examples=60, deadline=None)
@given(SIGNERS, st.binary(max_size=300))
def test_agrees_with_cryptography(signer: Ed25519PrivateKey, message: bytes) -> None:
    key, signature = signer.public_key().public_bytes_raw(), signer.sign(message)
    assert verify(key, message, signature)
    assert not verify(key, message + b"x", signature)


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=9), st.binary(min_size=64, max_size=64))
def test_never_raises(key: bytes, message: bytes, signature: bytes) -> None:
    assert verify(key, message, signature) is False


SABOTAGE = (
    ("_reduced", lambda _: True, refuses_a_larger_scalar),
    ("_small_order", lambda _: False, refuses_a_key_of_small_order),
    ("_canonical_coordinate", lambda _: True, refuses_points_in_another_spelling),
    ("_matches", lambda *_: True, refuses_damage),
    ("_matches", lambda point, spelled: spelled[:1] in (b"\x01", b"\xee") and ed25519._encode(point) == NEUTRAL,
     refuses_a_commitment_in_another_spelling),
)


@pytest.mark.parametrize(("guard", "broken", "check"), SABOTAGE)
def test_sabotage_turns_red(
    guard: str, broken: object, check: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """R22: with a guard of the signature check broken, the tests above fail."""
    monkeypatch.setattr(ed25519, guard, broken)
    with pytest.raises(AssertionError):
        check()
