"""Where the flow keeps what it needs for a while."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from mintobrief.config import read_settings
from mintobrief.domain import Request
from mintobrief.errors import CacheUnwritable, MissingModel
from mintobrief.pipeline import convert, shipped_engines
from tests.ingest.sounds import write_sound


def test_sound_that_cannot_be_decoded_to_disk_names_the_variable_that_moves_it(
    tmp_path: Path,
) -> None:
    """A recording of hours needs room, and the cache is where a person may choose it."""
    (tmp_path / "file").write_text("x")
    recording = write_sound(tmp_path / "a.wav", "pcm_s16le")
    settings = replace(read_settings({"HOME": str(tmp_path)}), cache=tmp_path / "file" / "cache")
    with pytest.raises(CacheUnwritable, match=r"cache 写不进去.*MINTOBRIEF_CACHE"):
        convert([recording], Request(), shipped_engines(settings))


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
