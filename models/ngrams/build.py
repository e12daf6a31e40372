"""Build the model: `python -m models.ngrams.build --arpa FILE --corpora FOLDER --out FOLDER`.

The ARPA file is libime's `lm_sc.arpa` (in its source archive, `data/lm_sc.arpa-20220810.tar.xz`).
The folder of corpora holds `NAME/*.txt` for the names below, one paragraph a line; CARD.md
tells where each comes from. About five minutes and 4 GB of memory.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import jieba
import numpy as np
from opencc import OpenCC

from mintobrief.language.sounds import sound_lines
from models.ngrams.files import read_arpa, write_model
from models.ngrams.grams import BITS, Counts, Floats, Grams, Keys, count, estimate
from models.ngrams.mixture import Component, mix, prune
from models.ngrams.text import END, UNKNOWN, Cutter

_CHINESE = re.compile(r"[\u3400-\u9fff]+")
_UNLISTED = -6.26  # libime's log10 price of an unknown word
_OWN = Path(__file__).parent / "corpus"


@dataclass(frozen=True, slots=True)
class Corpus:
    weight: float
    least_pair: int
    least_triple: int
    limit: int | None = None


# set by hand; EM on held-out talk and on our own held-out lines told where about
CORPORA = {
    "own": Corpus(0.14, 1, 1),
    "sayit": Corpus(0.25, 2, 2),
    "talk": Corpus(0.19, 2, 2),
    "statutes-field": Corpus(0.06, 2, 2),
    "statutes-other": Corpus(0.02, 4, 4, limit=4_000_000),
    "wiki": Corpus(0.05, 3, 3),
}
LIBIME_WEIGHT = 0.28
TERMS_WEIGHT = 0.01
ADDRESSES_WEIGHT = 0.005
PAIRS, TRIPLES = 2_400_000, 1_200_000


def read_lines(folder: Path, limit: int | None = None) -> list[str]:
    """The lines of a folder's files in order; with a limit, evenly spread ones."""
    files = sorted(folder.glob("*.txt"))
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    length = sum(map(len, lines))
    return lines[:: -(-length // limit)] if limit and length > limit else lines


def read_terms() -> dict[str, int]:
    """The words of the field with their weights."""
    rows = (_OWN / "terms.tsv").read_text("utf-8").splitlines()
    return {word: int(weight) for word, weight in (row.split("\t") for row in rows)}


def read_addresses() -> dict[str, float]:
    """How people are addressed: every surname with every title, the common ones weighing more."""
    surnames = (_OWN / "surnames.lst").read_text("utf-8").split()
    titles = (_OWN / "titles.lst").read_text("utf-8").split()
    called = {
        surname + title: 1 / (5 + rank) / (5 + place)
        for rank, surname in enumerate(surnames)
        for place, title in enumerate(titles)
    }
    called |= {
        age + surname: 0.2 / (5 + rank) for rank, surname in enumerate(surnames) for age in "老小"
    }
    return called


def list_words(listed: Iterable[str], texts: Iterable[str]) -> list[str]:
    """Every word of the model: the marks, the listed words, jieba's, the characters found."""
    known = [word for word in listed if _CHINESE.fullmatch(word)]
    frequencies, _ = jieba.dt.gen_pfdict(jieba.dt.get_dict_file())
    common = (word for word, times in frequencies.items() if times >= 50 and len(word) <= 6)
    found = chain(common, read_terms(), read_addresses(), set(chain.from_iterable(texts)))
    more = sorted({word for word in found if _CHINESE.fullmatch(word)} - set(known))
    return ["<s>", "</s>", "<unk>", *dict.fromkeys(known), *more]


def read_libime(path: Path, ids: Mapping[str, int], unigrams: Floats, backoffs: Floats) -> Grams:
    """libime's model over our numbers; it knows no beginnings of sentences."""

    def keyed(order: int) -> tuple[Keys, Floats, Floats]:
        rows: list[tuple[int, float, float]] = []
        for score, words, backoff in read_arpa(path, order):
            numbers = [ids.get(word) for word in words.split(" ")]
            key = 0
            for number in numbers:
                key = key << BITS | (number or 0)
            if None not in numbers:
                rows.append((key, 10**score, 10**backoff))
        keys = np.array([key for key, _, _ in rows], np.int64)
        by_key = np.argsort(keys)
        values = np.array([row[1:] for row in rows])[by_key]
        return keys[by_key], values[:, 0], values[:, 1]

    triples, triple_scores, _ = keyed(3)
    return Grams(unigrams, backoffs, *keyed(2), triples, triple_scores, has_starts=False)


def build(arpa: Path, corpora: Path, out: Path) -> None:
    """Read the corpora, count, estimate, mix, prune and write."""
    texts = {
        name: read_lines(_OWN if name == "own" else corpora / name, corpus.limit)
        for name, corpus in CORPORA.items()
    }
    listed = {word: (score, backoff) for score, word, backoff in read_arpa(arpa, 1)}
    words = list_words(listed, chain.from_iterable(texts.values()))
    ids = {word: number for number, word in enumerate(words)}
    logs = np.array([listed.get(word, (_UNLISTED, 0.0)) for word in words])
    logs[END] = -1.6, 0.0  # libime has no ends of sentences: about one word in forty
    scores = {w: (n, logs[n, 0] * np.log(10)) for w, n in ids.items() if n > UNKNOWN}
    cutter = Cutter(scores)

    libime = read_libime(arpa, ids, 10 ** logs[:, 0], 10 ** logs[:, 1])
    components = [Component(libime, LIBIME_WEIGHT, libime.pairs, libime.triples)]
    for name, lines in texts.items():
        stream = np.fromiter(chain.from_iterable(map(cutter.numbers, lines)), np.int64)
        components.append(_component(CORPORA[name], count(stream), len(words)))
    boosts = _boosts(read_terms(), TERMS_WEIGHT, ids) | _boosts(
        read_addresses(), ADDRESSES_WEIGHT, ids
    )
    mixed = mix(components, boosts)
    write_model(prune(mixed, PAIRS, TRIPLES), words, out)
    write_sounds(words, out)


def write_sounds(words: Sequence[str], out: Path) -> None:
    """How each word is said; nothing for those in traditional characters, which nobody wants."""
    simplify = OpenCC("tw2s").convert
    wanted = [word if word == simplify(word) else "" for word in words]
    (out / "sounds.txt").write_text("\n".join(sound_lines(wanted)) + "\n", "utf-8")


def _boosts(weights: Mapping[str, float], whole: float, ids: Mapping[str, int]) -> dict[int, float]:
    """The weights of these words, scaled so that they sum to `whole`."""
    total = sum(weights.values())
    return {ids[word]: whole * weight / total for word, weight in weights.items()}


def _component(corpus: Corpus, counts: Counts, size: int) -> Component:
    return Component(
        estimate(counts, size),
        corpus.weight,
        counts.pairs[counts.pair_counts >= corpus.least_pair],
        counts.triples[counts.triple_counts >= corpus.least_triple],
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Build the language model of talk.")
    parser.add_argument("--arpa", type=Path, required=True)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    given = parser.parse_args()
    build(given.arpa, given.corpora, given.out)
