"""A meeting without a title is known by its file, and never passes for one with a title."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mintobrief.domain import Field, Header, Meeting, Source, SourceKind
from mintobrief.domain.calling import called, called_by_file

DAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("file", "held_on", "name"),
    [
        ("例会录音.m4a", DAY, "例会录音（2026年3月4日）"),
        ("例会录音.m4a", None, "例会录音"),
        ("2026.3.4 例会.mp3", None, "2026.3.4 例会"),
        ("议" * 60 + ".txt", None, "议" * 40 + "…"),
        (None, DAY, "会议（2026年3月4日）"),
        (None, None, "会议"),
    ],
)
def test_a_file_gives_the_name(file: str | None, held_on: date | None, name: str) -> None:
    assert called_by_file(file, held_on) == name


def test_a_title_that_was_read_comes_first() -> None:
    source = Source("s", SourceKind.AUDIO, "录音.m4a", "0" * 64, Path("录音.m4a"), seconds=9.0)
    assert called(Meeting("m", Header(), (source,), ())) == "录音"
    assert called(Meeting("m", Header(title=Field("联席会议")), (source,), ())) == "联席会议"
