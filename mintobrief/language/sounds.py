"""How Chinese is pronounced: syllables without tones, what sounds like them, words by sound.

Tones are left out: telling words apart by them as well made no measurable difference, and
dialects shift them first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from mintobrief.errors import MissingResource

Syllables = tuple[str, ...]

# Pairs that many speakers of Mandarin do not tell apart, and recognisers even less.
_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("f", "h"), ("r", "l"))
_FINALS = (("ing", "in"), ("eng", "en"), ("ang", "an"), ("uang", "uan"), ("iang", "ian"))
_COMMON = 0.05  # share of a character's words that say it in one way
_PARTS = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)(.+)")


@cache
def pronounced(word: str) -> Syllables:
    """A word's syllables, as many as it has characters; empty if it is not all Chinese."""
    from pypinyin import lazy_pinyin

    syllables = tuple(lazy_pinyin(word, errors="ignore"))
    return syllables if len(syllables) == len(word) else ()


@cache
def near(syllable: str) -> frozenset[str]:
    """The syllables that are easily taken for this one."""
    parts = _PARTS.fullmatch(syllable)
    if not parts:
        return frozenset()
    initial, final = parts.groups()
    finals = {final, *_partners(final, _FINALS)}
    initials = {initial, *_partners(initial, _INITIALS)}
    return frozenset(i + f for i in initials for f in finals) - {syllable}


def _partners(part: str, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for one, other in pairs:
        if part == one:
            yield other
        elif part == other:
            yield one


def sound_alike(one: str, other: str, *, most: int = 0) -> bool:
    """Whether two words may be taken for each other, all but `most` of their syllables."""
    mine, theirs = pronounced(one), pronounced(other)
    if not mine or len(mine) != len(theirs):
        return False
    return sum(a != b and b not in near(a) for a, b in zip(mine, theirs, strict=True)) <= most


class SoundIndex:
    """Words by how they sound."""

    def __init__(self, sounds: Iterable[tuple[str, Sequence[Syllables]]]) -> None:
        """`sounds` gives each word with all its pronunciations."""
        self._words: dict[str, tuple[str, ...]] = {}
        self._beginnings: set[str] = {""}
        self._readings: dict[str, Syllables] = {}
        for word, pronunciations in sounds:
            self._add(word, pronunciations)

    def _add(self, word: str, pronunciations: Sequence[Syllables]) -> None:
        if len(word) == 1:
            self._readings[word] = tuple(syllables[0] for syllables in pronunciations)
        for syllables in pronunciations:
            key = ""
            for syllable in syllables:
                self._beginnings.add(key)
                key = f"{key} {syllable}"
            self._words[key] = (*self._words.get(key, ()), word)

    def with_words(self, words: Iterable[str]) -> SoundIndex:
        """This index and further words; what is not all Chinese is left out."""
        index = SoundIndex(())
        index._words, index._readings = dict(self._words), dict(self._readings)
        index._beginnings = set(self._beginnings)
        for word in words:
            syllables = pronounced(word)
            if syllables and word not in self._words.get(_key(syllables), ()):
                index._add(word, [syllables])
        return index

    def readings(self, character: str) -> Syllables:
        """How a character is said, the commonest first; empty for what is no Chinese one."""
        return self._readings.get(character) or pronounced(character)

    def spoken(self, places: Sequence[Iterable[str]]) -> Iterator[tuple[str, Syllables]]:
        """The words that begin at the first place, where each place has several syllables."""
        keys = [""]
        for syllables in places:
            keys = [
                f"{key} {syllable}"
                for key in keys
                if key in self._beginnings
                for syllable in syllables
            ]
            for key in keys:
                for word in self._words.get(key, ()):
                    yield word, tuple(key.split())


def _key(syllables: Syllables) -> str:
    return "".join(f" {syllable}" for syllable in syllables)


def read_sounds(words: Iterable[str], lines: Iterable[str]) -> SoundIndex:
    """The index of `words` from their pronunciations as `sound_lines` writes them."""
    pairs = zip(words, lines, strict=True)
    return SoundIndex(
        (word, [tuple(said.split()) for said in line.split("|")]) for word, line in pairs if line
    )


def load_sounds(folder: Path) -> SoundIndex:
    """The index of the language model in `folder`. Raises MissingResource."""
    try:
        words = (folder / "words.txt").read_text("utf-8").splitlines()
        lines = (folder / "sounds.txt").read_text("utf-8").splitlines()
    except FileNotFoundError as exc:
        raise MissingResource(str(exc.filename)) from exc
    return read_sounds(words, lines)


def sound_lines(words: Sequence[str]) -> Iterator[str]:
    """The pronunciations of each word as one line; empty for what is not all Chinese.

    A character's readings are those that the longer words use: dictionaries also know
    readings of old books, by which 题 and 是 sound alike.
    """
    common = _common_readings(words)
    for word in words:
        said = pronounced(word)
        yield "|".join(common.get(word, said)) if len(word) == 1 else " ".join(said)


def _common_readings(words: Iterable[str]) -> dict[str, Syllables]:
    counts: dict[str, Counter[str]] = {}
    for word in words:
        if len(word) > 1:
            for character, syllable in zip(word, pronounced(word), strict=False):
                counts.setdefault(character, Counter())[syllable] += 1
    return {
        character: tuple(
            syllable for syllable, n in count.most_common() if n >= _COMMON * count.total()
        )
        for character, count in counts.items()
    }
