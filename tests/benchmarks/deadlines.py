"""How well deadlines are read on a folder of annotated meetings.

    python tests/benchmarks/deadlines.py EVAL_DIR

Reads the gold's deadline words and counts how many `read_deadline` dates right, and how often
`find_deadlines` finds the same deadline in the turns that are given as evidence.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mintobrief.domain import Deadline
from mintobrief.extract.deadline import Expression, find_deadlines, read_deadline


@dataclass
class Score:
    """Counts over the deadlines of all cases."""

    stated: int = 0
    read: int = 0
    found: int = 0
    worded: int = 0
    sentences: int = 0
    limits: int = 0
    characters: int = 0
    seconds: float = 0.0


def parts(case: dict[str, Any]) -> list[str]:
    """The case's turns or lines."""
    if case["kind"] == "notes":
        return str(case["notes"]).split("\n")
    return [str(turn["text"]) for turn in case["turns"]]


def agrees(deadline: Deadline | None, gold: dict[str, Any]) -> bool:
    """Whether the kind and the day are those of the gold."""
    if deadline is None:
        return bool(gold["deadline_kind"] == "none")
    day = deadline.day.isoformat() if deadline.day else None
    return (deadline.kind.value, day) == (gold["deadline_kind"], gold["deadline"])


def squeezed(text: str) -> str:
    return "".join(text.split())


def measure(case: dict[str, Any], score: Score, name: str) -> None:
    """Add one case to the score; print what was missed."""
    held = case["meeting"]["held_on"]
    held_on = date.fromisoformat(held) if held else None
    lines = parts(case)
    began = time.perf_counter()
    found = [find_deadlines(line, held_on) for line in lines]
    score.seconds += time.perf_counter() - began
    score.characters += sum(map(len, lines))
    score.limits += sum(e.is_limit for line in found for e in line)
    for gold in case["resolutions"]:
        if gold["deadline_text"]:
            there = [e for i in gold["evidence"] for e in found[i] if e.is_limit]
            one(gold, there, held_on, score, name)


def one(
    gold: dict[str, Any], there: list[Expression], held_on: date | None, score: Score, name: str
) -> None:
    words = gold["deadline_text"]
    score.stated += 1
    read = read_deadline(words, held_on)
    score.read += agrees(read, gold)
    score.found += any(agrees(e.deadline, gold) for e in there)
    score.worded += any(squeezed(e.text) == squeezed(words) for e in there)
    wanted = f"{gold['deadline_kind']} {gold['deadline']}"
    if not agrees(read, gold):
        print(f"{name}: read “{words}” as {read}, not {wanted}")
    if not any(agrees(e.deadline, gold) for e in there):
        print(f"{name}: not in its turns: “{words}” {wanted}; {[e.text for e in there]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    score = Score()
    for path in sorted(folder.rglob("*.json")):
        measure(json.loads(path.read_text(encoding="utf-8")), score, path.stem)
    print(f"read_deadline right: {score.read} of {score.stated}")
    print(f"found in their turns: {score.found} of {score.stated}, same words {score.worded}")
    print(f"limits in all: {score.limits}; {score.characters} characters in {score.seconds:.2f} s")


if __name__ == "__main__":
    main()
