"""spaCy for Chinese without a trained pipeline: jieba cuts the words and tags them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import spacy
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc

from mintobrief.language.characters import whole_characters
from mintobrief.language.dictionary import jieba, posseg

# Tags of the ICTCLAS set that jieba uses.
_NOUN_TAGS = ["n", "nz", "ns", "nt", "ng", "vn", "an", "j", "eng"]
_CONTENT_TAGS = (*_NOUN_TAGS, "l", "i", "b", "v", "vi", "vd", "a", "z", "nrt")
# A number may lead, a set phrase or an adjective may stand before, a noun ends it.
_PHRASE: list[dict[str, object]] = [
    {"TAG": "m", "OP": "?"},
    {"TAG": {"IN": [*_NOUN_TAGS, "l", "b"]}, "OP": "*"},
    {"TAG": {"IN": _NOUN_TAGS}},
]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text; `start` counts characters, `tag` is jieba's."""

    text: str
    tag: str
    start: int


@cache
def _cutter() -> posseg.POSTokenizer:
    return posseg.POSTokenizer(jieba.dt)


@cache
def pipeline() -> Language:
    """The one spaCy pipeline of this process; its words are jieba's."""
    return spacy.blank("zh")


@cache
def _phrase_matcher() -> Matcher:
    matcher = Matcher(pipeline().vocab)
    matcher.add("phrase", [_PHRASE], greedy="LONGEST")
    return matcher


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


def _as_doc(words: Sequence[Word]) -> Doc:
    """Cut once: a text's words are matched as they were found."""
    texts, tags = [whole_characters(word.text) for word in words], [word.tag for word in words]
    return Doc(pipeline().vocab, words=texts, spaces=[False] * len(texts), tags=tags)


@lru_cache(maxsize=8192)
def content_words(text: str) -> frozenset[str]:
    """The words that say what a text is about: nouns, verbs, names of things."""
    return frozenset(w.text for w in words_of(text) if w.tag in _CONTENT_TAGS)


@lru_cache(maxsize=8192)
def noun_phrases(text: str) -> tuple[str, ...]:
    """Runs of nouns with their numbers and measures, in order: 六号楼门禁."""
    words = words_of(text)
    found = _phrase_matcher()(_as_doc(words))
    places = sorted((start, end) for _, start, end in found)
    return tuple("".join(word.text for word in words[start:end]) for start, end in places)
