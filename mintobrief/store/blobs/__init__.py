"""The files handed in, kept once each under their hash: in a folder, or in a bucket of an S3."""

from __future__ import annotations

from pathlib import Path

from mintobrief.errors import BadSetting
from mintobrief.store.blobs.checked import CHUNK, Keepable
from mintobrief.store.blobs.folder import FolderBlobs
from mintobrief.store.blobs.kept import Blobs, Stored

__all__ = ["CHUNK", "Blobs", "FolderBlobs", "Keepable", "Stored", "open_blobs"]


def open_blobs(folder: Path, place: str | None = None, cache: Path | None = None) -> Blobs:
    """The files of the library in `folder`: at `place`, a folder or s3://bucket/prefix, or in it.

    What is fetched from a bucket lies under `cache` meanwhile. Nothing is asked yet; raises
    BadSetting for what is no place, MissingEngine where what speaks S3 is not installed.
    """
    if place is None:
        return FolderBlobs(folder / "files")
    if "://" in place and not place.startswith("s3://"):
        raise BadSetting("MINTOBRIEF_BLOBS", place, "应写成一个文件夹，或 s3://存储桶/前缀")
    if not place.startswith("s3://"):
        return FolderBlobs(Path(place))
    from mintobrief.store.blobs.bucket import open_bucket

    return open_bucket(place, cache or folder / "fetched")
