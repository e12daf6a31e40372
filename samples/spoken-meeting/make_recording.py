"""Speak script.json into input.opus and write down when each turn was said.

    python make_recording.py PACKAGES VOICES

PACKAGES and VOICES are the folders that SOURCE.md tells how to fill.
"""

import argparse
import json
from fractions import Fraction
from pathlib import Path
from typing import TypedDict

import av
import numpy as np
from kokoro import RATE, Kokoro, Sound, load
from room import echo, pink_noise, place

HERE = Path(__file__).resolve().parent
SEED = 20251105
BIT_RATE = 28_000
NOISE_DB = -56.0  # 28 dB below the middle one of the voices
PAUSE = (0.25, 0.65)  # seconds between two turns
TOPIC_PAUSE = 1.2


class Voice(TypedDict):
    """How one speaker sounds: the Kokoro voice, its pace and its level at the recorder."""

    voice: str
    speed: float
    loudness_db: float


class Turn(TypedDict):
    """One turn of the script; `start` and `end` are seconds of input.opus."""

    speaker: str
    name: str
    text: str
    opens_topic: bool
    start: float
    end: float


class Script(TypedDict):
    """What script.json holds."""

    held_on: str
    voices: dict[str, Voice]
    turns: list[Turn]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", type=Path)
    parser.add_argument("voices", type=Path)
    folders = parser.parse_args()
    path = HERE / "script.json"
    script: Script = json.loads(path.read_text(encoding="utf-8"))
    chance = np.random.default_rng(SEED)
    clean = speak(script, load(folders.packages, folders.voices), chance)
    recorded = echo(clean, RATE, chance) + pink_noise(clean.size, NOISE_DB, chance)
    write_opus(recorded, HERE / "input.opus")
    path.write_text(json.dumps(script, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def speak(script: Script, kokoro: Kokoro, chance: np.random.Generator) -> Sound:
    """All turns with their pauses; enters each turn's times into `script`."""
    pieces: list[Sound] = [silence(1.0)]
    for turn in script["turns"]:
        pause = TOPIC_PAUSE if turn["opens_topic"] else chance.uniform(*PAUSE)
        pieces.append(silence(pause))
        turn["start"] = seconds(pieces)
        voice = script["voices"][turn["speaker"]]
        words = kokoro.say(turn["text"], voice["voice"], voice["speed"])
        pieces.append(place(words, voice["loudness_db"]))
        turn["end"] = seconds(pieces)
    return np.concatenate([*pieces, silence(1.5)])


def silence(duration: float) -> Sound:
    return np.zeros(round(duration * RATE), dtype=np.float32)


def seconds(pieces: list[Sound]) -> float:
    return round(sum(piece.size for piece in pieces) / RATE, 3)


def write_opus(sound: Sound, path: Path) -> None:
    """Encode 24 kHz mono `sound` as Ogg Opus."""
    samples = (np.clip(sound, -1, 1) * 32767).astype(np.int16)
    # without bitexact, every run draws another serial number for the stream
    with av.open(str(path), "w", format="ogg", options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream("libopus", rate=RATE, layout="mono")
        stream.bit_rate = BIT_RATE
        for start in range(0, samples.size, RATE):
            frame = av.AudioFrame.from_ndarray(samples[None, start : start + RATE], layout="mono")
            frame.sample_rate, frame.pts = RATE, start
            frame.time_base = Fraction(1, RATE)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


if __name__ == "__main__":
    main()
