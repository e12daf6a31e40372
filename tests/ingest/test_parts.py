"""Parts of one meeting come in the order a person means, however the files were chosen."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from itertools import permutations
from pathlib import Path

import pytest

from mintobrief.domain import NoticeCode, Source, SourceKind
from mintobrief.ingest.parts import collect, in_order


def source(name: str, kind: SourceKind = SourceKind.AUDIO) -> Source:
    return Source(name, kind, name, sha256(name.encode()).hexdigest(), Path(name))


def ordered(*names: str) -> list[str]:
    return [s.name for s in in_order([source(name) for name in names])]


@pytest.mark.parametrize(
    "names",
    [
        ("录音1.m4a", "录音2.m4a", "录音10.m4a"),
        ("例会-01.mp3", "例会-02.mp3", "例会-10.mp3"),
        ("录音.m4a", "录音 2.m4a", "录音 3.m4a"),
        ("会议.wav", "会议 (2).wav", "会议（3）.wav"),
        ("20260314_140002.m4a", "20260314_153000.m4a", "20260315_090000.m4a"),
        ("2026-03-14 14.00.02.m4a", "2026-03-14 15.30.00.m4a"),
        ("业委会会议上.mp3", "业委会会议下.mp3"),
        ("3月14日上午.mp3", "3月14日下午.mp3"),
        ("第一部分.amr", "第二部分.amr", "第十部分.amr", "第十一部分.amr", "第二十部分.amr"),
        ("part9.wav", "part10.mp3", "part11.m4a"),
    ],
)
def test_names_that_count_tell_the_order(names: tuple[str, ...]) -> None:
    for given in list(permutations(names))[:24]:
        assert ordered(*given) == list(names)


@pytest.mark.parametrize(
    "names",
    [
        ("手机.m4a", "录音笔.mp3"),  # two devices
        ("b.m4a", "a.m4a"),
        ("会后补充2.m4a", "会议1.m4a"),
        ("会议1.m4a", "会议1.mp3"),  # the same number twice
        ("只有一个.m4a",),
        (),
    ],
)
def test_other_names_leave_the_order_to_the_person(names: tuple[str, ...]) -> None:
    assert ordered(*names) == list(names)


def test_what_is_no_recording_stays_where_it_was() -> None:
    notes = source("笔记1.txt", SourceKind.NOTES)
    found = in_order([source("录音2.m4a"), notes, source("录音1.m4a")])
    assert [s.name for s in found] == ["录音1.m4a", "笔记1.txt", "录音2.m4a"]


def test_the_same_content_twice_is_one_source_and_told_of() -> None:
    """The first of the two stays, whatever the other is called."""
    notes = source("记录.txt", SourceKind.NOTES)
    again = replace(notes, name="记录副本.txt")
    found, (notice,) = collect([notes, again])
    assert found == (notes,)
    assert notice.code is NoticeCode.REPEATED_INPUT
    assert "记录副本.txt" in notice.message


def test_what_was_moved_is_told_in_the_order_that_it_has_now() -> None:
    found, (notice,) = collect([source("录音10.m4a"), source("录音2.m4a")])
    assert [s.name for s in found] == ["录音2.m4a", "录音10.m4a"]
    assert notice.code is NoticeCode.REORDERED
    assert "录音2.m4a、录音10.m4a" in notice.message
    assert collect(found) == (found, ())
