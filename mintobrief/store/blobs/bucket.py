"""Files kept in a bucket of an S3, for several machines without a shared folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

from mintobrief.errors import (
    BadSetting,
    BlobsUnreachable,
    CacheUnwritable,
    DamagedFile,
    MissingEngine,
    MissingFile,
)
from mintobrief.store.blobs.checked import Keepable, check_file, check_hash, is_hash, pieces
from mintobrief.store.blobs.kept import Stored

if TYPE_CHECKING:
    from obstore import ObjectMeta
    from obstore.store import RetryConfig, S3Store

_PART = 16 << 20  # bytes that travel in one request, which is tried anew where the line breaks
_FRESH = timedelta(hours=1)  # a file handed in again so soon need not be sent again
_RETRIES: RetryConfig = {"max_retries": 4, "retry_timeout": timedelta(minutes=2)}


def open_bucket(place: str, cache: Path) -> BucketBlobs:
    """The store at s3://bucket/prefix; who may use it is told by AWS_… in the environment, as
    to every tool that speaks S3. Raises BadSetting or MissingEngine."""
    bucket, _, prefix = place.removeprefix("s3://").partition("/")
    if not bucket:
        raise BadSetting("MINTOBRIEF_BLOBS", place, "应写成 s3://存储桶/前缀")
    try:
        from obstore.exceptions import BaseError
        from obstore.store import S3Store
    except ModuleNotFoundError as exc:
        raise MissingEngine("S3", "obstore") from exc
    try:
        store = S3Store(
            bucket,
            prefix=prefix.strip("/") or None,
            client_options={"allow_http": True, "connect_timeout": "10s", "timeout": "120s"},
            retry_config=_RETRIES,
        )
    except (BaseError, ValueError) as exc:
        raise BadSetting("MINTOBRIEF_BLOBS", place, f"AWS_… 设置不对（{exc}）") from exc
    return BucketBlobs(place, store, cache)


@dataclass(frozen=True, slots=True)
class BucketBlobs:
    """`Blobs` in an S3; what is fetched stays under `cache` for the next who asks for it."""

    place: str
    store: S3Store
    cache: Path

    def path(self, sha256: str) -> Path:
        return self.cache / check_hash(sha256, self.place)[:2] / sha256

    @contextmanager
    def opened(self, sha256: str) -> Iterator[Path]:
        here = self.path(sha256)
        with self._cached():
            if not _is_whole(here, sha256, self.place):
                self._fetch(sha256, here)
            os.utime(here)  # in use: not to be swept
        yield here

    def has(self, sha256: str) -> bool:
        return self._head(sha256) is not None

    def keep(self, source: Keepable) -> None:
        """A file that is there is sent again after a while: its time cannot be set otherwise."""
        import obstore

        found = self._head(source.sha256)
        if found and datetime.now(UTC) - found["last_modified"] < _FRESH:
            return
        with self._asked():
            sent = pieces(source, _PART)
            obstore.put(self.store, self._key(source.sha256), sent, chunk_size=_PART)

    def remove(self, sha256: str) -> None:
        import obstore

        with self._asked():
            obstore.delete(self.store, self._key(sha256))
        with self._cached():
            self.path(sha256).unlink(missing_ok=True)

    def stored(self) -> Iterable[Stored]:
        import obstore

        with self._asked():
            for batch in obstore.list(self.store):
                for found in batch:
                    name = found["path"].rpartition("/")[2]
                    if is_hash(name):
                        yield Stored(name, found["size"], found["last_modified"])

    def drop(self, sha256: str, before: datetime) -> bool:
        found = self._head(sha256)
        if found is None or found["last_modified"] >= before:
            return False
        self.remove(sha256)
        return True

    def sweep(self, before: datetime, *, really: bool = True) -> int:
        """Uploads that were broken off are the bucket's own rule to end."""
        with self._cached():
            old = [path for path in self.cache.glob("*/*") if _was_used(path) < before]
            for path in old if really else ():
                path.unlink(missing_ok=True)
        return len(old)

    def _key(self, sha256: str) -> str:
        return f"{check_hash(sha256, self.place)[:2]}/{sha256}"

    def _head(self, sha256: str) -> ObjectMeta | None:
        import obstore

        with self._asked():
            try:
                return obstore.head(self.store, self._key(sha256))
            except FileNotFoundError:
                return None

    def _fetch(self, sha256: str, here: Path) -> None:
        here.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=here.parent, delete=False) as file:
            try:
                for part in self._parts(sha256):
                    file.write(part)
                file.close()
                check_file(Path(file.name), sha256, self.place)
                Path(file.name).replace(here)
            finally:
                file.close()
                Path(file.name).unlink(missing_ok=True)

    def _parts(self, sha256: str) -> Iterator[bytes]:
        import obstore

        found = self._head(sha256)
        if found is None:
            raise MissingFile(self.place, sha256)
        for start in range(0, found["size"], _PART):
            end = min(start + _PART, found["size"])
            with self._asked():
                part = obstore.get_range(self.store, self._key(sha256), start=start, end=end)
            yield bytes(part)

    @contextmanager
    def _asked(self) -> Iterator[None]:
        """What the store raises, in our words."""
        from obstore.exceptions import BaseError, PermissionDeniedError, UnauthenticatedError

        try:
            yield
        except FileNotFoundError as exc:
            raise BlobsUnreachable(self.place, "没有这个存储桶") from exc
        except (PermissionDeniedError, UnauthenticatedError) as exc:
            raise BlobsUnreachable(self.place, "密钥不对，或没有权限") from exc
        except BaseError as exc:
            raise BlobsUnreachable(self.place, _first_line(exc)) from exc

    @contextmanager
    def _cached(self) -> Iterator[None]:
        try:
            yield
        except OSError as exc:
            raise CacheUnwritable(str(self.cache), exc) from exc


def _is_whole(path: Path, sha256: str, place: str) -> bool:
    try:
        check_file(path, sha256, place)
    except (MissingFile, DamagedFile):
        return False
    return True


def _was_used(path: Path) -> datetime:
    with suppress(OSError):
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return datetime.max.replace(tzinfo=UTC)


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), "")[:300]
