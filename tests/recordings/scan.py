"""Record what the reader reads on a sample's pages, for tests that must not run it:

    python tests/recordings/scan.py samples/handwritten-notes/input.jpg

writes handwritten-notes.lines.json beside this file. `RecordedReader` plays it back by the same
seam as the engine.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mintobrief.config import read_settings
from mintobrief.domain import Box, Glyph, Option
from mintobrief.ingest import open_pages, open_source
from mintobrief.read import Line, load_engine

HERE = Path(__file__).parent


class RecordedReader:
    """A reader that repeats, page after page, what the real one once read."""

    def __init__(self, pages: list[tuple[Line, ...]]) -> None:
        self._pages = iter(pages)

    def read_page(self, image: NDArray[np.uint8]) -> tuple[Line, ...]:  # noqa: ARG002
        return next(self._pages)


def recorded_reader(name: str) -> RecordedReader:
    """What was recorded of the sample `name`."""
    kept = json.loads((HERE / f"{name}.lines.json").read_text("utf-8"))
    return RecordedReader([tuple(_line(*line) for line in page) for page in kept["pages"]])


def _line(
    box: Sequence[int],
    text: str,
    confidence: float,
    slope: float,
    glyphs: Sequence[tuple[Sequence[int], float, str, Sequence[float]] | None],
) -> Line:
    read = tuple(glyph and _glyph(*glyph) for glyph in glyphs)
    return Line(Box(*box), text, confidence, slope, read)


def _glyph(box: Sequence[int], probability: float, others: str, theirs: Sequence[float]) -> Glyph:
    return Glyph(Box(*box), probability, tuple(map(Option, others, theirs)))


def record(path: Path) -> dict[str, object]:
    reader = load_engine("rapidocr", read_settings(os.environ))
    source = open_source(path)
    pages = [reader.read_page(page.image) for page in open_pages(source)]
    kept = [[_kept(line) for line in page] for page in pages]
    return {"sample": path.parent.name, "sha256": source.sha256, "pages": kept}


def _kept(line: Line) -> tuple[object, ...]:
    glyphs = [glyph and _kept_glyph(glyph) for glyph in line.glyphs]
    return (astuple(line.box), line.text, round(line.confidence, 4), round(line.slope, 5), glyphs)


def _kept_glyph(glyph: Glyph) -> tuple[object, ...]:
    others = "".join(option.text for option in glyph.others)
    theirs = [round(option.probability, 4) for option in glyph.others]
    return (astuple(glyph.box), round(glyph.probability, 4), others, theirs)


def _json(recorded: Mapping[str, object]) -> str:
    """A line of writing to a line of the file."""
    packed = json.dumps(recorded, ensure_ascii=False, separators=(",", ":"))
    return packed.replace("]],[[", "]],\n[[") + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    path = parser.parse_args().path
    (HERE / f"{path.parent.name}.lines.json").write_text(_json(record(path)), "utf-8")


if __name__ == "__main__":
    main()
