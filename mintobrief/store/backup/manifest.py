"""What a backup says of itself: which rows and files it holds, and their hashes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from mintobrief.store.backup.rows import Tag

FORMAT = 1
NAME = "manifest.json"
_WORD = re.compile(r"[a-z][a-z0-9_]{0,40}")
_FILE = re.compile(r"(files|consents)/[0-9a-f]{64}")
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class TableTold:
    """The rows of a table: their columns, how many, and the bytes and hash of their lines."""

    columns: Mapping[str, Tag]
    rows: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`schema` is the newest migration the rows are of; `files` are sizes by name in the backup,
    `missing` those that were not there when it was made."""

    program: str
    schema: str
    made_at: datetime
    tables: Mapping[str, TableTold]
    files: Mapping[str, int]
    missing: tuple[str, ...]

    @property
    def entries(self) -> dict[str, int]:
        """The names and sizes of all that is in the backup, but for the manifest itself."""
        return {rows_of(name): told.size for name, told in self.tables.items()} | dict(self.files)


def rows_of(table: str) -> str:
    """The name under which the rows of a table lie."""
    return f"rows/{table}.jsonl"


def dumps(manifest: Manifest) -> str:
    said = {"format": FORMAT, **asdict(manifest), "made_at": manifest.made_at.isoformat()}
    return json.dumps(said, ensure_ascii=False, indent=1)


def loads(text: bytes) -> Manifest:
    """Raises ValueError for what is none, or none of ours; nothing in it is trusted after that
    but that names are names and numbers are numbers."""
    said = json.loads(text)
    _check(isinstance(said, dict) and said.get("format") == FORMAT)
    try:
        return Manifest(
            program=str(said["program"]),
            schema=_matching(_WORD_OR_NUMBER, said["schema"]),
            made_at=datetime.fromisoformat(said["made_at"]),
            tables={_matching(_WORD, n): _table(t) for n, t in said["tables"].items()},
            files={_matching(_FILE, n): _count(size) for n, size in said["files"].items()},
            missing=tuple(_matching(_FILE, name) for name in said["missing"]),
        )
    except (KeyError, TypeError, AttributeError) as exc:
        raise ValueError(f"not a manifest ({exc})") from exc


_WORD_OR_NUMBER = re.compile(r"[a-z0-9]{1,40}")


def _table(said: Any) -> TableTold:
    columns = {_matching(_WORD, name): Tag(tag) for name, tag in said["columns"].items()}
    sha256 = _matching(_HASH, said["sha256"])
    return TableTold(columns, _count(said["rows"]), _count(said["size"]), sha256)


def _matching(pattern: re.Pattern[str], said: object) -> str:
    _check(isinstance(said, str) and pattern.fullmatch(said) is not None)
    return str(said)


def _count(said: object) -> int:
    if not isinstance(said, int) or isinstance(said, bool) or said < 0:
        raise ValueError("not a count")
    return said


def _check(holds: bool) -> None:
    if not holds:
        raise ValueError("not a manifest of a backup")
