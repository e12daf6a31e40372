"""Typed words: notes by the line, transcripts by the turn."""

from __future__ import annotations

from collections.abc import Sequence

from mintobrief.domain import Notice, NoticeCode, Reading, Source, TextSpan, Utterance
from mintobrief.errors import NoWords
from mintobrief.language.sentences import split_sentences
from mintobrief.layouts import Words, person_of, read_lines, read_words


def read_notes(source: Source) -> Reading:
    """The sentences of every line; `turn` is the line's index, blank lines counted.

    Those of a group chat have their sender: `speaker` as shown, `name` without the body before
    it; the lines of sender and time count and make no utterance. Raises NoWords where there
    are no words.
    """
    lines = read_lines(_text(source))
    return _reading(source, [u for line in lines for u in _sentences(source, line)])


def read_transcript(source: Source) -> Reading:
    """The sentences of every turn, without labels and times.

    `turn` is the index of the input's turn (for subtitles, of the cue), empty ones counted.
    `speaker` is the label as written, `name` the same where it names somebody. Raises NoWords
    where nobody says anything.
    """
    words = read_words(_text(source))
    return _reading(source, [u for piece in words for u in _sentences(source, piece)])


def _reading(source: Source, utterances: Sequence[Utterance]) -> Reading:
    if not utterances:
        raise NoWords(source.name)
    return Reading(tuple(utterances), _notices(source))


def _text(source: Source) -> str:
    if source.text is None:
        raise ValueError(f"{source.name} was opened without its text")
    return source.text


def _sentences(source: Source, words: Words) -> list[Utterance]:
    text = _text(source)
    name = person_of(words.label) if words.label is not None else None
    return [
        Utterance(
            turn=words.turn,
            text=text[start:end],
            evidence=TextSpan(source.id, start, end),
            speaker=words.label,
            name=name,
            sent=words.sent,
        )
        for start, end in split_sentences(text, words.start, words.end)
    ]


def _notices(source: Source) -> tuple[Notice, ...]:
    if source.guessed_encoding is None:
        return ()
    message = (
        f"{source.name} 的文字编码没有标明，按 {source.guessed_encoding} 读取。"
        "请抽查几处；如有乱码，用记事本另存为 UTF-8 再转换。"
    )
    return (Notice(NoticeCode.ENCODING, message),)
