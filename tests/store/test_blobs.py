"""Files are kept under their hash, and come back with the bytes they had, wherever they lie."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import sleep
from uuid import uuid4

import pytest

from mintobrief.errors import (
    BadSetting,
    BlobsUnreachable,
    BrokenLibrary,
    ChangedFile,
    DamagedFile,
    FileGone,
    MissingFile,
)
from mintobrief.store.blobs import Blobs, FolderBlobs, open_blobs

# an S3 to be tried: the bucket s3://… there is, its endpoint and keys in AWS_…
BUCKET = os.environ.get("MINTOBRIEF_TEST_S3")
KINDS = ["folder", "bucket"] if BUCKET else ["folder"]
SOON = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Handed:
    """A file handed in."""

    path: Path
    sha256: str

    @property
    def name(self) -> str:
        return self.path.name


@pytest.fixture(params=KINDS)
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Blobs]:
    if request.param == "folder":
        yield open_blobs(tmp_path / "library")
        return
    yield open_blobs(tmp_path / "library", f"{BUCKET}/{uuid4().hex}", tmp_path / "cache")


@pytest.fixture
def file(tmp_path: Path) -> Handed:
    return handed(tmp_path / "录音.m4a", b"m" * 3_000_000)


def handed(path: Path, content: bytes) -> Handed:
    path.write_bytes(content)
    return Handed(path, hashlib.sha256(content).hexdigest())


def test_a_file_comes_back_with_its_bytes(blobs: Blobs, file: Handed) -> None:
    assert not blobs.has(file.sha256)
    blobs.keep(file)
    blobs.keep(file)
    content = file.path.read_bytes()
    file.path.unlink()
    with blobs.opened(file.sha256) as path:
        assert path.read_bytes() == content
    assert [(one.sha256, one.size) for one in blobs.stored()] == [(file.sha256, len(content))]


def test_a_file_larger_than_a_request_and_one_of_nothing(blobs: Blobs, tmp_path: Path) -> None:
    for content in (os.urandom(40 << 20), b""):
        one = handed(tmp_path / "大", content)
        blobs.keep(one)
        with blobs.opened(one.sha256) as path:
            assert path.read_bytes() == content


def test_a_removed_file_is_missing(blobs: Blobs, file: Handed) -> None:
    blobs.keep(file)
    with blobs.opened(file.sha256):
        pass
    blobs.remove(file.sha256)
    blobs.remove(file.sha256)
    assert not blobs.has(file.sha256)
    with pytest.raises(MissingFile), blobs.opened(file.sha256):
        pass


def test_a_file_that_changed_since_it_was_read_is_not_kept(blobs: Blobs, file: Handed) -> None:
    file.path.write_bytes(b"another")
    with pytest.raises(ChangedFile):
        blobs.keep(file)
    file.path.unlink()
    with pytest.raises(FileGone):
        blobs.keep(file)
    assert not blobs.has(file.sha256)


def test_a_damaged_copy_is_not_handed_out(blobs: Blobs, file: Handed) -> None:
    """In a folder it is an error; of a bucket's file a copy here is fetched anew."""
    blobs.keep(file)
    with blobs.opened(file.sha256) as path:
        path.write_bytes(b"bad disk")
    if isinstance(blobs, FolderBlobs):
        with pytest.raises(DamagedFile), blobs.opened(file.sha256):
            pass
    else:
        with blobs.opened(file.sha256) as path:
            assert path.stat().st_size == 3_000_000


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "A" * 64, "0" * 63])
def test_what_is_no_hash_names_no_file(blobs: Blobs, name: str) -> None:
    with pytest.raises(BrokenLibrary, match="校验值"):
        blobs.path(name)
    with pytest.raises(BrokenLibrary, match="校验值"):
        blobs.has(name)


def test_a_file_handed_in_again_is_not_dropped(blobs: Blobs, file: Handed) -> None:
    began = datetime.now(UTC) - SOON
    blobs.keep(file)
    assert not blobs.drop(file.sha256, began)
    assert blobs.has(file.sha256)
    assert blobs.drop(file.sha256, datetime.now(UTC) + SOON)
    assert not blobs.has(file.sha256)
    assert not blobs.drop(file.sha256, datetime.now(UTC))


def test_an_old_file_handed_in_again_is_new(tmp_path: Path, file: Handed) -> None:
    blobs = open_blobs(tmp_path / "library")
    blobs.keep(file)
    os.utime(blobs.path(file.sha256), (0, 0))
    blobs.keep(file)
    assert not blobs.drop(file.sha256, datetime.now(UTC) - SOON)


def test_no_file_is_lost_between_who_keeps_and_who_drops(tmp_path: Path, file: Handed) -> None:
    """A thread drops old files all the while; what was kept last is there."""
    blobs = open_blobs(tmp_path / "library")
    over = threading.Event()

    def drop() -> None:
        while not over.is_set():
            blobs.drop(file.sha256, datetime.now(UTC) - SOON)

    dropping = threading.Thread(target=drop)
    dropping.start()
    try:
        for _ in range(300):
            blobs.keep(file)
            sleep(0.002)  # for a moment it may be put aside, to be looked at
            assert blobs.has(file.sha256)
            with suppress(FileNotFoundError):
                os.utime(blobs.path(file.sha256), (0, 0))
    finally:
        over.set()
        dropping.join()


def test_what_a_kill_left_half_kept_is_swept(tmp_path: Path, file: Handed) -> None:
    blobs = open_blobs(tmp_path / "library")
    blobs.keep(file)
    folder = blobs.path(file.sha256).parent
    (folder / ".incoming-x").write_bytes(b"half")
    assert blobs.sweep(datetime.now(UTC) - SOON) == 0
    assert blobs.sweep(datetime.now(UTC) + SOON, really=False) == 1
    assert blobs.sweep(datetime.now(UTC) + SOON) == 1
    assert [path.name for path in folder.iterdir()] == [file.sha256]


def test_another_folder_may_hold_the_files(tmp_path: Path, file: Handed) -> None:
    blobs = open_blobs(tmp_path / "library", str(tmp_path / "shared"))
    blobs.keep(file)
    assert (tmp_path / "shared" / file.sha256[:2] / file.sha256).is_file()


def test_a_bucket_that_does_not_answer_is_unreachable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("obstore")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    blobs = open_blobs(tmp_path, "s3://bucket/prefix", tmp_path / "cache")
    with pytest.raises(BlobsUnreachable, match="MINTOBRIEF_BLOBS"):
        blobs.has("0" * 64)


def test_an_address_without_a_bucket_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="存储桶"):
        open_blobs(tmp_path, "s3://")


@pytest.mark.skipif(not BUCKET, reason="MINTOBRIEF_TEST_S3 names no bucket")
def test_a_bucket_that_there_is_not_is_told_so(tmp_path: Path, file: Handed) -> None:
    blobs = open_blobs(tmp_path, f"s3://{uuid4().hex}", tmp_path / "cache")
    with pytest.raises(BlobsUnreachable, match="没有这个存储桶"):
        blobs.keep(file)


@pytest.mark.skipif(not BUCKET, reason="MINTOBRIEF_TEST_S3 names no bucket")
def test_a_fetched_copy_is_used_again_and_swept_when_it_is_not(
    tmp_path: Path, file: Handed
) -> None:
    blobs = open_blobs(tmp_path, f"{BUCKET}/{uuid4().hex}", tmp_path / "cache")
    blobs.keep(file)
    with blobs.opened(file.sha256) as path:
        first = path.stat().st_ino
    with blobs.opened(file.sha256) as path:
        assert path.stat().st_ino == first
    assert blobs.sweep(datetime.now(UTC) - SOON) == 0
    assert blobs.sweep(datetime.now(UTC) + SOON) == 1
    assert list((tmp_path / "cache").glob("*/*")) == []


@pytest.mark.parametrize("place", ["ftp://server/files", "https://example.com/x"])
def test_an_address_that_is_no_place_makes_no_folder_of_that_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadSetting, match="s3://"):
        open_blobs(tmp_path, place)
    assert not list(tmp_path.iterdir())
