"""`install.py` is run by a Python that may be old, on a computer that may lack anything."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "mintobrief" / "install.py"
ROOMY = 9 << 30


@pytest.fixture
def install() -> ModuleType:
    spec = importlib.util.spec_from_file_location("install", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_an_old_python_can_read_it_so_far_that_it_says_what_is_wrong() -> None:
    ast.parse(SCRIPT.read_text("utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("version", [(3, 6), (3, 10), (3, 15)])
def test_another_python_is_refused_with_where_to_get_one(
    install: ModuleType, version: tuple[int, int]
) -> None:
    with pytest.raises(SystemExit, match=r"要 3\.11 到 3\.14.*python\.org"):
        install.check(version, ROOMY)


def test_the_pythons_it_takes_are_those_the_package_takes(install: ModuleType) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    newest = install.NEWEST[1] + 1
    assert project["requires-python"] == f">=3.{install.OLDEST[1]},<3.{newest}"


def test_what_is_tested_is_what_is_installed() -> None:
    """The lock of the tools has every pin of the lock that runs the program."""
    installed, tested = (
        set(re.findall(r"^(\S+==\S+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert installed
    assert installed < tested


def test_a_disk_that_is_too_small_is_told_before_anything_is_begun(install: ModuleType) -> None:
    install.check((3, 12), ROOMY)
    with pytest.raises(SystemExit, match=r"磁盘只剩 1\.0 GB"):
        install.check((3, 12), 1 << 30)


def test_a_mirror_that_pip_was_given_is_used_by_uv_too(
    install: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(install, "PYTHON", sys.executable)
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.example/simple")
    monkeypatch.setenv("PIP_EXTRA_INDEX_URL", "https://a.example/s https://b.example/s")
    monkeypatch.setenv("PIP_FIND_LINKS", "wheels")
    told = " ".join(install.sources())
    assert "--default-index https://mirror.example/simple" in told
    assert "--index https://a.example/s --index https://b.example/s" in told
    assert "--find-links wheels" in told
    assert "--no-index" not in told


def test_without_a_network_packages_come_from_a_folder(
    install: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(install, "PYTHON", sys.executable)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", "软件包")
    told = install.sources()
    assert "--no-index" in told
    assert told[-2:] == ["--find-links", "软件包"]


@pytest.mark.parametrize(
    ("source", "advice"),
    [
        ("print('ensurepip is not available')", "python3-venv"),
        ("print('error: No space left on device')", "磁盘满了"),
        ("print('error sending request for url')", "镜像"),
        ("print('something else')", "再运行一次"),
    ],
)
def test_a_step_that_fails_ends_with_what_to_do(
    install: ModuleType, source: str, advice: str
) -> None:
    with pytest.raises(SystemExit, match=rf"没有装成（一步）。[^\n]*{advice}"):
        install.run("一步", sys.executable, "-c", f"{source}; raise SystemExit(1)")


def test_a_step_that_goes_well_says_its_name_alone(
    install: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    install.run("一步", sys.executable, "-c", "print('chatter')")
    assert capsys.readouterr().out == "· 一步\n"


def test_it_is_told_of_by_a_python_that_will_not_do(tmp_path: Path) -> None:
    """The whole way: the words reach the terminal, nothing is made."""
    told = SCRIPT.read_text("utf-8").replace("(3, 11), (3, 14)", "(3, 90), (3, 99)")
    (tmp_path / "install.py").write_text(told, "utf-8")
    ended = subprocess.run(
        [sys.executable, "install.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert "python.org" in ended.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["install.py"]


def test_a_window_that_knows_no_chinese_stops_nothing(tmp_path: Path) -> None:
    """It gets as far as the first step, which fails here."""
    told = SCRIPT.read_text("utf-8").replace('"venv", str(HOME)', '"no_such_module"')
    (tmp_path / "install.py").write_text(told, "utf-8")
    ended = subprocess.run(
        [sys.executable, "install.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert "?" in ended.stdout
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("broken", ["gone", "torn"])
def test_an_environment_whose_python_is_gone_is_made_from_nothing(
    install: ModuleType, tmp_path: Path, broken: str
) -> None:
    """As after the system's Python was upgraded; one that works is left as it is."""
    python = tmp_path / "我的 文件" / "python"
    python.parent.mkdir()
    assert install.anew(str(python)) == []
    if broken == "gone":
        python.symlink_to(tmp_path / "nowhere")
    else:
        python.write_bytes(b"torn")
        python.chmod(0o755)
    assert install.anew(str(python)) == ["--clear"]
    assert install.anew(sys.executable) == []
