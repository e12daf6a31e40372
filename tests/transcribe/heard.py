"""Words and voices written short, and the shipped setter of marks, for tests."""

from __future__ import annotations

from functools import cache

from mintobrief.config import read_settings
from mintobrief.transcribe import (
    Diarizer,
    Ears,
    Punctuator,
    Speller,
    Transcriber,
    load_punctuator,
    load_speller,
)
from mintobrief.transcribe.heard import Segment, SpeakerTurn, Stretch, Voices, Word


def ears(transcriber: Transcriber, diarizer: Diarizer) -> Ears:
    """These two, and what comes along."""
    return Ears(transcriber, diarizer, speller(), network())


@cache
def speller() -> Speller:
    return load_speller("trigrams", read_settings({"HOME": "/nowhere"}))


@cache
def network() -> Punctuator:
    return load_punctuator("network", read_settings({"HOME": "/nowhere"}))


def words(text: str, start: float, pace: float = 0.2, probability: float = 0.9) -> list[Word]:
    """A word for each character, `pace` seconds long; a space goes with the next one."""
    found: list[Word] = []
    lead = ""
    for character in text:
        if character == " ":
            lead = " "
            continue
        begin = start + pace * len(found)
        found.append(Word(lead + character, begin, begin + pace, probability))
        lead = ""
    return found


def segment(text: str, start: float, pace: float = 0.2, probability: float = 0.9) -> Segment:
    return Segment(tuple(words(text, start, pace, probability)))


def voices(*turns: tuple[float, float, int], unsure: bool = False) -> Voices:
    """Turns of voices with speech exactly where they are."""
    return Voices(
        tuple(Stretch(start, end) for start, end, _ in turns),
        tuple(SpeakerTurn(*turn) for turn in turns),
        unsure,
    )
