"""What the network learns from: labels that stand where the marks do, in every telling."""

from __future__ import annotations

import random
import struct
from collections.abc import Sequence

import numpy as np
import pytest

from mintobrief.tagging.decode import ACTS, CURRENT, ECHO, FIELDS, FIRST, INSIDE, NONE
from mintobrief.tagging.tokens import SIZE
from models.understanding.examples import (
    UNLABELLED,
    Example,
    Labelled,
    example_of,
    labelled_lines,
    varied,
    windows,
    with_numbers,
    without_marks,
)
from models.understanding.folds import FOLDS, kept_out, learnt
from models.understanding.meetings.marks import Move, SpanKind
from models.understanding.meetings.read import Annotated, read_meetings
from models.understanding.packed import read_packed
from models.understanding.tally import Tally
from tests.tagging.test_network import Characters

MEETINGS = read_meetings()
each = pytest.mark.parametrize("meeting", MEETINGS[::7], ids=lambda meeting: meeting.id)


def test_the_program_knows_the_acts_and_fields_that_are_annotated() -> None:
    assert [act.value for act in ACTS] == [move.value for move in Move]
    assert [kind.value for kind in FIELDS] == [kind.value for kind in SpanKind]


@each
def test_labels_stand_where_the_marks_do(meeting: Annotated) -> None:
    lines = labelled_lines(meeting)
    example, tokens = example_of(Characters(), lines)
    for index, labelled in enumerate(lines):
        offset = tokens.firsts[index] + len(labelled.line.head)
        for unit in labelled.units:
            inside = slice(offset + unit.start, offset + unit.end)
            assert set(example.acts[inside]) == {unit.label}
            tie = NONE if not unit.resolutions else CURRENT if unit.current else ECHO
            assert set(example.ties[inside]) == {tie}
        for span in labelled.spans:
            inside = slice(offset + span.start, offset + span.end)
            assert set(example.fields[inside, span.label]) <= {FIRST, INSIDE}
            assert example.fields[inside, span.label][0] == FIRST


@each
def test_labels_of_speakers_teach_nothing_but_topics(meeting: Annotated) -> None:
    lines = labelled_lines(meeting)
    example, tokens = example_of(Characters(), lines)
    heads = tokens.ends == tokens.starts
    assert set(example.acts[heads]) == {UNLABELLED}
    starts = example.topics[tokens.firsts]
    assert starts.tolist() == [line.starts_topic for line in lines]
    assert (example.topics != UNLABELLED).sum() == len(lines)


@each
def test_windows_show_every_token_and_whole_mentions(meeting: Annotated) -> None:
    lines = labelled_lines(meeting)
    whole, _ = example_of(Characters(), lines)
    shown = list(windows(Characters(), lines, random.Random(3)))  # noqa: S311
    assert all(0 < len(window.ids) <= SIZE for window in shown)
    assert sum(len(window.ids) for window in shown) >= len(whole.ids)
    assert shown[0].ids[0] == whole.ids[0]
    assert shown[-1].ids[-1] == whole.ids[-1]
    words = {(tie.line, text(whole, tie.start, tie.end)) for tie in whole.mentions}
    for window in shown:
        found = {(tie.line, text(window, tie.start, tie.end)) for tie in window.mentions}
        assert found <= words


def text(example: Example, start: int, end: int) -> str:
    return "".join(map(chr, example.ids[start:end]))


@each
def test_without_punctuation_the_marked_words_stay(meeting: Annotated) -> None:
    for labelled in labelled_lines(meeting):
        bare = without_marks(labelled)
        assert not set("，。？！") & set(bare.line.text)
        words = iter(span_words(bare))
        for before in span_words(labelled):
            if kept := before.translate(str.maketrans("", "", "，。！？；：、,.!?;:…—～~“”")):
                assert next(words) == kept


def span_words(labelled: Labelled) -> list[str]:
    return [labelled.line.text[span.start : span.end] for span in labelled.spans]


@each
def test_a_number_stands_for_one_voice(meeting: Annotated) -> None:
    lines = labelled_lines(meeting)
    pairs = {(a.line.label, b.line.label) for a, b in zip(lines, with_numbers(lines), strict=True)}
    assert len({name for name, _ in pairs}) == len(pairs) == len({number for _, number in pairs})


def test_the_same_seed_tells_the_same() -> None:
    lines = labelled_lines(MEETINGS[0])
    told = [_tellings(lines), _tellings(lines)]
    assert told[0] == told[1]
    assert any(telling != list(lines) for telling in told[0])


def _tellings(lines: Sequence[Labelled]) -> list[list[Labelled]]:
    return [varied(lines, random.Random(seed)) for seed in range(30)]  # noqa: S311


def test_each_meeting_is_measured_in_one_fold_and_never_learnt_there() -> None:
    for fold in range(FOLDS):
        assert not {m.id for m in kept_out(MEETINGS, fold)} & {m.id for m in learnt(MEETINGS, fold)}
    measured = [m.id for fold in range(FOLDS) for m in kept_out(MEETINGS, fold)]
    assert sorted(measured) == [m.id for m in learnt(MEETINGS, None)]
    assert not any(m.held for m in learnt(MEETINGS, None))
    assert len(learnt(MEETINGS, None, everything=True)) == len(MEETINGS)


def test_a_packed_file_is_read_as_it_was_written() -> None:
    packed = read_packed(_packed_file())
    assert packed.shape.width == 384
    assert packed.shape.epsilon == pytest.approx(1e-12)
    assert packed.pieces == ("<s>", "电梯")
    assert packed.scores == (0.0, -1.5)
    assert packed.tensors["plain"].tolist() == [1.0, 2.0]
    expected = [*np.arange(16) - 8, *np.full(16, 7)]
    assert packed.tensors["small"].tolist() == [0.5 * number for number in expected]


def _packed_file() -> bytes:
    """Two pieces, a tensor of floats, and one of 32 numbers in 4 bits at a scale of a half."""
    letters = "<s>电梯".encode()
    head = b"E5S1" + struct.pack("<I7ifi", 1, 384, 12, 12, 1536, 2, 512, 2, 1e-12, 32)
    pieces = struct.pack("<5iQ3I2f", 2, 0, 2, 1, 3, len(letters), 0, 3, len(letters), 0, -1.5)
    body = head + pieces + letters + struct.pack("<iI", 0, 0)
    plain = struct.pack("<2f", 1, 2)
    small = struct.pack("<e", 0.5) + bytes(0xF0 | low for low in range(16))
    size = len(body) + 4 + 2 * (2 + 5 + 1 + 4 + 16)
    directory = struct.pack("<i", 2)
    for name, kind, count, at, content in (
        (b"plain", 0, 2, size, plain),
        (b"small", 1, 32, size + len(plain), small),
    ):
        directory += struct.pack("<H5sBIQQ", len(name), name, kind, count, at, len(content))
    return body + directory + plain + small


def test_a_tally_adds_up() -> None:
    tally = Tally()
    tally.add("owner", 1, 2, 4)
    tally.add("owner", 1, 2, 0)
    count = tally.counts["owner"]
    assert (count.precision, count.recall, count.f1) == (0.5, 0.5, 0.5)
    assert "owner" in tally.table()
    tally.add("vote", 0, 0, 0)
    assert tally.counts["vote"].f1 == 0
