"""Notes, transcripts and scanned pages become utterances that quote their place exactly."""

from __future__ import annotations

from typing import cast

from mintobrief.config import Settings
from mintobrief.engines import Adapter, load
from mintobrief.read.desk import OneDesk
from mintobrief.read.line import Corrector, Desk, Line, Page, Reader, Sheet, Unread
from mintobrief.read.pages import read_pages
from mintobrief.read.sheet import read_sheet
from mintobrief.read.words.typed import read_notes, read_transcript

__all__ = [
    "CORRECTORS",
    "ENGINES",
    "Corrector",
    "Desk",
    "Line",
    "OneDesk",
    "Page",
    "Reader",
    "Sheet",
    "Unread",
    "load_corrector",
    "load_engine",
    "read_notes",
    "read_pages",
    "read_sheet",
    "read_transcript",
]

ENGINES = {"rapidocr": Adapter("mintobrief.read.lines.rapid:RapidReader", "rapidocr")}
CORRECTORS = {"trigrams": Adapter("mintobrief.read.words.correct:TrigramCorrector", "numpy")}


def load_engine(name: str, settings: Settings) -> Reader:
    """The reader of that name, with its models in memory.

    Raises UnknownEngine, MissingEngine, MissingModel or BadWeights.
    """
    return cast(Reader, load(name, ENGINES)(settings))


def load_corrector(name: str, settings: Settings) -> Corrector:
    """The corrector of that name, with its language model in memory.

    Raises UnknownEngine, MissingEngine, MissingModel or BadWeights.
    """
    return cast(Corrector, load(name, CORRECTORS)(settings))
