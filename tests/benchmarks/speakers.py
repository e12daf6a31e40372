"""How well voices are given names on a folder of annotated meetings.

    python -m tests.benchmarks.speakers EVAL_DIR [--scorer SCORE_PY] [--roster] [--details]

The names in the cases are hidden: only the labels of the voices are left, as a recording gives
them. Printed are how many of the names proposed are right and how many of the voices got theirs
(surname and title count as the person), how often the host is right, and how the owners of
resolutions fare with labels alone, with the names proposed and with the true ones. With
--roster the people of the case are handed in as the roster. Cases with an odd number at the
end of their name are the development half, the others the held-out half. A folder `spoken`
inside EVAL_DIR is taken along.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from mintobrief import extract, ingest, read, segment
from mintobrief.config import read_settings
from mintobrief.domain import Attendee, Meeting, Request, Source, Speaker, Utterance
from mintobrief.domain.encode import encode_meeting
from mintobrief.extract.people import surname_of
from tests.benchmarks.resolutions import half_of, in_turns, load_scorer

Case = dict[str, Any]
WAYS = ("labels", "proposed", "true")


@dataclass(frozen=True, slots=True)
class Tried:
    """One case: who its voices are, who they were taken for, and the draft each way."""

    truth: Mapping[str, str]
    speakers: tuple[Speaker, ...]
    drafts: Mapping[str, Case]


def same_person(said: str, name: str, others: Sequence[str]) -> bool:
    """Whether a form of address (陆经理) or a name is this person's and nobody else's there."""
    if said == name:
        return True
    surnames = [surname_of(other) for other in {*others, name}]
    surname = surname_of(name)
    full = said in others
    return not full and surname_of(said) == surname and surnames.count(surname) == 1


def hidden(case: Case) -> tuple[Source, tuple[Utterance, ...]]:
    """The case as a source whose voices are labels."""
    turns = [turn | {"name": None} for turn in case["turns"]]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "case.meeting.json")
        path.write_text(json.dumps(case | {"turns": turns}), encoding="utf-8")
        source = ingest.open_source(path)
    return source, read.read_transcript(source).utterances


def draft(
    source: Source, said: Sequence[Utterance], request: Request, speakers: Sequence[Speaker]
) -> Case:
    """The draft as JSON, with evidence counted in turns."""
    utterances = extract.with_names(said, speakers)
    header = extract.read_header(utterances, request, source.held_on, speakers)
    settings = read_settings(os.environ)
    topics = segment.split_topics(utterances, (), segment.load_splitter("rules", settings))
    finder = extract.load_finder("rules", settings)
    found = extract.find_candidates(utterances, topics, header, finder).resolutions
    meeting = Meeting("m", header, (source,), utterances, topics, (), found)
    document: Any = encode_meeting(meeting)
    return in_turns(document) | {"host": document["meeting"]["host"]}


def try_case(case: Case, *, roster: bool) -> Tried:
    source, said = hidden(case)
    truth = {turn["speaker"]: turn["name"] for turn in case["turns"] if turn["name"]}
    people = [Attendee(a["name"], a["role"], a["org"]) for a in case["meeting"]["attendees"]]
    request = Request(
        held_on=date.fromisoformat(case["meeting"]["held_on"]),
        roster=tuple(people) if roster else (),
    )
    proposed = extract.name_speakers(said, request.roster)
    known = [Speaker(label, source.id, name, confidence=1.0) for label, name in truth.items()]
    ways = dict(zip(WAYS, ((), proposed, known), strict=True))
    drafts = {way: draft(source, said, request, speakers) for way, speakers in ways.items()}
    return Tried(truth, proposed, drafts)


def report(label: str, cases: Mapping[str, Case], tried: Mapping[str, Tried]) -> None:
    """Names, hosts and owners over some of the cases."""
    named = [(t, s) for t in tried.values() for s in t.speakers if s.name]
    right = sum(_is_right(s, t.truth) for t, s in named)
    voices = sum(len(t.truth) for t in tried.values())
    print(f"{label}: {len(tried)} meetings, {voices} voices with a name")
    print(f"  names: {right} of {len(named)} right, {right / max(1, voices):.0%} of the voices")
    chairs = [(t, s) for t in tried.values() for s in t.speakers if s.is_chair]
    hosts = {name: case["meeting"]["host"] for name, case in cases.items() if name in tried}
    led = sum(t.truth.get(s.label) in hosts.values() for t, s in chairs)
    print(f"  chair by behaviour: {led} of {len(chairs)} right")
    for way in WAYS:
        ok = sum(_host_is_right(tried[n], way, host) for n, host in hosts.items() if host)
        print(f"  host with {way}: {ok} of {sum(1 for host in hosts.values() if host)}")


def report_owners(
    scorer: ModuleType, cases: Mapping[str, Case], tried: Mapping[str, Tried]
) -> None:
    for way in WAYS:
        predictions = {name: t.drafts[way] for name, t in tried.items()}
        row = scorer.score({name: cases[name] for name in tried}, predictions)["micro"]
        figures = ("f1", "owners", "complete")
        print(f"  {way:9}", *(f"{key} {row[key]:.3f}" for key in figures))


def _is_right(speaker: Speaker, truth: Mapping[str, str]) -> bool:
    name = truth.get(speaker.label)
    return name is not None and same_person(speaker.name or "", name, list(truth.values()))


def _host_is_right(tried: Tried, way: str, host: str) -> bool:
    found = tried.drafts[way]["host"]
    return bool(found) and same_person(found, host, list(tried.truth.values()))


def details(name: str, tried: Tried) -> None:
    for speaker in tried.speakers:
        mark = " " if speaker.name is None or _is_right(speaker, tried.truth) else "!"
        chair = "chair" if speaker.is_chair else ""
        print(f"  {mark} {name} {speaker.label} {speaker.name} {speaker.confidence:.2f} {chair}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("eval_dir", type=Path)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--roster", action="store_true", help="hand in who was there")
    parser.add_argument("--details", action="store_true", help="name by name, development half")
    given = parser.parse_args()
    scorer = load_scorer(given.scorer or given.eval_dir.parent / "score.py")
    paths = sorted((*given.eval_dir.glob("*.json"), *given.eval_dir.glob("spoken/*.json")))
    read_in = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in paths}
    cases = {n: c for n, c in read_in.items() if any(t["name"] for t in c.get("turns") or ())}
    tried = {name: try_case(case, roster=given.roster) for name, case in cases.items()}
    for half in ("development", "held out"):
        mine = {name: t for name, t in tried.items() if half_of(name) == half}
        report(half, cases, mine)
        report_owners(scorer, cases, mine)
        if given.details and half == "development":
            for name, one in mine.items():
                details(name, one)


if __name__ == "__main__":
    main()
