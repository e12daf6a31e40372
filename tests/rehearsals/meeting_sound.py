"""Speak the rehearsed meeting in a room: python tests/rehearsals/meeting_sound.py SAID OUT

Two steps, since the first takes an hour of one core and can be cut off and gone on with:

    python tests/rehearsals/meeting_sound.py say PACKAGES VOICES SAID [--part 0 --of 2]
    python tests/rehearsals/meeting_sound.py mix SAID OUT.wav [--until TOPIC] [--minutes 60]

PACKAGES, VOICES and the packages to run `say` with are those of samples/spoken-meeting/SOURCE.md;
`mix` needs numpy and scipy alone. Beside OUT.wav comes OUT.json: who spoke when, in seconds.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, resample_poly, sosfilt

from tests.benchmarks.rooms import RATE, Room, Saying, Spoken, record, write
from tests.rehearsals.meeting_script import Line, Person, Script, load

Sound = NDArray[np.float32]
SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "spoken-meeting"
ROOM = Room("望湖苑", 8, 0, 3600, 0.0, 0.2, 0.45, 20)
SEED = 20260416
NODS = ("嗯。", "对。", "是的。", "对对对。")
NOD = 0.15  # chance of one while somebody talks long
NODDED = 40  # characters are long
COUGHS = 24  # in the hour
BREATH = (0.12, 0.45)
ANSWER, PAUSE, TOPIC = (0.1, 0.9), (0.3, 2.2), (6.0, 14.0)
HANDS = (5.0, 9.0)  # while hands are counted
TALKED_OVER = (0.6, 1.4)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    steps = parser.add_subparsers(required=True)
    say = steps.add_parser("say")
    for name in ("packages", "voices", "said"):
        say.add_argument(name, type=Path)
    say.add_argument("--part", type=int, default=0)
    say.add_argument("--of", type=int, default=1)
    say.set_defaults(step=_say)
    mix = steps.add_parser("mix")
    mix.add_argument("said", type=Path)
    mix.add_argument("out", type=Path)
    mix.add_argument("--until", type=int, help="the first topic that is left out")
    mix.add_argument("--minutes", type=float, default=60.0)
    mix.set_defaults(step=_mix)
    options = parser.parse_args()
    options.step(options)


def _say(options: argparse.Namespace) -> None:
    """Every `of`-th thing to say that does not lie in the folder yet."""
    sys.path.insert(0, str(SAMPLES))
    kokoro = import_module("kokoro")  # of the sample, whose folder is no package
    options.said.mkdir(parents=True, exist_ok=True)
    synthesiser = kokoro.load(options.packages, options.voices)
    for person, words in list(_to_say(load()))[options.part :: options.of]:
        path = _said(options.said, person, words)
        if not path.exists():
            sound = synthesiser.say(words, person.voice, person.speed)
            part = path.with_suffix(f".part{options.part}")
            write(part, np.asarray(resample_poly(sound, RATE, kokoro.RATE) * 0.7, np.float32))
            part.replace(path)


def _to_say(script: Script) -> Iterator[tuple[Person, str]]:
    people = {person.name: person for person in script.people}
    yield from ((person, words) for person in script.people for words in NODS)
    for line in script.lines:
        yield from ((people[line.name], words) for words in line.breaths)


def _said(folder: Path, person: Person, words: str) -> Path:
    key = f"{person.voice} {person.speed} {words}".encode()
    return folder / f"{hashlib.sha256(key).hexdigest()[:24]}.wav"


def _mix(options: argparse.Namespace) -> None:
    script, chance = load(), np.random.default_rng(SEED)
    lines = [line for line in script.lines if options.until is None or line.topic < options.until]
    talk = Talk(script, options.said, chance)
    spoken = talk.held(lines, options.minutes * 60)
    heard = record(ROOM, [*talk.nods(spoken), *(s for s, _ in spoken)], chance)
    heard += _coughs(heard.size, chance)
    write(options.out, np.asarray(heard * min(1.0, 0.95 / np.abs(heard).max()), np.float32))
    options.out.with_suffix(".json").write_text(_manifest(spoken, heard.size), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Talk:
    """When which line is said, with what was spoken of it in a folder."""

    script: Script
    said: Path
    chance: np.random.Generator

    def held(self, lines: list[Line], seconds: float) -> list[tuple[Spoken, Line]]:
        """The lines one after the other, with pauses so that all take `seconds` at least."""
        turns = [(line, self._turn(line)) for line in lines]
        gaps = [
            self._gap(before, line) for before, line in zip([None, *lines], lines, strict=False)
        ]
        talked = sum(sound.seconds for _, sound in turns)
        stretch = max(1.0, (seconds - talked) / sum(gap for gap in gaps if gap > 0))
        spoken, end = [], 1.0
        for (line, sound), gap in zip(turns, gaps, strict=True):
            said = Spoken(end + gap * (stretch if gap > 0 else 1), line.name, sound)
            spoken.append((said, line))
            end = max(end, said.end)
        return spoken

    def _turn(self, line: Line) -> Saying:
        pieces: list[Sound] = []
        for words in line.breaths:
            pieces += [self._load(line.name, words), self._silence(BREATH)]
        return Saying(np.concatenate(pieces[:-1]), line.text)

    def _gap(self, before: Line | None, line: Line) -> float:
        if before is None or before.topic != line.topic:
            return self._between(TOPIC)
        if line.interrupts:
            return -self._between(TALKED_OVER)
        if "举手" in before.text:
            return self._between(HANDS)
        return self._between(ANSWER if before.text.endswith("？") else PAUSE)

    def nods(self, spoken: list[tuple[Spoken, Line]]) -> Iterator[Spoken]:
        """Somebody agrees while another talks long."""
        names = [person.name for person in self.script.people]
        for said, line in spoken:
            if len(line.text) >= NODDED and self.chance.random() < NOD:
                name = str(self.chance.choice([n for n in names if n != line.name]))
                words = str(self.chance.choice(NODS))
                start = self._between((said.start + 2, max(said.start + 2.1, said.end - 1)))
                yield Spoken(start, name, Saying(self._load(name, words), words))

    def _load(self, name: str, words: str) -> Sound:
        person = next(person for person in self.script.people if person.name == name)
        with wave.open(str(_said(self.said, person, words))) as file:
            samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        return np.asarray(samples / 32768, np.float32)

    def _silence(self, bounds: tuple[float, float]) -> Sound:
        return np.zeros(round(self._between(bounds) * RATE), np.float32)

    def _between(self, bounds: tuple[float, float]) -> float:
        return float(self.chance.uniform(*bounds))


def _coughs(size: int, chance: np.random.Generator) -> Sound:
    """Coughs, a cup put down, paper: short bursts of noise in three colours."""
    heard = np.zeros(size, np.float32)
    for _ in range(max(1, round(COUGHS * size / RATE / 3600))):
        low, high, length = ((200, 1800, 0.28), (1200, 5000, 0.05), (2500, 7000, 0.6))[
            int(chance.integers(3))
        ]
        time = np.arange(round(length * RATE)) / RATE
        band = butter(2, (low, high), "bandpass", fs=RATE, output="sos")
        burst = sosfilt(band, chance.standard_normal(time.size)) * np.exp(-4 * time / length)
        start = int(chance.integers(0, max(1, size - time.size)))
        heard[start : start + time.size] += 0.12 * burst / np.abs(burst).max()
    return heard


def _manifest(spoken: list[tuple[Spoken, Line]], size: int) -> str:
    turns = [
        {
            "start": round(said.start, 2),
            "end": round(said.end, 2),
            "name": line.name,
            "text": line.text,
            "topic": line.topic,
        }
        for said, line in spoken
    ]
    return json.dumps({"seconds": size / RATE, "turns": turns}, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
