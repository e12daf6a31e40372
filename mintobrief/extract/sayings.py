"""What is said under a topic, piece by piece: the words fit to be reported, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from mintobrief.domain import Header, Quote, ScanRegion, Topic, Utterance
from mintobrief.extract.attribution import Attributor
from mintobrief.extract.speech import numbering_end, words_end
from mintobrief.language import lexicon
from mintobrief.language.spoken import spoken_places

_CELLS = re.compile(r"[|｜\t]")
_STOPS = "。！？!?；;：:…"
# A heading below the topic's own is no longer than this.
_LONGEST_HEADING, _LONGEST_LABEL = 12, 8


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence of a topic: its words, where they stand and who says them.

    `lasting` says that the speaker holds for the rest of the line (苗兰：…).
    """

    text: str
    quotes: tuple[Quote, ...]
    speaker: str | None
    written: bool = False
    lasting: bool = False

    @property
    def place(self) -> int:
        """The utterance it begins in."""
        return self.quotes[0].utterance


class Listener:
    """Knows who speaks in one meeting, line by line."""

    def __init__(self, utterances: Sequence[Utterance], header: Header) -> None:
        self._utterances = utterances
        self._attributor = Attributor(header)
        self._spoken = spoken_places(utterances)

    def sayings(self, topic: Topic) -> tuple[Saying, ...]:
        """The topic's sentences in order, without headings, rows of tables and numbering."""
        found: list[Saying] = []
        for place in range(topic.first, topic.last + 1):
            saying = self._saying(place, topic)
            if saying is None:
                continue
            if found and self._goes_on(found[-1], saying):
                found[-1] = self._joined(found[-1], saying)
            else:
                found.append(self._with_speaker(found[-1:], saying))
        return tuple(found)

    def _saying(self, place: int, topic: Topic) -> Saying | None:
        utterance = self._utterances[place]
        if place in self._spoken:
            return _cut(place, utterance.text, 0, self._speaker(utterance))
        start = content_start(utterance.text, topic.title if place == topic.first else None)
        if start is None:
            return None
        said = self._attributor.find(utterance.text, start)
        if said is None:
            return _cut(place, utterance.text, start, None, written=True)
        saying = _cut(place, utterance.text, said.start, said.speaker, written=True)
        return replace(saying, lasting=said.lasting) if saying else None

    def _speaker(self, utterance: Utterance) -> str | None:
        return utterance.name or utterance.speaker

    def _goes_on(self, before: Saying, saying: Saying) -> bool:
        """Whether a line goes on with the one before it, broken off at the margin."""
        last, line = self._utterances[before.quotes[-1].utterance], self._utterances[saying.place]
        follows = last.evidence.source_id == line.evidence.source_id and last.turn + 1 == line.turn
        written = before.written and saying.written and saying.speaker is None
        if not (written and follows) or numbering_end(line.text):
            return False
        if last.text.rstrip().endswith(("，", ",", "、")):
            return True
        scanned = isinstance(last.evidence, ScanRegion)
        return scanned and not last.text.rstrip().endswith(tuple(_STOPS)) and _ends(line.text)

    def _joined(self, one: Saying, other: Saying) -> Saying:
        """The first to the end of its line, and the other."""
        last = one.quotes[-1]
        line = self._utterances[last.utterance].text.rstrip()
        whole = replace(last, end=len(line))
        quotes = (*one.quotes[:-1], whole, *other.quotes)
        return replace(one, text=one.text + line[last.end :] + other.text, quotes=quotes)

    def _with_speaker(self, before: Sequence[Saying], saying: Saying) -> Saying:
        """苗兰：… holds for the whole line, until the meeting itself is spoken of."""
        if saying.speaker is not None or not any(one.lasting for one in before):
            return saying
        one, other = (self._utterances[s.quotes[-1].utterance] for s in (before[0], saying))
        same = (one.evidence.source_id, one.turn) == (other.evidence.source_id, other.turn)
        if not same or _of_meeting().match(saying.text):
            return saying
        return replace(saying, speaker=before[0].speaker, lasting=True)


def content_start(text: str, title: str | None) -> int | None:
    """Where a line of notes says something; None for headings, labels and rows of tables.

    `title` is the topic's where the line opens it: its heading may run on into the talk.
    """
    start = numbering_end(text)
    words = text[start:].strip()
    label = words.endswith(("：", ":")) and len(words) <= _LONGEST_LABEL
    if len(_CELLS.findall(text)) >= 2 or not words or label:
        return None
    if title is not None:
        head = re.split(r"[:：|｜】\]〕]|\s{2,}", text[start:], maxsplit=1)[0]
        if _is_title(head, title, numbered=start > 0):
            return _after_heading(text, start + len(head))
    plain = len(words) <= _LONGEST_HEADING and not re.search(r"[，,。；;：:！？]", words)
    return None if plain and _is_section(text[:start]) else start


def _after_heading(text: str, place: int) -> int | None:
    """Where words go on after a heading in the same line; None where nothing follows."""
    rest = text[place:].lstrip(":：|｜】]〕 \t　")
    return len(text) - len(rest) if rest else None


def _is_title(head: str, title: str, *, numbered: bool) -> bool:
    words = re.sub(r"^关于|\s", "", head)
    if re.search("[，,。；;]", words):
        return False
    return words == title or (numbered and (title in words or words in title))


def _is_section(mark: str) -> bool:
    """Numbered as sections are (一、 （二）), not as items."""
    return bool(re.search("[一二三四五六七八九十#【]", mark))


def _ends(text: str) -> bool:
    return text.rstrip().endswith(tuple(_STOPS))


def _cut(
    place: int, text: str, start: int, speaker: str | None, *, written: bool = False
) -> Saying | None:
    end = words_end(text)
    if start >= end:
        return None
    return Saying(text[start:end], (Quote(place, start, end),), speaker, written)


@cache
def _of_meeting() -> re.Pattern[str]:
    return re.compile(lexicon.load("points").expression("reporting.meeting"))
