"""One recording scored: figures that add up over recordings, and the line that shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from tests.benchmarks.speech_text import (
    Alignment,
    Alike,
    align,
    alike,
    distance,
    joined,
    numbers_kept,
    plain,
    words_kept,
)
from tests.benchmarks.speech_voices import attributed_errors, diarization_error, outside

_LOST_RUN = 4  # characters in a row that must be gone to count as speech that was dropped
_NEAR = 0.5  # seconds by which times of words and of the reference may differ
_NOTABLE = 0.5  # seconds below which a stretch does not count
_COLLAR = 0.25
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")

COLUMNS = (
    "  CER  norm whose |   terms   names numbers | dropped unheard invented |"
    "  DER  at 0 voices  off | x real  CPU/s first s   MB"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """What is said in a recording, by whom and when; one text for each span, or one in all."""

    spans: tuple[tuple[float, float, str], ...]
    texts: tuple[str, ...]
    terms: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        return "".join(self.texts)


def names_in(speakers: Iterable[str]) -> frozenset[str]:
    """People's names in labels such as 物业-李经理; labels of other kinds have none."""
    parts = (re.split(r"[-－—:：\s]", speaker)[-1] for speaker in speakers)
    return frozenset(part for part in parts if _NAME.fullmatch(part))


@dataclass(frozen=True, slots=True)
class Said:
    """Words with their time; `raw` is what the recogniser made of them before any correction."""

    start: float
    end: float
    speaker: str
    text: str
    raw: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What a system made of a recording, and what it took.

    `turns` are (start, end, voice); empty where the system tells none apart. `first` is after
    how many seconds the first words could be shown.
    """

    said: tuple[Said, ...]
    turns: tuple[tuple[float, float, str], ...]
    notices: tuple[str, ...]
    seconds: float
    took: float
    cpu: float
    first: float | None
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Ratio:
    """So many of so many."""

    part: float = 0
    whole: float = 0

    def __add__(self, other: Ratio) -> Ratio:
        return Ratio(self.part + other.part, self.whole + other.whole)

    @property
    def percent(self) -> str:
        return f"{100 * self.part / self.whole:5.1f}" if self.whole else "    -"

    def __str__(self) -> str:
        return f"{f'{self.part:.0f}/{self.whole:.0f}' if self.whole else '-':>7}"


@dataclass(frozen=True, slots=True)
class TextScore:
    """Errors of characters: as the text stands, with numerals alike, and voice by voice.

    Then what came out right of terms, names and numbers; `harmed` are characters that were
    right before a correction, `mended` those that a correction made right.
    """

    as_is: Ratio = Ratio()
    norm: Ratio = Ratio()
    whose: Ratio = Ratio()
    terms: Ratio = Ratio()
    names: Ratio = Ratio()
    numbers: Ratio = Ratio()
    harmed: Ratio = Ratio()
    mended: Ratio = Ratio()

    def __add__(self, other: TextScore) -> TextScore:
        return TextScore(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def line(self) -> str:
        rates = " ".join(ratio.percent for ratio in (self.as_is, self.norm, self.whose))
        return f"{rates} | {self.terms} {self.names} {self.numbers}"

    def harm_line(self) -> str:
        share = 100 * self.harmed.part / max(1, self.harmed.whole)
        return f"harm {share:.2f} % {self.harmed} right characters changed, {self.mended} mended"


@dataclass(frozen=True, slots=True)
class TimeScore:
    """Seconds of speech whose words are gone, or in which there are none; of words in silence."""

    dropped: float = 0.0
    unheard: float = 0.0
    invented: float = 0.0

    def __add__(self, other: TimeScore) -> TimeScore:
        return TimeScore(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def line(self) -> str:
        return f"{self.dropped:7.1f} {self.unheard:7.1f} {self.invented:8.1f}"


@dataclass(frozen=True, slots=True)
class VoiceScore:
    """Diarization errors over speech; voices found of those there; how far off in all."""

    near: Ratio = Ratio()
    strict: Ratio = Ratio()
    voices: Ratio = Ratio()
    off: int = 0

    def __add__(self, other: VoiceScore) -> VoiceScore:
        return VoiceScore(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def line(self) -> str:
        return f"{self.near.percent} {self.strict.percent}{self.voices} {self.off:4}"


@dataclass(frozen=True, slots=True)
class CostScore:
    """Seconds of sound, of waiting and of processors; the memory at its most, in MB.

    `first` is the longest that anybody waited for the first words; None where it is not told.
    """

    sound: float
    took: float
    cpu: float
    peak_mb: float
    first: float | None

    def __add__(self, other: CostScore) -> CostScore:
        return CostScore(
            self.sound + other.sound,
            self.took + other.took,
            self.cpu + other.cpu,
            max(self.peak_mb, other.peak_mb),
            max((f for f in (self.first, other.first) if f is not None), default=None),
        )

    def line(self) -> str:
        first = "      -" if self.first is None else f"{self.first:7.1f}"
        rates = f"{self.took / self.sound:6.3f} {self.cpu / self.sound:6.3f}"
        return f"{rates} {first} {self.peak_mb:4.0f}"


@dataclass(frozen=True, slots=True)
class Score:
    """All figures of one recording, or of several together."""

    text: TextScore
    time: TimeScore
    voices: VoiceScore
    cost: CostScore

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def line(self) -> str:
        """The figures under COLUMNS; shares in per cent."""
        parts = (self.text, self.time, self.voices, self.cost)
        return " | ".join(part.line() for part in parts)


def measure(reference: Reference, heard: Heard) -> Score:
    """Score what a system heard in one recording."""
    said = sorted(heard.said, key=lambda s: s.start)
    pieces = tuple(map(alike, reference.texts))
    wanted, found = joined(pieces), joined(alike(s.text) for s in said)
    alignment = align(wanted.text, found.text)
    return Score(
        _text_score(reference, said, alignment, wanted, found),
        _time_score(reference, heard, alignment, pieces),
        _voice_score(reference, heard),
        CostScore(heard.seconds, heard.took, heard.cpu, heard.peak_mb, heard.first),
    )


def _text_score(
    reference: Reference, said: Sequence[Said], alignment: Alignment, wanted: Alike, found: Alike
) -> TextScore:
    length = len(wanted.text)
    if not length:
        return TextScore()
    as_it_stands, shown = plain(reference.text), plain("".join(s.text for s in said))
    raw = align(wanted.text, joined(alike(s.raw) for s in said).text).right
    return TextScore(
        as_is=Ratio(distance(as_it_stands, shown), len(as_it_stands)),
        norm=Ratio(alignment.errors, length),
        whose=_whose(reference, said, length),
        terms=Ratio(*words_kept(alignment, reference.terms)),
        names=Ratio(*words_kept(alignment, reference.names)),
        numbers=Ratio(*numbers_kept(alignment, wanted.numbers, found.numbers)),
        harmed=Ratio(len(raw - alignment.right), len(raw)),
        mended=Ratio(len(alignment.right - raw), length - len(raw)),
    )


def _whose(reference: Reference, said: Sequence[Said], length: int) -> Ratio:
    """Where a system tells no voices apart there is nothing to score."""
    if not reference.spans or not any(s.speaker for s in said):
        return Ratio()
    wanted = _by_voice((s[2] for s in reference.spans), reference.texts)
    found = _by_voice((s.speaker for s in said), (s.text for s in said))
    return Ratio(attributed_errors(wanted, found), length)


def _by_voice(voices: Iterable[str], texts: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for voice, text in zip(voices, texts, strict=True):
        found[voice] = found.get(voice, "") + alike(text).text
    return list(found.values())


def _time_score(
    reference: Reference, heard: Heard, alignment: Alignment, pieces: Sequence[Alike]
) -> TimeScore:
    spans = [(s.start, s.end, "") for s in heard.said]
    invented = outside(spans, reference.spans, _NEAR, _NOTABLE)
    if not reference.spans:
        return TimeScore(invented=0.0 if reference.text else invented)
    each = [
        (end - start) / max(1, len(piece.text))
        for (start, end, _), piece in zip(reference.spans, pieces, strict=True)
        for _ in piece.text
    ]
    return TimeScore(
        dropped=sum(each[place] for place in alignment.lost(_LOST_RUN)),
        unheard=outside(reference.spans, spans, _NEAR, _NOTABLE),
        invented=invented,
    )


def _voice_score(reference: Reference, heard: Heard) -> VoiceScore:
    if not reference.spans or not heard.turns:
        return VoiceScore()
    there = len({voice for *_, voice in reference.spans})
    found = len({voice for *_, voice in heard.turns})
    spoken = sum(end - start for start, end, _ in reference.spans)
    near, strict = (
        diarization_error(reference.spans, heard.turns, heard.seconds, collar)
        for collar in (_COLLAR, 0.0)
    )
    return VoiceScore(
        near=Ratio(near * spoken, spoken),
        strict=Ratio(strict * spoken, spoken),
        voices=Ratio(found, there),
        off=abs(found - there),
    )
