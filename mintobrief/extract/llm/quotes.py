"""Whether words stand in an utterance, and whether a wording says what was said."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from mintobrief.domain import Quote
from mintobrief.language.nlp import content_words
from mintobrief.language.support import held, stated

# Shares of a wording's words: in the sentences it rests on, and in the talk around them. The
# rest is a secretary's own: 组织, 形成.
_IN_SENTENCES = 1 / 2
_AROUND = 3 / 4


def find_quote(utterance: int, text: str, words: str) -> Quote | None:
    """Where `words` stand in the utterance's text; None where they do not.

    Blanks, marks, width and case do not count; every letter, figure and character does. Words
    without any stand nowhere.
    """
    held, places = _signs(text)
    sought = folded(words)
    at = held.find(sought) if sought else -1
    return Quote(utterance, places[at], places[at + len(sought) - 1] + 1) if at >= 0 else None


def folded(words: str) -> str:
    """The letters, figures and characters alone, in one width and case."""
    return _signs(words)[0]


@lru_cache(maxsize=1024)
def _signs(text: str) -> tuple[str, tuple[int, ...]]:
    """The signs that count, and the place in the text that each comes from."""
    found = [
        (sign, place)
        for place, character in enumerate(text)
        for sign in unicodedata.normalize("NFKC", character).casefold()
        if sign.isalnum()
    ]
    return "".join(sign for sign, _ in found), tuple(place for _, place in found)


def bears_out(wording: str, sentences: str, around: str) -> bool:
    """Whether sentences say most of a wording, and the talk around them its figures too."""
    words = content_words(wording)
    sentences, heard = folded(sentences), folded(around)
    said = sum(_tells(sentences, word) for word in words)
    near = sum(_tells(heard, word) for word in words)
    enough = said >= _IN_SENTENCES * len(words) and near >= _AROUND * len(words)
    return bool(words) and enough and stated(wording) <= held(around)


def _tells(text: str, word: str) -> bool:
    """Whether a text holds half of a word's characters: 清掉 tells of 清理."""
    signs = folded(word)
    return sum(sign in text for sign in signs) >= len(signs) / 2
