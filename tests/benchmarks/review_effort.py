"""What a reviewer presses and types until every draft says what was decided.

    python tests/benchmarks/review_effort.py EVAL_DIR [--scorer SCORE_PY] [--only odd|even]

Every case is converted; a reviewer who knows the gold then takes the shortest way that the review
page offers him to each gold resolution, and turns the other candidates away. Two tables: by forms
alone (E, the tabulator, typing), and with what the page suggests (a figure takes a suggestion, a
letter opens one field). A Chinese character is counted as IME keys of a Pinyin keyboard. An action
is typed anew where it shares less than half of its pairs of characters with the gold's.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from mintobrief.cli import cli
from mintobrief.domain import FieldName, Meeting, Resolution
from mintobrief.store.library import Library
from mintobrief.web.correct.making import Selection, made_from
from mintobrief.web.review.candidates import values_of
from mintobrief.web.review.suggesting import clauses_for, suggestions_for
from tests.benchmarks.resolutions import half_of, load_scorer

IME = 2.5  # keys a Chinese character takes
KEPT = 0.5  # of its pairs of characters an action shares with the gold's, and may stay
FORM = [  # as the form has them
    FieldName.ACTION,
    FieldName.OWNERS,
    FieldName.DEADLINE,
    FieldName.MEASURES,
    FieldName.SUPERVISION,
    FieldName.VOTE,
]


@dataclass(frozen=True, slots=True)
class Effort:
    """Keys that command, and characters typed as keys of the keyboard."""

    commands: float = 0
    typing: float = 0

    def __add__(self, other: Effort) -> Effort:
        return Effort(self.commands + other.commands, self.typing + other.typing)

    @property
    def keys(self) -> float:
        return self.commands + self.typing


def typed(text: str) -> float:
    """Keys that the text takes."""
    chinese = len(re.findall(r"[\u3400-\u9fff]", text))
    return IME * chinese + len(text) - chinese


@dataclass(frozen=True, slots=True)
class Case:
    """A converted meeting beside its gold."""

    meeting: Meeting
    gold: dict[str, Any]
    scorer: ModuleType

    def predicted(self, found: Resolution) -> dict[str, Any]:
        """A candidate as the scorer reads it."""
        deadline, vote = found.deadline, found.vote
        day = deadline.value.day if deadline else None
        turns = {self.meeting.utterances[line].turn for line in found.evidence}
        return {
            "action": found.action.value,
            "owners": [owner.value for owner in found.owners],
            "deadline": day.isoformat() if day else None,
            "supervision": found.supervision.value if found.supervision else None,
            "vote": {"for": v.for_, "against": v.against, "abstain": v.abstain}
            if vote and (v := vote.value)
            else None,
            "evidence": sorted(turns),
        }

    def wrong(self, found: Resolution, wanted: dict[str, Any]) -> dict[FieldName, str]:
        """The fields that do not say what was decided, with what to type there."""
        said, roster = self.predicted(found), self.scorer.Roster(self.gold)
        same = {
            FieldName.ACTION: self.scorer.bigram_f1(said["action"], wanted["action"]) >= KEPT,
            FieldName.OWNERS: self.scorer.owners_f1(said["owners"], wanted["owners"], roster) == 1,
            FieldName.DEADLINE: self.scorer.deadline_ok(said, wanted),
            FieldName.SUPERVISION: bool(said["supervision"]) == bool(wanted["supervision"]),
            FieldName.VOTE: self.scorer.tally(said["vote"]) == self.scorer.tally(wanted["vote"]),
        }
        return {name: to_type(name, wanted) for name, is_same in same.items() if not is_same}

    def suggested(self, found: Resolution, wanted: dict[str, Any]) -> set[FieldName]:
        """The fields that a suggestion sets right."""
        roster = self.scorer.Roster(self.gold)
        return {
            one.name
            for one in suggestions_for(self.meeting, found)
            if self._sets_right(one.name, one.value, wanted, roster)
        }

    def _sets_right(self, name: FieldName, value: str, wanted: dict[str, Any], roster: Any) -> bool:
        from mintobrief.extract.deadline import read_deadline

        if name is FieldName.OWNERS:
            return bool(self.scorer.owners_f1([value], wanted["owners"], roster) == 1)
        if name is FieldName.DEADLINE:
            found = read_deadline(value, self.meeting.header.day)
            day = found.day.isoformat() if found and found.day else None
            return bool(day and self.scorer.deadline_ok({"deadline": day}, wanted))
        shared = self.scorer.bigram_f1(value, wanted["supervision"] or "")
        return bool(wanted["supervision"]) and shared >= KEPT / 2


def to_type(name: FieldName, wanted: dict[str, Any]) -> str:
    """What the gold says, as briefly as the page takes it."""
    match name:
        case FieldName.OWNERS:
            return "、".join(wanted["owners"])
        case FieldName.DEADLINE if wanted["deadline"]:
            day = date.fromisoformat(wanted["deadline"])
            return f"{day.month}-{day.day}"
        case FieldName.DEADLINE:
            return wanted["deadline_text"] or ""
        case FieldName.VOTE:
            vote = wanted["vote"] or {}
            return ":".join(str(vote.get(key) or 0) for key in ("for", "against", "abstain"))
        case _:
            return str(wanted[name] or "")


def by_form(found: Resolution, wrong: dict[FieldName, str]) -> Effort:
    """E, to each field with the tabulator, typing over what it selects, and Ctrl+Enter."""
    if not wrong:
        return Effort(1)
    lacking = [FieldName.OWNERS] if not found.owners else []
    lacking += [FieldName.DEADLINE] if found.deadline is None else []
    starts, last = FORM.index((lacking or [FieldName.ACTION])[0]), max(map(FORM.index, wrong))
    first = min(map(FORM.index, wrong))
    tabs = max(0, starts - first) + last - min(starts, first)
    over = sum(values_of(found)[name] != "" for name in wrong)  # Ctrl+A
    return Effort(1 + tabs + over + 1, sum(map(typed, wrong.values())))


def by_suggestion(case: Case, found: Resolution, wanted: dict[str, Any]) -> Effort:
    """A figure for what is suggested, clauses of the action taken and left, a letter, typing and
    Enter for each other field; A where no form was saved last."""
    wrong = case.wrong(found, wanted)
    offered = case.suggested(found, wanted) & wrong.keys()
    toggles = by_clauses(case, found, wanted) if FieldName.ACTION in wrong else None
    effort = Effort(len(offered) + (toggles is not None and 2 + toggles))
    rest = wrong.keys() - offered - ({FieldName.ACTION} if toggles is not None else set())
    effort += Effort(2 * len(rest), sum(typed(wrong[name]) for name in rest))
    formed = rest or toggles is not None
    return effort + Effort(len(rest) - 1 if len(rest) > 1 else 0) + Effort(0 if formed else 1)


def by_clauses(case: Case, found: Resolution, wanted: dict[str, Any]) -> int | None:
    """How many clauses must change until the action may stay; None where none of it helps."""
    clauses = clauses_for(case.meeting, found)
    kept = {clause for clause in clauses if clause in found.action.value}

    def shared(some: set[str]) -> float:
        words = "，".join(clause for clause in clauses if clause in some)
        return float(case.scorer.bigram_f1(words, wanted["action"]))

    for toggles in range(len(clauses) + 1):
        if shared(kept) >= KEPT:
            return toggles
        best = max((kept ^ {clause} for clause in clauses[:9]), key=shared)
        if shared(best) <= shared(kept):
            return None
        kept = best
    return None


def added(case: Case, wanted: dict[str, Any], suggests: bool) -> Effort:
    """Into the transcript, to the line, N, and what the new candidate says wrongly."""
    lines = [
        number
        for number, said in enumerate(case.meeting.utterances)
        if said.turn in wanted["evidence"]
    ]
    if not lines:
        return Effort()
    said = case.meeting.utterances
    best = max(lines, key=lambda n: case.scorer.bigram_f1(said[n].text, wanted["action"]))
    known = [line for found in case.meeting.resolutions for line in found.evidence[:1]]
    steps = min((abs(best - line) for line in known), default=best)
    made = made_from(case.meeting, Selection(best, best, 0, 0))
    if suggests:
        return Effort(2 + steps + 1) + by_suggestion(case, made, wanted)
    return Effort(2 + steps + 1) + by_form(made, case.wrong(made, wanted))


def efforts(case: Case, suggests: bool) -> Iterator[tuple[str, Effort]]:
    """What each gold resolution and each false candidate takes."""
    found, golds = case.meeting.resolutions, case.gold["resolutions"]
    pairs = case.scorer.match([case.predicted(one) for one in found], golds)
    for at, number in pairs:
        wrong = case.wrong(found[at], golds[number])
        kind = "mended" if wrong else "let stand"
        if suggests:
            yield kind, by_suggestion(case, found[at], golds[number])
        else:
            yield kind, by_form(found[at], wrong)
    yield from (("turned away", Effort(1)) for _ in range(len(found) - len(pairs)))
    near, missed = case.meeting.near_misses, _without(golds, [number for _, number in pairs])
    nearly = dict(case.scorer.match([case.predicted(one) for one in near], missed))
    for at, number in nearly.items():
        mend = by_suggestion(case, near[at], missed[number])
        form = by_form(near[at], case.wrong(near[at], missed[number]))
        yield "taken in", Effort(at + 2) + (mend if suggests else form)
    for wanted in _without(missed, list(nearly.values())):
        yield "added", added(case, wanted, suggests)


def _without(rows: Sequence[dict[str, Any]], numbers: Sequence[int]) -> list[dict[str, Any]]:
    return [row for number, row in enumerate(rows) if number not in numbers]


def convert(path: Path, scorer: ModuleType) -> Case:
    """One case through `convert`, in a library of its own."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, f"{path.stem.removesuffix('.meeting')}.meeting.json")
        copy.write_bytes(path.read_bytes())
        library = Path(folder, "library")
        arguments = ["--library", str(library), "convert", str(copy)]
        cli.main(arguments, prog_name="mintobrief", standalone_mode=False)
        with Library.open(library) as opened:
            meeting = opened.load_meeting(opened.list_meetings()[0].id)
    return Case(meeting, gold, scorer)


def report(cases: Sequence[Case], suggests: bool) -> None:
    """How often each thing is done, and what it takes."""
    count = Counter[str]()
    sums: dict[str, Effort] = {}
    for case in cases:
        for kind, effort in efforts(case, suggests):
            count[kind] += 1
            sums[kind] = sums.get(kind, Effort()) + effort
    gold = sum(len(case.gold["resolutions"]) for case in cases)
    print("with suggestions" if suggests else "by forms alone")
    for kind, effort in sums.items():
        each = effort.keys / count[kind]
        commands = effort.commands / count[kind]
        print(f"  {kind:12} {count[kind]:4}  {each:6.1f} keys, {commands:.1f} of them commands")
    whole = sum(sums.values(), Effort())
    print(
        f"  a gold resolution takes {whole.keys / gold:.1f} keys: "
        f"{whole.commands / gold:.1f} commands, {whole.typing / gold:.1f} of typing"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("eval_dir", type=Path)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--only", choices=["odd", "even"])
    given = parser.parse_args()
    scorer = load_scorer(given.scorer or given.eval_dir.parent / "score.py")
    halves = {"odd": "development", "even": "held out"}
    paths = [
        path
        for path in sorted(given.eval_dir.glob("*.json"))
        if given.only is None or half_of(path.stem) == halves[given.only]
    ]
    cases = [convert(path, scorer) for path in paths]
    for suggests in (False, True):
        report(cases, suggests)


if __name__ == "__main__":
    main()
