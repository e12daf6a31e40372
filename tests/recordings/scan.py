"""Record what the reader reads on a sample's pages, for tests that must not run it:

    python tests/recordings/scan.py samples/handwritten-notes/input.jpg

writes handwritten-notes.lines.json beside this file. `RecordedReader` plays it back by the same
seam as the engine.
"""

from __future__ import annotations

import argparse
import json
import os
from dataclasses import astuple
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mintobrief.config import read_settings
from mintobrief.domain import Box
from mintobrief.ingest import open_pages, open_source
from mintobrief.read import Line, load_engine

HERE = Path(__file__).parent


class RecordedReader:
    """A reader that repeats, page after page, what the real one once read."""

    def __init__(self, pages: list[tuple[Line, ...]]) -> None:
        self._pages = iter(pages)

    @property
    def identity(self) -> str:
        return "recorded"

    def read_page(self, image: NDArray[np.uint8]) -> tuple[Line, ...]:  # noqa: ARG002
        return next(self._pages)


def recorded_reader(name: str) -> RecordedReader:
    """What was recorded of the sample `name`."""
    kept = json.loads((HERE / f"{name}.lines.json").read_text("utf-8"))
    return RecordedReader(
        [
            tuple(Line(Box(*box), text, confidence, slope) for box, text, confidence, slope in page)
            for page in kept["pages"]
        ]
    )


def record(path: Path) -> dict[str, object]:
    reader = load_engine("rapidocr", read_settings(os.environ))
    source = open_source(path)
    pages = [reader.read_page(page.image) for page in open_pages(source)]
    kept = [
        [(astuple(line.box), line.text, round(line.confidence, 4), line.slope) for line in page]
        for page in pages
    ]
    return {"sample": path.parent.name, "sha256": source.sha256, "pages": kept}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    path = parser.parse_args().path
    text = json.dumps(record(path), ensure_ascii=False, indent=1)
    (HERE / f"{path.parent.name}.lines.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
