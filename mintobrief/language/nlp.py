"""Words of Chinese text with their parts of speech, as jieba cuts and tags them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from mintobrief.language.characters import whole_characters
from mintobrief.language.dictionary import jieba, posseg

# Tags of the ICTCLAS set that jieba uses.
_NOUN_TAGS = ("n", "nz", "ns", "nt", "ng", "vn", "an", "j", "eng")
_CONTENT_TAGS = (*_NOUN_TAGS, "l", "i", "b", "v", "vi", "vd", "a", "z", "nrt")
# One letter a word: a number may lead, a set phrase or an adjective may stand before, a noun ends.
_LETTERS = {"m": "m", "l": "b", "b": "b", **dict.fromkeys(_NOUN_TAGS, "n")}
_OTHER = "-"
_PHRASE = re.compile("m?[nb]*n")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text; `start` counts characters, `tag` is jieba's."""

    text: str
    tag: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@cache
def _cutter() -> posseg.POSTokenizer:
    return posseg.POSTokenizer(jieba.dt)


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text in order; joined they are the text."""
    return tuple(_words(text))


def _words(text: str) -> Iterator[Word]:
    start = 0
    for pair in _cutter().cut(whole_characters(text)):
        end = start + len(pair.word)
        yield Word(text[start:end], pair.flag, start)
        start = end


@lru_cache(maxsize=8192)
def content_words(text: str) -> frozenset[str]:
    """The words that say what a text is about: nouns, verbs, names of things."""
    return frozenset(w.text for w in words_of(text) if w.tag in _CONTENT_TAGS)


@lru_cache(maxsize=8192)
def noun_phrases(text: str) -> tuple[str, ...]:
    """Runs of nouns with their numbers and measures, in order: 六号楼门禁."""
    words = words_of(text)
    letters = "".join(_LETTERS.get(word.tag, _OTHER) for word in words)
    found = (words[match.start() : match.end()] for match in _PHRASE.finditer(letters))
    return tuple(text[phrase[0].start : phrase[-1].end] for phrase in found)
