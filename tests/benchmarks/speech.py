"""How well recordings are understood, beside faster-whisper as it comes:

    python tests/benchmarks/speech.py FOLDER [NAME ...] [--alone] [--harm] [--terms FILE]

FOLDER holds manifest.jsonl: one line a recording with path, seconds, text (empty where no
words may be found) and segments (start, end, speaker, text); a file terms.txt in it, words of
the glossary, is read too. Both systems hear every recording in the same run, with the same
weights and threads. What the columns mean is told in README.md. Run by hand: nothing here is
a test.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from mintobrief.language import lexicon
from tests.benchmarks.speech_scores import COLUMNS, Heard, Reference, Score, measure, names_in
from tests.benchmarks.speech_systems import (
    System,
    Systems,
    faster_whisper,
    mintobrief,
    mintobrief_voices,
)


def main() -> None:
    options = _options()
    print(f"{date.today()} {platform.machine()} {os.cpu_count()} cores, model {options.model}")
    print(f"{'':24} {'':14} {COLUMNS}")
    systems = Systems(_systems(options))
    totals: dict[str, list[Score]] = {}
    for row in rows_of(options.folder, options.names):
        reference = reference_of(row, options)
        for name, heard in systems.hear(options.folder / row["path"], options.model):
            score = measure(reference, heard)
            totals.setdefault(name, []).append(score)
            print(f"{Path(row['path']).stem:24} {name:14} {score.line()}", flush=True)
            if options.out:
                _keep(options.out, Path(row["path"]).stem, name, heard)
    systems.close()
    for name, scores in totals.items():
        total = sum(scores[1:], scores[0])
        print(f"{'all':24} {name:14} {total.line()}")
        if options.harm:
            print(f"{'':24} {name:14} {total.text.harm_line()}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", help="stems of the recordings; all without")
    parser.add_argument("--alone", action="store_true", help="without faster-whisper beside it")
    parser.add_argument("--voices-only", action="store_true")
    parser.add_argument("--harm", action="store_true", help="right characters that were changed")
    parser.add_argument("--terms", type=Path, help="words of the glossary, one a line")
    parser.add_argument("--roster", type=Path, help="people's names, one a line")
    parser.add_argument("--model", default="base")
    parser.add_argument("--out", type=Path, help="keep what was recognised here")
    return parser.parse_intermixed_args()


def _systems(options: argparse.Namespace) -> list[tuple[str, System]]:
    if options.voices_only:
        return [("mintobrief", mintobrief_voices)]
    beside: list[tuple[str, System]] = [("faster-whisper", faster_whisper)]
    return [*([] if options.alone else beside), ("mintobrief", mintobrief)]


def rows_of(folder: Path, names: Sequence[str]) -> Iterable[dict[str, Any]]:
    rows = map(json.loads, (folder / "manifest.jsonl").read_text("utf-8").splitlines())
    return (row for row in rows if not names or Path(row["path"]).stem in names)


def reference_of(row: dict[str, Any], options: argparse.Namespace) -> Reference:
    segments = sorted(row.get("segments") or [], key=lambda s: float(s["start"]))
    spans = tuple((float(s["start"]), float(s["end"]), str(s["speaker"])) for s in segments)
    whole = str(row.get("text") or "")
    terms = set(lexicon.load("topics")["terms.field"])
    return Reference(
        spans,
        tuple(str(s["text"]) for s in segments) or ((whole,) if whole else ()),
        terms=frozenset(terms | _words(options.folder / "terms.txt") | _words(options.terms)),
        names=frozenset(_words(options.roster)) | names_in(speaker for *_, speaker in spans),
    )


def _words(file: Path | None) -> set[str]:
    """The first word of each line, so that a roster or a glossary with remarks will do."""
    if file is None or not file.is_file():
        return set()
    return {line.split()[0] for line in file.read_text("utf-8").splitlines() if line.split()}


def _keep(folder: Path, stem: str, name: str, heard: Heard) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    lines = (f"{s.start:.2f}-{s.end:.2f} {s.speaker} {s.text}\n" for s in heard.said)
    (folder / f"{stem}.{name}.txt").write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main()
