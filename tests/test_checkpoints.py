"""What was worked out is found again, or else made again; it never comes back as another thing."""

from __future__ import annotations

import gzip
import os
from dataclasses import dataclass
from enum import StrEnum
from json import dumps, loads
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief import checkpoints
from mintobrief.checkpoints import code_of, decode, encode, load, save, sweep

DAY = 24 * 3600.0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_a_full_disk_costs_nothing_but_the_piece_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> object:
        path = tmp_path / "torn"
        path.symlink_to("/dev/full")
        return path.open("wb", buffering=0)

    monkeypatch.setattr(checkpoints, "NamedTemporaryFile", full)
    save(tmp_path / "piece", (1, 2))
    assert not list(tmp_path.iterdir())


def test_what_was_not_used_for_long_is_swept(tmp_path: Path) -> None:
    for name, age in (("old", 15), ("new", 13)):
        (tmp_path / name).write_text("[]")
        os.utime(tmp_path / name, (0, 100 * DAY - age * DAY))
    sweep(tmp_path, now=100 * DAY)
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_of_too_much_the_oldest_is_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "_ROOM", 10)
    for number in range(4):
        (tmp_path / str(number)).write_text("four")
        os.utime(tmp_path / str(number), (0, 1000 + number))
    sweep(tmp_path, now=2000)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2", "3"]


class Kind(StrEnum):
    GOOD = "good"
    BAD = "bad"


@dataclass(frozen=True)
class Part:
    text: str
    share: float


@dataclass(frozen=True)
class Thing:
    """Stands for whatever a stage works out."""

    names: tuple[str, ...]
    pair: tuple[int, str] | None
    kind: Kind = Kind.GOOD
    parts: tuple[Part | None, ...] = ()


PARTS = st.none() | st.builds(Part, st.text(), st.floats(0, 1e5))
THINGS = st.builds(
    Thing,
    st.lists(st.text()).map(tuple),
    st.none() | st.tuples(st.integers(), st.text()),
    st.sampled_from(Kind),
    st.lists(PARTS).map(tuple),
)


@given(THINGS)
def test_whatever_a_thing_holds_survives_being_written_and_read(thing: Thing) -> None:
    assert decode(Thing, loads(dumps(encode(thing)))) == thing


def test_a_thing_that_was_saved_is_found_again(tmp_path: Path) -> None:
    thing = Thing(("\ud800", "好"), (1, "x"), Kind.BAD, (None, Part("y", 0.1)))
    save(tmp_path / "new" / "thing", thing)
    assert load(tmp_path / "new" / "thing", Thing) == thing
    assert load(tmp_path / "new" / "other", Thing) is None


@given(st.binary())
def test_what_nobody_wrote_is_not_taken_for_a_thing(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "thing"
        for written in (content, gzip.compress(content), gzip.compress(b'{"names": []')):
            path.write_bytes(written)
            assert load(path, Thing) is None


def test_half_a_file_is_not_taken_for_a_thing(tmp_path: Path) -> None:
    path = tmp_path / "thing"
    save(path, Thing(("x",), None))
    whole = path.read_bytes()
    for end in range(len(whole)):
        path.write_bytes(whole[:end])
        assert load(path, Thing) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe")
def test_a_pipe_or_a_folder_in_its_place_is_no_thing_and_keeps_nobody_waiting(
    tmp_path: Path,
) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    assert load(tmp_path / "pipe", Thing) is None
    assert load(tmp_path / "folder", Thing) is None


@pytest.mark.parametrize("limit", ["_LARGEST", "_UNPACKED"])
def test_what_is_larger_than_any_piece_is_not_taken_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    save(tmp_path / "thing", Thing(("x" * 1000,), None))
    assert load(tmp_path / "thing", Thing) is not None
    monkeypatch.setattr(checkpoints, limit, 50)
    assert load(tmp_path / "thing", Thing) is None


def test_code_that_changes_makes_other_pieces(tmp_path: Path) -> None:
    (tmp_path / "stage.py").write_text("one")
    before = code_of.__wrapped__(tmp_path)
    (tmp_path / "stage.py").write_text("two")
    assert code_of.__wrapped__(tmp_path) != before


def test_a_field_more_or_less_is_no_such_thing() -> None:
    values: list[object] = [
        {"names": []},
        {"names": [], "pair": None, "kind": "good", "parts": [], "more": 1},
        [],
        None,
    ]
    for value in values:
        with pytest.raises(TypeError):
            decode(Thing, value)
