"""How long the library takes for what the pages ask of it:

    python -m tests.benchmarks.library_pages [--meetings 2000] [--database URL] [--library FOLDER]

A library of generated meetings of 20 to 400 utterances, every tenth of a compound and wholly
judged, one of 5,000 with 80 candidates, kept in FOLDER for the next time where one is named.
Prints medians in milliseconds, by the clock and of this process (a server's work is not in it),
of the library and of whole pages, and what the long meeting takes in memory. Without a URL on
SQLite; the database of a URL must be empty. Run by hand.
"""

from __future__ import annotations

import argparse
import random
import tracemalloc
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from fastapi.testclient import TestClient

from mintobrief.config import read_settings
from mintobrief.domain import (
    AudioSpan,
    Cut,
    Doubt,
    DoubtKind,
    Field,
    Header,
    Meeting,
    Quote,
    Resolution,
    Reworded,
    Source,
    SourceKind,
    Topic,
    Undone,
    Utterance,
)
from mintobrief.jobs import open_queue
from mintobrief.review import accept
from mintobrief.store import open_library
from mintobrief.store.library import Library
from mintobrief.web.access import Access
from mintobrief.web.app import create_app
from mintobrief.web.office import Office
from mintobrief.web.server import collect_rarely
from tests.benchmarks.search import talk
from tests.web.rooms import HOME, let_in

_SEED = 20261122
_START = datetime(2024, 1, 5, 9, tzinfo=UTC)
_LONGEST, _MOST = 5_000, 80  # utterances and candidates of the long meeting
_TIMES = 9
_PAGE = 50  # meetings on a page of the list
LONG = "long"
JUDGED = "m0000"  # a short one, wholly judged
COMPOUND, OTHERS = "银杏里", "别的小区"  # of the long meeting and 20 judged ones; of 180
PAGES = (
    "/",
    "/?q=停车费",
    f"/meetings/{LONG}",
    f"/meetings/{LONG}/candidates",
    f"/meetings/{LONG}/text",
    f"/meetings/{LONG}/header",
    f"/meetings/{LONG}/voices",
    f"/meetings/{LONG}/masks",
    f"/meetings/{LONG}/lookback",
    f"/meetings/{LONG}/lookback/pieces",
    f"/meetings/{LONG}/briefing",
    f"/meetings/{LONG}/history",
    f"/meetings/{JUDGED}",
    f"/meetings/{JUDGED}/text",
    f"/meetings/{JUDGED}/masks",
    f"/meetings/{JUDGED}/briefing",
    f"/meetings/{JUDGED}/tasks/r1",
    "/tasks",
    "/tasks?q=电梯",
    "/register",
    "/compounds",
    "/settings",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--meetings", type=int, default=2000)
    parser.add_argument("--database", help="an empty PostgreSQL database; SQLite without")
    parser.add_argument("--library", type=Path, help="a folder that the library stays in")
    options = parser.parse_args()
    with _folder(options.library) as folder, open_library(folder, options.database) as library:
        fill(library, options.meetings)
        _tell_reading(library, folder, options.database)
        _tell_pages(folder, options.database)
        _tell_writing(library)
        _tell_memory(folder, options.database)


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        yield kept
        return
    with TemporaryDirectory() as place:
        yield Path(place)


def fill(library: Library, meetings: int) -> None:
    """Meetings up to that many, the long one the newest."""
    chance = random.Random(_SEED)  # noqa: S311 - the same library each time
    source = _recording(library.folder)
    there = {entry.id for entry in library.list_meetings()}
    for number in range(meetings - 1):
        made = meeting(f"m{number:04}", chance.choice([20, 40, 80, 150, 400]), 6, chance)
        made = replace(made, sources=(source,))
        if made.id not in there:
            library.save_meeting(made, _START + timedelta(hours=number))
            if number % 10 == 0:
                _settle(library, made, COMPOUND if number % 100 == 0 else OTHERS)
    if LONG not in there:
        long = replace(meeting(LONG, _LONGEST, _MOST, chance), sources=(source,))
        library.save_meeting(long, _START + timedelta(hours=meetings))
        library.compounds.move(LONG, _compound(library, COMPOUND), "王芳")


def _recording(folder: Path) -> Source:
    """Silence that all of them were heard in."""
    path = folder / "silence.wav"
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(16_000)
        out.writeframes(b"\0" * 32_000)
    digest = sha256(path.read_bytes()).hexdigest()
    return Source("s1", SourceKind.AUDIO, path.name, digest, path, seconds=4.0 * _LONGEST)


def _settle(library: Library, made: Meeting, compound: str) -> None:
    """All of it is accepted, and so in the ledger."""
    now = datetime.now(UTC)
    accepted = [accept(candidate, None, "王芳", now) for candidate in made.resolutions]
    library.add_judgements(made.id, accepted)
    library.compounds.move(made.id, _compound(library, compound), "王芳")


def _compound(library: Library, name: str) -> str:
    known = {one.name: one.id for one in library.compounds.all()}
    return known.get(name) or library.compounds.add(name, "王芳").id


def meeting(meeting_id: str, size: int, candidates: int, chance: random.Random) -> Meeting:
    """A recording of `size` utterances, every third of which has a doubtful word."""
    texts = [words for _, words in zip(range(size), talk(chance), strict=False)]
    said = tuple(
        Utterance(
            number,
            words,
            AudioSpan("s1", 4.0 * number, 4.0 * number + 3.5),
            f"S{chance.randrange(5)}",
            confidence=0.9,
            doubts=(Doubt(0, 2, DoubtKind.UNSURE),) * (number % 3 == 0),
        )
        for number, words in enumerate(texts)
    )
    step = size // candidates
    found = tuple(
        Resolution(
            f"r{number}",
            Field(texts[at], (Quote(at, 0, len(texts[at])),)),
            (at,),
            topic=0,
            owners=(Field("物业公司", (Quote(at, 0, 4),)),),
        )
        for number, at in enumerate(range(0, candidates * step, step), 1)
    )
    topics = (Topic("全部议题", 0, size - 1),)
    day = date(2026, 1, 5) if meeting_id == LONG else date(2024, 1, 5)
    header = Header(Field(f"物业管理联席会议 {meeting_id}"), Field(day))
    return Meeting(meeting_id, header, (), said, topics, resolutions=found)


def _tell_reading(library: Library, folder: Path, database: str | None) -> None:
    _tell("list, newest page", lambda: library.list_meetings(limit=_PAGE))
    _tell("list, last page", lambda: library.list_meetings(limit=_PAGE, offset=1900))
    _tell("list, all", library.list_meetings)
    _tell("version", lambda: library.version_of(LONG))

    def cold() -> None:
        with open_library(folder, database) as fresh:
            fresh.look(LONG)

    _tell("look, cold", cold, times=3)
    _tell("look, warm", lambda: library.look(LONG))
    short = iter(library.list_meetings(limit=_TIMES, offset=1))
    _tell("look, short and cold", lambda: library.look(next(short).id))
    for query in ("停车费", "的", "电梯 钢丝绳"):
        _tell(f"search {query}", partial(library.search, query, 50))


def _tell_pages(folder: Path, database: str | None) -> None:
    """As the server answers a browser: the long meeting when nobody has asked for anything, then
    each page the second time and later."""
    with TemporaryDirectory() as home, open_library(folder, database) as library:
        settings = read_settings({"HOME": home}, folder)
        with open_queue(library, settings) as queue:
            office = Office(library, queue, Access(8000), settings)
            client = TestClient(create_app(office), base_url=HOME)
            browser = let_in(client, office)
            collect_rarely()  # as `serve` does
            _tell("page of the long meeting, first", partial(browser.get, f"/meetings/{LONG}"), 1)
            for path in PAGES:
                assert browser.get(path).status_code == 200, path
                _tell(f"page {path}", partial(browser.get, path))


def _tell_writing(library: Library) -> None:
    numbers = iter(range(1, _MOST))
    _tell("one judgement", lambda: _judge(library, next(numbers)))
    at, cuts = iter(range(10, _LONGEST, 37)), iter(range(1, 9))
    _tell("one correction of words", lambda: _correct(library, Reworded(next(at), "改成了这句话")))
    _tell("undoing it", lambda: _correct(library, Undone()))
    _tell("one cut at the beginning", lambda: _correct(library, Cut(next(cuts), 2)), times=3)
    _tell("undoing it", lambda: _correct(library, Undone()), times=3)


def _judge(library: Library, number: int) -> None:
    seen = library.look(LONG)
    candidate = seen.meeting.resolutions[number]
    judged = accept(candidate, None, "王芳", datetime.now(UTC))
    library.add_judgements(LONG, [judged], seen.version)


def _correct(library: Library, edit: Reworded | Cut | Undone) -> None:
    seen = library.version_of(LONG)
    library.correct(LONG, [edit], seen=seen, by="王芳", at=datetime.now(UTC))


def _tell_memory(folder: Path, database: str | None) -> None:
    tracemalloc.start()
    with open_library(folder, database) as fresh:
        held = fresh.look(LONG)
        size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"the long meeting in memory {size / 1e6:.1f} MB ({len(held.judgements)} judgements)")


def _tell(what: str, ask: Callable[[], object], times: int = _TIMES) -> None:
    by_clock, by_us = [], []
    for _ in range(times):
        began, worked = perf_counter(), process_time()
        ask()
        by_clock.append(perf_counter() - began)
        by_us.append(process_time() - worked)
    print(f"{what:32} {median(by_clock) * 1000:8.1f} ms {median(by_us) * 1000:8.1f} ms CPU")


if __name__ == "__main__":
    main()
