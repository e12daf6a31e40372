"""The words that this meeting is likely to use: its people, its terms, the field's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mintobrief.domain import Attendee, Term
from mintobrief.language.characters import CHINESE
from mintobrief.language.lexicon import load

_NAME = 2.0  # by how much a name of the roster is likelier than a rare word, in log10
_GLOSSARY = 2.0
_FIELD = 0.8
_LONGEST = 12  # characters of a term; what is longer is prose that got into the list
_WORD = re.compile(f"{CHINESE}{{2,}}")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What this meeting is likely to speak of.

    `words` has by how much each is likelier than language in general thinks (log10), `slips`
    what a recogniser is known to take for a word, as long as the word itself. `names` are those
    of the words that stand for a person of the roster.
    """

    words: Mapping[str, float] = field(default_factory=dict)
    slips: Mapping[str, str] = field(default_factory=dict)
    names: frozenset[str] = frozenset()


NO_WORDS = Vocabulary()


def likely_words(roster: Iterable[Attendee] = (), glossary: Iterable[Term] = ()) -> Vocabulary:
    """The vocabulary of the field, of the people on the roster, and of the glossary."""
    words = dict.fromkeys(_chinese(load("terms")["terms"]), _FIELD)
    names: set[str] = set()
    for person in roster:
        called = set(_chinese(_names(person)))
        names |= called
        words |= dict.fromkeys((*called, *_chinese((person.org or "", person.role or ""))), _NAME)
    slips: dict[str, str] = {}
    for term in glossary:
        words |= dict.fromkeys(_chinese([term.word]), _GLOSSARY)
        slips |= {slip: term.word for slip in term.slips if len(slip) == len(term.word)}
    return Vocabulary(words, slips, frozenset(names))


def _names(person: Attendee) -> Iterable[str]:
    """魏国安, 业委会主任: also 魏主任 and 老魏."""
    surname = person.name[:1]
    yield person.name
    if person.role:
        yield surname + person.role[-2:]
    yield from (f"老{surname}", f"小{surname}")


def _chinese(texts: Iterable[str]) -> Iterable[str]:
    words = (word for text in texts for word in _WORD.findall(text))
    return (word for word in words if len(word) <= _LONGEST)
