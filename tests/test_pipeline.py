"""Where the flow keeps what it needs for a while."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from mintobrief.config import read_settings
from mintobrief.domain import Box, NoticeCode, PageState, Request
from mintobrief.errors import CacheUnwritable, MissingModel, NoSpeech, NoWords
from mintobrief.pipeline import Engines, convert, shipped_engines
from mintobrief.read import Line, OneDesk
from mintobrief.transcribe.heard import Hearing
from tests.ingest.sounds import write_sound
from tests.recordings.speech import Recorded
from tests.transcribe.heard import segment, voices


def engines_that_heard(text: str, home: Path) -> Engines:
    """The shipped engines, but for those that hear: one voice says `text` in every recording."""
    heard = Recorded(voices((0, 3, 0)), Hearing((segment(text, 1),)))
    return replace(
        shipped_engines(read_settings({"HOME": str(home)})),
        transcriber=lambda: heard,
        diarizer=lambda: heard,
        scratch=None,
    )


def test_sound_that_cannot_be_decoded_to_disk_names_the_variable_that_moves_it(
    tmp_path: Path,
) -> None:
    """A recording of hours needs room, and the cache is where a person may choose it."""
    (tmp_path / "file").write_text("x")
    recording = write_sound(tmp_path / "a.wav", "pcm_s16le")
    settings = replace(read_settings({"HOME": str(tmp_path)}), cache=tmp_path / "file" / "cache")
    with pytest.raises(CacheUnwritable, match=r"cache 写不进去.*MINTOBRIEF_CACHE"):
        convert([recording], Request(), shipped_engines(settings))


def test_parts_of_a_meeting_are_joined_in_the_order_of_their_names(tmp_path: Path) -> None:
    """And told of, since it is not the order in which they were given."""
    ten = write_sound(tmp_path / "录音10.wav", "pcm_s16le", seconds=4.0)
    two = write_sound(tmp_path / "录音2.wav", "pcm_s16le", seconds=5.0)
    engines = engines_that_heard("电梯下周要换", tmp_path)
    meeting = convert([ten, two], Request(), engines)
    assert [source.name for source in meeting.sources] == ["录音2.wav", "录音10.wav"]
    assert meeting.utterances[0].evidence.source_id == meeting.sources[0].id
    (told,) = [n for n in meeting.notices if n.code is NoticeCode.REORDERED]
    assert "录音2.wav、录音10.wav" in told.message
    straight = convert([two, ten], Request(), engines)
    assert NoticeCode.REORDERED not in {notice.code for notice in straight.notices}


def test_a_stranger_in_the_second_part_is_nobody_of_the_first(tmp_path: Path) -> None:
    """Where voices cannot be compared, none is taken for another."""
    paths = [write_sound(tmp_path / f"{n}.wav", "pcm_s16le", seconds=n) for n in (4.0, 5.0)]
    engines = engines_that_heard("电梯下周要换", tmp_path)
    meeting = convert(paths, Request(), engines)
    assert [utterance.speaker for utterance in meeting.utterances] == ["S1", "S2"]


@dataclass(frozen=True)
class Written:
    """A reader that finds one line on a picture of its width, and nothing on others."""

    lines: Mapping[int, str]

    def read_page(self, image: NDArray[np.uint8]) -> tuple[Line, ...]:
        text = self.lines.get(image.shape[1])
        return (Line(Box(10, 10, 90, 40), text, 0.9),) if text else ()


def picture(path: Path, width: int) -> Path:
    Image.new("L", (width, 200), 255).save(path)
    return path


def engines_that_read(lines: Mapping[int, str], home: Path) -> Engines:
    """Engines that find these lines on pictures of these widths."""
    engines = engines_that_heard("电梯下周要换", home)
    return replace(engines, desk=lambda: OneDesk(Written(lines)))


def test_a_blank_picture_does_not_lose_the_others(tmp_path: Path) -> None:
    """The back of a sheet, photographed with the rest: told of by its name, still a page."""
    blank, full = picture(tmp_path / "a.png", 300), picture(tmp_path / "b.png", 400)
    engines = engines_that_read({400: "电梯下周要换"}, tmp_path)
    meeting = convert([blank, full], Request(), engines)
    assert [u.text for u in meeting.utterances] == ["电梯下周要换"]
    told = [n.message for n in meeting.notices if n.code is NoticeCode.UNREADABLE_PAGE]
    assert len(told) == 1
    assert told[0].startswith("a.png ")
    assert meeting.pages[0].state is PageState.BLANK


def test_a_blank_picture_does_not_lose_the_recording(tmp_path: Path) -> None:
    """Nor does it matter which of them comes first."""
    blank = picture(tmp_path / "a.png", 300)
    recording = write_sound(tmp_path / "a.wav", "pcm_s16le", seconds=4.0)
    for paths in ([blank, recording], [recording, blank]):
        meeting = convert(paths, Request(), engines_that_read({}, tmp_path))
        assert meeting.utterances
        assert NoticeCode.UNREADABLE_PAGE in {notice.code for notice in meeting.notices}


def test_a_silent_recording_does_not_lose_the_notes(tmp_path: Path) -> None:
    """The recorder ran on in the bag: told of by its name. Alone there is nothing to write of."""
    recording = write_sound(tmp_path / "a.wav", "pcm_s16le", seconds=4.0)
    notes, blank = picture(tmp_path / "b.png", 400), picture(tmp_path / "c.png", 300)
    silent = Recorded(voices((0, 3, 0)), Hearing(()))
    engines = replace(
        engines_that_read({400: "电梯下周要换"}, tmp_path),
        transcriber=lambda: silent,
        diarizer=lambda: silent,
    )
    meeting = convert([recording, notes], Request(), engines)
    assert [u.text for u in meeting.utterances] == ["电梯下周要换"]
    [told] = [n.message for n in meeting.notices if n.code is NoticeCode.SILENT]
    assert told.startswith("a.wav ")
    with pytest.raises(NoSpeech, match=r"a\.wav"):
        convert([blank, recording], Request(), engines)


def test_where_nothing_is_written_at_all_there_is_no_meeting(tmp_path: Path) -> None:
    """The files are named, so that a person can look at them."""
    paths = [picture(tmp_path / "a.png", 300), picture(tmp_path / "b.png", 400)]
    with pytest.raises(NoWords, match=r"a\.png、b\.png"):
        convert(paths, Request(), engines_that_read({}, tmp_path))


def test_sound_left_by_a_program_killed_long_ago_is_removed(tmp_path: Path) -> None:
    """What was just decoded by another program stays."""
    recording = write_sound(tmp_path / "a.wav", "pcm_s16le")
    settings = replace(read_settings({"HOME": str(tmp_path)}), cache=tmp_path / "cache")
    for name in ("sound-old", "sound-new"):
        (settings.cache / name).mkdir(parents=True)
        (settings.cache / name / "a.s16").write_bytes(b"x")
    os.utime(settings.cache / "sound-old", (1, 1))

    def no_model() -> NoReturn:
        raise MissingModel("m", "")

    engines = replace(shipped_engines(settings), transcriber=no_model)
    with pytest.raises(MissingModel):
        convert([recording], Request(), engines)
    assert sorted(path.name for path in settings.cache.iterdir()) == ["sound-new"]
