"""The stage for recordings: voices, words, and the utterances they make together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mintobrief.domain import AudioSpan, Notice, NoticeCode, Reading, Source, VoicePrint
from mintobrief.errors import NoSpeech
from mintobrief.language.vocabulary import NO_WORDS, Vocabulary
from mintobrief.progress import Progress, Stage, no_progress
from mintobrief.transcribe.align import clauses, crowded
from mintobrief.transcribe.heard import (
    RATE,
    Diarizer,
    Hearing,
    Samples,
    Segment,
    Speller,
    Stretch,
    Transcriber,
    Voices,
)
from mintobrief.transcribe.known import KnownVoices
from mintobrief.transcribe.marks import Punctuator
from mintobrief.transcribe.prints import likenesses
from mintobrief.transcribe.sentences import utterances
from mintobrief.transcribe.windows import unheard, windows

_SHORTEST = 0.5  # seconds of sound that can hold words
_NOTABLE = 2.0  # seconds of speech without words that a person should hear
_DOUBTED = 0.6  # mean probability below which every second word is wrong, as measured
_UNCLEAR = 0.15  # share of such words that a person should know of
_CROWDED = 1.0  # seconds of several voices at once that a person should hear
_NEAR = 5.0  # such gaps are told of together
_PLACES = 6  # that a notice names
_LANGUAGES = {"en": "英语", "ja": "日语", "ko": "韩语", "ru": "俄语", "fr": "法语", "de": "德语"}


@dataclass(frozen=True, slots=True)
class Ears:
    """The engines that it takes to understand a recording."""

    transcriber: Transcriber
    diarizer: Diarizer
    speller: Speller
    punctuator: Punctuator


def transcribe_audio(
    source: Source,
    samples: Samples,
    ears: Ears,
    progress: Progress = no_progress,
    *,
    vocabulary: Vocabulary = NO_WORDS,
    known: KnownVoices | None = None,
    prints: Sequence[VoicePrint] = (),
) -> Reading:
    """Who said what when in a recording of 16 kHz mono samples.

    Raises NoSpeech where nobody speaks. Speech in which no words were recognised, another
    language and doubtful voices are told of as notices. The `vocabulary` is what the meeting is
    likely to speak of. Recordings of one meeting are given the same `known` voices, one after
    the other, so that a voice keeps its label. Voices are compared with the voice `prints`, if
    any are handed in.
    """
    known = known or KnownVoices()
    recording = _Recording(source, samples, _seconds(source, samples), progress)
    speech, hearing = _listen(recording, ears, vocabulary)
    found = ears.diarizer.find_voices(samples, speech, recording.teller(Stage.DIARIZE))
    voices = known.join(found)
    seconds = recording.seconds
    progress(Stage.DIARIZE, seconds, seconds)
    talk = clauses(hearing.segments, voices)
    said = utterances(talk, source.id, seconds, ears.punctuator, labels=known.labels)
    if not said:
        raise NoSpeech(source.name)
    both = zip(found.turns, voices.turns, strict=True)
    labels = {one.voice: label for one, as_ in both if (label := known.labels.get(as_.voice))}
    alike = tuple(likenesses(source.id, found, labels, prints))
    return Reading(said, tuple(_notices(source, hearing, voices, seconds)), alike)


@dataclass(frozen=True, slots=True, eq=False)
class _Recording:
    """What is listened to, and who is told how far we are."""

    source: Source
    samples: Samples
    seconds: float
    progress: Progress

    def teller(self, stage: Stage) -> _Teller:
        return _Teller(self.progress, stage, self.seconds)


def _listen(
    recording: _Recording, ears: Ears, vocabulary: Vocabulary
) -> tuple[Sequence[Stretch], Hearing]:
    """Where somebody speaks, and what was recognised there. Raises NoSpeech."""
    if recording.seconds < _SHORTEST:
        raise NoSpeech(recording.source.name)
    speech: list[Stretch] = []
    ears.transcriber.expect(vocabulary)
    found = ears.diarizer.find_speech(recording.samples, recording.teller(Stage.LISTEN))
    segments = tuple(_hear(recording, _kept(found, speech), ears, vocabulary))
    if not segments:
        raise NoSpeech(recording.source.name)
    return speech, Hearing(segments, ears.transcriber.language(recording.samples, speech))


def _hear(
    recording: _Recording, speech: Iterable[Stretch], ears: Ears, vocabulary: Vocabulary
) -> Iterator[Segment]:
    """Window by window, as the speech is found: the first words come within seconds."""
    samples, told = recording.samples, recording.teller(Stage.TRANSCRIBE)
    for window, inside in windows(speech, len(samples) / RATE):
        heard = ears.transcriber.hear(samples, window, inside, told)
        segments = ears.speller.respell(heard, vocabulary)
        told(window.end, "".join(segment.text for segment in segments))
        yield from segments
    told(recording.seconds)


def _kept(found: Iterable[Stretch], speech: list[Stretch]) -> Iterator[Stretch]:
    """What is found, put aside as it passes."""
    for stretch in found:
        speech.append(stretch)
        yield stretch


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells of one stage's progress in seconds of sound; a `Report`."""

    progress: Progress
    stage: Stage
    seconds: float

    def __call__(self, done: float, text: str = "") -> None:
        self.progress(self.stage, min(done, self.seconds), self.seconds, text)


def _seconds(source: Source, samples: Samples) -> float:
    """How long the sound is; the file's own length where decoding padded it by a trifle."""
    decoded = len(samples) / RATE
    if source.seconds is not None and 0 <= decoded - source.seconds < _SHORTEST:
        return source.seconds
    return decoded


def _notices(source: Source, hearing: Hearing, voices: Voices, seconds: float) -> Iterable[Notice]:
    if hearing.language is not None:
        language = _LANGUAGES.get(hearing.language, "外语")
        yield Notice(
            NoticeCode.NOT_CHINESE,
            f"{source.name} 里说的好像是{language}，不是汉语。程序只会听写汉语，文字多半不可用。",
        )
    doubtful = _doubtful(hearing.segments)
    if doubtful > _UNCLEAR:
        yield Notice(
            NoticeCode.UNCLEAR,
            f"{source.name} 约有 {doubtful:.0%} 的话听写得没有把握，可能是说方言、"
            "离话筒远，或现场嘈杂。请对照录音核对文字。",
        )
    if voices.unsure:
        yield Notice(
            NoticeCode.UNSURE_SPEAKERS,
            f"{source.name} 里几个人的声音不易分清，发言人可能分错、分多或分少，请核对谁说了什么。",
        )
    yield from _crowds(source, crowded(voices.turns), seconds)
    for gap in _joined(unheard(voices.speech, hearing.segments, _NOTABLE)):
        yield Notice(
            NoticeCode.SILENT_GAP,
            f"{source.name} 在 {_clock(gap.start)} 至 {_clock(gap.end)} 有人说话，但没有听清。"
            "请回听这一段。",
            AudioSpan(source.id, round(gap.start, 3), round(min(gap.end, seconds), 3)),
        )


def _crowds(source: Source, crowds: Iterable[Stretch], seconds: float) -> Iterable[Notice]:
    """One notice for the whole recording; it leads to the longest of the crowds."""
    notable = [crowd for crowd in crowds if crowd.seconds >= _CROWDED]
    if notable:
        longest = max(notable, key=lambda crowd: crowd.seconds)
        places = "、".join(_clock(crowd.start) for crowd in notable[:_PLACES])
        more = "等处" if len(notable) > _PLACES else ""
        yield Notice(
            NoticeCode.CROWDED,
            f"{source.name} 有 {sum(crowd.seconds for crowd in notable):.0f} 秒几个人同时说话"
            f"（{places}{more}），那里的文字和发言人不太可靠，请回听。",
            AudioSpan(source.id, round(longest.start, 3), round(min(longest.end, seconds), 3)),
        )


def _doubtful(segments: Sequence[Segment]) -> float:
    """The share of the words in stretches that the recogniser was not sure of."""
    doubted = sum(len(s.words) for s in segments if _sureness(s) < _DOUBTED)
    return doubted / max(1, sum(len(s.words) for s in segments))


def _sureness(segment: Segment) -> float:
    return sum(word.probability for word in segment.words) / len(segment.words)


def _joined(gaps: Iterable[Stretch]) -> list[Stretch]:
    joined: list[Stretch] = []
    for gap in gaps:
        if joined and gap.start - joined[-1].end < _NEAR:
            joined[-1] = Stretch(joined[-1].start, gap.end)
        else:
            joined.append(gap)
    return joined


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
