"""What the recogniser weighed besides what it wrote: for every character, the others.

faster-whisper gives words and their probability, no more. The decoder beneath it can tell
how likely every token was at every step; a thin layer between the two keeps the likeliest
of the last window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import exp
from typing import Any

import ctranslate2
import numpy as np
from numpy.typing import NDArray

from mintobrief.domain import Option
from mintobrief.language.characters import is_chinese

_KEPT = 40  # tokens a step
_UNLIKELY = 2e-4  # probability below which a character is not worth keeping
_LONGEST = 4  # tokens that spell one character
_BROKEN = "\N{REPLACEMENT CHARACTER}"  # what a piece of a character is shown as

Text = Callable[[list[int]], str]


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One token that was written, and the likeliest tokens in its place (log probabilities)."""

    token: int
    score: float
    others: NDArray[np.intp]
    scores: NDArray[np.float32]


class Weighing:
    """A CTranslate2 Whisper that keeps what it weighed in its last greedy decoding."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self.steps: tuple[Step, ...] = ()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)

    def generate(self, features: Any, prompts: Any, **options: Any) -> Any:
        """As the model's own; only greedy decoding can tell what it weighed."""
        greedy = options.get("beam_size") == 1 and "sampling_temperature" not in options
        results = self._model.generate(features, prompts, **options, return_logits_vocab=greedy)
        self.steps = tuple(_steps(results[0])) if greedy else ()
        return results


def _steps(result: Any) -> Iterator[Step]:
    for token, logits in zip(result.sequences_ids[0], result.logits[0], strict=False):
        scores = _normalised(np.array(logits.to_device(ctranslate2.Device.cpu), np.float32))
        likeliest = np.argpartition(-scores, _KEPT)[:_KEPT]
        yield Step(token, float(scores[token]), likeliest, scores[likeliest])


def _normalised(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    scores = logits.ravel()
    scores = scores - scores.max()
    return np.asarray(scores - np.log(np.exp(scores).sum()), np.float32)


def steps_of(tokens: Sequence[int], weighed: Sequence[Step]) -> Sequence[Step]:
    """The steps at which a segment's tokens were written; none where they cannot be found."""
    written = [step.token for step in weighed]
    for start in range(len(written) - len(tokens) + 1):
        if written[start : start + len(tokens)] == list(tokens):
            return weighed[start : start + len(tokens)]
    return ()


def characters(steps: Sequence[Step], text: Text) -> Iterator[tuple[str, tuple[Option, ...]]]:
    """The characters that the steps spell, each with all that it might have been.

    `text` turns tokens into characters; special tokens are left out beforehand.
    """
    for group in _groups(steps, text):
        written = text([step.token for step in group])
        weighed = _weighed(group, text)
        alike = {other: p for other, p in weighed.items() if len(other) == len(written)}
        for place, character in enumerate(written):
            yield character, _options(place, alike)


def _groups(steps: Sequence[Step], text: Text) -> Iterator[Sequence[Step]]:
    """The fewest neighbours that spell whole characters."""
    start = 0
    for end in range(1, len(steps) + 1):
        whole = _BROKEN not in text([step.token for step in steps[start:end]])
        if whole or end - start == _LONGEST:
            yield steps[start:end]
            start = end
    if start < len(steps):
        yield steps[start:]


def _weighed(group: Sequence[Step], text: Text) -> dict[str, float]:
    """What the group might have spelt: its own text, or another last token after the same."""
    found: dict[str, float] = {}
    before: list[int] = []
    score = 0.0
    for step in group:
        for token, other in zip(step.others.tolist(), step.scores.tolist(), strict=True):
            spelt = text([*before, token])
            if token != step.token and _BROKEN not in spelt:
                found[spelt] = found.get(spelt, 0.0) + exp(score + other)
        before.append(step.token)
        score += step.score
    written = text(before)
    found[written] = found.get(written, 0.0) + exp(score)
    return found


def _options(place: int, alike: dict[str, float]) -> tuple[Option, ...]:
    found = ranked((text[place], probability) for text, probability in alike.items())
    return tuple(o for o in found if o.probability >= _UNLIKELY and is_chinese(o.text))


def ranked(chances: Iterable[tuple[str, float]]) -> Iterator[Option]:
    """The options, the likeliest first; those of the same text are one."""
    together: dict[str, float] = {}
    for text, probability in chances:
        together[text] = together.get(text, 0.0) + probability
    for text, probability in sorted(together.items(), key=lambda item: -item[1]):
        yield Option(text, min(1.0, probability))
