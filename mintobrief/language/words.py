"""Content words of a sentence, fast enough for a day's meeting."""

from __future__ import annotations

from functools import cache, lru_cache

from mintobrief.language.dictionary import jieba, posseg

# Parts of speech that carry what a stretch is about: nouns, verbs that name things, terms.
_TOPICAL = ("n", "vn", "j", "l", "i", "eng")
_CONTENT = (*_TOPICAL, "v", "a", "b", "s", "z")


@cache
def _tags() -> dict[str, str]:
    """Each dictionary word's part of speech, as jieba's dictionary has it."""
    posseg.initialize()
    tags: dict[str, str] = posseg.dt.word_tag_tab
    return tags


@lru_cache(maxsize=8192)
def cut(text: str) -> tuple[str, ...]:
    """The words of `text` in order; joined they are `text`."""
    return tuple(jieba.cut(text, HMM=False))


def tag(word: str) -> str:
    """The word's part of speech in jieba's letters; "x" for a word it does not know."""
    return _tags().get(word, "x")


def full_words(text: str) -> tuple[str, ...]:
    """The full words (实词) of two characters or more, in order, by the dictionary alone."""
    return tuple(w for w in cut(text) if len(w) > 1 and tag(w).startswith(_CONTENT))


def topical_words(text: str) -> tuple[str, ...]:
    """The full words that can name a subject: nouns and nouns made of verbs."""
    return tuple(w for w in full_words(text) if tag(w).startswith(_TOPICAL))


def noun_runs(text: str) -> tuple[str, ...]:
    """Runs of neighbouring topical words, two to eight characters long, in order: 消防通道."""
    runs = [""]
    for word in cut(text):
        if tag(word).startswith(_TOPICAL) and len(runs[-1] + word) <= 8:
            runs[-1] += word
        else:
            runs.append("")
    return tuple(run for run in runs if len(run) > 1)
