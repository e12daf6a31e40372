"""Fits the weights of `read.trust.certainty`: python -m tests.benchmarks.certainty [FOLDER]

Without FOLDER to the table that is shipped beside the models, from which the weights in use come.
FOLDER holds pages as `pages.py` makes them: NAME.jpg and NAME.json with the place of every
character. Prints the weights, and how honest they and those in use are: the expected calibration
error, the share of wrong characters among the tenth that is least certain, and how many are
unsure with how many of the wrong ones. With --held only that of those in use is printed. What
speaks for the characters of FOLDER is kept in the file of --table, numbers alone.
Run by hand: nothing here is a test.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import numpy as np
from numpy.typing import NDArray

from mintobrief.config import Settings, read_settings
from mintobrief.ingest import open_pages, open_source
from mintobrief.language.vocabulary import likely_words
from mintobrief.read import (
    Corrector,
    Line,
    Reader,
    load_corrector,
    load_engine,
    read_sheet,
)
from mintobrief.read.trust.certainty import _WEIGHTS, certain, features
from mintobrief.read.trust.doubts import UNSURE
from mintobrief.read.words import correct

Table = NDArray[np.float64]

_SHIPPED = Path(__file__).parents[2] / "models/ppocr-v6/certainty.npz"
_NEAR = 0.6  # of a line's height: how far a character's box may lie from its true place
_PULL = 1.0  # keeps weights small that the pages say little about


class Truth(NamedTuple):
    """The characters of a page and where their middles are."""

    letters: list[str]
    places: Table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="instead of the shipped table")
    parser.add_argument("--held", action="store_true", help="only report, do not fit")
    parser.add_argument("--table", type=Path, help="keep the numbers of FOLDER here")
    options = parser.parse_args()
    rows, right = _read(options.folder, options.table) if options.folder else shipped_table()
    _report("in use", _likely(np.array(_WEIGHTS), rows), right)
    if not options.held:
        weights = fitted(rows, right)
        _report("fitted", _likely(weights, rows), right)
        print(", ".join(f"{weight:.3f}" for weight in weights))


def shipped_table() -> tuple[Table, Table]:
    """What spoke for the characters of the generated pages, and which of them were right."""
    with np.load(_SHIPPED, allow_pickle=False) as kept:
        return kept["rows"], kept["right"]


def _read(folder: Path, kept: Path | None) -> tuple[Table, Table]:
    rows, right = _table(folder, read_settings(os.environ))
    if kept is not None:
        with kept.open("wb") as file:
            np.savez_compressed(file, rows=rows, right=right)
    return rows, right


def _table(folder: Path, settings: Settings) -> tuple[Table, Table]:
    """What speaks for every letter and figure that was read, and whether it is right."""
    reader, corrector = load_engine("rapidocr", settings), load_corrector("trigrams", settings)
    pairs = [
        (row, right)
        for path in sorted(folder.glob("*.json"))
        for line, fits in _lines(path.with_suffix(".jpg"), reader, corrector)
        for row, right in _judged(line, fits, _truth(path))
    ]
    rows = np.array([(1.0, *row) for row, _ in pairs])
    return rows, np.array([right for _, right in pairs], np.float64)


def _truth(path: Path) -> Truth:
    letters = [x for x in json.loads(path.read_text("utf-8"))["letters"] if x["state"] != "struck"]
    places = np.array([np.mean(letter["quad"], axis=0) for letter in letters])
    return Truth([letter["text"] for letter in letters], places)


def _lines(
    path: Path, reader: Reader, corrector: Corrector
) -> list[tuple[Line, list[float | None]]]:
    """Every line of a page as corrected, and how well its characters go together."""
    seen: list[tuple[Line, list[float | None]]] = []

    def note(line: Line, fits: list[float | None]) -> Line:
        seen.append((line, fits))
        return certain(line, fits)

    with mock.patch.object(correct, "certain", note):
        for page in open_pages(open_source(path)):
            corrector.correct(read_sheet(page, reader).lines, likely_words())
    return seen


def _judged(
    line: Line, fits: list[float | None], truth: Truth
) -> Iterator[tuple[tuple[float, ...], bool]]:
    for row, character, glyph in zip(features(line, fits), line.text, line.glyphs, strict=True):
        if glyph is not None and character.isalnum():
            box = glyph.box
            middle = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
            away = np.hypot(*(truth.places - middle).T)
            near = [at for at in away.argsort()[:2] if away[at] < _NEAR * (box.bottom - box.top)]
            yield row, any(truth.letters[at] == character for at in near)


def _likely(weights: Table, rows: Table) -> Table:
    return np.asarray(1 / (1 + np.exp(-rows @ weights)))


def fitted(rows: Table, right: Table) -> Table:
    """The weights of `rows` that tell best what is right: logistic regression by Newton."""
    weights = np.zeros(rows.shape[1])
    for _ in range(30):
        likely = _likely(weights, rows)
        slope = rows.T @ (likely - right) + _PULL * weights
        bend = (rows * (likely * (1 - likely))[:, None]).T @ rows
        weights -= np.linalg.solve(bend + _PULL * np.eye(len(weights)), slope)
    return weights


def _report(name: str, likely: Table, right: Table) -> None:
    order = likely.argsort()
    bins = np.array_split(order, 10)
    error = sum(len(b) * abs(likely[b].mean() - right[b].mean()) for b in bins) / len(order)
    caught = (1 - right[bins[0]]).sum() / max(1.0, (1 - right).sum())
    unsure = likely < UNSURE
    among = (1 - right[unsure]).sum() / max(1.0, (1 - right).sum())
    print(
        f"{name}: {len(right)} characters, {1 - right.mean():.4f} wrong, ECE {error:.4f}, "
        f"{caught:.3f} of the wrong ones in the least certain tenth, "
        f"{unsure.mean():.3f} unsure with {among:.3f} of them"
    )


if __name__ == "__main__":
    main()
