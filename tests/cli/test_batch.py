"""`mintobrief batch`: a folder in, meetings and a ledger out, stopped and begun again."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from openpyxl import load_workbook
from rich.console import Console

from mintobrief.cli.batch import _tell_bad
from mintobrief.cli.gauge import Gauge, told
from mintobrief.domain.ledger import Fate, LedgerRow
from mintobrief.jobs.batch.tally import Kind, Tally
from tests.cli.conftest import Call
from tests.cli.test_flow import NOTES
from tests.jobs.benches import write_notes

ROOT = Path(__file__).parents[2]


def table(folder: Path) -> list[dict[str, str]]:
    with (folder / "mintobrief台账.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The words are what matters here, not how well they are understood."""
    monkeypatch.setenv("MINTOBRIEF_FINDER", "rules")
    monkeypatch.setenv("MINTOBRIEF_CACHE", str(tmp_path / "cache"))


@pytest.mark.usefixtures("rules")
def test_a_folder_becomes_meetings_drafts_and_a_ledger(call: Call, tmp_path: Path) -> None:
    """With a file that is none: 6, and all the same the others are there. Again: nothing new."""
    folder, drafts = tmp_path / "三月 材料", tmp_path / "三月 材料" / "草稿"
    (folder / "例会").mkdir(parents=True)
    (folder / "例会" / "记录.txt").write_text(NOTES, encoding="utf-8")
    write_notes(folder, 1)
    (folder / "坏.docx").write_text("?")
    answer = call("batch", folder, "--json-dir", drafts)
    assert answer.code == 6, answer.err
    assert "✗ 坏.docx" in answer.err
    assert "2 个文件用于 2 次会议" in answer.out
    rows = {row["文件"]: row for row in table(folder)}
    assert {name: row["情况"] for name, row in rows.items()} == {
        "例会/记录.txt": "用于会议",
        "笔记1.txt": "用于会议",
        "坏.docx": "读不出",
    }
    assert "翠竹园" in rows["例会/记录.txt"]["会议名称"]
    sheet = load_workbook(folder / "mintobrief台账.xlsx").worksheets[0]
    assert sheet.max_row == 4
    written = {path.name: path for path in drafts.iterdir()}
    assert set(written) == {"例会.json", "笔记1.txt.json"}
    draft = json.loads(written["例会.json"].read_text(encoding="utf-8"))
    assert draft["meeting"]["id"] == rows["例会/记录.txt"]["会议编号"]
    assert draft["resolutions"]
    before = {path: path.stat().st_mtime_ns for path in written.values()}
    (folder / "坏.docx").unlink()
    again = call("batch", folder, "--json-dir", drafts)
    assert again.code == 0, again.err
    assert {path: path.stat().st_mtime_ns for path in drafts.iterdir()} == before
    assert [row["会议编号"] for row in table(folder)] == [
        rows[name]["会议编号"] for name in ("例会/记录.txt", "笔记1.txt")
    ]


def begun(folder: Path, tmp_path: Path) -> subprocess.Popen[str]:
    """A batch that has handed its files in, as a process of its own."""
    environ = {**os.environ, "MINTOBRIEF_FINDER": "rules", "MINTOBRIEF_CACHE": str(tmp_path / "c")}
    command = [sys.executable, "-m", "mintobrief", "--library", str(tmp_path / "library")]
    batch = subprocess.Popen(
        [*command, "batch", str(folder)],
        cwd=ROOT,
        env=environ,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    latest = time.monotonic() + 120
    while not (folder / "mintobrief台账.csv").exists():
        assert time.monotonic() < latest
        time.sleep(0.05)
    return batch


@pytest.mark.skipif(sys.platform == "win32", reason="interrupts as Unix does")
def test_who_stops_a_batch_is_told_how_to_go_on(tmp_path: Path) -> None:
    """By Ctrl-C, or by `kill` of all its processes as a system does that shuts down, however often
    it is said: what was handed in waits; the ledger says so; the same command does the rest."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        write_notes(folder, number)
    for tell, heard in ((os.kill, signal.SIGINT), (os.killpg, signal.SIGTERM)):
        (folder / "mintobrief台账.csv").unlink(missing_ok=True)
        batch = begun(folder, tmp_path)
        tell(batch.pid, heard)
        for _ in range(3):
            time.sleep(0.02)
            batch.send_signal(signal.SIGINT)
        _, said = batch.communicate(timeout=120)
        assert batch.returncode == 130, said
        assert "再运行一次同样的命令" in said
        assert {row["情况"] for row in table(folder)} <= {"还没处理", "用于会议"}
    done = begun(folder, tmp_path)
    done.communicate(timeout=120)
    assert done.returncode == 0
    assert {row["情况"] for row in table(folder)} == {"用于会议"}


def test_an_empty_folder_is_told_of_and_no_fault(call: Call, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    answer = call("batch", tmp_path / "in")
    assert answer.code == 0, answer.err
    assert table(tmp_path / "in") == []


@pytest.mark.parametrize(("name", "told"), [("没有", "找不到"), ("a.txt", "不是文件夹")])
def test_a_folder_that_is_none_is_bad_input(
    call: Call, tmp_path: Path, name: str, told: str
) -> None:
    (tmp_path / "a.txt").write_text("x")
    answer = call("batch", tmp_path / name)
    assert answer.code == 3
    assert told in answer.err


def tally(done: float, left: float | None = None) -> Tally:
    amounts = {Kind.FILES: done, Kind.PAGES: 30.0, Kind.SOUND: 720.0}
    whole = {Kind.FILES: 40.0, Kind.PAGES: 120.0, Kind.SOUND: 5700.0}
    return Tally(amounts, whole, 2, (), left)


def test_progress_is_told_in_what_a_person_counts() -> None:
    line = "文件 12/40，扫描 30/120 页，录音 12/95 分钟，失败 2"
    assert told(tally(12)) == line
    assert told(tally(12, 1200.0)) == f"{line}，还要约 20 分钟"


def test_without_a_terminal_lines_are_few(tmp_path: Path) -> None:
    """A log of a night is not filled with bars."""
    with (
        (tmp_path / "log").open("w", encoding="utf-8") as file,
        Gauge(Console(file=file, width=200)) as gauge,
    ):
        for done in range(40):
            gauge.tell(tally(done))
    assert (tmp_path / "log").read_text(encoding="utf-8").count("\n") == 1


@pytest.mark.slow
def test_the_samples_are_converted_in_one_go(call: Call, tmp_path: Path) -> None:
    """With every engine as it is shipped: sound, handwriting, typed notes, a chat."""
    for sample in sorted((ROOT / "samples").glob("*/input.*")):
        target = tmp_path / "in" / f"{sample.parent.name}{sample.suffix}"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(sample.read_bytes())
    answer = call("batch", tmp_path / "in", "--json-dir", tmp_path / "out")
    assert answer.code == 0, answer.err
    rows = table(tmp_path / "in")
    assert [row["情况"] for row in rows] == ["用于会议"] * 4
    assert {row["页"] for row in rows} == {"", "1"}
    drafts = [json.loads(path.read_text("utf-8")) for path in (tmp_path / "out").iterdir()]
    assert len(drafts) == 4
    assert all(draft["resolutions"] for draft in drafts)


@pytest.mark.parametrize("there", [(), ("程序.exe", ".隐藏.txt")])
def test_a_folder_with_nothing_to_convert_is_told_what_was_looked_for(
    call: Call, tmp_path: Path, there: tuple[str, ...]
) -> None:
    folder = tmp_path / "空的"
    folder.mkdir()
    for name in there:
        (folder / name).write_text("MZ")
    answer = call("batch", folder)
    assert answer.code == 0
    told = "".join(answer.err.split())
    assert ("2个文件，都不能转换" if there else "是空的") in told
    assert "录音（wavmp3" in told
    assert "扫描件（png" in told


def test_a_failure_is_one_line_where_there_is_no_terminal(tmp_path: Path) -> None:
    """However long: logs are read line by line."""
    rows = [LedgerRow("很长的名字" * 40 + ".docx", Fate.UNREADABLE, why="打不开" * 40)]
    with (tmp_path / "log").open("w+", encoding="utf-8") as log:
        _tell_bad(rows, Console(file=log, width=80))
        log.seek(0)
        assert len(log.readlines()) == 1
