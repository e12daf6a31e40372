"""Whether words that are said to stand in an utterance do, and where."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from mintobrief.domain import Quote


def find_quote(utterance: int, text: str, words: str) -> Quote | None:
    """Where `words` stand in the utterance's text; None where they do not.

    Blanks, marks, width and case do not count; every letter, figure and character does. Words
    without any stand nowhere.
    """
    held, sought = list(_signs(text)), "".join(sign for sign, _ in _signs(words))
    at = "".join(sign for sign, _ in held).find(sought) if sought else -1
    if at < 0:
        return None
    return Quote(utterance, held[at][1], held[at + len(sought) - 1][1] + 1)


def folded(words: str) -> str:
    """The letters, figures and characters alone, in one width and case."""
    return "".join(sign for sign, _ in _signs(words))


def _signs(text: str) -> Iterator[tuple[str, int]]:
    """Each sign that counts, and the character of the text that it comes from."""
    for place, character in enumerate(text):
        for sign in unicodedata.normalize("NFKC", character).casefold():
            if sign.isalnum():
                yield sign, place
