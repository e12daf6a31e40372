"""Punctuation by a small network that reads characters and the pauses between them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from mintobrief.config import Settings
from mintobrief.transcribe.marks import MARKS, Scores
from mintobrief.weights import assemble
from mintobrief.weights.session import open_session

OTHER, LATIN, NUMBER = 1, 2, 3  # what is no character of the alphabet

_WINDOW = 320  # units that are judged at once
_MARGIN = 40  # at either side of them, read for the context


class Alphabet:
    """Numbers for units; characters never seen in training share one."""

    def __init__(self, characters: str) -> None:
        self.characters = characters
        self._numbers = {c: number for number, c in enumerate(characters, NUMBER + 1)}

    def __len__(self) -> int:
        return NUMBER + 1 + len(self.characters)

    def encode(self, units: Iterable[str]) -> list[int]:
        return [self._encode(unit) for unit in units]

    def _encode(self, unit: str) -> int:
        if unit[0].isdigit():
            return NUMBER
        if unit[0].isalpha() and unit[0] < "\u3400":
            return LATIN
        return self._numbers.get(unit, OTHER)


class NetworkPunctuator:
    """The network of `models/punctuation`; what is in memory does not grow with the text."""

    def __init__(self, settings: Settings) -> None:
        model = assemble("punctuation", settings) / "punctuation.onnx"
        self._session = open_session(model, settings.threads)
        described = self._session.get_modelmeta().custom_metadata_map
        self._alphabet = Alphabet(json.loads(described["characters"]))

    def judge(self, units: Sequence[str], pauses: Sequence[int]) -> Scores:
        rows = np.array([self._alphabet.encode(units), pauses], np.int64)
        starts = range(0, len(units), _WINDOW)
        found = [self._judge_window(rows, start) for start in starts]
        return np.concatenate([np.zeros((0, len(MARKS)), np.float32), *found])

    def _judge_window(self, rows: NDArray[np.int64], start: int) -> Scores:
        """Read with a margin at either side, which its neighbours judge."""
        first = max(0, start - _MARGIN)
        seen, pauses = rows[:, None, first : start + _WINDOW + _MARGIN]
        (scores,) = self._session.run(None, {"units": seen, "pauses": pauses})
        judged: Scores = scores[0, start - first : start - first + _WINDOW]
        return judged
