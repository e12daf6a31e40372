"""spaCy for Chinese without a trained pipeline: jieba cuts the words and tags them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import spacy
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

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


class JiebaTokenizer:
    """A spaCy tokenizer that keeps jieba's part-of-speech tags on the tokens."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab
        self._cutter = posseg.POSTokenizer(jieba.dt)

    def __call__(self, text: str) -> Doc:
        pairs = [(pair.word, pair.flag) for pair in self._cutter.cut(whole_characters(text))]
        words, tags = [word for word, _ in pairs], [tag for _, tag in pairs]
        return Doc(self._vocab, words=words, spaces=[False] * len(words), tags=tags)


@cache
def pipeline() -> Language:
    """The one spaCy pipeline of this process."""
    nlp = spacy.blank("zh")
    nlp.tokenizer = JiebaTokenizer(nlp.vocab)
    return nlp


@cache
def _phrase_matcher() -> Matcher:
    matcher = Matcher(pipeline().vocab)
    matcher.add("phrase", [_PHRASE], greedy="LONGEST")
    return matcher


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text in order; joined they are the text."""
    doc = pipeline()(text)
    return tuple(Word(text[t.idx : t.idx + len(t)], t.tag_, t.idx) for t in doc)


@lru_cache(maxsize=8192)
def content_words(text: str) -> frozenset[str]:
    """The words that say what a text is about: nouns, verbs, names of things."""
    return frozenset(w.text for w in words_of(text) if w.tag in _CONTENT_TAGS)


@lru_cache(maxsize=8192)
def noun_phrases(text: str) -> tuple[str, ...]:
    """Runs of nouns with their numbers and measures, in order: 六号楼门禁."""
    doc = pipeline()(text)
    spans = (doc[start:end] for _, start, end in _phrase_matcher()(doc))
    places = sorted((span.start_char, span.end_char) for span in spans)
    return tuple(text[start:end] for start, end in places)
