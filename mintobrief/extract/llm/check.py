"""What of an answer is borne out by the meeting: every field by words that stand there.

The model tells where to look and how to word it. Days are counted by our reader of deadlines,
votes by our reader of votes, names are those of the meeting; what has no evidence is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from mintobrief.domain import Deadline, Field, Means, Quote, Resolution, Vote
from mintobrief.extract.assemble.clusters import Cluster
from mintobrief.extract.assemble.doers import word_owners
from mintobrief.extract.assemble.limits import word_deadline
from mintobrief.extract.assemble.scene import Scene
from mintobrief.extract.llm.answer import Cited, Dismissal, ProposedResolution, Said, Tally
from mintobrief.extract.llm.quotes import bears_out, find_quote, folded
from mintobrief.extract.llm.windows import Window
from mintobrief.extract.vote import count_votes
from mintobrief.language.clauses import clauses_of
from mintobrief.language.support import held
from mintobrief.layouts import is_generic
from mintobrief.tagging.mentions import Mention, MentionKind

_NEAR = 12  # utterances before and after, where what 这个 stands for is looked for
_AT_HAND = 4  # utterances before and after, where a show of hands is called
_REACH = 120  # characters around a quote that count as its sentence, and as one far off
_BALLOT = re.compile("同意|赞成|反对|弃权|举手|表决|票")
_PRONOUN = re.compile("[我你您他她咱俺]|大家|自己")
_BEGINS = re.compile("(?:起|开始)$")
_BY = (Means.LANGUAGE_MODEL,)


@dataclass(frozen=True, slots=True)
class Checker:
    """Holds an answer against one window of a meeting."""

    scene: Scene
    window: Window

    def resolution(self, proposal: ProposedResolution) -> Resolution | None:
        """The resolution without what is not borne out; None where its action is not.

        Id, topic, confidence and flags are not set yet.
        """
        action = self._worded(proposal.action)
        if action is None:
            return None
        owners = tuple(self._owners(proposal.owners))
        deadline = self._deadline(proposal.deadline)
        supervision = self._worded(proposal.supervision)
        vote = self._vote(proposal.vote)
        agreed = self.quotes(proposal.agreed)
        told = chain(*(f.quotes for f in (action, *owners, deadline, supervision, vote) if f))
        return Resolution(
            id="-",
            action=action,
            evidence=tuple(sorted({quote.utterance for quote in (*told, *agreed)})),
            measures=self._worded(proposal.measures),
            owners=owners,
            deadline=deadline,
            supervision=supervision,
            vote=vote,
            because=self._because(agreed or action.quotes),
        )

    def dismissed(self, dismissal: Dismissal) -> Resolution | None:
        """What is no resolution; None where nothing of it was said."""
        action = self._worded(dismissal.action)
        if action is None:
            return None
        evidence = tuple(sorted({quote.utterance for quote in action.quotes}))
        return Resolution("-", action, evidence)

    def quotes(self, cited: Iterable[Cited]) -> tuple[Quote, ...]:
        """Where the words cited stand, each once; those that stand nowhere are left out."""
        found = (
            find_quote(c.line, self.scene.text(c.line), c.quote)
            for c in cited
            if c.line in self.window
        )
        return tuple(dict.fromkeys(quote for quote in found if quote))

    def _worded(self, said: Said | None) -> Field[str] | None:
        """The wording, where it says nothing that was not said; else the words themselves."""
        quotes = self.quotes(said.cited) if said else ()
        if said is None or not quotes:
            return None
        sentences = "，".join(self._sentence(quote) for quote in quotes)
        around = "，".join((sentences, *self._around(quotes, _NEAR)))
        if bears_out(said.text, sentences, around):
            return Field(said.text, quotes, _BY)
        return Field("，".join(self._words(quote) for quote in quotes), quotes, _BY)

    def _sentence(self, quote: Quote) -> str:
        """The words quoted with those beside them, and who says them."""
        text = self.scene.text(quote.utterance)[max(0, quote.start - _REACH) : quote.end + _REACH]
        return f"{self.scene.name(quote.utterance) or ''}，{text}"

    def _around(self, quotes: Sequence[Quote], reach: int) -> Iterator[str]:
        """What is said so many utterances before and after, and by whom."""
        first = min(quote.utterance for quote in quotes) - reach
        last = max(quote.utterance for quote in quotes) + reach
        for i in range(max(first, self.window.first), min(last + 1, self.window.end)):
            yield self.scene.text(i)[:_REACH]
            yield self.scene.name(i) or ""

    def _words(self, quote: Quote) -> str:
        return self.scene.text(quote.utterance)[quote.start : quote.end]

    def _owners(self, owners: Iterable[Said]) -> Iterator[Field[str]]:
        """Who is named, each once."""
        named: set[str] = set()
        for said in owners:
            quotes = self.quotes(said.cited)
            name = self._name(said.text, quotes)
            found = (Field(name, quotes),) if name else self._meant(quotes)
            for owner in found:
                if owner.value not in named:
                    named.add(owner.value)
                    yield Field(owner.value, owner.quotes, _BY)

    def _name(self, said: str, quotes: Sequence[Quote]) -> str | None:
        """The fullest name of who is said to be meant, where the words quoted bear it out."""
        name = self.scene.people.resolve(said)
        if not quotes or _PRONOUN.search(said) or is_generic(said) or len(folded(name)) < 2:
            return None
        known = any(self._tells_of(quote, {name, said}) for quote in quotes)
        points = any(_PRONOUN.search(self._words(quote)) for quote in quotes)
        return name if known or (points and self._is_heard_of(name)) else None

    def _tells_of(self, quote: Quote, names: set[str]) -> bool:
        """Whether an utterance names somebody, or is said by him."""
        text = folded(self.scene.text(quote.utterance))
        called = {person.name for person in self.scene.named[quote.utterance]}
        called.add(self.scene.name(quote.utterance) or "")
        return any(folded(name) in text for name in names) or bool(called & names)

    def _is_heard_of(self, name: str) -> bool:
        """Whether somebody of that name speaks, is present, or is spoken of in the meeting."""
        header = self.scene.header
        present = {person.name for person in (*header.attendees, *header.observers)}
        speaking = {u.name for u in self.scene.utterances}
        return name in present | speaking or any(
            mention.name == name for named in self.scene.named for mention in named
        )

    def _meant(self, quotes: Sequence[Quote]) -> tuple[Field[str], ...]:
        """Who the words quoted mean, by our own reading: 我 is the speaker."""
        telling = [quote for quote in quotes if self._points(quote)]
        return word_owners(_marks(MentionKind.OWNER, telling), self.scene) if telling else ()

    def _points(self, quote: Quote) -> bool:
        """Whether words name or point at somebody; others name no owner."""
        named = self.scene.named[quote.utterance]
        inside = any(quote.start <= m.start and m.end <= quote.end for m in named)
        return inside or bool(_PRONOUN.search(self._words(quote)))

    def _deadline(self, said: Said | None) -> Field[Deadline] | None:
        """The limit that the words quoted state, by our own reading."""
        quotes = [q for q in self.quotes(said.cited if said else ()) if not self._begins(q)]
        if not quotes:
            return None
        read = word_deadline(_marks(MentionKind.DEADLINE, quotes), self.scene)
        return Field(read.value, read.quotes, _BY) if read else None

    def _begins(self, quote: Quote) -> bool:
        """Whether words tell when something starts."""
        return bool(_BEGINS.search(self._words(quote).rstrip("，。；, ")))

    def _vote(self, tally: Tally | None) -> Field[Vote] | None:
        """The count by our own reading; the model's where its figures stand in the words."""
        quotes = self.quotes(tally.cited) if tally else ()
        if tally is None or not quotes:
            return None
        told = [clauses_of(q.utterance, self.scene.text(q.utterance)) for q in quotes]
        read = count_votes(told)
        if read:
            return Field(read.value, read.quotes, _BY)
        words = "，".join(self.scene.text(q.utterance) for q in quotes)
        counts = {str(count) for count in (tally.for_, tally.against, tally.abstain) if count}
        called = _BALLOT.search("，".join((words, *self._around(quotes, _AT_HAND))))
        if not called or not counts or not counts <= held(words):
            return None
        return Field(Vote(tally.for_, tally.against, tally.abstain), quotes, _BY)

    def _because(self, quotes: Sequence[Quote]) -> str:
        """Who said the words that settle it, by the model's reading."""
        quote = quotes[-1]
        speaker = self.scene.name(quote.utterance) or self.scene.speech(quote.utterance).speaker
        turn = self.scene.utterances[quote.utterance].turn + 1
        place = f"第{turn}{'段' if speaker else '行'}"
        return f"语言模型列为决议，依据是{speaker or ''}{place}“{self._words(quote)}”。"


def _marks(kind: MentionKind, quotes: Iterable[Quote]) -> Cluster:
    """The words quoted, as marks of one task."""
    marks = tuple(Mention(kind, q.utterance, q.start, q.end) for q in quotes)
    return Cluster(marks, tuple(1.0 for _ in marks))
