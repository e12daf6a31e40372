"""A room with a library and a secret beside the hostile file; whoever touches them is seen."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from tests.hostile.recipe import CANARY

_WATCHED = ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.exec", "os.system")
_seen: list[str] = []


def _watch(event: str, _: object) -> None:
    if event in _WATCHED:
        _seen.append(event)


sys.addaudithook(_watch)  # for good; it only takes notes


@dataclass
class Room:
    """`inbox` is where the hostile file lies, `scratch` where it may be worked on."""

    folder: Path
    seen: list[str] = field(default_factory=lambda: _seen)

    @property
    def inbox(self) -> Path:
        return self.folder / "inbox"

    @property
    def scratch(self) -> Path:
        return self.folder / "scratch"

    def others(self) -> dict[str, str]:
        """All that is here but the inbox and the scratch, which goes with the work: by name."""
        found = (path for path in sorted(self.folder.rglob("*")) if path.is_file())
        ours = (path for path in found if not {self.inbox, self.scratch} & {*path.parents})
        return {str(path): sha256(path.read_bytes()).hexdigest() for path in ours}


def furnished(folder: Path) -> Room:
    """A room with what must not be touched in it."""
    made = Room(folder)
    made.inbox.mkdir()
    made.scratch.mkdir()
    (folder / "secret.txt").write_text(CANARY, encoding="utf-8")
    (folder / "library").mkdir()
    (folder / "library" / "library.db").write_bytes(b"all our meetings")
    made.seen.clear()
    return made
