"""Meeting rooms with exact turns: python tests/benchmarks/rooms.py UTTERANCES OUT [--seed N]

UTTERANCES holds a folder for each voice with 16 kHz mono long*.wav, short*.wav and back*.wav
(sentences, remarks, "嗯"), each with its words beside it in a .txt. OUT gets a recording for
each of ROOMS and a manifest.jsonl that speech.py reads. The same seed makes the same rooms.
"""

from __future__ import annotations

import argparse
import json
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, fftconvolve, resample_poly, sosfilt

RATE = 16_000
CHAIR = 0.3  # of the talk
SILENT = 2  # remarks of those who hardly speak
PAUSE = (0.0, 1.5)
BREATH = (0.15, 0.6)  # between two sentences of one turn
TWICE = 2  # at most, a sentence comes
OTHER_PACE = (26, 25)  # when it comes again: 4 % slower and lower
TALKED_OVER = (0.5, 2.5)  # seconds

Sound = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Room:
    """How many talk for how long, how often one over the other, and what the room adds."""

    name: str
    voices: int
    silent: int  # of them make two short remarks and no more
    seconds: float
    overlap: float  # chance that a turn begins before the last one ends
    nods: float  # chance of a "嗯" during a turn
    echo: float  # seconds until it has fallen by 60 dB; 0 is a microphone at the mouth
    noise: float  # dB below the voices
    lift: bool = False
    telephone: bool = False


ROOMS = (
    Room("calm04", 4, 0, 240, 0.0, 0.0, 0.3, 25),
    Room("lively04", 4, 1, 240, 0.35, 0.3, 0.4, 20),
    Room("near06", 6, 0, 240, 0.15, 0.1, 0.0, 30),
    Room("lift06", 6, 1, 270, 0.25, 0.2, 0.5, 15, lift=True),
    Room("phone06", 6, 1, 240, 0.1, 0.1, 0.2, 20, telephone=True),
    Room("calm09", 9, 2, 300, 0.1, 0.0, 0.4, 20),
    Room("lively09", 9, 2, 300, 0.35, 0.2, 0.5, 15, lift=True),
    Room("calm12", 12, 2, 330, 0.1, 0.1, 0.4, 20),
    Room("noisy12", 12, 3, 330, 0.25, 0.1, 0.6, 10, lift=True),
    Room("full16", 16, 3, 390, 0.2, 0.1, 0.5, 15, lift=True),
)


@dataclass(frozen=True, slots=True)
class Saying:
    """One utterance of the store."""

    sound: Sound
    text: str

    @property
    def seconds(self) -> float:
        return len(self.sound) / RATE


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said when, and by whom."""

    start: float
    voice: str
    saying: Saying

    @property
    def end(self) -> float:
        return self.start + self.saying.seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("utterances", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--voices", nargs="*", help="folders to take; all without")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    voices = options.voices or sorted(path.name for path in options.utterances.iterdir())
    rows = []
    for number, room in enumerate(room for room in ROOMS if room.voices <= len(voices)):
        chance = np.random.default_rng([options.seed, number])
        spoken = list(Talk(room, options.utterances, voices, chance).held())
        write(options.out / f"{room.name}.wav", record(room, spoken, chance))
        rows.append(row(room, spoken))
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (options.out / "manifest.jsonl").write_text(text, "utf-8")


class Talk:
    """Who says what when: a chair who talks most, and some who hardly talk.

    A sentence comes again, at another pace and pitch, where a voice has no more of them.
    """

    def __init__(
        self, room: Room, store: Path, voices: list[str], chance: np.random.Generator
    ) -> None:
        self._room, self._chance = room, chance
        self._voices = [str(v) for v in chance.permutation(voices)[: room.voices]]
        self._talkers = self._voices[: room.voices - room.silent]
        self._long, self._short, self._nods = (
            {voice: _load(store / voice, kind, chance) for voice in self._voices}
            for kind in ("long", "short", "back")
        )
        self._said = dict.fromkeys(self._voices, 0)
        self._shares = [CHAIR, *chance.dirichlet([3.0] * (len(self._talkers) - 1)) * (1 - CHAIR)]

    def held(self) -> Iterator[Spoken]:
        """The talk, turn by turn, until the time or the sentences are used up."""
        end, last = 1.0, ""
        remarks = self._remarks()
        while end < self._room.seconds and (voice := self._next(last)):
            turn = list(self._turn(voice, self._start(end, last), self._sentences(voice)))
            yield from turn
            yield from self._nod(turn)
            end, last = max(end, turn[-1].end), voice
            if remarks and remarks[0][0] < end:
                _, voice, saying = remarks.pop(0)
                remark = Spoken(end + self._between(PAUSE), voice, saying)
                yield remark
                end, last = remark.end, voice

    def _remarks(self) -> list[tuple[float, str, Saying]]:
        """When those who hardly talk say something."""
        silent = self._voices[len(self._talkers) :]
        said = [(v, s) for v in silent for s in self._short[v][:SILENT]]
        times = self._chance.uniform(0.1, 0.8, len(said)) * self._room.seconds
        return sorted(
            ((time, *of) for time, of in zip(times.tolist(), said, strict=True)),
            key=lambda remark: remark[0],
        )

    def _next(self, last: str) -> str:
        """Anybody but the last one who has something left to say; "" is nobody."""
        left = [
            share * (voice != last and self._said[voice] < TWICE * len(self._long[voice]))
            for voice, share in zip(self._talkers, self._shares, strict=True)
        ]
        if not sum(left):
            return ""
        return str(self._chance.choice(self._talkers, p=np.array(left) / sum(left)))

    def _sentences(self, voice: str) -> list[Saying]:
        left = TWICE * len(self._long[voice]) - self._said[voice]
        first, count = self._said[voice], min(int(self._chance.integers(1, 4)), left)
        self._said[voice] += count
        return [_again(self._long[voice], first + number) for number in range(count)]

    def _start(self, end: float, last: str) -> float:
        """After a pause, or before the last one has ended."""
        if last and self._chance.random() < self._room.overlap:
            return end - self._between(TALKED_OVER)
        return end + self._between(PAUSE)

    def _turn(self, voice: str, start: float, sentences: list[Saying]) -> Iterator[Spoken]:
        for saying in sentences:
            yield Spoken(start, voice, saying)
            start += saying.seconds + self._between(BREATH)

    def _nod(self, turn: list[Spoken]) -> Iterator[Spoken]:
        """Somebody agrees while another talks."""
        if self._chance.random() >= self._room.nods:
            return
        others = [v for v in self._talkers if v != turn[0].voice and self._nods[v]]
        if others:
            voice = str(self._chance.choice(others))
            at = self._between((turn[0].start + 0.5, max(turn[0].start + 0.6, turn[-1].end - 1)))
            yield Spoken(at, voice, self._nods[voice][int(self._chance.integers(2)) - 1])

    def _between(self, bounds: tuple[float, float]) -> float:
        return float(self._chance.uniform(*bounds))


def _load(folder: Path, kind: str, chance: np.random.Generator) -> list[Saying]:
    paths = sorted(folder.glob(f"{kind}*.wav"))
    chance.shuffle(paths)
    return [
        Saying(_read(path), path.with_suffix(".txt").read_text("utf-8").strip()) for path in paths
    ]


def _again(sayings: list[Saying], number: int) -> Saying:
    saying = sayings[number % len(sayings)]
    if number < len(sayings):
        return saying
    return Saying(np.asarray(resample_poly(saying.sound, *OTHER_PACE), np.float32), saying.text)


def _read(path: Path) -> Sound:
    with wave.open(str(path)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    return np.asarray(samples / 32768, np.float32)


def record(room: Room, spoken: list[Spoken], chance: np.random.Generator) -> Sound:
    """What the telephone on the table hears."""
    size = round((max(s.end for s in spoken) + 1.5) * RATE)
    heard = np.zeros(size, np.float32)
    for voice in sorted({s.voice for s in spoken}):
        clean = np.zeros(size, np.float32)
        for said in (s for s in spoken if s.voice == voice):
            start = round(said.start * RATE)
            clean[start : start + len(said.saying.sound)] += said.saying.sound
        heard += _seat(clean, room, chance)
    if room.telephone:
        band = butter(4, (300, 3400), "bandpass", fs=RATE, output="sos")
        heard = np.asarray(sosfilt(band, heard), np.float32)
    level = np.sqrt(np.mean(heard[np.abs(heard) > 0.003] ** 2))
    heard += _pink(size, chance) * level * 10 ** (-room.noise / 20)
    if room.lift:
        heard += _lift(size, chance) * level * 0.5
    return np.asarray(heard * min(1.0, 0.95 / np.abs(heard).max()), np.float32)


def _seat(clean: Sound, room: Room, chance: np.random.Generator) -> Sound:
    """A voice as loud and as echoing as its seat is far from the table's middle."""
    far = float(chance.uniform(0, 1))
    loud = clean * 10 ** (-(14 * far) / 20)
    if not room.echo:
        return loud
    time = np.arange(int(room.echo * RATE)) / RATE
    tail = chance.standard_normal(time.size) * 10 ** (-3 * time / room.echo)
    tail[: RATE // 200] = 0  # the first reflection comes 5 ms after the voice
    tail *= 10 ** (-(10 - 9 * far) / 20) / np.linalg.norm(tail)
    tail[0] = 1.0
    return np.asarray(fftconvolve(loud, tail)[: clean.size], np.float32)


def _pink(size: int, chance: np.random.Generator) -> Sound:
    """Noise of level 1 that loses 3 dB an octave, like ventilation."""
    spectrum = np.fft.rfft(chance.standard_normal(size))
    pink = np.fft.irfft(spectrum / np.sqrt(np.maximum(1, np.arange(spectrum.size))), size)
    return np.asarray(pink / pink.std(), np.float32)


def _lift(size: int, chance: np.random.Generator) -> Sound:
    """A hum that rises, stays and goes, twice."""
    time = np.arange(size) / RATE
    hum = sum(np.sin(2 * np.pi * 47 * n * time) / n for n in range(1, 8))
    passing = sum(np.exp(-(((time - chance.uniform(0, time[-1])) / 5) ** 2)) for _ in range(2))
    return np.asarray(hum * passing / np.std(hum), np.float32)


def write(path: Path, sound: Sound) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((sound * 32767).astype("<i2").tobytes())


def row(room: Room, spoken: list[Spoken]) -> dict[str, object]:
    """The room's line of the manifest."""
    ordered = sorted(spoken, key=lambda s: s.start)
    segments = [
        {
            "start": round(s.start, 3),
            "end": round(s.end, 3),
            "speaker": s.voice,
            "text": s.saying.text,
        }
        for s in ordered
    ]
    return {
        "path": f"{room.name}.wav",
        "source": "synthetic voices in a synthetic room",
        "seconds": round(max(s.end for s in spoken) + 1.5, 2),
        "text": "".join(s.saying.text for s in ordered),
        "segments": segments,
    }


if __name__ == "__main__":
    main()
