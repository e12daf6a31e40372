"""Calls and files that mean harm, or come out of a slip, do none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mintobrief.errors import EditedMeanwhile
from mintobrief.review import accept
from mintobrief.store import Seen, open_library
from tests.cli.conftest import Call
from tests.cli.test_flow import NOTES


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "记录.txt"
    path.write_text(NOTES, encoding="utf-8")
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_a_file_name_cannot_drive_the_terminal(call: Call, tmp_path: Path) -> None:
    """A title set, a screen cleared, a second message made up: all in a name."""
    path = tmp_path / "\x1b]0;title\x07\x1b[2J换\n错误：行.xyz"
    path.write_text("x")
    answer = call("convert", path)
    assert answer.code == 3
    assert not set("\x1b\x07") & set(answer.err)
    assert "\n错误：行" not in answer.err


def test_a_terminal_without_chinese_gets_marks_and_no_traceback(notes: Path) -> None:
    """A server's console is often of another language."""
    env = {**os.environ, "PYTHONIOENCODING": "latin1"}
    words = [sys.executable, "-m", "mintobrief", "--library", str(notes.parent / "l"), "list"]
    done = subprocess.run(words, env=env, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert b"mintobrief convert" in done.stdout


def test_the_result_never_overwrites_what_it_was_made_from(call: Call, notes: Path) -> None:
    """Nor the agenda: `--json` typed before the wrong file is a slip of the hand."""
    assert call("convert", notes, "--json", notes).code == 2
    agenda = notes.with_name("议程.txt")
    agenda.write_text("门禁", encoding="utf-8")
    assert call("convert", notes, "--agenda", agenda, "--json", agenda).code == 2
    assert notes.read_text(encoding="utf-8") == NOTES
    assert agenda.read_text(encoding="utf-8") == "门禁"


def test_where_nothing_can_be_written_is_told_before_the_work(
    call: Call, notes: Path, library: Path
) -> None:
    """In Chinese, with nothing converted and nothing left lying about."""
    before = sorted(notes.parent.iterdir())
    for out in (notes.parent, notes.parent / "没有" / "o.json"):
        answer = call("convert", notes, "--json", out)
        assert answer.code == 4
        assert "文件夹" in answer.err
    assert sorted(notes.parent.iterdir()) == before
    assert not library.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_or_device_is_not_replaced_by_a_file(call: Call, notes: Path) -> None:
    """A file written whole takes the place of what stood there: a machine needs its devices."""
    pipe = notes.with_name("pipe")
    os.mkfifo(pipe)
    assert call("convert", notes, "--json", pipe).code == 4
    assert call("export", "m", "-f", "md", "-o", pipe).code == 4
    assert pipe.is_fifo()


def test_a_folder_is_told_from_a_file_that_is_not_there(call: Call, tmp_path: Path) -> None:
    answer = call("convert", tmp_path)
    assert answer.code == 3
    assert "是文件夹" in answer.err


@pytest.mark.parametrize(
    "words", [["list", "多余"], ["--version=3"], ["review", "m", "--set", "r"]]
)
def test_a_slip_in_the_call_is_answered_in_chinese(call: Call, words: list[str]) -> None:
    answer = call(*words)
    assert answer.code == 2
    assert "Got" not in answer.err
    assert "多" in answer.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["serve", "--port", "99999"], "要写 0 到 65535 的整数"),
        (["batch", "x", "--workers", "many"], "要写 1 到 64 的整数"),
        (["jobs", "retry", "x", "--since", "start"], "可以选：open、"),
    ],
)
def test_what_an_option_may_be_is_told_in_chinese(call: Call, words: list[str], told: str) -> None:
    answer = call(*words)
    assert (answer.code, told in answer.err) == (2, True)
    assert " is not " not in answer.err


def test_two_reviewers_at_once_do_not_undo_each_other(
    call: Call, notes: Path, library: Path
) -> None:
    """The second judged by what was there before the first: he is asked to look again."""
    assert call("convert", notes).code == 0
    with open_library(library) as opened:
        (entry,) = opened.list_meetings()
        meeting = opened.load_meeting(entry.id)
        seen = Seen(meeting, opened.judgements(entry.id))
        assert call("review", entry.id, "--set", "r1", "owners=甲", "--reviewer", "方静").code == 0
        judged = opened.judgements(entry.id)
        late = accept(meeting.resolutions[0], None, "李明", judged[0].at)
        with pytest.raises(EditedMeanwhile):
            opened.add_judgements(entry.id, [late], seen)
        assert opened.judgements(entry.id) == judged


def test_what_was_converted_anew_is_looked_at_anew(call: Call, notes: Path, library: Path) -> None:
    """r1 of the new draft may be another resolution than the r1 that was judged."""
    assert call("convert", notes).code == 0
    with open_library(library) as opened:
        (entry,) = opened.list_meetings()
        meeting = opened.load_meeting(entry.id)
        assert call("convert", notes, "--title", "另一个名称").code == 0
        late = accept(meeting.resolutions[0], None, "李明", entry.created_at)
        with pytest.raises(EditedMeanwhile):
            opened.add_judgements(entry.id, [late], Seen(meeting, ()))
        assert opened.judgements(entry.id) == ()


@pytest.mark.parametrize("name", ["\u200b", "\x1b\x07", " "])
def test_a_signature_that_nobody_can_see_is_none(call: Call, notes: Path, name: str) -> None:
    """A briefing names who answers for it."""
    assert call("convert", notes).code == 0
    answer = call("review", "2026", "--accept", "all", "--reviewer", name)
    assert answer.code == 2
    assert "审核人" in answer.err


def test_what_is_accepted_and_rejected_at_once_is_asked_about(call: Call, notes: Path) -> None:
    """Neither wins unseen; all but one is no contradiction."""
    assert call("convert", notes).code == 0
    wrong = call("review", "2026", "--accept", "r1", "--reject", "r1", "--reviewer", "方静")
    assert wrong.code == 2
    assert "r1" in wrong.err
    assert call("export", "2026", "-f", "md", "-o", notes.with_name("o.md")).code == 4
    right = call("review", "2026", "--accept", "all", "--reject", "r1", "--reviewer", "方静")
    assert right.code == 0
