"""The files of a model, as `mintobrief.language.ngrams` maps them, and the ARPA file read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from models.ngrams.grams import BITS, LAST, Floats, Grams, Keys, find

_WORD_BITS, _CODE_BITS = 18, 14


def write_model(grams: Grams, words: Sequence[str], folder: Path) -> None:
    """Write the arrays, the words and the code books into `folder`."""
    if len(words) >= 1 << _WORD_BITS:
        raise ValueError(f"{len(words)} words do not fit into {_WORD_BITS} bits")
    pair_book, pair_codes = _coded(np.log10(grams.pair_scores), 1 << _CODE_BITS // 2)
    back_book, back_codes = _coded(np.log10(grams.pair_backoffs), 1 << _CODE_BITS // 2)
    triple_book, triple_codes = _coded(np.log10(grams.triple_scores), 1 << 10)
    at, known = find(grams.pairs, grams.triples >> BITS)
    if not known.all():
        raise ValueError("a triple begins with a pair that is not there")
    contexts, starts = np.unique(at, return_index=True)
    codes = pair_codes << _CODE_BITS // 2 | back_codes
    arrays = {
        "pairs": (grams.pairs & LAST) << _CODE_BITS | codes,
        "pair_starts": np.searchsorted(grams.pairs >> BITS, np.arange(len(words) + 1)),
        "triples": (grams.triples & LAST) << _CODE_BITS | triple_codes,
        "triple_contexts": contexts,
        "triple_starts": np.append(starts, len(grams.triples)),
    }
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array.astype("<u4"))
    logs = np.log10(np.stack([grams.unigrams, grams.backoffs], 1)).astype(np.float16)
    np.save(folder / "unigrams.npy", np.maximum(logs, np.float16(-99)))
    (folder / "words.txt").write_text("\n".join(words) + "\n", "utf-8")
    books = {"pair_scores": pair_book, "pair_backoffs": back_book, "triple_scores": triple_book}
    (folder / "codes.json").write_text(json.dumps(books) + "\n", "utf-8")


def _coded(values: Floats, most: int) -> tuple[list[float], Keys]:
    """A book of at most `most` levels, each for as many values as the next, and the codes."""
    edges = np.unique(np.quantile(values, np.linspace(0, 1, most + 1))[1:-1])
    codes = np.searchsorted(edges, values, side="right")
    sums = np.bincount(codes, values, len(edges) + 1)
    levels = sums / np.maximum(np.bincount(codes, minlength=len(edges) + 1), 1)
    return [round(float(level), 4) for level in levels], codes


def read_arpa(path: Path, order: int) -> Iterator[tuple[float, str, float]]:
    """The n-grams of one order in an ARPA file: log10 score, words, log10 backoff."""
    here = False
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.startswith("\\"):
                here = line.startswith(f"\\{order}-grams:")
            elif here and "\t" in line:
                score, words, *backoff = line.rstrip("\n").split("\t")
                yield float(score), words, float(backoff[0]) if backoff else 0.0
