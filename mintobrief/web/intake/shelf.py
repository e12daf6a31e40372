"""Files on their way in: each in a folder of its own until it is part of a meeting."""

from __future__ import annotations

import json
import re
import secrets
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mintobrief.errors import LibraryUnwritable, reason_of

MOST = 8 << 30  # bytes of one file, what `ingest` takes at most
_ID = re.compile("[0-9a-f]{32}")
_KEPT = 30 * 24 * 3600  # seconds that a file without its end is waited for
_LONGEST = 180  # bytes of a name; file systems take 255
_NAMELESS = "未命名"
_RESERVED = re.compile(
    r"(?i)(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)"
)  # Windows
_CLAIMED: set[str] = set()  # written to at this moment; only the event loop's thread touches it


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of which `offset` of `length` bytes are here; `by` is who sends it, if known."""

    id: str
    path: Path
    length: int
    by: str = ""

    @property
    def offset(self) -> int:
        return self.path.stat().st_size

    @property
    def missing(self) -> int:
        """How many bytes are still to come; all of them where somebody took it away meanwhile."""
        with suppress(OSError):
            return self.length - self.offset
        return self.length

    @property
    def touched_at(self) -> float:
        """When the last piece came, in seconds of the system's clock."""
        return self.path.stat().st_mtime

    def append(self, piece: bytes) -> bool:
        """Put bytes at the end; False, and nothing written, where there are too many.

        Raises LibraryUnwritable.
        """
        if self.offset + len(piece) > self.length:
            return False
        try:
            with self.path.open("ab") as file:
                file.write(piece)
        except OSError as exc:
            raise LibraryUnwritable(str(self.path.parent), reason_of(exc)) from exc
        return True


@dataclass(frozen=True, slots=True)
class Shelf:
    """The uploads in one folder."""

    folder: Path

    def create(self, untrusted_name: str, length: int, by: str = "") -> Upload:
        """Room for a file; also sweeps away what was given up. Raises LibraryUnwritable."""
        self._sweep()
        name = secrets.token_hex(16)
        place = self.folder / name
        path = place / safe_name(untrusted_name)
        try:
            place.mkdir(parents=True)
            path.touch()
            (place / "upload.json").write_text(
                json.dumps({"name": path.name, "length": length, "by": by}), encoding="utf-8"
            )
        except OSError as exc:
            raise LibraryUnwritable(str(self.folder), reason_of(exc)) from exc
        return Upload(name, path, length, by)

    def all(self) -> tuple[Upload, ...]:
        """Those that are here, whole or not, the newest first."""
        try:
            found = [self.find(place.name) for place in self.folder.iterdir()]
        except OSError:  # there was none yet
            return ()
        uploads = [upload for upload in found if upload is not None]
        with suppress(OSError):  # one of them went meanwhile
            return tuple(sorted(uploads, key=lambda one: one.touched_at, reverse=True))
        return ()

    def find(self, upload_id: str) -> Upload | None:
        if not _ID.fullmatch(upload_id):
            return None
        place = self.folder / upload_id
        try:
            told = json.loads((place / "upload.json").read_text(encoding="utf-8"))
            by = str(told.get("by", ""))
            upload = Upload(upload_id, place / str(told["name"]), int(told["length"]), by)
        except (OSError, ValueError, KeyError):  # gone, or never finished being made
            return None
        return upload if upload.path.is_file() else None

    def drop(self, upload: Upload) -> None:
        shutil.rmtree(upload.path.parent, ignore_errors=True)

    def claim(self, upload_id: str) -> bool:
        """Whether nobody else writes to it; then nobody else may, until it is released."""
        if upload_id in _CLAIMED:
            return False
        _CLAIMED.add(upload_id)
        return True

    def release(self, upload_id: str) -> None:
        _CLAIMED.discard(upload_id)

    def _sweep(self) -> None:
        with suppress(OSError):
            for place in self.folder.iterdir():
                if time.time() - _touched(place) > _KEPT:
                    shutil.rmtree(place, ignore_errors=True)


def safe_name(untrusted_name: str) -> str:
    """A name of a file in its own folder, whatever the uploader called it; the suffix stays."""
    last = re.split(r"[/\\]", untrusted_name)[-1]
    shown = "".join(c for c in last if c.isprintable() and c not in '<>:"|?*').strip(" .")
    stem, suffix = Path(shown).stem, Path(shown).suffix
    room = _LONGEST - len(suffix.encode())
    cut = stem.encode()[: max(room, 0)].decode(errors="ignore")
    name = (cut or _NAMELESS) + suffix if room > 0 else cut or _NAMELESS
    name = name.rstrip(" .")  # Windows would leave them off, and not find the file again
    return f"_{name}" if name.casefold() == "upload.json" or _RESERVED.match(name) else name


def _touched(place: Path) -> float:
    return max((path.stat().st_mtime for path in [place, *place.iterdir()]), default=0.0)
