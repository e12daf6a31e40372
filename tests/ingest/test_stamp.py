"""The day a recorder stamped on its recording."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mintobrief.ingest import open_source
from mintobrief.ingest.stamp import stamped_day
from tests.ingest.sounds import write_sound


@pytest.mark.parametrize(
    ("tags", "day"),
    [
        ({"creation_time": "2026-11-20T06:03:12.000000Z"}, date(2026, 11, 20)),
        ({"creation_time": "2026-11-19T18:03:12.000000Z"}, date(2026, 11, 20)),  # past midnight
        ({"date": "2026-11-20"}, date(2026, 11, 20)),
        ({"creation_time": "?", "date": "2026-11-20"}, date(2026, 11, 20)),
        ({"date": "2026"}, None),  # of a piece of music
        ({"creation_time": "1904-01-01T00:00:00.000000Z"}, None),
        ({"creation_time": "2016-01-01T00:12:00.000000Z"}, None),  # a clock nobody set
        ({"creation_time": "0001-01-01T00:00:00+08:00"}, None),
        ({"creation_time": "9999-12-31T23:59:59Z"}, None),
        ({"creation_time": "明天"}, None),
        ({}, None),
    ],
)
def test_a_stamp_is_a_day_in_china_or_none(tags: dict[str, str], day: date | None) -> None:
    assert stamped_day(tags) == day


def test_a_recording_of_a_phone_tells_its_day(tmp_path: Path) -> None:
    stamp = {"creation_time": "2026-11-20T06:03:12.000000Z"}
    path = write_sound(tmp_path / "会议.m4a", "aac", seconds=1.0, tags=stamp)
    assert open_source(path).recorded_on == date(2026, 11, 20)


def test_a_recording_without_a_stamp_has_none(tmp_path: Path) -> None:
    path = write_sound(tmp_path / "会议.mp3", "libmp3lame", seconds=1.0)
    assert open_source(path).recorded_on is None
