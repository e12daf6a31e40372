"""How well pages are read: python tests/benchmarks/scans.py FOLDER

FOLDER holds pictures or PDFs, each with its words in NAME.txt (or text.txt) beside it. Prints
for each, in one run, the character error rate of rapidocr as it comes and of ours, the digits
right of those there are, and the seconds taken. White
space and the width of letters and marks do not count. Run by hand: nothing here is a test.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from rapidocr import RapidOCR
from rapidocr.utils.output import RapidOCROutput

from mintobrief.config import read_settings
from mintobrief.domain import SourceKind
from mintobrief.errors import InputError
from mintobrief.ingest import open_pages, open_source
from mintobrief.read import OneDesk, load_corrector, load_engine, read_pages

Engine = Callable[[Path], str]


@dataclass(frozen=True, slots=True)
class Score:
    """Errors against characters of the reference, and the time they took."""

    errors: int
    characters: int
    digits_right: int
    digits: int
    seconds: float

    def __add__(self, other: Score) -> Score:
        return Score(
            self.errors + other.errors,
            self.characters + other.characters,
            self.digits_right + other.digits_right,
            self.digits + other.digits,
            self.seconds + other.seconds,
        )

    def line(self, name: str) -> str:
        rate = self.errors / max(1, self.characters)
        digits = f"{self.digits_right}/{self.digits}"
        return f"{name:32} CER {rate:.3f}  digits {digits:>9}  {self.seconds:6.1f} s"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true", help="print what was read")
    options = parser.parse_args()
    print(f"{date.today()} {platform.machine()} {os.cpu_count()} cores")
    engines: dict[str, Engine] = {"rapidocr": _plain(), "mintobrief": _ours()}
    totals: dict[str, list[Score]] = {name: [] for name in engines}
    for scan, words in _pairs(options.folder):
        for name, engine in engines.items():
            began = time.perf_counter()
            read = engine(scan)
            score = measure(words, read, time.perf_counter() - began)
            totals[name].append(score)
            print(score.line(f"{scan.stem[:20]} {name}"), flush=True)
            if options.show:
                print(read)
    for name, scores in totals.items():
        print(sum(scores, Score(0, 0, 0, 0, 0.0)).line(f"all {name}"))


def _pairs(folder: Path) -> Iterable[tuple[Path, str]]:
    for scan in sorted(folder.iterdir()):
        texts = (scan.with_suffix(".txt"), folder / "text.txt")
        words = next((text for text in texts if text.is_file()), None)
        if words and words != scan and _is_scan(scan):
            yield scan, words.read_text(encoding="utf-8")


def _is_scan(path: Path) -> bool:
    try:
        return open_source(path).kind is SourceKind.SCAN
    except InputError:
        return False


def _plain() -> Engine:
    """rapidocr with its defaults, the boxes in the order it gives them."""
    engine = RapidOCR(params={"Global.log_level": "critical"})

    def read(path: Path) -> str:
        words: list[str] = []
        for page in open_pages(open_source(path)):
            found = engine(np.ascontiguousarray(page.image[:, :, ::-1]))
            words += (found.txts or ()) if isinstance(found, RapidOCROutput) else ()
        return "\n".join(words)

    return read


def _ours() -> Engine:
    settings = read_settings(os.environ)
    engine, corrector = load_engine("rapidocr", settings), load_corrector("trigrams", settings)

    def read(path: Path) -> str:
        source = open_source(path)
        reading = read_pages(source, open_pages(source), OneDesk(engine), corrector)
        return "\n".join(u.text for u in reading.utterances)

    return read


def measure(words: str, read: str, seconds: float) -> Score:
    expected, found = _plain_text(words), _plain_text(read)
    right = matched(expected, found)
    digits = [place for place, character in enumerate(expected) if character.isdigit()]
    return Score(
        distance(expected, found),
        len(expected),
        sum(place in right for place in digits),
        len(digits),
        seconds,
    )


def _plain_text(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).replace("。", ".")


def _table(one: str, other: str) -> np.ndarray[tuple[int, int], np.dtype[np.int32]]:
    """Levenshtein distances of all beginnings of both."""
    table = np.zeros((len(one) + 1, len(other) + 1), np.int32)
    table[:, 0], table[0, :] = range(len(one) + 1), range(len(other) + 1)
    steps = np.arange(len(other) + 1)
    letters = np.array(list(other), dtype="<U1")
    for i, letter in enumerate(one, 1):
        best = np.minimum(table[i - 1, 1:] + 1, table[i - 1, :-1] + (letters != letter))
        row = np.concatenate(([i], best))
        table[i] = np.minimum.accumulate(row - steps) + steps
    return table


def distance(one: str, other: str) -> int:
    """How many characters to insert, delete or replace."""
    return int(_table(one, other)[-1, -1])


def matched(one: str, other: str) -> set[int]:
    """The places in `one` that an alignment of fewest errors finds in `other`."""
    table, found = _table(one, other), set()
    i, j = len(one), len(other)
    while i and j:
        if one[i - 1] == other[j - 1] and table[i, j] == table[i - 1, j - 1]:
            i, j = i - 1, j - 1
            found.add(i)
        elif table[i, j] == table[i - 1, j - 1] + 1:
            i, j = i - 1, j - 1
        elif table[i, j] == table[i - 1, j] + 1:
            i -= 1
        else:
            j -= 1
    return found


if __name__ == "__main__":
    main()
