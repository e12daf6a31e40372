"""How a hostile file comes in: by the very function that a person's file comes in by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mintobrief.domain import Source, SourceKind
from mintobrief.errors import BadTemplate, InputError
from mintobrief.export.template.fields import Value
from mintobrief.export.template.fill import fill
from mintobrief.ingest import open_pages, open_sound, open_source
from mintobrief.ingest.docx import read_docx
from mintobrief.ingest.lists import ListKind, read_lists
from mintobrief.store.backup import Destination, restore
from tests.hostile.recipe import Door
from tests.store.backups import quiet


@dataclass(frozen=True, slots=True)
class Taken:
    """What was made of a file that came in; `lost` pages could not be read."""

    text: str = ""
    seconds: float = 0.0
    pages: int = 0
    lost: int = 0


def _opened(path: Path, folder: Path) -> Taken:
    """A file of a meeting: opened, and decoded to its end."""
    source = open_source(path)
    if source.kind is SourceKind.AUDIO:
        sound = open_sound(source, folder)
        assert sound.samples.dtype.name == "int16"
        return Taken(seconds=len(sound.samples) / 16_000)
    if source.kind is SourceKind.SCAN:
        return _paged(source)
    return Taken(text=source.text or "")


def _paged(source: Source) -> Taken:
    lost = 0
    for page in open_pages(source):
        try:
            assert page.image.shape[2] == 3
            assert all(line.text for line in page.printed)
        except InputError:
            lost += 1
            if lost == source.pages:
                raise
    return Taken(pages=source.pages or 0, lost=lost)


def _listed(path: Path, folder: Path) -> Taken:
    return Taken(text=repr(read_lists(path, ListKind.PEOPLE)))


def _filled(path: Path, folder: Path) -> Taken:
    values: dict[str, Value] = {"标题": "例会", "决议": [{"内容": "修好电梯"}]}
    filled = fill(path.read_bytes(), values, ())
    if filled.refused:
        raise BadTemplate(path.name, filled.refused)
    (folder / "b.docx").write_bytes(filled.content)
    return Taken(text=read_docx(folder / "b.docx"))


def _restored(path: Path, folder: Path) -> Taken:
    restore(path, Destination(folder / "restored"), quiet)
    return Taken()


DOORS: dict[Door, Callable[[Path, Path], Taken]] = {
    Door.SOUND: _opened,
    Door.PICTURE: _opened,
    Door.PDF: _opened,
    Door.WORD: _opened,
    Door.TEXT: _opened,
    Door.ODD: _opened,
    Door.LIST: _listed,
    Door.TEMPLATE: _filled,
    Door.BACKUP: _restored,
}
