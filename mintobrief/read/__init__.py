"""Notes, transcripts and scanned pages become utterances that quote their place exactly."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from mintobrief.config import Settings
from mintobrief.errors import MissingEngine, UnknownEngine
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

# name → (module:class, the package that brings what it needs)
ENGINES = {"rapidocr": ("mintobrief.read.rapid:RapidReader", "rapidocr")}


def load_engine(name: str, settings: Settings) -> Reader:
    """The reader of that name, with its models in memory.

    Raises UnknownEngine, MissingEngine, MissingModel or BadWeights.
    """
    if name not in ENGINES:
        raise UnknownEngine(name, ENGINES)
    target, package = ENGINES[name]
    module, _, cls = target.partition(":")
    try:
        return cast("Reader", getattr(import_module(module), cls)(settings))
    except ModuleNotFoundError as exc:
        if (exc.name or "").startswith("mintobrief"):
            raise  # our own mistake, not a package that is absent
        raise MissingEngine(name, package) from exc
