"""Requests and answers kept in a folder by the request's digest: recorded once, replayed for good.

A file DIGEST.json holds {"request": …, "answer": …}. Who answers by other means than a server
fills in `answer`: the JSON value itself, or its text.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from mintobrief.checkpoints import write_whole
from mintobrief.errors import CacheUnwritable, MissingAnswer
from mintobrief.extract.llm.chat import Allowance, ChatRequest, LanguageModel

_LARGEST = 8 * 2**20  # bytes of one file


@dataclass(frozen=True, slots=True)
class Recorder:
    """Asks the model, and keeps what it says."""

    model: LanguageModel
    folder: Path

    def answer(self, request: ChatRequest, allowance: Allowance) -> str:
        """The model's answer, once it is kept. Raises LanguageModelFailed, CacheUnwritable."""
        said = self.model.answer(request, allowance)
        keep(self.folder, request, said)
        return said


@dataclass(frozen=True, slots=True)
class Replayer:
    """Answers from the folder alone: no model, no network, no cost."""

    folder: Path

    def answer(self, request: ChatRequest, allowance: Allowance) -> str:  # noqa: ARG002
        """The answer that was kept. Raises MissingAnswer, naming the digest that is not there."""
        answer = _kept(self.folder / f"{request.digest}.json")
        if answer is None:
            raise MissingAnswer(request.digest, str(self.folder))
        return answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)


def keep(folder: Path, request: ChatRequest, answer: str | None) -> Path:
    """Write the request, with its answer where there is one; the file is whole or not there."""
    written = json.dumps(
        {"request": request.document(), "answer": answer}, ensure_ascii=False, indent=1
    )
    path = folder / f"{request.digest}.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, written.encode("utf-8", "replace"))
    except OSError as exc:
        raise CacheUnwritable(str(folder), exc) from exc
    return path


def _kept(path: Path) -> object:
    """The answer in a file; None where there is none, or the file is not one of ours."""
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return None
        kept = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return kept.get("answer") if isinstance(kept, dict) else None
