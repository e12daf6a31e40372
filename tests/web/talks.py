"""A meeting of talk, to be corrected: three voices, two topics, two candidates."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from mintobrief.domain import (
    Deadline,
    DeadlineKind,
    Doubt,
    DoubtKind,
    Field,
    Header,
    Meeting,
    Quote,
    Resolution,
    Source,
    SourceKind,
    Speaker,
    TextSpan,
    Topic,
    Utterance,
)
from mintobrief.web.office import Office
from tests.web.rooms import NOON, Browser

TALK = "20260315-talk01"
PAGE = f"/meetings/{TALK}"
SAID = (
    ("S1", "今天先说电剃的事。"),
    ("S2", "电剃坏了三天了。"),
    ("S2", "请物业公司下周五前修好。"),
    ("S1", "好的。"),
    ("S3", "再说停车。"),
    ("S1", "由王明负责，尽快画线。"),
)


def save_talk(office: Office, folder: Path) -> None:
    office.library.save_meeting(talk(folder), NOON)


def talk(folder: Path) -> Meeting:
    text = "\n".join(words for _, words in SAID)
    path = folder / "记录.txt"
    path.write_text(text, encoding="utf-8")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    source = Source(digest[:12], SourceKind.TRANSCRIPT, path.name, digest, path, text=text)
    soon = Deadline("尽快", DeadlineKind.VAGUE)
    friday = Deadline("下周五前", DeadlineKind.DATE, date(2026, 3, 20))
    return Meeting(
        TALK,
        Header(
            Field("业委会例会"), Field(date(2026, 3, 14)), host=Field("王主任", (Quote(0, 0, 2),))
        ),
        (source,),
        tuple(_utterance(source.id, text, number) for number in range(len(SAID))),
        topics=(Topic("电梯", 0, 3), Topic("停车", 4, 5)),
        resolutions=(
            Resolution(
                "r1",
                Field("修好电梯", (Quote(2, 9, 11),)),
                (1, 2),
                topic=0,
                owners=(Field("物业公司", (Quote(2, 1, 5),)),),
                deadline=Field(friday, (Quote(2, 5, 9),)),
            ),
            Resolution(
                "r2",
                Field("画线", (Quote(5, 8, 10),)),
                (5,),
                topic=1,
                owners=(Field("王明", (Quote(5, 1, 3),)),),
                deadline=Field(soon, (Quote(5, 6, 8),)),
            ),
        ),
        speakers=(Speaker("S1", source.id, "王主任"),),
    )


def _utterance(source: str, text: str, number: int) -> Utterance:
    speaker, words = SAID[number]
    start = text.index(words)
    doubts = (Doubt(0, 2, DoubtKind.UNSURE),) if number == 1 else ()
    turn = sum(a != b for (a, _), (b, _) in pairwise(SAID[: number + 1]))
    span = TextSpan(source, start, start + len(words))
    return Utterance(turn, words, span, speaker, doubts=doubts)


def draft(browser: Browser) -> str:
    """The mark of the transcript that the page shows."""
    found = re.search(r'id="transcript"[^>]*data-draft="(\w+)"', browser.get(PAGE).text)
    assert found
    return found[1]


def mark(browser: Browser, candidate: str) -> str:
    text = browser.get(f"{PAGE}/candidates").text
    found = re.search(f'id="c-{candidate}"[^>]*data-mark="(\\w+)"', text)
    assert found
    return found[1]


def now(office: Office) -> Meeting:
    return office.library.load_meeting(TALK)


def words(office: Office) -> list[str]:
    return [utterance.text for utterance in now(office).utterances]


def voices(office: Office) -> list[str | None]:
    return [utterance.speaker for utterance in now(office).utterances]


def order(office: Office) -> list[str]:
    return [resolution.id for resolution in now(office).resolutions]


@pytest.fixture
def talking(office: Office, tmp_path: Path) -> Office:
    """The office with the talk in its library."""
    save_talk(office, tmp_path)
    return office
