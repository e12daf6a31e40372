"""How well the network marks what belongs to resolutions, on annotated meetings it has not seen.

    python -m tests.benchmarks.tagging [--network FOLDER] [--fold K] [--keep MARKED_PICKLE]

The held meetings of models/understanding/meetings are read by the network that comes with the
program, or by the one in FOLDER, which `models/understanding/export.py --out FOLDER` wrote. A
fold is measured on its own meetings, for a network that `train.py --fold K` trained. The marks
are those that a finder of resolutions gets; with --keep they are added to a pickle of
{meeting: Marked}. Rows count characters, those called exact whole mentions.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import resource
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from mintobrief import extract, ingest, read
from mintobrief.config import read_settings
from mintobrief.domain import SourceKind, Utterance
from mintobrief.tagging.mentions import Act, Marked, Mention, MentionKind
from mintobrief.tagging.tagger import NetworkTagger
from models.understanding.examples import labelled_lines
from models.understanding.folds import FOLDS, kept_out
from models.understanding.meetings.case import as_case
from models.understanding.meetings.marks import Sentence, Span, Unit
from models.understanding.meetings.read import Annotated, read_meetings
from models.understanding.tally import Tally

_SURE = 0.5
Place = tuple[int, int, int]  # utterance, start, end


@dataclass(frozen=True, slots=True)
class Gold:
    """What was marked by hand: the mentions, and the resolutions of each."""

    mentions: tuple[Mention, ...]
    resolutions: tuple[frozenset[int], ...]


def read_case(meeting: Annotated) -> tuple[Utterance, ...]:
    """The meeting as a finder of resolutions gets it, on the way that a case takes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{meeting.id}.meeting.json")
        path.write_text(json.dumps(as_case(meeting), ensure_ascii=False), "utf-8")
        (source,), _ = ingest.open_sources([path])
    talk = source.kind is SourceKind.TRANSCRIPT
    said = (read.read_transcript if talk else read.read_notes)(source).utterances
    if [u.text for u in said] != [s.text for s in sentences_of(meeting)]:
        raise SystemExit(f"{meeting.id} is not read as it was annotated")
    return extract.with_names(said, extract.name_speakers(said, ()))


def sentences_of(meeting: Annotated) -> list[Sentence]:
    return [sentence for turn in meeting.turns for sentence in turn.sentences]


def gold_of(sentences: Iterable[Sentence]) -> Gold:
    pairs = [
        (_mention(index, mark), frozenset(mark.resolutions))
        for index, sentence in enumerate(sentences)
        for mark in sentence.marks
        if mark.resolutions
    ]
    pairs.sort(key=lambda pair: pair[0].place)
    return Gold(tuple(mention for mention, _ in pairs), tuple(ties for _, ties in pairs))


def _mention(index: int, mark: Unit | Span) -> Mention:
    if isinstance(mark, Unit):
        act = Act(mark.move.value)
        kind = MentionKind.UNIT
        return Mention(kind, index, mark.start, mark.end, 1.0, act, mark.current)
    kind = MentionKind(mark.kind.value)
    return Mention(kind, index, mark.start, mark.end, current=mark.current)


def score(tally: Tally, meeting: Annotated, marked: Marked) -> None:
    """Count what is right in one meeting."""
    sentences = sentences_of(meeting)
    gold = gold_of(sentences)
    _score_acts(tally, sentences, marked)
    for kind in MentionKind:
        true = [m for m in gold.mentions if m.kind is kind]
        found = [m for m in marked.mentions if m.kind is kind and m.probability >= _SURE]
        _add(tally, kind.value, _characters(found), _characters(true))
        if kind is not MentionKind.UNIT:
            _add(tally, f"{kind.value} exact", _places(found), _places(true))
    _score_topics(tally, meeting, marked)
    _score_links(tally, gold, marked)


def _add(tally: Tally, name: str, found: set[Place], true: set[Place]) -> None:
    tally.add(name, len(found & true), len(found), len(true))


def _places(mentions: Iterable[Mention]) -> set[Place]:
    return {mention.place for mention in mentions}


def _characters(mentions: Iterable[Mention]) -> set[Place]:
    return {(m.utterance, i, i + 1) for m in mentions for i in range(m.start, m.end)}


def _score_acts(tally: Tally, sentences: Sequence[Sentence], marked: Marked) -> None:
    for sentence, stretches in zip(sentences, marked.stretches, strict=True):
        acts = {i: s.act.value for s in stretches for i in range(s.start, s.end)}
        true = {i: u.move.value for u in sentence.units for i in range(u.start, u.end)}
        right = sum(acts.get(i) == move for i, move in true.items())
        tally.add("acts", right, len(true), len(true))


def _score_topics(tally: Tally, meeting: Annotated, marked: Marked) -> None:
    lines = labelled_lines(meeting)
    sizes = [len(turn.sentences) for turn in meeting.turns if turn.sentences]
    firsts = [sum(sizes[:line]) for line in range(len(sizes))]
    true = {(first, 0, 0) for first, line in zip(firsts, lines, strict=True) if line.starts_topic}
    found = {(i, 0, 0) for i, start in enumerate(marked.starts) if start >= _SURE}
    _add(tally, "topic", found, true)


def _score_links(tally: Tally, gold: Gold, marked: Marked) -> None:
    """Pairs of mentions that stand where mentions by hand do, near each other and far apart."""
    known = [(i, ties) for i, m in enumerate(marked.mentions) if (ties := _ties(m, gold))]
    for (one, ties), (other, others) in combinations(known, 2):
        apart = marked.mentions[other].utterance - marked.mentions[one].utterance
        name = "link" if apart <= 12 else "link far"
        found, true = marked.link(one, other) >= _SURE, bool(ties & others)
        tally.add(name, found and true, found, true)


def _ties(mention: Mention, gold: Gold) -> frozenset[int]:
    """The resolutions of the mentions of its kind, made by hand, that it overlaps."""
    pairs = zip(gold.mentions, gold.resolutions, strict=True)
    return frozenset().union(*(ties for other, ties in pairs if _overlap(mention, other)))


def _overlap(one: Mention, other: Mention) -> bool:
    same = one.kind is other.kind and one.utterance == other.utterance
    return same and one.start < other.end and other.start < one.end


def measured(
    tagger: NetworkTagger, meetings: Sequence[Annotated]
) -> Iterator[tuple[Annotated, Marked]]:
    """The marks of each meeting; then how long they took."""
    characters, seconds = 0, 0.0
    for meeting in meetings:
        utterances = read_case(meeting)
        began = time.perf_counter()
        marked = tagger.mark(utterances)
        seconds += time.perf_counter() - began
        characters += sum(len(u.text) for u in utterances)
        yield meeting, marked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{seconds / characters * 10_000:.2f} s per 10,000 characters, {peak:.0f} MB at most")


def keep(path: Path, marked: dict[str, Marked]) -> None:
    """Add the marks to those that the pickle holds."""
    before = pickle.loads(path.read_bytes()) if path.exists() else {}  # noqa: S301
    path.write_bytes(pickle.dumps(before | marked))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--network", type=Path)
    parser.add_argument("--fold", type=int, choices=range(FOLDS))
    parser.add_argument("--keep", type=Path)
    args = parser.parse_args()
    tally, tagger = Tally(), NetworkTagger(read_settings(os.environ), args.network)
    meetings = kept_out(read_meetings(), args.fold)
    marks: dict[str, Marked] = {}
    for meeting, marked in measured(tagger, meetings):
        score(tally, meeting, marked)
        marks[meeting.id] = marked
    print(f"{len(meetings)} meetings", tally.table(), sep="\n")
    if args.keep:
        keep(args.keep, marks)


if __name__ == "__main__":
    main()
