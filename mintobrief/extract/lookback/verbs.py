"""The verbs of one task, written and spoken: 更换 is said 换."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest

from mintobrief.extract.cues import cue
from mintobrief.language.lexicon import load
from mintobrief.language.nlp import words_of

_SIGN = "✦"


@dataclass(frozen=True, slots=True)
class Verbs:
    """What is done in a task, in the words a meeting may report it with."""

    words: frozenset[str]

    def painted(self, text: str) -> str:
        """The text with these verbs as signs, character for character."""
        if not self.words:
            return text
        longest_first = sorted(self.words, key=lambda word: (-len(word), word))
        pattern = "|".join(map(re.escape, longest_first))
        return re.sub(pattern, lambda found: _SIGN * len(found.group()), text)


def verbs_of(action: str) -> Verbs:
    """The verbs of an action, and how they are said."""
    words = words_of(action)
    after = [word.text for word in words[1:]]
    pairs_of = zip_longest(words, after)
    written = {w.text for w, then in pairs_of if w.tag.startswith("v") and then != "的"}
    written |= {words[0].text} if words else set()  # what an action begins with
    pairs = (entry.split("=") for entry in load("progress")["same_verbs"])
    spoken = {said for formal, said in pairs if formal in action}
    short = {sign for verb in written for sign in cue("progress", "short_verbs").findall(verb)}
    return Verbs(frozenset(written | spoken | short))
