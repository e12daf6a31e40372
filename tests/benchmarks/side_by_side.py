"""Beside what one would use instead: recordings, pages and documents, one table.

    python -m tests.benchmarks.side_by_side [--sound FOLDER [NAME ...]] [--pages FOLDER] [--docx]

--sound hears the recordings of a folder with manifest.jsonl (see speech.py) with faster-whisper
as it comes (a beam of five), with a beam of one, and with the program, all with the same weights.
--pages reads pictures with their words beside them (see scans.py) with rapidocr and tesseract as
they come and with the program. --docx makes a PDF of the same briefing with LibreOffice and with
the program. Each system is a process of its own; models are loaded before. Run by hand.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess  # to measure a program beside ours
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from mintobrief.config import read_settings
from mintobrief.domain import Briefing, Request
from mintobrief.export import write_briefing
from mintobrief.export.edition import Edition
from mintobrief.pipeline import convert, shipped_engines
from mintobrief.review import accept, compile_briefing
from tests.benchmarks import scans_systems
from tests.benchmarks.scans import Result, pages_of, result_of
from tests.benchmarks.speech import reference_of, rows_of
from tests.benchmarks.speech_scores import Score, measure
from tests.benchmarks.speech_systems import Systems, faster_whisper, mintobrief

ROOT = Path(__file__).parents[2]
NOTES = ROOT / "samples" / "typed-notes" / "input.docx"
SOUND = "| {:22} | {:>6} | {:>9} | {:>9} | {:>10} | {:>12} | {:>5} |"
PAGES = "| {:22} | {:>6} | {:>9} | {:>9} | {:>12} | {:>5} |"


def main() -> None:
    options = _options()
    print(f"{date.today()} {platform.machine()} {os.cpu_count()} cores")
    if options.sound:
        print(SOUND.format("", "CER %", "terms", "numbers", "dropped s", "CPU s/s", "MB"))
        for name, heard in _heard(options.sound, options.names).items():
            print(_sound_line(name, heard))
    if options.pages:
        print(PAGES.format("", "CER", "of order", "digits", "CPU s/page", "MB"))
        for name, read in _read(options.pages):
            print(_page_line(name, read), flush=True)
    if options.docx:
        for name, (seconds, cpu) in _printed():
            print(f"| {name:22} | {seconds:5.2f} s by the clock | {cpu:5.2f} s of the processor |")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sound", type=Path, metavar="FOLDER")
    parser.add_argument("names", nargs="*", help="stems of the recordings; all without")
    parser.add_argument("--pages", type=Path, metavar="FOLDER")
    parser.add_argument("--docx", action="store_true")
    return parser.parse_intermixed_args()


def _heard(folder: Path, names: list[str]) -> dict[str, Score]:
    systems = Systems(
        [
            ("faster-whisper, beam 5", faster_whisper),
            ("faster-whisper, beam 1", partial(faster_whisper, beam=1)),
            ("mintobrief", mintobrief),
        ]
    )
    found: dict[str, Score] = {}
    for row in rows_of(folder, names):
        known = reference_of(row, argparse.Namespace(folder=folder, terms=None, roster=None))
        for name, heard in systems.hear(folder / row["path"], "base"):
            score = measure(known, heard)
            found[name] = found[name] + score if name in found else score
    systems.close()
    return found


def _sound_line(name: str, score: Score) -> str:
    return SOUND.format(
        name,
        score.text.norm.percent.strip(),
        str(score.text.terms).strip(),
        str(score.text.numbers).strip(),
        f"{score.time.dropped:.1f}",
        f"{score.cost.cpu / score.cost.sound:.3f}",
        f"{score.cost.peak_mb:.0f}",
    )


def _read(folder: Path) -> Iterator[tuple[str, Result]]:
    pages = tuple(pages_of(folder))
    systems = {"rapidocr": scans_systems.rapidocr, "mintobrief": scans_systems.mintobrief}
    if scans_systems.has_tesseract():
        systems = {"tesseract chi_sim": scans_systems.tesseract, **systems}
    for name, system in systems.items():
        answer = scans_systems.run(system, [page.path for page in pages])
        yield name, result_of(pages, answer)


def _page_line(name: str, read: Result) -> str:
    words, costs = read.score.words, read.costs
    size = max(1, words.characters)
    return PAGES.format(
        name,
        f"{words.errors / size:.3f}",
        f"{(words.errors - words.matched) / size:.3f}",
        f"{words.digits_right}/{words.digits}",
        f"{costs.cpu / costs.pages:.2f}",
        f"{costs.peak_mb:.0f}",
    )


def _printed() -> Iterator[tuple[str, tuple[float, float]]]:
    """Seconds to a PDF of one briefing: by the clock, and of the processor."""
    briefing = _briefing()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_briefing(briefing, "pdf", folder / "first.pdf", Edition.ARCHIVE)  # loads Typst
        ours = partial(write_briefing, briefing, "pdf", folder / "ours.pdf", Edition.ARCHIVE)
        yield "mintobrief (Typst)", _cost(ours)
        docx = folder / "briefing.docx"
        write_briefing(briefing, "docx", docx, Edition.ARCHIVE)
        command = ("soffice", "--headless", "--convert-to", "pdf", "--outdir", name, str(docx))
        office = partial(subprocess.run, command, capture_output=True, check=True)
        office()  # makes its profile
        yield "LibreOffice, from docx", _cost(office)


def _cost(make: Callable[[], object]) -> tuple[float, float]:
    began, spent = time.perf_counter(), _processor()
    make()
    return time.perf_counter() - began, _processor() - spent


def _processor() -> float:
    uses = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(use.ru_utime + use.ru_stime for use in uses)


def _briefing() -> Briefing:
    settings = read_settings(os.environ)
    meeting = convert([NOTES], Request(), shipped_engines(settings))
    now = datetime.now(UTC)
    return compile_briefing(
        meeting, [accept(one, None, "王敏", now) for one in meeting.resolutions]
    )


if __name__ == "__main__":
    main()
