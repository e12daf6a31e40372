"""Chinese characters, and halves of characters."""

from __future__ import annotations

import re

CHINESE = "[一-鿿]"  # one character, in an expression
_HALF = re.compile("[\ud800-\udfff]")


def is_chinese(character: str) -> bool:
    """True for one Chinese character."""
    return len(character) == 1 and "一" <= character <= "鿿"


def whole_characters(text: str) -> str:
    """The text with half characters, which have no UTF-8, as the sign for unreadable ones.

    As long as it was: places stay what they are.
    """
    return _HALF.sub("\ufffd", text)
