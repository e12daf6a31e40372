"""Thousands of files are not read anew; one that was changed is."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from mintobrief.domain.job import Input
from mintobrief.errors import FileGone
from mintobrief.jobs.batch.memory import Memory
from mintobrief.jobs.intake import look_at

HOUR = 3_600_000_000_000


class Eyes:
    """Looks at files, and counts how often."""

    def __init__(self) -> None:
        self.looked: list[str] = []

    def __call__(self, path: Path) -> Input:
        self.looked.append(path.name)
        return look_at(path)


@pytest.fixture
def eyes(monkeypatch: pytest.MonkeyPatch) -> Eyes:
    """And it is an hour later: what was written just now is not remembered."""
    later = time.time_ns() + HOUR
    monkeypatch.setattr(time, "time_ns", lambda: later)
    return Eyes()


def write(path: Path, words: str) -> Path:
    path.write_text(words, encoding="utf-8")
    return path


def test_what_was_looked_at_is_known_in_the_next_run(eyes: Eyes, tmp_path: Path) -> None:
    file, kept = write(tmp_path / "会 议🎙.txt", "会议决定。"), tmp_path / "kept" / "b.json.gz"
    first = Memory(kept, eyes)
    found = first.ask(file)
    first.keep()
    assert Memory(kept, eyes).ask(file) == found == look_at(file)
    assert eyes.looked == [file.name]


@pytest.mark.parametrize("words", ["会议决定一", "会议决定。又"])
def test_a_file_that_was_written_to_is_read_again(eyes: Eyes, tmp_path: Path, words: str) -> None:
    """Even where its size and the time of its last change are put back as they were."""
    file, memory = write(tmp_path / "a.txt", "会议决定。"), Memory(tmp_path / "kept", eyes)
    before, times = memory.ask(file), file.stat()
    write(file, words)
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert memory.ask(file).sha256 != before.sha256


def test_a_file_that_took_the_others_name_is_read(eyes: Eyes, tmp_path: Path) -> None:
    file, memory = write(tmp_path / "a.txt", "会议决定。"), Memory(tmp_path / "kept", eyes)
    before = memory.ask(file)
    write(tmp_path / "b.txt", "会议否定。").replace(file)
    assert memory.ask(file).sha256 != before.sha256


def test_what_was_written_just_now_is_not_remembered(tmp_path: Path) -> None:
    """It may be written to again in the same tick of the clock."""
    file, eyes = write(tmp_path / "a.txt", "会议决定。"), Eyes()
    memory = Memory(tmp_path / "kept", eyes)
    assert memory.ask(file) == memory.ask(file)
    assert eyes.looked == ["a.txt", "a.txt"]


def test_a_file_that_is_gone_is_told_of_though_it_is_known(eyes: Eyes, tmp_path: Path) -> None:
    file, memory = write(tmp_path / "a.txt", "会议决定。"), Memory(tmp_path / "kept", eyes)
    memory.ask(file)
    file.unlink()
    with pytest.raises(FileGone):
        memory.ask(file)


def test_a_memory_that_is_damaged_is_begun_anew(eyes: Eyes, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_bytes(b"\x1f\x8b no memory")
    assert Memory(kept, eyes).ask(write(tmp_path / "a.txt", "会议决定。"))
