"""How well topics and particulars are read on a folder of annotated meetings.

    python tests/benchmarks/topics.py EVAL_DIR [--scorer SCORE_PY] [--splitter reader]

The cases are read like any other input. Those with an odd number at the end of their name are the
development half, the others the held-out half; talk and notes are told apart, too. `--splitter
rules` asks no network, `network` nothing but the network. The scorer (by default score.py above
EVAL_DIR) gives Pk, WindowDiff and boundary F1.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from mintobrief import extract, ingest, read, segment
from mintobrief.config import read_settings
from mintobrief.domain import Header, Request, SourceKind, Topic, Utterance
from mintobrief.extract.header import read_header
from mintobrief.tagging import load_tagger
from mintobrief.tagging.mentions import Tagger
from tests.benchmarks.resolutions import half_of, load_scorer

_LIKELY = 0.5
FIELDS = ("title", "held_on", "start", "place", "host", "recorder")


def read_case(path: Path) -> tuple[Utterance, ...]:
    """The case's utterances, whatever its file is called; only *.meeting.json is an input."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, f"{path.stem.removesuffix('.meeting')}.meeting.json")
        source = ingest.open_source(Path(shutil.copyfile(path, copy)))
    reader = read.read_notes if source.kind is SourceKind.NOTES else read.read_transcript
    return reader(source).utterances


def as_prediction(topics: Sequence[Topic], utterances: Sequence[Utterance]) -> dict[str, Any]:
    """The topics in the turns of the input, as the scorer counts them."""
    return {
        "topics": [
            {"first": first_turn(utterances[t.first]), "last": utterances[t.last].turn}
            for t in topics
        ]
    }


def first_turn(first: Utterance) -> int:
    """Where a topic begins in the input: with the line of sender and time above a message."""
    return first.turn - (first.sent is not None)


@dataclass(frozen=True, slots=True)
class NetworkAlone:
    """A topic wherever the network finds it likelier than not that one starts."""

    tagger: Tagger

    def split(self, utterances: Sequence[Utterance], _: Sequence[str]) -> tuple[Topic, ...]:
        likely = self.tagger.mark(utterances).starts
        starts = [i for i, probability in enumerate(likely) if probability >= _LIKELY]
        return tuple(Topic("", *ends) for ends in zip(starts, _ends(starts, likely), strict=True))


def _ends(starts: Sequence[int], likely: Sequence[float]) -> list[int]:
    return [start - 1 for start in (*starts[1:], len(likely))][: len(starts)]


def load_splitter(name: str) -> segment.TopicSplitter:
    settings = read_settings(os.environ)
    if name == "network":
        return NetworkAlone(load_tagger("network", settings))
    return segment.load_splitter(name, settings)


def squeezed(value: object) -> str:
    return "".join(str(value or "").split())


def count_header(header: Header, gold: dict[str, Any]) -> Counter[str]:
    """Particulars that agree with the gold, and the names of those present.

    People who are only counted (楼组长6人) have no names.
    """
    counts: Counter[str] = Counter(cases=1)
    for name in FIELDS:
        field = getattr(header, name)
        counts[name] += squeezed(field.value if field else None) == squeezed(gold[name])
    people = (*header.attendees, *header.observers)
    names = {person.name for person in people if not re.search(r"\d人$", person.name)}
    wanted = {person["name"] for person in gold["attendees"]}
    return counts + Counter(hits=len(names & wanted), names=len(names), wanted=len(wanted))


def report(label: str, scorer: ModuleType, topics: Counter[str], header: Counter[str]) -> None:
    """One line for topics, one for particulars."""
    row = scorer.metrics(topics)
    shown = "  ".join(f"{key} {row[key]:.3f}" for key in ("pk", "windowdiff", "boundary_f1"))
    print(f"{label:24}{shown}")
    fields = "  ".join(f"{name} {header[name]}/{header['cases']}" for name in FIELDS)
    names = 2 * header["hits"] / max(1, header["names"] + header["wanted"])
    print(f"{'':24}{fields}  names F1 {names:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--splitter", choices=(*segment.SPLITTERS, "network"), default="reader")
    args = parser.parse_args()
    splitter = load_splitter(args.splitter)
    scorer = load_scorer(args.scorer or args.folder.parent / "score.py")
    totals: dict[str, tuple[Counter[str], Counter[str]]] = {}
    for path in sorted(args.folder.rglob("*.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        utterances = read_case(path)
        utterances = extract.with_names(utterances, extract.name_speakers(utterances, ()))
        found = segment.split_topics(utterances, (), splitter)
        topics = scorer.count_case(case, as_prediction(found, utterances))
        header = count_header(read_header(utterances, Request(), None), case["meeting"])
        report(path.stem, scorer, topics, header)
        for half in (half_of(path.stem), case["kind"], "all"):
            before = totals.setdefault(half, (Counter(), Counter()))
            totals[half] = (before[0] + topics, before[1] + header)
    for half, (topics, header) in sorted(totals.items()):
        report(half, scorer, topics, header)


if __name__ == "__main__":
    main()
