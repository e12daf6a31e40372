"""The network of models/understanding over a meeting: windows, one at a time, then the marks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import tokenizers

from mintobrief.config import Settings
from mintobrief.domain import Utterance
from mintobrief.tagging.decode import Floats, Scores, joined
from mintobrief.tagging.lines import lines_of
from mintobrief.tagging.links import link_all, read_links
from mintobrief.tagging.marking import mark_all, topic_starts
from mintobrief.tagging.mentions import Marked
from mintobrief.tagging.sentences import sentences_of
from mintobrief.tagging.tokens import BEGIN, Tokens, Window, encode, windows_of
from mintobrief.weights import assemble
from mintobrief.weights.session import open_session


class NetworkTagger:
    """Marks what belongs to resolutions.

    `folder` holds the network, where it is another one than that which comes with the program.
    """

    def __init__(self, settings: Settings, folder: Path | None = None) -> None:
        folder = folder or assemble("understanding", settings)
        self._session = open_session(folder / "tagger.onnx", settings.threads)
        self._tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._links = read_links(folder / "links.json")

    def mark(self, utterances: Sequence[Utterance]) -> Marked:
        """The marks in the utterances' texts, in order of place."""
        if not utterances:
            return Marked()
        talk = lines_of(utterances)
        tokens = encode(self._tokenizer, [turn.line for turn in talk])
        windows = windows_of(tokens)
        seen, vectors = zip(*(self._read(tokens, window) for window in windows), strict=True)
        scores, sentences = joined(seen), list(sentences_of(talk, utterances, tokens))
        marks = mark_all(sentences, scores)
        return Marked(
            mentions=tuple(found.mention for found in marks.found),
            same=link_all([found.spot for found in marks.found], windows, vectors, self._links),
            stretches=marks.stretches,
            starts=topic_starts(sentences, scores, tokens.firsts),
        )

    def _read(self, tokens: Tokens, window: Window) -> tuple[Scores, Floats]:
        """The scores of the tokens in the window's middle, and the vectors of all it holds.

        Windows are read one by one: with others beside it each would be rounded differently.
        """
        ids = np.array([[BEGIN, *tokens.ids[window.start : window.end]]], np.int64)
        outputs = self._session.run(None, {"ids": ids})
        *judged, vectors = (output[0, 1:] for output in outputs)
        own = Scores(*judged).part(window.own - window.start, window.own_end - window.start)
        return own, vectors
