"""Text cut into pairs of characters: what was written is found by any stretch of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, zip_longest
from unicodedata import normalize

LONGEST = 100  # characters of one word of a query
_WINDOW = 500  # characters of one passage: an index counts only so many places in one text
_IN_FIGURES = frozenset(".,:/%-")


def folded(text: str) -> list[tuple[str, int]]:
    """The characters that count, all widths and cases alike, and where each stands.

    Marks and blanks do not count, but for those within figures: 2.5 is not 25.
    """
    return [
        (letter, at)
        for at, character in enumerate(text)
        for letter in normalize("NFKD", character).casefold()
        if letter.isalnum() or (letter in _IN_FIGURES and _within_figures(text, at))
    ]


def tokens(text: str) -> list[str]:
    """One word for each character that counts: it and the next one, in ASCII.

    A code point has six digits, so a single character is the beginning of its word.
    """
    letters = [f"{ord(letter):06x}" for letter, _ in folded(text)]
    return [one + other for one, other in zip_longest(letters, letters[1:], fillvalue="")]


def phrases(query: str) -> list[str]:
    """The stretches of characters that must all occur, without marks and blanks between them."""
    letters = folded(query)
    runs = groupby(enumerate(letters), lambda numbered: numbered[1][1] - numbered[0])
    return ["".join(letter for _, (letter, _) in run)[:LONGEST] for _, run in runs]


def phrase_tokens(phrase: str) -> tuple[list[str], bool]:
    """The words of a phrase, and whether the last one is only a beginning."""
    if len(phrase) == 1:
        return tokens(phrase), True
    return tokens(phrase)[:-1], False


def windows(text: str) -> Iterator[str]:
    """The text in pieces an index can hold; what fits in a query stands whole in one of them."""
    step = _WINDOW - LONGEST
    for start in range(0, max(1, len(text) - LONGEST), step):
        yield text[start : start + _WINDOW]


def marks(text: str, found: list[str]) -> list[tuple[int, int]]:
    """Where the phrases stand in the text (half-open), in order; what overlaps is one place."""
    letters = folded(text)
    flat = "".join(letter for letter, _ in letters)
    places: list[tuple[int, int]] = []
    for start, end in sorted(place for phrase in found for place in _all(flat, phrase)):
        first, last = letters[start][1], letters[end - 1][1] + 1
        if places and first < places[-1][1]:
            first, before = places.pop()
            last = max(last, before)
        places.append((first, last))
    return places


def _all(flat: str, phrase: str) -> Iterator[tuple[int, int]]:
    at = flat.find(phrase)
    while at >= 0:
        yield at, at + len(phrase)
        at = flat.find(phrase, at + len(phrase))


def _within_figures(text: str, at: int) -> bool:
    return text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
