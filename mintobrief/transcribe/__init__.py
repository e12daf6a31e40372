"""Recording to utterances: what is said, when, and by which voice."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from mintobrief.config import Settings
from mintobrief.engines import Adapter, load

if TYPE_CHECKING:
    from mintobrief.transcribe.audio import Ears, transcribe_audio
    from mintobrief.transcribe.heard import Diarizer, Speller, Transcriber
    from mintobrief.transcribe.known import KnownVoices
    from mintobrief.transcribe.marks import Punctuator
    from mintobrief.transcribe.prints import measure_voice

__all__ = [
    "DIARIZERS",
    "ENGINES",
    "PUNCTUATORS",
    "SPELLERS",
    "Diarizer",
    "Ears",
    "KnownVoices",
    "Punctuator",
    "Speller",
    "Transcriber",
    "load_diarizer",
    "load_engine",
    "load_punctuator",
    "load_speller",
    "measure_voice",
    "transcribe_audio",
    "with_checkpoints",
]

ENGINES = {
    "faster-whisper": Adapter("mintobrief.transcribe.whisper:WhisperTranscriber", "faster-whisper")
}
DIARIZERS = {
    "segmentation-3.0+cam++": Adapter("mintobrief.transcribe.diarize:VoiceDiarizer", "onnxruntime")
}
SPELLERS = {"trigrams": Adapter("mintobrief.transcribe.respell:Respeller", "pypinyin")}
PUNCTUATORS = {
    "network": Adapter("mintobrief.transcribe.punctuation:NetworkPunctuator", "onnxruntime")
}
_LAZY = {
    "Diarizer": "mintobrief.transcribe.heard",
    "Ears": "mintobrief.transcribe.audio",
    "KnownVoices": "mintobrief.transcribe.known",
    "Punctuator": "mintobrief.transcribe.marks",
    "Speller": "mintobrief.transcribe.heard",
    "Transcriber": "mintobrief.transcribe.heard",
    "measure_voice": "mintobrief.transcribe.prints",
    "transcribe_audio": "mintobrief.transcribe.audio",
}


def __getattr__(name: str) -> Any:
    """What needs numpy is imported when it is first asked for."""
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)


def load_engine(name: str, settings: Settings) -> Transcriber:
    """The recogniser of that name, with the model that the settings name.

    Raises UnknownEngine, MissingEngine, MissingModel, BadWeights.
    """
    return cast("Transcriber", load(name, ENGINES)(settings))


def load_diarizer(name: str, settings: Settings) -> Diarizer:
    """The teller of voices of that name. Raises UnknownEngine, MissingEngine, BadWeights."""
    return cast("Diarizer", load(name, DIARIZERS)(settings))


def load_speller(name: str, settings: Settings) -> Speller:
    """The speller of that name. Raises UnknownEngine, MissingEngine, BadWeights."""
    return cast("Speller", load(name, SPELLERS)(settings))


def load_punctuator(name: str, settings: Settings) -> Punctuator:
    """The setter of marks of that name. Raises UnknownEngine, MissingEngine, BadWeights."""
    return cast("Punctuator", load(name, PUNCTUATORS)(settings))


def with_checkpoints(transcriber: Transcriber, folder: Path) -> Transcriber:
    """The same transcriber, which keeps under `folder` what it heard and looks there first."""
    from mintobrief.transcribe.checkpoint import Checkpointed

    return Checkpointed(transcriber, folder)
