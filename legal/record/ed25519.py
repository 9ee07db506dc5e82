"""Ed25519 signature check of RFC 8032 in plain Python: slow, short, and strict about encodings.

It only handles public values, so it need not run in constant time. It never signs.
"""

from __future__ import annotations

from hashlib import sha512

KEY_SIZE = 32  # bytes
SIGNATURE_SIZE = 64  # bytes

_P = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_ROOT_OF_MINUS_1 = pow(2, (_P - 1) // 4, _P)

_Point = tuple[int, int, int, int]  # extended coordinates X, Y, Z, T with x = X/Z, y = Y/Z, xy = T/Z
_NEUTRAL: _Point = (0, 1, 1, 0)


def verify(key: bytes, message: bytes, signature: bytes) -> bool:
    """True when `signature` (64 bytes) is by `key` (32 bytes) over `message`; False for anything else.

    Stricter than the minimum of RFC 8032 so that one statement has one signature: s at or above the group
    order, non-canonical points and keys of small order (which fit several messages) are refused.
    """
    if len(key) != KEY_SIZE or len(signature) != SIGNATURE_SIZE:
        return False
    public, commitment = _decode(key), signature[:32]
    if public is None or _small_order(public):
        return False
    scalar = int.from_bytes(signature[32:], "little")
    if not _reduced(scalar):
        return False
    challenge = int.from_bytes(sha512(commitment + key + message).digest(), "little") % _ORDER
    return _matches(_combine(scalar, challenge, _negative(public)), commitment)


def _matches(point: _Point, commitment: bytes) -> bool:
    """Compared as bytes: another spelling of the same point is refused."""
    return _encode(point) == commitment


def _reduced(scalar: int) -> bool:
    return scalar < _ORDER


def _canonical_coordinate(y: int) -> bool:
    return y < _P


def _small_order(point: _Point) -> bool:
    for _ in range(3):
        point = _double(point)
    return point[0] == 0 and (point[1] - point[2]) % _P == 0


def _decode(data: bytes) -> _Point | None:
    """The point that 32 bytes stand for, or None (RFC 8032 section 5.1.3)."""
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & (1 << 255) - 1
    if not _canonical_coordinate(y):
        return None
    x = _x_of(y)
    if x is None or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = _P - x
    return x, y % _P, 1, x * y % _P


def _x_of(y: int) -> int | None:
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT_OF_MINUS_1 % _P
    return None if (x * x - square) % _P else x


def _encode(point: _Point) -> bytes:
    inverse = pow(point[2], -1, _P)
    x, y = point[0] * inverse % _P, point[1] * inverse % _P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def _negative(point: _Point) -> _Point:
    x, y, z, t = point
    return _P - x, y, z, _P - t


def _add(one: _Point, two: _Point) -> _Point:
    a = (one[1] - one[0]) * (two[1] - two[0]) % _P
    b = (one[1] + one[0]) * (two[1] + two[0]) % _P
    c = 2 * _D * one[3] * two[3] % _P
    d = 2 * one[2] * two[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _double(point: _Point) -> _Point:
    a, b = point[0] * point[0] % _P, point[1] * point[1] % _P
    h = a + b
    e = h - (point[0] + point[1]) ** 2 % _P
    g = a - b
    f = 2 * point[2] * point[2] % _P + g
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _combine(scalar: int, challenge: int, other: _Point) -> _Point:
    """scalar * base + challenge * other, both at once, from the highest bit down."""
    table = (_NEUTRAL, _BASE, other, _add(_BASE, other))
    total = _NEUTRAL
    for bit in reversed(range(max(scalar.bit_length(), challenge.bit_length()))):
        total = _double(total)
        choice = (scalar >> bit & 1) | (challenge >> bit & 1) << 1
        if choice:
            total = _add(total, table[choice])
    return total


def _base_point() -> _Point:
    base = _decode((4 * pow(5, -1, _P) % _P).to_bytes(32, "little"))
    if base is None:
        raise AssertionError("the base point is a constant of RFC 8032")
    return base


_BASE = _base_point()
