"""Whether two colours are one to the eye."""

from __future__ import annotations

WHITE = "FFFFFF"
BLACK = "000000"
OTHER = "other"
"""A colour that cannot be told: of a theme, a pattern, an image."""
NEAR = 16
"""How far two shades may lie apart (of 255) and still be one to the eye."""


def near(one: str, other: str) -> bool:
    """Say whether two colours of six hexadecimal digits are one to the eye; what is no colour is near to none."""
    try:
        pairs = [(int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (0, 2, 4)]
    except ValueError:
        return False
    return all(abs(first - second) <= NEAR for first, second in pairs)


def hexadecimal(parts: tuple[float, float, float]) -> str:
    """Return red, green and blue from 0 to 1 as six digits."""
    return "".join(f"{round(255 * min(max(part, 0.0), 1.0)):02X}" for part in parts)
