"""From a meeting to tokens and windows, and from a network's scores back to its words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.tagging.decode import (
    ACTS,
    FIELDS,
    FIRST,
    INSIDE,
    OUTSIDE,
    Scores,
    joined,
    read_fields,
    read_units,
    runs,
    stretches,
)
from mintobrief.tagging.lines import Line, lines_of
from mintobrief.tagging.links import Links, Spot, buckets, link_all
from mintobrief.tagging.marking import Marks, mark_all, topic_starts
from mintobrief.tagging.mentions import Act, Mention, MentionKind
from mintobrief.tagging.sentences import Sentence, sentences_of
from mintobrief.tagging.tokens import END, SIZE, Tokens, Window, encode, windows_of
from tests.extract.meetings import notes, talk

TALK = talk("黄秀梅：电梯的事定了，老周周五换绳。谁来盯？", "谭雨：我来。", "黄秀梅：好。")
LINES = st.lists(st.text("一二三，。", min_size=1, max_size=700), min_size=1, max_size=12)


@dataclass(frozen=True, slots=True)
class Cut:
    ids: list[int]
    offsets: list[tuple[int, int]]


class Characters:
    """A tokenizer for which each character is a token."""

    def encode(self, sequence: str, /) -> Cut:
        return Cut([ord(c) for c in sequence], [(i, i + 1) for i in range(len(sequence))])


def tokens_of(*texts: str) -> Tokens:
    return encode(Characters(), [Line("", text) for text in texts])


def likely(places: list[int], states: int) -> np.ndarray:
    """Scores that are almost sure of one state a token."""
    sure = np.full((len(places), states), np.log(0.01), np.float32)
    sure[np.arange(len(places)), places] = np.log(0.97)
    return sure


def scores(acts: list[Act], ties: list[int], fields: dict[MentionKind, list[int]]) -> Scores:
    outside = [OUTSIDE] * len(acts)
    rows = [likely(fields.get(kind, outside), 3) for kind in FIELDS]
    topics = np.full(len(acts), np.log(0.1), np.float32)
    of_acts = likely([ACTS.index(act) for act in acts], len(ACTS))
    return Scores(of_acts, likely(ties, 3), np.stack(rows, axis=1), topics)


# ---- lines and tokens ----------------------------------------------------------------------


def test_a_turn_is_a_line_under_its_speaker() -> None:
    first, second, _ = lines_of(TALK)
    assert first.line == Line("黄秀梅", "电梯的事定了，老周周五换绳。谁来盯？")
    assert first.edges == (0, 14, 18)
    assert (second.first, second.line.head) == (2, "谭雨：")


def test_numbered_voices_have_one_form_and_notes_no_label() -> None:
    assert {turn.line.label for turn in lines_of(talk("甲：好。", named=False))} == {"说话人0"}
    assert [turn.line.head for turn in lines_of(notes("一、修灯\n二、换锁"))] == ["", ""]


def test_tokens_tell_the_characters_they_cover() -> None:
    tokens = encode(Characters(), [Line("谭雨", "我来"), Line("", "好")])
    assert tokens.ids.tolist() == [*map(ord, "谭雨：我来"), END, ord("好"), END]
    assert tokens.starts.tolist() == [0, 0, 0, 0, 1, 2, 0, 1]
    assert tokens.ends.tolist() == [0, 0, 0, 1, 2, 2, 1, 1]
    assert tokens.firsts == [0, 6]


@given(LINES)
def test_every_token_is_in_the_middle_of_one_window(texts: list[str]) -> None:
    tokens = tokens_of(*texts)
    windows = windows_of(tokens)
    owned = [i for window in windows for i in range(window.own, window.own_end)]
    assert owned == list(range(len(tokens)))
    for window in windows:
        assert 0 < window.end - window.start <= SIZE
        assert window.start <= window.own < window.own_end <= window.end


@given(LINES)
def test_a_token_is_read_with_context_on_both_sides(texts: list[str]) -> None:
    tokens = tokens_of(*texts)
    for before, after in pairwise(windows_of(tokens)):
        assert before.end - before.own_end >= 30
        assert after.own - after.start >= 30


def test_windows_begin_with_lines_where_lines_are_short() -> None:
    tokens = tokens_of(*["我没意见。"] * 300)
    assert all(window.start in tokens.firsts for window in windows_of(tokens))


def sentences(tokens: Tokens) -> list[Sentence]:
    return list(sentences_of(lines_of(TALK), TALK, tokens))


def test_sentences_know_which_tokens_cover_them() -> None:
    tokens = encode(Characters(), [turn.line for turn in lines_of(TALK)])
    for sentence in sentences(tokens):
        ids = tokens.ids[sentence.start : sentence.end]
        assert "".join(map(chr, ids)) == sentence.text == TALK[sentence.index].text
        assert sentence.characters(0, len(ids)) == (0, len(sentence.text))


def test_words_are_without_the_marks_around_them() -> None:
    spots = tuple((i, i + 1) for i in range(6))
    sentence = Sentence(0, "，周五，。", 0, 0, 6, spots[:5])
    assert sentence.words(0, 5) == (1, 3)
    assert sentence.words(3, 5) is None


# ---- decoding ------------------------------------------------------------------------------

SOME = st.integers(1, 7).flatmap(
    lambda n: st.lists(
        st.lists(st.integers(-40, 0), min_size=3, max_size=3), min_size=n, max_size=n
    )
)


@given(SOME, st.integers(0, 30))
def test_stretches_are_the_best_there_are(rows: list[list[int]], cost: int) -> None:
    """As good as the best of all sequences, tried one by one."""
    table = np.array(rows, np.float32) / np.float32(10)

    def worth(path: tuple[int, ...]) -> float:
        changes = sum(a != b for a, b in pairwise(path))
        return float(sum(table[i, s] for i, s in enumerate(path))) - changes * cost / 10

    found = list(stretches(table, np.full(len(rows), cost / 10, np.float32)))
    assert [start for start, _, _ in found[1:]] == [end for _, end, _ in found[:-1]]
    path = tuple(state for start, end, state in found for _ in range(start, end))
    assert len(path) == len(rows)
    best = max(worth(other) for other in product(range(3), repeat=len(rows)))
    assert worth(path) == pytest.approx(best, abs=1e-4)


@given(st.lists(st.sampled_from([OUTSIDE, FIRST, INSIDE]), max_size=30))
def test_runs_begin_with_their_first_token(places: list[int]) -> None:
    """Where the scores are sure and lawful, the runs are what they say."""
    lawful = [
        OUTSIDE if place == INSIDE and (not i or places[i - 1] == OUTSIDE) else place
        for i, place in enumerate(places)
    ]
    lawful = [
        OUTSIDE if place == INSIDE and OUTSIDE in lawful[_last(lawful, i) : i] else place
        for i, place in enumerate(lawful)
    ]
    found = list(runs(likely(lawful, 3)))
    written = [OUTSIDE] * len(lawful)
    for start, end in found:
        written[start:end] = [FIRST, *[INSIDE] * (end - start - 1)]
    assert written == lawful


def _last(places: list[int], before: int) -> int:
    """Where the last run before a token begins, or 0."""
    return max((i for i in range(before) if places[i] == FIRST), default=0)


def test_nothing_gives_nothing() -> None:
    assert list(stretches(np.zeros((0, 3), np.float32), np.zeros(0, np.float32))) == []
    assert list(runs(np.zeros((0, 3), np.float32))) == []


def test_one_wavering_token_does_not_part_a_unit() -> None:
    acts = [Act.DECIDE] * 4 + [Act.INFORM] + [Act.DECIDE] * 4
    (unit,) = read_units(scores(acts, [1] * 9, {}), [])
    assert (unit.start, unit.end, unit.act, unit.current) == (0, 9, Act.DECIDE, True)
    assert unit.counts
    assert unit.tied == pytest.approx(0.98, abs=0.01)


def test_a_new_clause_may_do_something_else() -> None:
    acts = [Act.AGREE] * 2 + [Act.TAKE_ON] * 2
    found = list(read_units(scores(acts, [0, 0, 2, 2], {}), [2]))
    assert [(u.start, u.end, u.act) for u in found] == [(0, 2, Act.AGREE), (2, 4, Act.TAKE_ON)]
    assert [u.counts for u in found] == [False, True]
    assert not found[1].current


def test_fields_of_different_kinds_overlap() -> None:
    fields = {MentionKind.ACTION: [1, 2, 2, 0], MentionKind.DEADLINE: [0, 1, 2, 0]}
    found = read_fields(scores([Act.DECIDE] * 4, [1] * 4, fields))
    places = {field.kind: (field.start, field.end) for field in found}
    assert places == {MentionKind.ACTION: (0, 3), MentionKind.DEADLINE: (1, 3)}


def test_marks_quote_the_words_they_were_read_from() -> None:
    tokens = encode(Characters(), [turn.line for turn in lines_of(TALK)])
    whole = len(tokens)
    text = "".join(map(chr, tokens.ids))
    due = [0] * whole
    due[text.index("周五") : text.index("周五") + 3] = [FIRST, INSIDE, INSIDE]
    due[text.index("换")] = OUTSIDE
    told = scores([Act.DECIDE] * whole, [1] * whole, {MentionKind.DEADLINE: due})
    marks = mark_all(sentences(tokens), told)
    (deadline,) = [m for m in mentions(marks) if m.kind is MentionKind.DEADLINE]
    assert TALK[deadline.utterance].text[deadline.start : deadline.end] == "周五"
    units = [m for m in mentions(marks) if m.kind is MentionKind.UNIT]
    assert [TALK[m.utterance].text[m.start : m.end] for m in units] == [
        "电梯的事定了，老周周五换绳",
        "谁来盯",
        "我来",
        "好",
    ]
    assert [s[0].end for s in marks.stretches] == [len(u.text) for u in TALK]


def mentions(marks: Marks) -> list[Mention]:
    return [found.mention for found in marks.found]


def test_a_topic_starts_only_with_a_line() -> None:
    tokens = encode(Characters(), [turn.line for turn in lines_of(TALK)])
    told = scores([Act.INFORM] * len(tokens), [0] * len(tokens), {})
    starts = topic_starts(sentences(tokens), told, tokens.firsts)
    assert starts == pytest.approx((0.1, 0, 0.1, 0.1), abs=1e-6)


def test_scores_in_parts_are_the_scores() -> None:
    whole = scores([*ACTS], [0] * len(ACTS), {})
    again = joined([whole.part(0, 5), whole.part(5, len(ACTS))])
    assert np.array_equal(again.acts, whole.acts)
    assert np.array_equal(again.fields, whole.fields)


# ---- links ---------------------------------------------------------------------------------

LINKS = Links(tuple(np.linspace(0, -6, 12).tolist()), 0.0, reach=40)


def test_distances_have_fewer_buckets_the_farther_they_are() -> None:
    assert buckets(np.array([0, 5, -5, 6, 9, 10, 400])).tolist() == [0, 5, 5, 6, 6, 7, 11]


def test_mentions_alike_and_near_belong_together() -> None:
    vectors = np.zeros((6, 64), np.float32)
    vectors[[0, 2], 0] = 8
    vectors[4, 0] = -8
    spots = [Spot(0, 1, 0), Spot(2, 3, 1), Spot(4, 5, 1)]
    same = link_all(spots, [Window(0, 6, 0, 6)], [vectors], LINKS)
    assert list(same) == [(0, 1)]
    assert same[0, 1] > 0.99


def far(reach: int) -> dict[tuple[int, int], float]:
    """Two mentions alike in two windows that do not meet."""
    rows = np.full((10, 64), 3.0, np.float32)
    windows = [Window(0, 10, 0, 10), Window(10, 20, 10, 20)]
    links = Links((0.0,) * 12, 0.0, reach)
    return link_all([Spot(2, 4, 0), Spot(15, 16, 20)], windows, [rows, rows], links)


def test_windows_apart_are_linked_as_far_as_was_learnt() -> None:
    assert list(far(reach=20)) == [(0, 1)]
    assert far(reach=19) == {}


def test_of_two_windows_the_surer_one_counts() -> None:
    sure, unsure = np.full((20, 64), 3.0, np.float32), np.zeros((20, 64), np.float32)
    windows = [Window(0, 20, 0, 15), Window(10, 30, 15, 30)]
    spots = [Spot(12, 13, 0), Spot(16, 17, 0)]
    for vectors in ([sure, unsure], [unsure, sure]):
        assert link_all(spots, windows, vectors, LINKS)[0, 1] > 0.99


def test_no_mentions_have_no_links() -> None:
    assert link_all([], [Window(0, 1, 0, 1)], [np.zeros((1, 64), np.float32)], LINKS) == {}
