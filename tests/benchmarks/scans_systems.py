"""What is measured: the program, rapidocr as it comes and tesseract; each in its own process.

Only so are processor time and the peak of memory its own.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess  # to measure a program beside ours
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from PIL import Image
from rapidocr import RapidOCR
from rapidocr.utils.output import RapidOCROutput

from mintobrief.config import read_settings
from mintobrief.domain import UNREAD, Change, ChangeKind, Doubt, DoubtKind, PageReport, Utterance
from mintobrief.ingest import open_pages, open_source
from mintobrief.jobs import Crew, CrewDesk, Limits
from mintobrief.pipeline import shipped_reader
from mintobrief.read import OneDesk, Page, load_corrector, load_engine, read_pages
from tests.benchmarks.scans_text import Piece, Sign

Read = tuple[tuple[Piece, str], ...]  # pieces, each with its text before correction


@dataclass(frozen=True, slots=True)
class Answer:
    """What a system read of each page, and what that cost."""

    pages: tuple[Read, ...]
    reports: tuple[PageReport, ...]  # as far as the system says
    seconds: float
    cpu: float
    peak_mb: float


System = Callable[[Sequence[Path]], Answer]


def run(system: System, pages: Sequence[Path]) -> Answer:
    """Let a system read the pages in a process of its own."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(system, tuple(pages)).result()


def rapidocr(pages: Sequence[Path]) -> Answer:
    """rapidocr with its defaults, the boxes in the order it gives them."""
    engine = RapidOCR(params={"Global.log_level": "critical"})

    def read(path: Path) -> Read:
        lines: list[str] = []
        for page in open_pages(open_source(path)):
            found = engine(np.ascontiguousarray(page.image[:, :, ::-1]))
            lines += (found.txts or ()) if isinstance(found, RapidOCROutput) else ()
        return _unflagged(lines)

    return _timed(pages, read)


def tesseract(pages: Sequence[Path]) -> Answer:
    """Debian's tesseract with its Chinese model, at its defaults."""
    with tempfile.TemporaryDirectory() as folder:

        def read(path: Path) -> Read:
            lines: list[str] = []
            for page in open_pages(open_source(path)):
                picture = Path(folder) / "page.png"
                Image.fromarray(page.image).save(picture, compress_level=1)
                command = ("tesseract", str(picture), "-", "-l", "chi_sim")
                done = subprocess.run(command, capture_output=True, check=True)
                lines += done.stdout.decode("utf-8").split("\n")
            return _unflagged(filter(None, map(str.strip, lines)))

        return _timed(pages, read)


def mintobrief(pages: Sequence[Path]) -> Answer:
    """The program's own way from the file to utterances, in one process."""
    settings = read_settings(os.environ)
    desk = OneDesk(load_engine("rapidocr", settings))
    corrector = load_corrector("trigrams", settings)
    reports: list[PageReport] = []

    def read(path: Path) -> Read:
        source = open_source(path)
        reading = read_pages(source, open_pages(source), desk, corrector)
        reports.append(reading.pages[0])
        return tuple(map(_piece, reading.utterances))

    return _timed(pages, read, reports)


def two_workers(pages: Sequence[Path]) -> Answer:
    """The same pages by two processes at once: for what it costs, not for what is read."""
    settings = replace(read_settings(os.environ), threads=1)
    spent = _cpu()
    crew = Crew(partial(shipped_reader, settings), 2, Limits(seconds=300))
    with tempfile.TemporaryDirectory() as kept, crew:
        for _ in CrewDesk(crew, Path(kept), "warm").read(_opened(pages[:2])):
            pass  # both have their models now
        began = time.perf_counter()
        for _ in CrewDesk(crew, Path(kept), "measured").read(_opened(pages)):
            pass
        seconds = time.perf_counter() - began
    return Answer((), (), seconds, _cpu() - spent, _peak())


def _opened(pages: Iterable[Path]) -> Iterator[Page]:
    return (page for path in pages for page in open_pages(open_source(path)))


def has_tesseract() -> bool:
    return shutil.which("tesseract") is not None


def _timed(
    pages: Sequence[Path], read: Callable[[Path], Read], reports: Sequence[PageReport] = ()
) -> Answer:
    read(pages[0])  # what is loaded at the first page is no page's cost
    before = len(reports)
    began, spent = time.perf_counter(), _cpu()
    found = tuple(map(read, pages))
    seconds, cpu = time.perf_counter() - began, _cpu() - spent
    return Answer(found, tuple(reports[before:]), seconds, cpu, _peak())


def _cpu() -> float:
    """Processor seconds of this process and of those it has seen the end of."""
    uses = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(use.ru_utime + use.ru_stime for use in uses)


def _peak() -> float:
    uses = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return max(use.ru_maxrss for use in uses) / 1024


def _unflagged(lines: Iterable[str]) -> Read:
    return tuple((tuple(map(Sign, line)), line) for line in lines)


def _piece(utterance: Utterance) -> tuple[Piece, str]:
    glyphs = utterance.glyphs or (None,) * len(utterance.text)
    signs = tuple(
        Sign(
            letter,
            glyph.probability if glyph else None,
            _lies_in(at, (d for d in utterance.doubts if d.kind is DoubtKind.UNSURE)),
            letter == UNREAD or _lies_in(at, utterance.doubts),
            letter == UNREAD,
        )
        for at, (letter, glyph) in enumerate(zip(utterance.text, glyphs, strict=True))
    )
    return signs, _before(utterance.text, utterance.changes)


def _lies_in(place: int, doubts: Iterable[Doubt]) -> bool:
    return any(doubt.start <= place < doubt.end for doubt in doubts)


def _before(text: str, changes: Iterable[Change]) -> str:
    """The text before it was corrected; what was drawn through stays out."""
    for change in reversed(tuple(changes)):
        if change.kind is not ChangeKind.STRUCK:
            text = text[: change.start] + change.was + text[change.end :]
    return text
