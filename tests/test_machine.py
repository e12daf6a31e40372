"""What a machine has, as far as it says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from mintobrief import machine


def test_there_is_a_core_and_some_memory(tmp_path: Path) -> None:
    assert machine.cores() >= 1
    assert (machine.memory(tmp_path) or 2**30) >= 2**28


@pytest.mark.parametrize("name", ["memory.max", "memory/memory.limit_in_bytes"])
def test_a_container_has_what_it_was_given(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("104857600\n")
    assert machine.memory(tmp_path) == 100 * 2**20


def test_a_container_without_a_limit_has_all(tmp_path: Path) -> None:
    (tmp_path / "memory.max").write_text("max\n")
    assert machine.memory(tmp_path) == machine.memory(tmp_path / "none")
