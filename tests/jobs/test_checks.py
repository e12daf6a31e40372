"""What would keep every job from being done is said before the worker says that it works."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from socket import socket

import pytest

from mintobrief.config import Settings, read_settings
from mintobrief.errors import (
    BlobsUnreachable,
    MissingModel,
    UnknownEngine,
)
from mintobrief.jobs.checks import check_answer, check_model, check_ready
from mintobrief.store.blobs import FolderBlobs


class Silent(FolderBlobs):
    """A store that does not answer."""

    def has(self, sha256: str) -> bool:  # noqa: ARG002
        time.sleep(60)
        return False


class Refusing(FolderBlobs):
    def has(self, sha256: str) -> bool:  # noqa: ARG002
        raise BlobsUnreachable(self.place, "密钥不对，或没有权限")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({"HOME": str(tmp_path)}, tmp_path / "library")


def test_what_comes_along_is_ready(settings: Settings) -> None:
    check_ready(settings)


def test_a_name_may_be_known_to_the_hub_and_a_folder_has_to_be_there(tmp_path: Path) -> None:
    for good in ("base", "small", "Systran/faster-whisper-small", str(tmp_path)):
        check_model(good)
    for bad in (str(tmp_path / "nope"), "~/nope", "./nope"):
        with pytest.raises(MissingModel, match="没有这个文件夹"):
            check_model(bad)


def test_a_finder_that_is_none_is_refused(settings: Settings) -> None:
    with pytest.raises(UnknownEngine, match="rules"):
        check_ready(replace(settings, finder="nobody"))


def test_a_store_that_does_not_answer_is_not_waited_for(tmp_path: Path) -> None:
    began = time.monotonic()
    with pytest.raises(BlobsUnreachable, match="没有回答"):
        check_answer(Silent(tmp_path), within=0.2)
    assert time.monotonic() - began < 10


def test_a_store_that_refuses_is_told_in_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(BlobsUnreachable, match="密钥不对"):
        check_answer(Refusing(tmp_path))


@contextmanager
def deaf_server() -> Iterator[int]:
    """Takes connections and says nothing; answers its port."""
    with socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        yield door.getsockname()[1]


def worker(tmp_path: Path, *options: str, **environ: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "mintobrief", "--library", tmp_path / "library", "worker", *options],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "HOME": str(tmp_path), **environ},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("environ", "code", "said"),
    [
        ({"MINTOBRIEF_FINDER": "nobody"}, 5, "没有名为 nobody 的引擎"),
        ({"MINTOBRIEF_MODEL": "/nope"}, 5, "找不到模型 /nope"),
        ({"MINTOBRIEF_DATABASE_URL": "mysql://a/b"}, 2, "MINTOBRIEF_DATABASE_URL"),
        ({"MINTOBRIEF_DATABASE_URL": "postgresql://a:b@127.0.0.1:9/m"}, 4, "没有数据库在运行"),
        ({"MINTOBRIEF_BLOBS": "ftp://x"}, 2, "MINTOBRIEF_BLOBS"),
    ],
)
def test_a_worker_that_cannot_work_says_so_and_not_that_it_began(
    tmp_path: Path, environ: dict[str, str], code: int, said: str
) -> None:
    found, out, err = worker(tmp_path, **environ)
    assert (found, out) == (code, ""), err
    assert said in err


def test_a_bucket_that_is_silent_is_told_of_within_ten_seconds(tmp_path: Path) -> None:
    """Its library would wait for minutes, and try again."""
    pytest.importorskip("obstore")
    with deaf_server() as port:
        found, out, err = worker(
            tmp_path,
            MINTOBRIEF_BLOBS="s3://bucket/prefix",
            AWS_ENDPOINT_URL=f"http://127.0.0.1:{port}",
            AWS_ACCESS_KEY_ID="a",
            AWS_SECRET_ACCESS_KEY="b",  # noqa: S106
            AWS_REGION="r",
        )
    assert (found, out) == (4, ""), err
    assert "连不上存放文件的 s3://bucket/prefix：8 秒没有回答" in err
