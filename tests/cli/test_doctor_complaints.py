"""For each "it does not work" the doctor has a line that says what to do."""

from __future__ import annotations

import errno
import os
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from sqlalchemy import text

from mintobrief.cli.doctor import Diagnosis
from mintobrief.cli.doctor.computer import clock, disk, folder, free_memory, memory, terminal
from mintobrief.cli.doctor.installed import hearing, models, python, running
from mintobrief.cli.doctor.keeping import keeping, place
from mintobrief.cli.doctor.papers import fonts, office
from mintobrief.cli.doctor.reaching import browser, port
from mintobrief.cli.parameters import library_of
from mintobrief.config import Settings, read_settings
from mintobrief.domain import Header, Meeting
from tests.cli.conftest import Call

GIGABYTE = 1 << 30
BEIJING = timezone(timedelta(hours=8), "CST")
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=BEIJING)


def settings(tmp_path: Path) -> Settings:
    return read_settings({"HOME": str(tmp_path)})


def well(finding: Diagnosis) -> bool:
    return finding.mark == "✓" and not finding.advice


@pytest.mark.parametrize(
    ("version", "mark"), [((3, 9, 1), "✗"), ((3, 11, 0), "✓"), ((3, 14, 9), "✓"), ((3, 15, 0), "✗")]
)
def test_a_python_that_is_too_old_or_too_new_is_told(
    version: tuple[int, int, int], mark: str
) -> None:
    finding = python(version, threads=2)
    assert finding.mark == mark
    assert well(finding) or "3.11 到 3.14" in finding.advice


def test_the_compiled_packages_run_here() -> None:
    assert well(running(("numpy", "lxml.etree")))


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder from which processes import."""
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("source", "remedy"),
    [
        (f"import os; os.kill(os.getpid(), {int(signal.SIGILL)})", "AVX"),
        ("raise ImportError('DLL load failed while importing x')", "Visual C++"),
        ("raise ImportError('libgomp.so.1: cannot open shared object file')", "apt install"),
        ("raise ImportError('half of it is gone')", "重新安装"),
    ],
    ids=["an old processor", "Windows without runtime", "a missing library", "damaged"],
)
def test_a_package_that_does_not_run_is_named_with_its_remedy(
    packages: Path, source: str, remedy: str
) -> None:
    (packages / "compiled_one.py").write_text(source, "utf-8")
    finding = running(("json", "compiled_one"))
    assert finding.mark == "✗"
    assert finding.found.startswith("compiled_one：")
    assert remedy in finding.advice


def test_a_model_that_no_folder_was_made_for_is_told_with_how_to_mend_it(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    for finding in models(replace(settings(tmp_path), models=tmp_path / "models")):
        assert finding.mark == "✗"
        assert "重新安装" in finding.advice


def test_models_that_cannot_be_joined_name_the_full_disk(tmp_path: Path) -> None:
    """Where the cache is a file, as where the disk is full, its folder is named."""
    (tmp_path / "cache").write_text("", "utf-8")
    sick = [f for f in models(replace(settings(tmp_path), cache=tmp_path / "cache")) if f.advice]
    assert "模型 whisper-base" in {finding.what for finding in sick}
    assert all("MINTOBRIEF_CACHE" in finding.advice for finding in sick)


def test_a_folder_without_a_speech_model_is_told(tmp_path: Path) -> None:
    finding = hearing(replace(settings(tmp_path), model=str(tmp_path)))
    assert finding.mark == "✗"
    assert "model.bin" in finding.advice
    assert well(hearing(replace(settings(tmp_path), model="large-v3-turbo")))


@pytest.mark.parametrize(
    ("installed", "free", "mark"),
    [(2, None, "✗"), (3.6, 2, "✓"), (8, 1, "✗"), (8, 4, "✓")],
)
def test_too_little_memory_is_told(installed: float, free: float | None, mark: str) -> None:
    left = None if free is None else int(free * GIGABYTE)
    assert memory(int(installed * GIGABYTE), left).mark == mark


def test_memory_that_the_system_does_not_tell_is_no_complaint(tmp_path: Path) -> None:
    assert well(memory(None, None))
    assert free_memory(tmp_path / "none") is None
    (tmp_path / "meminfo").write_text("MemTotal: 9 kB\nMemAvailable:  4096 kB\n", "ascii")
    assert free_memory(tmp_path / "meminfo") == 4 << 20


@pytest.mark.parametrize(
    ("number", "reason"), [(errno.ENOSPC, "磁盘满了"), (errno.EROFS, "磁盘是只读的")]
)
def test_a_full_and_a_read_only_disk_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    def refuse(**_: object) -> None:
        raise OSError(number, os.strerror(number))

    assert well(folder("缓存文件夹", tmp_path / "cache", "MINTOBRIEF_CACHE"))
    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    finding = folder("缓存文件夹", tmp_path / "cache", "MINTOBRIEF_CACHE")
    assert finding.mark == "✗"
    assert reason in finding.found
    assert "MINTOBRIEF_CACHE" in finding.advice


def test_a_disk_with_little_room_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert well(disk(tmp_path / "library"))
    little = type("Usage", (), {"free": GIGABYTE})
    monkeypatch.setattr("shutil.disk_usage", lambda _: little)
    assert "清理磁盘" in disk(tmp_path / "library").advice


def test_a_clock_that_went_back_is_told() -> None:
    """Before the program was there it cannot have been run."""
    assert well(clock(NOW, earliest=NOW))
    finding = clock(datetime(2000, 1, 1, tzinfo=BEIJING), earliest=NOW)
    assert finding.mark == "✗"
    assert "校准" in finding.advice


def test_another_zone_than_chinas_is_told_and_harms_nothing() -> None:
    finding = clock(NOW.astimezone(UTC), earliest=NOW)
    assert finding.mark == "–"
    assert "Asia/Shanghai" in finding.advice


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-8", "✓"), ("cp936", "✓"), ("ascii", "–"), ("", "–")]
)
def test_a_window_that_prints_no_chinese_is_told(encoding: str, mark: str) -> None:
    assert terminal(encoding).mark == mark


@contextmanager
def answering(page: bytes) -> Iterator[int]:
    """A server that has this page, and its port."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def test_a_port_that_another_program_has_is_told_with_one_to_take() -> None:
    with answering(b"something else") as number:
        finding = port(number)
    assert finding.mark == "–"
    assert f"--port {number + 1}" in finding.advice


def test_a_port_where_we_are_already_is_no_complaint() -> None:
    with answering("<title>会议简报</title>".encode()) as number:
        assert well(port(number))


def test_a_free_port_is_well() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        number = door.getsockname()[1]
    assert well(port(number))


PROXIES = ("http_proxy", "no_proxy", "HTTP_PROXY", "NO_PROXY", "all_proxy", "ALL_PROXY")


@pytest.fixture
def direct(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment that names no proxy."""
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def test_a_proxy_between_the_browser_and_the_pages_is_told(direct: pytest.MonkeyPatch) -> None:
    assert well(browser({}))
    direct.setenv("http_proxy", "http://proxy.example:3128")
    assert "不用代理" in browser({}).advice
    direct.setenv("no_proxy", "127.0.0.1,localhost")
    assert well(browser({}))


def test_who_came_over_a_wire_is_told_how_to_see_the_pages(direct: pytest.MonkeyPatch) -> None:
    assert "ssh -L 8000:127.0.0.1:8000" in browser({"SSH_CONNECTION": "a 1 b 2"}).advice


def test_a_computer_that_cannot_reach_itself_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "firewall")

    monkeypatch.setattr(socket, "create_connection", refuse)
    finding = browser({})
    assert finding.mark == "✗"
    assert "防火墙" in finding.advice


def test_a_computer_without_chinese_fonts_is_told_which_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("mintobrief.export.typefaces.installed_fonts", lambda: frozenset({"Arial"}))
    finding = fonts()
    assert finding.mark == "–"
    assert "fonts-noto-cjk" in finding.advice


def test_what_stands_in_for_the_official_fonts_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    here = frozenset({"FangSong", "Noto Serif CJK SC"})
    monkeypatch.setattr("mintobrief.export.typefaces.installed_fonts", lambda: here)
    assert "没有方正小标宋简体、黑体、楷体、宋体，用 Noto Serif CJK SC 代替" in fonts().found
    whole = frozenset({"仿宋", "方正小标宋简体", "黑体", "楷体", "宋体"})
    monkeypatch.setattr("mintobrief.export.typefaces.installed_fonts", lambda: whole)
    assert well(fonts())


def test_that_libreoffice_can_be_done_without_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    finding = office()
    assert finding.mark == "–"
    assert "可以不装" in finding.advice


def sick(settings: Settings) -> Diagnosis:
    """What is said of the library itself."""
    return next(iter(keeping(settings, NOW)))


def test_a_library_that_is_none_yet_is_no_complaint(tmp_path: Path) -> None:
    assert all(well(finding) for finding in keeping(settings(tmp_path), NOW))


def test_a_library_of_a_newer_program_asks_for_an_upgrade(tmp_path: Path) -> None:
    mine = settings(tmp_path)
    with library_of(mine) as library, library.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    finding = sick(mine)
    assert finding.mark == "✗"
    assert "升级" in finding.advice


def test_a_database_file_that_is_none_is_told_with_the_way_back(tmp_path: Path) -> None:
    """And not with the advice to ask the doctor."""
    mine = settings(tmp_path)
    mine.library.mkdir()
    (mine.library / "library.db").write_bytes(b"no database at all" * 99)
    finding = sick(mine)
    assert finding.mark == "✗"
    assert "restore" in finding.advice
    assert "doctor" not in finding.advice


def test_a_database_server_that_does_not_answer_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        address = f"postgresql://m@127.0.0.1:{door.getsockname()[1]}/m?connect_timeout=2"
    finding = sick(replace(settings(tmp_path), database=address))
    assert finding.mark == "✗"
    assert "连不上数据库" in finding.advice


def test_a_library_that_was_used_after_now_tells_of_the_clock(tmp_path: Path) -> None:
    mine = settings(tmp_path)
    with library_of(mine) as library:
        library.save_meeting(Meeting("m", Header(), (), (), resolutions=()), datetime.now(UTC))
    now = datetime.now(UTC)
    assert well(next(iter(keeping(mine, now))))
    finding = next(iter(keeping(mine, now - timedelta(days=400))))
    assert finding.mark == "✗"
    assert "时钟" in finding.advice


@pytest.mark.parametrize(
    ("mounts", "mark"),
    [
        ({"/": "ext4"}, "✓"),
        ({"/": "ext4", "/mnt/share": "cifs"}, "–"),
        ({"/mnt": "nfs4", "/mnt/share/library": "ext4"}, "✓"),
        ({}, "✓"),
    ],
)
def test_a_library_on_a_shared_folder_is_told(mounts: dict[str, str], mark: str) -> None:
    assert place(Path("/mnt/share/library"), mounts).mark == mark


def test_a_computer_that_is_well_is_told_so(call: Call) -> None:
    answer = call("doctor")
    assert answer.code == 0
    assert "没有要紧的问题" in answer.out


def test_what_has_to_be_done_is_told_last(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINTOBRIEF_MODEL", "/nowhere")
    answer = call("doctor")
    assert answer.code == 5
    marks = [line[0] for line in answer.out.splitlines() if line[:1] in "✓–✗" and line]
    assert marks == sorted(marks, key="✓–✗".index)
    assert marks[-1] == "✗"
    assert "有 1 项需要处理" in answer.err
