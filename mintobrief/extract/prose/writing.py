"""One spoken sentence as a secretary writes it down: its words in their order, nothing added."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from mintobrief.extract.cues import cue
from mintobrief.extract.people import Mention, People
from mintobrief.extract.prose.clauses import Clause, clauses_of, is_aside, joined, plain
from mintobrief.extract.prose.persons import Called, Voice, in_third_person
from mintobrief.extract.prose.restarts import broken, restarted, said_once, without_takebacks
from mintobrief.extract.speech import clean_speech
from mintobrief.language.support import in_written_words
from mintobrief.language.written_numbers import rewrite, written

# Fewer characters say nothing by themselves.
_LEAST = 3
# Behind these a name at the end calls somebody: 要回本的嘛施主任.
_TAG = re.compile("(?:[嘛吧啊呀哦呢]|行不行|好不好)$")


class Writer:
    """Writes down what the people of one meeting say; `bodies` are theirs by name."""

    def __init__(self, people: People, bodies: dict[str, str]) -> None:
        self._people = people
        self._bodies = bodies

    def in_writing(self, said: str, voice: Voice) -> str:
        """The sentence in written Chinese; empty where it says nothing of the matter."""
        text = said_once(clean_speech(restarted(broken(said))))
        called, clauses = self._uncalled(without_takebacks(clauses_of(text)))
        kept = [clause for clause in map(plain, clauses) if clause.words and not is_aside(clause)]
        told = joined(in_third_person(kept, voice, called))
        text = in_written_words(self._by_name(told))
        text = rewrite(text, written(text))
        return text if len(text) > _LEAST else ""

    def _uncalled(self, clauses: Sequence[Clause]) -> tuple[Called | None, tuple[Clause, ...]]:
        """Who alone is called upon, and the clauses without the call.

        Who is told to do something is named: 老魏，下周一之前贴出来.
        """
        calls = [self._call(*pair) for pair in zip_longest(clauses, clauses[1:])]
        found = [(place, call) for place, call in enumerate(calls) if call]
        if len({call.name for _, call in found}) != 1:
            return None, tuple(clauses)
        place, call = found[0]
        rest = [_without(clause, one) for clause, one in zip(clauses, calls, strict=True)]
        if not rest[place].words and _orders(rest[place + 1 :]):
            rest[place + 1] = replace(rest[place + 1], words=call.name + rest[place + 1].words)
        return Called(call.name, self._bodies.get(call.name)), tuple(rest)

    def _call(self, clause: Clause, following: Clause | None) -> Mention | None:
        """The name that a clause calls, at its head, before 你, or at its end."""
        words = clause.words
        people = [mention for mention in self._people.mentions(words) if not mention.is_body]
        for mention in people:
            before, after = words[: mention.start], words[mention.end :]
            heads = cue("prose", "opening").fullmatch(before) or not before
            told = not after and following is not None and following.words[:1] in ("你", "您")
            if heads and re.match("[啊呀嘛哎呢]?$|[你您我咱]", after):
                return mention
            if told or re.match("[你您](?!们)", after) or (not after and _TAG.search(before)):
                return mention
        return None

    def _by_name(self, text: str) -> str:
        """The text with full names for people called by familiar ones: 龙阿姨, 老魏."""
        for mention in reversed(self._people.mentions(text)):
            said = text[mention.start : mention.end]
            if not mention.is_body and cue("prose", "familiar").search(said):
                before = text[: mention.start]
                name = "" if before.endswith(mention.name) else mention.name
                text = before + name + text[mention.end :]
        return text


def _without(clause: Clause, call: Mention | None) -> Clause:
    """The clause without the name it calls."""
    if call is None:
        return clause
    return replace(clause, words=clause.words[: call.start] + clause.words[call.end :])


def _orders(clauses: Sequence[Clause]) -> bool:
    """Whether the words after a name tell its bearer what to do, and name no other doer."""
    told = "".join(clause.words for clause in clauses)
    if not told or re.search("[你您我咱]", told):
        return False
    return bool(cue("prose", "order").search(clauses[0].words))
