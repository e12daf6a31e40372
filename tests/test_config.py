"""Settings from odd environments."""

from __future__ import annotations

from pathlib import Path

import pytest

from mintobrief import machine
from mintobrief.config import read_settings, workers_for
from mintobrief.errors import BadSetting


@pytest.mark.parametrize("name", ["MINTOBRIEF_THREADS", "MINTOBRIEF_WORKERS"])
@pytest.mark.parametrize("given", ["0", "-1", "x", "2.0", "²", "100000", "9" * 5000])
def test_a_number_that_is_none_is_told_so(given: str, name: str) -> None:
    """Digits that Python takes for a number and engines do not are none either."""
    with pytest.raises(BadSetting, match=name):
        read_settings({"HOME": "/home/x", name: given})


def test_more_workers_than_any_memory_holds_are_refused() -> None:
    assert read_settings({"HOME": "/home/x", "MINTOBRIEF_WORKERS": "64"}).workers == 64
    with pytest.raises(BadSetting, match="1 到 64"):
        read_settings({"HOME": "/home/x", "MINTOBRIEF_WORKERS": "65"})


def test_workers_are_as_many_as_are_asked_for() -> None:
    assert read_settings({"HOME": "/home/x", "MINTOBRIEF_WORKERS": "7"}).workers == 7


def test_workers_are_as_many_as_there_are_cores_and_memory_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(machine, "cores", lambda: 16)
    gigabyte = 2**30
    found = [workers_for(size * gigabyte) for size in (1, 2, 4, 8, 64)]
    assert found == [1, 1, 3, 8, 16]
    assert workers_for(None) == 16


def test_a_user_without_a_home_can_name_the_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container; without them he is told what to set."""

    def homeless(_: object) -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", classmethod(homeless))
    settings = read_settings({"MINTOBRIEF_LIBRARY": "/l", "MINTOBRIEF_CACHE": "/c"})
    assert (settings.library, settings.cache) == (Path("/l"), Path("/c"))
    with pytest.raises(BadSetting, match="HOME"):
        read_settings({"MINTOBRIEF_LIBRARY": "/l"})


def test_no_language_model_is_asked_unless_one_is_named() -> None:
    quiet = read_settings({"HOME": "/home/x"})
    assert (quiet.finder, quiet.llm.chosen) == ("reader", False)
    url = {"MINTOBRIEF_LLM_URL": "http://127.0.0.1/v1", "MINTOBRIEF_LLM_MODEL": "m"}
    assert read_settings({"HOME": "/home/x", **url}).finder == "model"
    assert read_settings({"HOME": "/home/x", "MINTOBRIEF_LLM_GGUF": "/m.gguf"}).llm.model == "m"
    assert read_settings({"HOME": "/h", **url, "MINTOBRIEF_FINDER": "rules"}).finder == "rules"


@pytest.mark.parametrize(
    ("name", "environ"),
    [
        ("MINTOBRIEF_LLM_MODEL", {"MINTOBRIEF_LLM_URL": "http://127.0.0.1/v1"}),
        ("MINTOBRIEF_LLM_GGUF", {"MINTOBRIEF_LLM_URL": "x", "MINTOBRIEF_LLM_GGUF": "y"}),
        ("MINTOBRIEF_LLM_TAPE_MODE", {"MINTOBRIEF_LLM_TAPE_MODE": "play"}),
        ("MINTOBRIEF_LLM_SECONDS", {"MINTOBRIEF_LLM_SECONDS": "1e9"}),
    ],
)
def test_a_language_model_named_by_half_is_told(name: str, environ: dict[str, str]) -> None:
    with pytest.raises(BadSetting, match=name):
        read_settings({"HOME": "/home/x", **environ})


def test_a_key_is_not_shown() -> None:
    assert "k-123" not in repr(read_settings({"HOME": "/home/x", "MINTOBRIEF_LLM_KEY": "k-123"}))
