"""The things that a task is about, as words that a meeting would say: 道闸, 声控灯, 钢丝绳."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mintobrief.extract.seeds import thin_words
from mintobrief.language.nlp import Word, words_of

_SHORT = 2
# Tags of what can name a thing; the dictionary takes many a rare noun for something else.
_NAMING = tuple("nqxjlsba")


def objects_of(action: str) -> frozenset[str]:
    """Words of two characters or more; what the dictionary cut too finely is whole again."""
    return frozenset(w for run in _runs(words_of(action)) for w in _joined(run)) - thin_words()


def _runs(words: Sequence[Word]) -> Iterator[list[str]]:
    """Neighbouring words that name things."""
    run: list[str] = []
    before = ""
    for word in words:
        counts = word.tag.startswith("q") and before.startswith("m")  # 六盏
        if (word.tag.startswith(_NAMING) or word.tag == "vn") and not counts:
            run.append(word.text)
        else:
            yield run
            run = []
        before = word.tag
    yield run


def _joined(run: Sequence[str]) -> Iterator[str]:
    """道 and 闸 are 道闸; a single character behind a word ends it: 声控灯."""
    whole = ""
    for text in run:
        if len(text) < _SHORT:
            whole += text
        elif len(whole) < _SHORT:
            whole = text
        else:
            yield whole
            whole = text
    if len(whole) >= _SHORT:
        yield whole
