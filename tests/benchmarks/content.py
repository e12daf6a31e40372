"""How the points of a briefing stand to what was said, on a folder of meetings.

    python tests/benchmarks/content.py MEETINGS [--show]

MEETINGS holds `*.meeting.json`, or cases in that form under other names. Printed for each meeting
and for all: points; of their words those that the quotes, or a name or body of the header, bear
out; points that say something which is not; fillers and first persons left, and 你, for a
thousand characters; characters for each that was quoted. `--show` prints what is not borne out.
Notes are told as they stand: the talk is what this is about, so they have a row of their own.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

from mintobrief.config import read_settings
from mintobrief.domain import Meeting, Point, Request
from mintobrief.language.spoken import spoken_places
from mintobrief.language.support import content_count, unsaid
from mintobrief.pipeline import convert, shipped_engines

FILLERS = re.compile(r"[嗯呃哎噢喔诶]|[啊呀嘛呗哈哟咯](?=[，。？；、]|$)|(?:就是说|那个|这个)[，]")
FIRST = re.compile("(?<!自)[我咱俺]")
SECOND = re.compile("[你您]")


@dataclass(frozen=True, slots=True)
class Count:
    """What was counted in some points."""

    points: int = 0
    words: int = 0
    unsaid: int = 0
    wrong: int = 0
    fillers: int = 0
    first: int = 0
    second: int = 0
    characters: int = 0
    quoted: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(*(getattr(self, n) + getattr(other, n) for n in self.__slots__))

    def row(self) -> str:
        thousand = max(1, self.characters) / 1000
        return (
            f"{self.points:6} {1 - self.unsaid / max(1, self.words):7.3f} {self.wrong:5}"
            f" {self.fillers / thousand:8.2f} {self.first / thousand:6.2f}"
            f" {self.second / thousand:6.2f} {self.characters / max(1, self.quoted):6.2f}"
        )


def converted(path: Path) -> Meeting:
    """One case by the engines that are shipped."""
    with tempfile.TemporaryDirectory() as folder:
        name = f"{path.stem.removesuffix('.meeting')}.meeting.json"
        copy = Path(shutil.copyfile(path, Path(folder, name)))
        return convert((copy,), Request(), shipped_engines(read_settings(dict(os.environ))))


def said_by(point: Point, meeting: Meeting) -> str:
    return "".join(meeting.utterances[q.utterance].text[q.start : q.end] for q in point.quotes)


def known(meeting: Meeting) -> str:
    """Names and bodies that a point may bring in."""
    people = (*meeting.header.attendees, *meeting.header.observers)
    spoke = (u.name for u in meeting.utterances if u.name)
    named = (part for a in people for part in (a.name, a.org, a.role) if part)
    return " ".join((*named, *spoke))


def missing(point: Point, meeting: Meeting) -> tuple[str, ...]:
    said = said_by(point, meeting)
    return tuple(w for w in unsaid(point.text, f"{said} {known(meeting)}") if w != "不")


def counted(point: Point, meeting: Meeting) -> Count:
    lacking = missing(point, meeting)
    return Count(
        points=1,
        words=content_count(point.text),
        unsaid=len(lacking),
        wrong=bool(lacking),
        fillers=len(FILLERS.findall(point.text)),
        first=len(FIRST.findall(point.text)),
        second=len(SECOND.findall(point.text)),
        characters=len(point.text),
        quoted=len(said_by(point, meeting)),
    )


def total(points: Iterable[Point], meeting: Meeting) -> Count:
    return reduce(Count.__add__, (counted(point, meeting) for point in points), Count())


def is_talk(point: Point, meeting: Meeting) -> bool:
    spoken = spoken_places(meeting.utterances)
    return any(quote.utterance in spoken for quote in point.quotes)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("meetings", type=Path)
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    print(f"{'':28} points   words wrong  fillers  first second length")
    talk, notes = Count(), Count()
    for path in sorted((*given.meetings.glob("*.json"), *given.meetings.glob("spoken/*.json"))):
        meeting = converted(path)
        spoken = [p for p in meeting.points if is_talk(p, meeting)]
        written = [p for p in meeting.points if not is_talk(p, meeting)]
        talk, notes = talk + total(spoken, meeting), notes + total(written, meeting)
        print(f"{path.stem:28} {total(meeting.points, meeting).row()}")
        for point in meeting.points if given.show else ():
            if lacking := missing(point, meeting):
                print(f"    {'、'.join(lacking)}: {point.text}\n      << {said_by(point, meeting)}")
    print(f"{'all talk':28} {talk.row()}\n{'all notes':28} {notes.row()}")


if __name__ == "__main__":
    main()
