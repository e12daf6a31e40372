"""How well marks are set, on texts whose marks are known and on recordings of such texts:

    python -m tests.benchmarks.punctuation texts conversations.jsonl [WRITTEN.txt ...]
    python -m tests.benchmarks.punctuation sound FOLDER [NAME ...]

`models/punctuation/corpus.py` makes the conversations, of which only the meetings that were
never learnt from are measured; their pauses and wrong characters are simulated. FOLDER has a
`manifest.jsonl` with path and punctuated text. Beside the network stand the rules it
replaced, which know pauses alone.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, zip_longest
from pathlib import Path

import numpy as np

from mintobrief.config import Settings, read_settings
from mintobrief.ingest import open_sound, open_source
from mintobrief.transcribe import (
    load_diarizer,
    load_engine,
    load_punctuator,
)
from mintobrief.transcribe.align import clauses
from mintobrief.transcribe.heard import RATE, Segment, Voices, Word
from mintobrief.transcribe.marks import (
    COMMA,
    HINT,
    LEANING,
    MARKS,
    NONE,
    QUESTION,
    STOP,
    Gap,
    Punctuator,
    Scores,
    likeliest,
    pause_class,
    punctuate,
)
from mintobrief.transcribe.punctuation import LATIN, NUMBER, OTHER, Alphabet
from mintobrief.transcribe.sentences import utterances
from mintobrief.transcribe.windows import windows
from models.punctuation.spoiling import Rests, Spoiler
from models.punctuation.texts import (
    Conversation,
    is_held_out,
    latest_meetings,
    make_alphabet,
    marked,
    read_conversations,
)

_ENDS = (STOP, QUESTION)
_SYLLABLE = 0.2  # seconds that a unit lasts
_LONG_PAUSE = pause_class(0.5, ends_clause=True)
Pairs = Iterable[tuple[int, int]]  # the true mark and the one that was set


class PauseRules:
    """A pause is a comma, a long one or another voice a full stop, 吗 asks."""

    def judge(self, units: Sequence[str], pauses: Sequence[int]) -> Scores:
        return np.eye(len(MARKS), dtype=np.float32)[
            [self._mark(unit, pause) for unit, pause in zip(units, pauses, strict=True)]
        ]

    def _mark(self, unit: str, pause: int) -> int:
        if pause >= _LONG_PAUSE:
            return QUESTION if unit == "吗" else STOP
        return COMMA if pause >= HINT else NONE


class Tally:
    """Counts marks set right, set, and there."""

    def __init__(self, pairs: Pairs) -> None:
        self._pairs = Counter(pairs)

    def f1(self, *marks: int) -> tuple[float, float, float]:
        """Precision, recall and F1 in %, the given marks taken for one."""
        right = self._sum(lambda true, found: true in marks and found in marks)
        found = self._sum(lambda _, found: found in marks)
        true = self._sum(lambda true, _: true in marks)
        precision, recall = right / max(found, 1), right / max(true, 1)
        return (
            100 * precision,
            100 * recall,
            200 * precision * recall / max(precision + recall, 1e-9),
        )

    def _sum(self, counts: Callable[[int, int], bool]) -> int:
        return sum(count for pair, count in self._pairs.items() if counts(*pair))

    def row(self, name: str) -> str:
        kinds = [self.f1(*marks) for marks in (_ENDS, (QUESTION,), (COMMA,), (2,))]
        cells = "  ".join(f"{p:5.1f} {r:5.1f} {f:5.1f}" for p, r, f in kinds)
        return f"{name:34}{cells}"


def _heading() -> str:
    names = "".join(f"{name:19}" for name in ("sentence end", "question", "comma", "、"))
    return f"{'precision, recall, F1 in %':34}{names}"


def measure_texts(path: Path, written: Sequence[Path], most: int, settings: Settings) -> None:
    network = load_punctuator("network", settings)
    conversations = read_conversations(path)
    latest = latest_meetings(conversations)
    held = [c for c in conversations if is_held_out(c, latest)]
    print(_heading())
    for source in sorted({c.source for c in held}):
        _measure_source(source, [c for c in held if c.source == source][:most], network)
    for file in written:
        pieces, marks = marked(file.read_text("utf-8"))
        ends = np.zeros(len(pieces), np.bool_)
        text = Conversation(file.stem, "", tuple(pieces), np.array(marks), ends)
        _measure_source(file.stem, [text], network)


def _measure_source(name: str, conversations: Sequence[Conversation], network: Punctuator) -> None:
    for times in (True, False):
        for errors in (0.0, 0.1):
            label = f"{name[:14]} {'times' if times else 'words only'} {errors:.0%}"
            for punctuator in (network, PauseRules()) if times else (network,):
                tally = Tally(_judged(conversations, punctuator, errors, times=times))
                print(tally.row(f"{label} {type(punctuator).__name__[:7]}"), flush=True)


def _judged(
    conversations: Sequence[Conversation], punctuator: Punctuator, errors: float, *, times: bool
) -> Pairs:
    alphabet = make_alphabet(conversations)
    spoiler = Spoiler(alphabet, Counter())
    for conversation in conversations:
        units = np.array(alphabet.encode(conversation.pieces), np.int64)
        marked = units, conversation.marks, conversation.turn_ends
        heard, marks, ends = spoiler.mishear(*marked, errors)
        pieces = [_piece(unit, alphabet) for unit in heard.tolist()]
        if times:
            said = _said(pieces, spoiler.rests(marks, ends))
            found = [MARKS.index(mark) for mark in punctuate(said, punctuator)]
        else:
            scores = punctuator.judge(pieces, spoiler.unknown_pauses(ends).tolist())
            found = likeliest(scores * LEANING).tolist()
        yield from zip(marks.tolist(), found, strict=True)


def _said(pieces: Sequence[str], rests: Rests) -> list[Gap]:
    silences = rests.seconds.tolist()
    starts = [0.0, *accumulate(_SYLLABLE + silence for silence in silences)]
    ends, voices, turned = rests.ends_clause, rests.speakers, rests.turned
    rows = zip(pieces, starts[:-1], silences, ends, voices, turned, strict=True)
    return [
        Gap(
            Word(piece, start, start + _SYLLABLE, 1.0),
            piece,
            own="",
            pause=silence,
            ends_clause=bool(ends_clause),
            voice=int(voice),
            ends_turn=bool(ends_turn),
        )
        for piece, start, silence, ends_clause, voice, ends_turn in rows
    ]


def _piece(unit: int, alphabet: Alphabet) -> str:
    kinds = {OTHER: "〓", LATIN: "a", NUMBER: "1"}
    return kinds.get(unit) or alphabet.characters[unit - NUMBER - 1]


def measure_sound(folder: Path, names: Sequence[str], settings: Settings) -> None:
    print(_heading())
    lines = (folder / "manifest.jsonl").read_text("utf-8").splitlines()
    for entry in map(json.loads, lines):
        name = Path(entry["path"]).stem
        if name in names or (not names and set(entry["text"]) & set("，。")):
            voices, segments = _heard(folder / entry["path"], settings)
            parts = clauses(segments, voices)
            for punctuator in (load_punctuator("network", settings), PauseRules()):
                said = utterances(parts, name, entry["seconds"], punctuator)
                tally = Tally(aligned(entry["text"], "".join(u.text for u in said)))
                print(tally.row(f"{name} {type(punctuator).__name__[:7]}"), flush=True)


def _heard(path: Path, settings: Settings) -> tuple[Voices, list[Segment]]:
    source = open_source(path)
    diarizer = load_diarizer("segmentation-3.0+cam++", settings)
    with tempfile.TemporaryDirectory() as folder:
        samples = open_sound(source, Path(folder)).samples
        speech = list(diarizer.find_speech(samples, lambda _: None))
        voices = diarizer.find_voices(samples, speech, lambda _: None)
        engine = load_engine("faster-whisper", settings)
        seconds = len(samples) / RATE
        heard = (
            engine.hear(samples, window, parts, lambda _: None)
            for window, parts in windows(speech, seconds)
        )
        return voices, [segment for segments in heard for segment in segments]


def aligned(reference: str, text: str) -> Pairs:
    """The true mark and the one that was set, wherever either stands."""
    pieces, marks = marked(reference)
    heard, found = marked(text)
    matcher = SequenceMatcher(None, pieces, heard, autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        yield from _paired(marks[a:b], found[c:d])


def _paired(true: Sequence[int], found: Sequence[int]) -> Pairs:
    """Unit by unit; where their numbers differ, mark by mark."""
    if len(true) == len(found):
        return zip(true, found, strict=True)
    return zip_longest([m for m in true if m], [m for m in found if m], fillvalue=NONE)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    kinds = parser.add_subparsers(dest="kind", required=True)
    texts = kinds.add_parser("texts")
    texts.add_argument("conversations", type=Path)
    texts.add_argument("written", type=Path, nargs="*")
    texts.add_argument("--meetings", type=int, default=12, help="of each source")
    sound = kinds.add_parser("sound")
    sound.add_argument("folder", type=Path)
    sound.add_argument("names", nargs="*")
    args = parser.parse_args()
    settings = read_settings(os.environ)
    if args.kind == "texts":
        measure_texts(args.conversations, args.written, args.meetings, settings)
    else:
        measure_sound(args.folder, args.names, settings)


if __name__ == "__main__":
    main()
