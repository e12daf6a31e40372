"""Engines by name: what is missing is said before anything is loaded."""

from __future__ import annotations

import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from mintobrief.config import Settings, read_settings
from mintobrief.errors import MissingEngine, MissingModel, UnknownEngine
from mintobrief.transcribe import DIARIZERS, ENGINES, load_diarizer, load_engine


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({"HOME": str(tmp_path)})


def no_network(*_: object) -> None:
    raise AssertionError("the network was asked")


def test_an_unknown_engine_names_the_known_ones(settings: Settings) -> None:
    with pytest.raises(UnknownEngine, match="faster-whisper"):
        load_engine("whisper.cpp", settings)
    with pytest.raises(UnknownEngine, match="segmentation"):
        load_diarizer("nobody", settings)


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_that_is_not_installed_names_its_package(
    name: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, package = ENGINES[name].target.partition(":")[0], ENGINES[name].package
    monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.delitem(sys.modules, "mintobrief.transcribe.models", raising=False)
    monkeypatch.setitem(sys.modules, "faster_whisper", None)
    with pytest.raises(MissingEngine, match=package):
        load_engine(name, settings)


@pytest.mark.parametrize("name", DIARIZERS)
def test_every_diarizer_loads(name: str, settings: Settings) -> None:
    assert load_diarizer(name, settings)


def test_a_folder_that_is_no_model_names_what_it_lacks(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "model.bin").touch()
    with pytest.raises(MissingModel, match=r"config\.json、tokenizer\.json"):
        load_engine("faster-whisper", replace(settings, model=str(tmp_path)))


@pytest.mark.parametrize("content", [b'{"model": ', b"\xff\xfe", b"[" * 100_000, b"[]"])
def test_a_model_with_a_broken_tokenizer_says_so(
    settings: Settings, tmp_path: Path, content: bytes
) -> None:
    """Told before it is loaded: a download that broke off is nobody's bug."""
    for name in ("model.bin", "config.json"):
        (tmp_path / name).write_text("{}", "utf-8")
    (tmp_path / "tokenizer.json").write_bytes(content)
    with pytest.raises(MissingModel, match=r"tokenizer\.json 已损坏"):
        load_engine("faster-whisper", replace(settings, model=str(tmp_path)))


def test_a_folder_with_a_broken_model_says_so(settings: Settings, tmp_path: Path) -> None:
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (tmp_path / name).write_text("{}", "utf-8")
    with pytest.raises(MissingModel, match="CTranslate2"):
        load_engine("faster-whisper", replace(settings, model=str(tmp_path)))


def test_a_name_nobody_knows_points_to_the_model_that_comes_along(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket.socket, "connect", no_network)
    with pytest.raises(MissingModel, match="base"):
        load_engine("faster-whisper", replace(settings, model="gigantic"))


@pytest.mark.slow
def test_a_hub_that_cannot_be_reached_says_so(settings: Settings) -> None:
    code = (
        "import sys; from dataclasses import replace\n"
        "from mintobrief.config import read_settings\n"
        "from mintobrief.errors import MissingModel\n"
        "from mintobrief.transcribe import load_engine\n"
        "settings = read_settings({'HOME': sys.argv[1]}, model='large-v3')\n"
        "try: load_engine('faster-whisper', settings)\n"
        "except MissingModel as error: print(error)\n"
    )
    environ = {"HF_HUB_OFFLINE": "1", "PYTHONPATH": ":".join(sys.path), "PYTHONUTF8": "1"}
    told = subprocess.run(
        [sys.executable, "-c", code, str(settings.library.parent)],
        env=environ,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "large-v3" in told.stdout
    assert "没有网络" in told.stdout


@pytest.mark.slow
def test_the_model_that_comes_along_never_asks_the_network(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket.socket, "connect", no_network)
    assert load_engine("faster-whisper", settings)


def test_importing_the_stage_loads_no_engine() -> None:
    code = (
        "import sys, mintobrief.transcribe\n"
        "heavy = {'numpy', 'faster_whisper', 'onnxruntime', 'scipy', 'av', 'opencc'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or None)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
