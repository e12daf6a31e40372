"""Voices and times compared: who spoke when, and whose words are whose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from tests.benchmarks.speech_text import distance

FRAME = 0.01
Spans = Sequence[tuple[float, float, str]]


def diarization_error(known: Spans, found: Spans, seconds: float, collar: float) -> float:
    """Missed, false and confused speech over all speech, voices paired as well as can be.

    Overlap is scored; `collar` seconds either side of every edge of the reference are not.
    """
    truth, guess = _activity(known, seconds), _activity(found, seconds)
    scored = np.ones(truth.shape[1], bool)
    if collar:
        for edge in {edge for start, end, _ in known for edge in (start, end)}:
            scored[round(max(0, edge - collar) / FRAME) : round((edge + collar) / FRAME)] = False
    truth, guess = truth[:, scored], guess[:, scored]
    rows, columns = linear_sum_assignment(-(truth.astype(float) @ guess.T.astype(float)))
    right = sum(int((truth[r] & guess[c]).sum()) for r, c in zip(rows, columns, strict=True))
    most = np.maximum(truth.sum(axis=0), guess.sum(axis=0))
    return float((most.sum() - right) / truth.sum())


def _activity(spans: Spans, seconds: float) -> NDArray[np.bool_]:
    names = {name: row for row, name in enumerate(sorted({name for *_, name in spans}))}
    active = np.zeros((max(1, len(names)), round(seconds / FRAME) + 1), bool)
    for start, end, name in spans:
        active[names[name], round(start / FRAME) : round(end / FRAME)] = True
    return active


def outside(spans: Spans, others: Spans, margin: float, shortest: float) -> float:
    """Seconds in `spans` where none of `others` is within `margin`, in stretches of some length."""
    end = max((end for _, end, _ in [*spans, *others]), default=0.0) + 2 * margin
    inside = _activity([(s, e, "") for s, e, _ in spans], end)[0]
    for start, stop, _ in others:
        inside[round(max(0.0, start - margin) / FRAME) : round((stop + margin) / FRAME)] = False
    edges = np.flatnonzero(np.diff(np.concatenate([[0], inside.astype(np.int8), [0]])))
    lengths = (edges[1::2] - edges[::2]) * FRAME
    return float(lengths[lengths >= shortest].sum())


def attributed_errors(wanted: Sequence[str], found: Sequence[str]) -> int:
    """Character errors of voices' texts, paired as well as can be (as cpWER does for words).

    A voice too many or too few costs all its characters.
    """
    mine, theirs = _padded(wanted, len(found)), _padded(found, len(wanted))
    costs = np.array([[distance(one, other) for other in theirs] for one in mine])
    return int(costs[linear_sum_assignment(costs)].sum())


def _padded(texts: Iterable[str], empty: int) -> list[str]:
    return [*texts, *[""] * empty]
