"""What is fed: each parser with good files to begin from, and what it may raise."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mintobrief.config import read_settings
from mintobrief.domain import Request, SourceKind, TextSpan
from mintobrief.domain.codec import dump_json, loads
from mintobrief.domain.node import DocumentError
from mintobrief.errors import MintobriefError
from mintobrief.export.template.fields import Value
from mintobrief.export.template.fill import fill
from mintobrief.extract import (
    ResolutionFinder,
    find_candidates,
    find_points,
    load_finder,
    read_header,
)
from mintobrief.extract.llm.address import read_address
from mintobrief.extract.llm.answer import read_answer
from mintobrief.ingest import open_source
from mintobrief.read import read_notes, read_transcript
from mintobrief.store.backup.archive import open_archive
from mintobrief.web.intake.shelf import safe_name
from tests.fuzz.seeds import SEEDS
from tests.hostile.doors import DOORS
from tests.hostile.recipe import Door

SAMPLES = Path(__file__).parents[2] / "samples"


@dataclass(frozen=True, slots=True)
class Target:
    """A parser: `feed` gives it one file in an empty folder; it may raise `allowed` alone."""

    name: str
    feed: Callable[[Path, Path], object]
    seeds: Callable[[], Sequence[tuple[str, bytes]]]
    share: int = 10  # of the time
    allowed: tuple[type[Exception], ...] = (MintobriefError,)


def _understood(path: Path, folder: Path) -> object:
    """Notes or a transcript read, and understood by the rules."""
    source = open_source(path)
    reading = read_notes(source) if source.kind is SourceKind.NOTES else read_transcript(source)
    said = reading.utterances[:400]
    for one in said:
        assert source.text is not None
        assert isinstance(one.evidence, TextSpan)
        assert source.text[one.evidence.start : one.evidence.end] == one.text
    header = read_header(said, Request(), None)
    found = find_candidates(said, (), header, _rules())
    return find_points(said, (), found.resolutions, header)


@cache
def _rules() -> ResolutionFinder:
    return load_finder("rules", read_settings({"HOME": str(Path.home())}))


def _templated(path: Path, folder: Path) -> object:
    values: dict[str, Value] = {"标题": "例会", "决议": [{"内容": "修好电梯", "责任": "物业公司"}]}
    return fill(path.read_bytes(), values, ("（会议未明确）",))


def _backed_up(path: Path, folder: Path) -> object:
    with open_archive(path) as archive:
        return [
            sum(len(line) for line in archive.rows(name, told))
            for name, told in archive.manifest.tables.items()
        ]


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "surrogateescape")


def _addressed(path: Path, folder: Path) -> object:
    return read_address(_text(path), plain_http=True)


def _answered(path: Path, folder: Path) -> object:
    return read_answer(_text(path))


def _kept(path: Path, folder: Path) -> object:
    """A meeting as the library has it: read, and written as it was read."""
    meeting = loads(_text(path))
    return dump_json(json.loads(_text(path))), meeting


def _named(path: Path, folder: Path) -> object:
    name = safe_name(_text(path))
    (folder / name).touch()
    assert [one.name for one in folder.iterdir()] == [name]
    assert len(name.encode()) <= 255
    return name


_BY_DOOR = {
    "sound": (Door.SOUND, 20),
    "picture": (Door.PICTURE, 20),
    "pdf": (Door.PDF, 15),
    "word": (Door.WORD, 15),
    "text": (Door.TEXT, 10),
    "list": (Door.LIST, 15),
}

TARGETS: tuple[Target, ...] = (
    *(
        Target(name, DOORS[door], lambda n=name: SEEDS[n](), share)  # type: ignore[misc]
        for name, (door, share) in _BY_DOOR.items()
    ),
    Target("talk", _understood, SEEDS["talk"], 25),
    Target("template", _templated, SEEDS["template"], 15),
    Target("backup", _backed_up, SEEDS["backup"], 10),
    Target("address", _addressed, SEEDS["address"], 3),
    Target("answer", _answered, SEEDS["answer"], 8, (MintobriefError, ValueError)),
    Target("meeting", _kept, SEEDS["meeting"], 8, (DocumentError,)),
    Target("name", _named, SEEDS["name"], 3),
)
