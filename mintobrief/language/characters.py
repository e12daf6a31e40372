"""Chinese characters."""

from __future__ import annotations

CHINESE = "[一-鿿]"  # one character, in an expression


def is_chinese(character: str) -> bool:
    """True for one Chinese character."""
    return len(character) == 1 and "一" <= character <= "鿿"
