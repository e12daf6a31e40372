"""Notes, transcripts and scanned pages become utterances that quote their place exactly."""

from __future__ import annotations

from typing import cast

from mintobrief.config import Settings
from mintobrief.engines import Adapter, load
from mintobrief.read.line import Line, Page, Reader
from mintobrief.read.pages import read_pages
from mintobrief.read.typed import read_notes, read_transcript

__all__ = [
    "ENGINES",
    "Line",
    "Page",
    "Reader",
    "load_engine",
    "read_notes",
    "read_pages",
    "read_transcript",
]

ENGINES = {"rapidocr": Adapter("mintobrief.read.rapid:RapidReader", "rapidocr")}


def load_engine(name: str, settings: Settings) -> Reader:
    """The reader of that name, with its models in memory.

    Raises UnknownEngine, MissingEngine, MissingModel or BadWeights.
    """
    return cast(Reader, load(name, ENGINES)(settings))
