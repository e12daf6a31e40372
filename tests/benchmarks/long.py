"""What hours of sound cost: python tests/benchmarks/long.py HOURS [--recognise MINUTES]

Repeats a recording (samples/spoken-meeting unless --sound names another) until it is that
long, by its packets and so without a loss, then decodes it, finds the speech, tells the voices
apart and recognises so many minutes. Prints for each the processor's seconds a second of
sound, and the peak of memory up to there. Run by hand: nothing here is a test.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import av
from av.audio.stream import AudioStream

from mintobrief.config import Settings, read_settings
from mintobrief.ingest import open_sound, open_source
from mintobrief.ingest.audio import Sound
from mintobrief.transcribe import load_diarizer, load_engine
from mintobrief.transcribe.heard import RATE, Stretch
from mintobrief.transcribe.windows import windows

SAMPLE = Path(__file__).parents[2] / "samples" / "spoken-meeting" / "input.opus"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("hours", type=float)
    parser.add_argument("--recognise", type=float, default=0.0, metavar="MINUTES")
    parser.add_argument("--sound", type=Path, default=SAMPLE)
    parser.add_argument("--until", choices=["decode", "speech", "voices"], default="voices")
    options = parser.parse_args()
    print(f"{date.today()} {platform.machine()} {os.cpu_count()} cores, {options.hours:g} hours")
    settings = read_settings(os.environ)
    with tempfile.TemporaryDirectory() as work:
        path = Path(work) / f"long{options.sound.suffix}"
        repeat(options.sound, path, options.hours * 3600)
        with told("hash and length", options.hours * 3600):
            source = open_source(path)
        seconds = source.seconds or 0.0
        with told("decode", seconds):
            sound = open_sound(source, Path(work))
        if options.until != "decode":
            measure(sound, settings, options.recognise * 60, voices=options.until == "voices")


def repeat(sound: Path, path: Path, seconds: float) -> None:
    """Write the packets of a recording again and again until it is that long."""
    with av.open(str(sound)) as given, av.open(str(path), "w") as output:
        stream = given.streams.best("audio")
        assert isinstance(stream, AudioStream)
        copy = output.add_stream_from_template(stream)
        packets = [packet for packet in given.demux(stream) if packet.size]
        length = sum(packet.duration or 0 for packet in packets)
        assert stream.time_base
        for turn in range(int(seconds / float(length * stream.time_base)) + 1):
            for packet, content in ((p, bytes(p)) for p in packets):
                again = av.Packet(content)
                again.pts = again.dts = (packet.pts or 0) + turn * length
                again.duration, again.time_base = packet.duration, stream.time_base
                again.stream = copy
                output.mux(again)


def measure(sound: Sound, settings: Settings, recognised: float, *, voices: bool) -> None:
    seconds = len(sound.samples) / RATE
    diarizer = load_diarizer("segmentation-3.0+cam++", settings)
    speech: list[Stretch] = []
    with told("speech", seconds):
        for stretch in diarizer.find_speech(sound.samples, lambda _: sound.release()):
            speech.append(stretch)
    if recognised:
        recognise(sound, settings, speech, min(recognised, seconds))
    if voices:
        with told("voices", seconds):
            found = diarizer.find_voices(sound.samples, speech, lambda _: sound.release())
        print(f"{len(speech)} stretches of speech, {len({t.voice for t in found.turns})} voices")


def recognise(sound: Sound, settings: Settings, speech: list[Stretch], seconds: float) -> None:
    engine = load_engine("faster-whisper", settings)
    began = time.perf_counter()
    early = [stretch for stretch in speech if stretch.end <= seconds]
    with told("words", seconds):
        for number, (window, parts) in enumerate(windows(early, seconds)):
            engine.hear(sound.samples, window, parts, lambda _: sound.release())
            if not number:
                print(f"first words after {time.perf_counter() - began:.1f} s")


@contextmanager
def told(stage: str, seconds: float) -> Iterator[None]:
    began, cpu = time.perf_counter(), time.process_time()
    yield
    cpu, took = time.process_time() - cpu, time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{stage:16} CPU s/s {cpu / seconds:.4f}  real time x {took / seconds:.4f}  "
        f"peak memory {peak:.0f} MB",
        flush=True,
    )


if __name__ == "__main__":
    main()
