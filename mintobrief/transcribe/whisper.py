"""Words from sound by faster-whisper, window by window.

The settings are those measured best on Mandarin with the small model: nothing is carried
from window to window, numbers come as characters (as digits they turn out nonsense), and
speech that the first pass skipped is recognised again on its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
from opencc import OpenCC

from mintobrief.config import Settings
from mintobrief.domain import Option
from mintobrief.language.characters import CHINESE
from mintobrief.language.vocabulary import Vocabulary
from mintobrief.transcribe.alternatives import Weighing, characters, ranked, steps_of
from mintobrief.transcribe.echo import without_echo
from mintobrief.transcribe.genuine import REPETITIVE, is_genuine
from mintobrief.transcribe.heard import (
    RATE,
    Report,
    Samples,
    Segment,
    Stretch,
    Word,
)
from mintobrief.transcribe.models import bears_hotwords, find_model, identity_of, load_model
from mintobrief.transcribe.spectrum import Sound
from mintobrief.transcribe.windows import unheard

_LOST = 0.8  # seconds of speech without words that are recognised again
_MARGIN = 0.3  # around them
_TEMPERATURES = (0.0, 0.4)  # what comes out hotter is made up, and takes longest
_LISTEN = 30.0  # seconds that the language is told from
_PLACES = 3
_SYLLABLE = 0.25  # seconds that a character of a longer word lasts at most
_SURE, _CERTAIN = 0.5, 0.9  # chances of a language
_CHARACTER = re.compile(rf"\s*(?P<letter>{CHINESE})[^\w\s]*")
_WHOLE = re.compile(r"(?s:.+)(?P<letter>)")
_ROOM = 100  # characters of hotwords: the library cuts at 223 tokens, two a character
_SILENT = 0.6  # the recogniser's own idea that a window holds no speech


class WhisperTranscriber:
    """Recognises Mandarin; what is in memory does not grow with the recording."""

    def __init__(self, settings: Settings) -> None:
        self._identity = identity_of(settings)
        folder = find_model(settings)
        self._bears_hotwords = bears_hotwords(folder)
        self._hotwords: str | None = None
        self._model = load_model(folder, settings)
        self._weighing = Weighing(self._model.model)
        self._model.model = self._weighing
        self._first_special = self._model.hf_tokenizer.token_to_id("<|endoftext|>")
        self._suppressed = [-1, *_digit_tokens(self._model.hf_tokenizer.get_vocab())]

    @property
    def identity(self) -> str:
        return f"{self._identity} {self._hotwords}" if self._hotwords else self._identity

    def expect(self, vocabulary: Vocabulary) -> None:
        if self._bears_hotwords:
            self._hotwords = hotwords(vocabulary)

    def hear(
        self, samples: Samples, window: Stretch, speech: Sequence[Stretch], report: Report
    ) -> tuple[Segment, ...]:
        sound = without_echo(_cut(samples, window))
        found = list(self._recognise(sound, window, speech, report))
        for gap in unheard(speech, found, _LOST):
            again = Stretch(
                max(window.start, gap.start - _MARGIN), min(window.end, gap.end + _MARGIN)
            )
            part = _part(sound, again, window)
            for segment in self._recognise(part, again, [gap], lambda _: None):
                found += _only_within(segment, gap)
        return tuple(sorted(found, key=lambda segment: segment.start))

    def _recognise(
        self, sound: Sound, window: Stretch, speech: Sequence[Stretch], report: Report
    ) -> Iterator[Segment]:
        decoded, _ = self._model.transcribe(
            sound,
            language="zh",
            beam_size=1,
            condition_on_previous_text=False,
            suppress_tokens=self._suppressed,
            word_timestamps=True,
            temperature=_TEMPERATURES,
            hotwords=self._hotwords,
        )
        for raw in decoded:
            report(min(window.end, window.start + raw.end))
            segment = self._to_segment(raw, window)
            if segment and not _is_dreamt(raw, segment, speech) and is_genuine(segment):
                yield segment

    def _to_segment(self, raw: Any, window: Stretch) -> Segment | None:
        """What the library decoded, in seconds of the recording and simplified characters."""
        weighed = self._weighed(raw)
        words = [piece for word in raw.words or () for piece in _pieces(word, window, weighed)]
        words = [word for word in words if word.text.strip()]
        return Segment(simplified(words)) if words else None

    def _weighed(self, raw: Any) -> Iterator[tuple[Option, ...]]:
        """What was weighed in the place of each character of a segment."""
        written = "".join(word.word for word in raw.words or ())
        steps = steps_of(raw.tokens, self._weighing.steps)
        steps = [step for step in steps if step.token < self._first_special]
        spelt = list(characters(steps, self._text))
        known = "".join(character for character, _ in spelt) == written
        return iter([options if known else () for _, options in spelt] or [()] * len(written))

    def _text(self, tokens: list[int]) -> str:
        return str(self._model.hf_tokenizer.decode(tokens))

    def language(self, samples: Samples, speech: Sequence[Stretch]) -> str | None:
        """One place that is surely Chinese settles it: looking costs as much as listening."""
        heard: Counter[str] = Counter()
        places = _spread(speech)
        for place in places:
            chances = dict(self._model.detect_language(_cut(samples, place))[2])
            if _chinese(chances) > _CERTAIN:
                return None
            heard.update(chances)
        likeliest, chance = max(heard.items(), key=lambda item: item[1], default=("zh", 0.0))
        sure = chance > _SURE * len(places) > _chinese(heard)
        return likeliest if sure else None


def hotwords(vocabulary: Vocabulary) -> str | None:
    """The words to listen for, people and glossary first: as many as the model has room for."""
    likeliest = sorted(vocabulary.words.items(), key=lambda pair: -pair[1])
    text = ""
    for word, _ in likeliest:
        longer = f"{text}、{word}" if text else word
        if len(longer) > _ROOM:
            break
        text = longer
    return text or None


def _chinese(chances: Mapping[str, float]) -> float:
    return chances.get("zh", 0.0) + chances.get("yue", 0.0)


def _digit_tokens(vocabulary: dict[str, int]) -> list[int]:
    """The tokens that write a digit; special ones such as <|0.00|> are no writing."""
    return sorted(
        number
        for token, number in vocabulary.items()
        if not token.startswith("<|") and any(character in "0123456789" for character in token)
    )


def _cut(samples: Samples, window: Stretch) -> Sound:
    piece = samples[round(window.start * RATE) : round(window.end * RATE)]
    return piece.astype(np.float32) / np.float32(32768)


def _part(sound: Sound, part: Stretch, window: Stretch) -> Sound:
    """What of the window's sound lies in a part of it."""
    start, end = part.start - window.start, part.end - window.start
    return sound[round(start * RATE) : round(end * RATE)]


def _spread(speech: Sequence[Stretch]) -> list[Stretch]:
    """A few places of the recording where somebody speaks, evenly spread, none twice."""
    places: list[Stretch] = []
    for part in speech[:: max(1, len(speech) // _PLACES)][:_PLACES]:
        if not places or part.start >= places[-1].end:
            places.append(Stretch(part.start, part.start + _LISTEN))
    return places


def _is_dreamt(raw: Any, segment: Segment, speech: Sequence[Stretch]) -> bool:
    """True for words out of silence: a loop over several segments, or where nobody speaks.

    The library keeps both when the words are likely, and the words of a loop are.
    """
    if raw.compression_ratio > REPETITIVE:
        return True
    unlikely = raw.no_speech_prob > _SILENT
    return unlikely and not any(
        part.start < segment.end + _MARGIN and segment.start - _MARGIN < part.end for part in speech
    )


def _pieces(word: Any, window: Stretch, weighed: Iterator[tuple[Option, ...]]) -> Iterator[Word]:
    """A word of the library as single characters.

    They share its time from its end on: what is too long for them is the silence before it.
    """
    options = [next(weighed, ()) for _ in word.word]
    found = list(_CHARACTER.finditer(word.word))
    if not found or "".join(match[0] for match in found) != word.word:
        found = list(_WHOLE.finditer(word.word))
    start, end = (window.start + float(time) for time in (word.start, word.end))
    step = min((end - start) / max(1, len(found)), _SYLLABLE)
    for left, match in zip(reversed(range(len(found))), found, strict=True):
        yield Word(
            text=match[0],
            start=min(window.end, start),
            end=min(window.end, start := end - left * step),
            probability=min(1.0, max(0.0, float(word.probability))),
            options=options[match.start("letter")] if match["letter"] else (),
        )


def simplified(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words in simplified characters, chosen by their neighbours as well."""
    words = [replace(word, options=_simple_options(word.options)) for word in words]
    text = "".join(word.text for word in words)
    simple = _converter().convert(text)
    if len(simple) != len(text):
        simple = "".join(_converter().convert(word.text) for word in words)
    if len(simple) != len(text):
        return tuple(replace(word, text=_converter().convert(word.text)) for word in words)
    letters = iter(simple)
    return tuple(replace(word, text="".join(next(letters) for _ in word.text)) for word in words)


def _simple_options(options: Sequence[Option]) -> tuple[Option, ...]:
    """業 and 业 are one option."""
    found = ranked((_simple(option.text), option.probability) for option in options)
    return tuple(Option(option.text, round(option.probability, 5)) for option in found)


@cache
def _simple(text: str) -> str:
    return str(_converter().convert(text))


@cache
def _converter() -> OpenCC:
    return OpenCC("tw2s")  # t2s leaves 看著 as it is


def _only_within(segment: Segment, gap: Stretch) -> Iterable[Segment]:
    """The segment's words that fall into the gap; those around it were recognised before."""
    words = tuple(word for word in segment.words if gap.start <= word.middle <= gap.end)
    return [Segment(words)] if words else []
