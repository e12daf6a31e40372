"""How well is heard what a meeting says of earlier resolutions.

    python tests/benchmarks/lookback.py

First the table of tests/extract: of each state how many answers are heard, and how many are heard
as another. Then false alarms: every annotated meeting of models/understanding is asked for its own
resolutions as if they were earlier ones: nobody reports on what is only being agreed on, so what is
proposed is wrong, but for the few that say how things stand. At last the time for a long meeting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from time import perf_counter

from mintobrief.domain import Field, Header, Meeting, TextSpan, Utterance
from mintobrief.domain.task import Task, TaskId
from mintobrief.extract.lookback import proposals
from mintobrief.language.sentences import split_sentences
from models.understanding.meetings.read import Annotated, read_meetings
from tests.extract.test_lookback import ROWS, talk, task

_SILENT = "-"
_LONG, _MANY = 2500, 200


def main() -> None:
    """Print what is heard."""
    _tell_table()
    _tell_alarms(read_meetings())
    _tell_time()


def _tell_table() -> None:
    heard = Counter((wanted, _answer(action, said)) for action, said, wanted in ROWS)
    for state in ("done", "open", "carried", _SILENT):
        row = {found: count for (wanted, found), count in sorted(heard.items()) if wanted == state}
        print(f"{state:8} heard as {row}")


def _answer(action: str, said: str) -> str:
    lines = ("张书记：先对上次会议定的事项。", f"小王：第一条，{action}。", f"李工：{said}")
    found = proposals(talk(*lines), [task(action)])
    return str(found[0].state) if found else _SILENT


def _tell_alarms(meetings: Iterable[Annotated]) -> None:
    asked, alarms = 0, Counter[str]()
    for annotated in meetings:
        before = annotated.held_on - timedelta(days=30)
        ids = ((TaskId("last", f"r{one.number}"), one.action) for one in annotated.tasks)
        tasks = [Task(id_, action, agreed_on=before) for id_, action in ids]
        asked += len(tasks)
        alarms.update(str(one.state) for one in proposals(_as_meeting(annotated), tasks))
    print(f"false alarms: {dict(alarms)} of {asked}")


def _as_meeting(annotated: Annotated) -> Meeting:
    header = Header(held_on=Field(annotated.held_on))
    return Meeting(annotated.id, header, (), tuple(_utterances(annotated)))


def _utterances(annotated: Annotated) -> Iterator[Utterance]:
    for turn in annotated.turns:
        for start, end in split_sentences(turn.text, 0, len(turn.text)):
            span = TextSpan("s", turn.index * 10_000 + start, turn.index * 10_000 + end)
            said = turn.text[start:end]
            yield Utterance(turn.index, said, span, speaker=turn.label, name=turn.name)


def _tell_time() -> None:
    lines = [
        line for action, said, _ in ROWS for line in (f"王：第一条，{action}。", f"李：{said}")
    ]
    meeting = talk("主席：上次定的逐条过。", *(lines * (_LONG // len(lines) + 1))[:_LONG])
    tasks = [task(ROWS[i % len(ROWS)][0], i, agreed_on=date(2025, 10, 1)) for i in range(_MANY)]
    begun = perf_counter()
    proposals(meeting, tasks)
    took = perf_counter() - begun
    print(f"{len(meeting.utterances)} sentences, {_MANY} tasks: {took:.1f} s")


if __name__ == "__main__":
    main()
