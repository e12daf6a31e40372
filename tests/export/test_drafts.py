"""Drafts as files: safe names, written once, nothing of others overwritten."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mintobrief.domain import Header, Meeting
from mintobrief.domain.codec import dumps
from mintobrief.errors import OutputUnwritable
from mintobrief.export.drafts import write_drafts

MARCH = Meeting("20260314-abcdef", Header(), (), ())
APRIL = replace(MARCH, id="20260411-abcdef")


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    [path] = write_drafts(tmp_path / "new", "三月/记录.txt", [MARCH])
    assert path.name == "三月_记录.txt.json"
    assert path.read_text(encoding="utf-8") == dumps(MARCH)
    os.utime(path, (1, 1))
    assert write_drafts(tmp_path / "new", "三月/记录.txt", [MARCH]) == (path,)
    assert path.stat().st_mtime == 1


def test_a_newer_draft_of_the_meeting_takes_its_place(tmp_path: Path) -> None:
    path = write_drafts(tmp_path, "a", [MARCH])[0]
    newer = replace(MARCH, topics=())
    path.write_text(dumps(MARCH).replace('"schema": 1,', '"schema": 1, "old": 1,'))
    assert write_drafts(tmp_path, "a", [newer]) == (path,)
    assert path.read_text(encoding="utf-8") == dumps(newer)


@pytest.mark.parametrize("there", ["my own", "{}", "[1]", '{"schema": 1, "meeting": {"id": "x"}}'])
def test_what_is_not_ours_stays(tmp_path: Path, there: str) -> None:
    (tmp_path / "a.json").write_text(there)
    for _ in range(2):
        [path] = write_drafts(tmp_path, "a", [MARCH])
        assert path.name == "a (2).json"
    assert (tmp_path / "a.json").read_text() == there


def test_the_meetings_of_a_stack_are_numbered(tmp_path: Path) -> None:
    names = [path.name for path in write_drafts(tmp_path, "一叠.pdf", [MARCH, APRIL])]
    assert names == ["一叠.pdf-1.json", "一叠.pdf-2.json"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=300))
def test_any_name_makes_a_file_in_the_folder(tmp_path: Path, name: str) -> None:
    [path] = write_drafts(tmp_path, name, [MARCH])
    assert path.parent == tmp_path
    assert path.is_file()


def test_a_folder_that_cannot_be_made_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputUnwritable, match="file"):
        write_drafts(tmp_path / "file", "a", [MARCH])
