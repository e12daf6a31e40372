"""The command line before anything heavy is loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from mintobrief.cli import COMMANDS, cli

ROOT = Path(__file__).parents[2]
HEAVY = {
    "av", "faster_whisper", "ctranslate2", "onnxruntime", "rapidocr", "cv2", "PIL", "pypdfium2",
    "numpy", "scipy", "spacy", "jieba", "docx", "sqlalchemy", "alembic", "torch", "transformers",
}  # fmt: skip


def run(*words: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mintobrief", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)


def test_help_loads_no_engine() -> None:
    """`mintobrief --help` must answer in under a second, so it may import nothing heavy."""
    look = "import sys; sys.argv = ['mintobrief', '--help']\n"
    look += "from mintobrief.cli import main\n"
    look += "try:\n    main()\nexcept SystemExit:\n    pass\n"
    look += "print('LOADED', *sorted({name.split('.')[0] for name in sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", look], capture_output=True, text=True, check=True, cwd=ROOT
    )
    loaded = set(done.stdout.split("LOADED", 1)[1].split())
    assert not loaded & HEAVY
    assert "用法" in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_chinese_help_page(name: str) -> None:
    """Each command says what it does, with every option explained."""
    page = CliRunner().invoke(cli, [name, "--help"])
    assert page.exit_code == 0, page.output
    assert "用法：" in page.output
    assert "选项" in page.output
    assert "Usage" not in page.output
    assert "Options" not in page.output
    assert "Show this" not in page.output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme(name: str) -> None:
    """A command nobody can read about does not exist."""
    assert f"mintobrief {name}" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nonsense"], "没有“nonsense”这个命令"),
        (["convert"], "缺少 文件…"),
        (["convert", "--speed", "9", "a.txt"], "没有 --speed 这个选项"),
        (["convert", "--held-on", "昨天", "a.txt"], "不是日期"),
        (["convert", "a.txt", "--title"], "--title 用得不对"),
    ],
)
def test_a_wrong_call_is_explained_in_chinese(words: list[str], told: str) -> None:
    """Wrong use ends with 2 and says what was wrong and where to read on."""
    done = run(*words)
    assert done.returncode == 2
    assert told in done.stderr
    assert "--help" in done.stderr


def test_a_missing_file_is_bad_input(tmp_path: Path) -> None:
    """The file's name is in the message, the exit code is 3."""
    done = run("--library", str(tmp_path / "library"), "convert", "没有这个文件.txt")
    assert done.returncode == 3
    assert "没有这个文件.txt" in done.stderr
