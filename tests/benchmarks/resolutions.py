"""How well candidate resolutions are found on a folder of annotated meetings.

    python tests/benchmarks/resolutions.py EVAL_DIR [--scorer SCORE_PY] [--keep PRED_DIR]

Every case is converted by the command a user runs (`convert --json`); the drafts are brought to
the turns of the input, written out, and scored by the scorer (by default score.py above
EVAL_DIR). Cases with an odd number at the end of their name are the development half, the
others the held-out half. A folder `spoken` inside EVAL_DIR is taken along.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import resource
import shutil
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from mintobrief.cli import cli

Case = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Timed:
    """A prediction, how long it took, and how many characters were read."""

    prediction: Case
    seconds: float
    characters: int


def load_scorer(path: Path) -> ModuleType:
    """The scorer, which is no part of the program, by its file."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def convert(path: Path) -> Timed:
    """One case through `convert --json`, in a library of its own."""
    with tempfile.TemporaryDirectory() as folder:
        name = f"{path.stem.removesuffix('.meeting')}.meeting.json"
        copy = Path(shutil.copyfile(path, Path(folder, name)))
        out = Path(folder, "draft.json")
        library = str(Path(folder, "library"))
        arguments = ["--library", library, "convert", str(copy), "--json", str(out)]
        began = time.perf_counter()
        cli.main(arguments, prog_name="mintobrief", standalone_mode=False)
        seconds = time.perf_counter() - began
        draft = json.loads(out.read_text(encoding="utf-8"))
    characters = sum(len(u["text"]) for u in draft["utterances"])
    return Timed(in_turns(draft), seconds, characters)


def in_turns(draft: Case) -> Case:
    """The draft with evidence and topics in the turns of the input, as the scorer counts them."""
    turns = [u["turn"] for u in draft["utterances"]]
    return {
        "topics": [
            topic
            | {
                "first": first_turn(draft["utterances"][topic["first"]]),
                "last": turns[topic["last"]],
            }
            for topic in draft["topics"]
        ],
        "resolutions": [
            found | {"evidence": sorted({turns[i] for i in found["evidence"]})}
            for found in draft["resolutions"]
        ],
    }


def first_turn(utterance: Case) -> int:
    """Where a topic begins in the input: with the line of sender and time above a message."""
    return int(utterance["turn"]) - (utterance["sent"] is not None)


def group_of(name: str, case: Case) -> str:
    if case["kind"] == "notes":
        return "notes"
    return "asr" if "asr" in name else "clean"


def half_of(name: str) -> str:
    found = re.search(r"(\d+)(?:\.meeting)?$", name)
    return "development" if found and int(found[1]) % 2 else "held out"


def report(scorer: ModuleType, cases: Mapping[str, Case], timed: Mapping[str, Timed]) -> None:
    """The scorer's table for all cases, then one line for each group and half."""
    predictions = {name: item.prediction for name, item in timed.items()}
    print(scorer.table(scorer.score(cases, predictions)))
    groups: dict[str, dict[str, Case]] = {}
    for name, case in cases.items():
        for label in (group_of(name, case), half_of(name)):
            groups.setdefault(label, {})[name] = case
    for label, members in sorted(groups.items()):
        row = scorer.score(members, predictions)["micro"]
        figures = ("precision", "recall", "f1", "owners", "dated", "supervision", "complete")
        print(f"{label:12}", *(f"{key} {row[key]:.3f}" for key in figures))


def report_sureness(
    scorer: ModuleType, cases: Mapping[str, Case], timed: Mapping[str, Timed]
) -> None:
    """How far the candidates' confidence is from how often they are right, in five groups."""
    pairs = [pair for name, case in cases.items() for pair in judged(scorer, case, timed[name])]
    error = 0.0
    for low in range(0, 100, 20):
        group = [(sure, right) for sure, right in pairs if low <= min(99, 100 * sure) < low + 20]
        if group:
            sure, right = (sum(column) / len(group) for column in zip(*group, strict=True))
            error += len(group) / len(pairs) * abs(sure - right)
            print(f"confidence {sure:.2f}: right {right:.2f} of {len(group)}")
    print(f"expected calibration error {error:.3f}")


def judged(scorer: ModuleType, case: Case, timed: Timed) -> list[tuple[float, bool]]:
    """The confidence of each candidate, and whether it is one of the gold's."""
    found = timed.prediction["resolutions"]
    right = {predicted for predicted, _ in scorer.match(found, case["resolutions"])}
    return [(candidate["confidence"], i in right) for i, candidate in enumerate(found)]


def report_cost(timed: Sequence[Timed]) -> None:
    """Seconds for ten thousand characters without the first case, and the memory at its most."""
    warm = timed[1:] or timed
    characters = sum(item.characters for item in warm)
    each = 10_000 * sum(item.seconds for item in warm) / max(1, characters)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{each:.2f} s / 10,000 characters (first case {timed[0].seconds:.1f} s), {peak:.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("eval_dir", type=Path)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--keep", type=Path, help="write the predictions here")
    given = parser.parse_args()
    scorer = load_scorer(given.scorer or given.eval_dir.parent / "score.py")
    paths = sorted((*given.eval_dir.glob("*.json"), *given.eval_dir.glob("spoken/*.json")))
    cases = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in paths}
    timed = {path.stem: convert(path) for path in paths}
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
        for name, item in timed.items():
            text = json.dumps(item.prediction, ensure_ascii=False, indent=1)
            (given.keep / f"{name}.json").write_text(text, encoding="utf-8")
    report(scorer, cases, timed)
    report_sureness(scorer, cases, timed)
    report_cost(list(timed.values()))


if __name__ == "__main__":
    main()
