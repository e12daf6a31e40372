"""When two jobs are one: the same files, asked the same, read by the same models."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from pathlib import Path

from mintobrief import __version__
from mintobrief.config import Settings
from mintobrief.domain import Request
from mintobrief.domain.codec import dump_json
from mintobrief.domain.job import Input
from mintobrief.domain.job_codec import dumps_request


def identity_of(inputs: Sequence[Input], request: Request, settings: Settings) -> str:
    """A hash of all that the answer depends on; what the files are called is no part of it, but
    for the suffix, which tells how to read them."""
    files = [[one.sha256, Path(one.name).suffix.lower()] for one in inputs]
    reading = [__version__, settings.model, *_finder(settings), pins_of(settings)]
    return sha256(dump_json([files, dumps_request(request), reading]).encode()).hexdigest()


def _finder(settings: Settings) -> list[object]:
    """What finds candidates; where a language model is asked, also which, and how much of it."""
    llm = settings.llm
    if not llm.chosen:
        return [settings.finder]
    return [settings.finder, llm.url, llm.model, str(llm.gguf), str(llm.tape), asdict(llm.limits)]


def pins_of(settings: Settings) -> str:
    """Changes with every model that is pinned; to ask the engines would mean to load them."""
    return _pins_in(settings.models)


@cache
def _pins_in(models: Path) -> str:
    """Read once: thousands of files may be handed in."""
    digest = sha256()
    for path in sorted(models.glob("*/weights.json")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
