"""Whatever is corrected, in whatever order: what a meeting rests on stays what it is."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain import Correction, Cut, Edit, Joined, Meeting, Resolution, Undone
from mintobrief.domain.codec import dumps, loads
from mintobrief.domain.correction_codec import dumps_correction, loads_correction
from mintobrief.errors import BadEdit
from mintobrief.review.correct import apply
from mintobrief.review.correct.way import Way
from tests.review.edits import corrected, edits, of_resolution, quotes_in, talks

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@given(talks().flatmap(corrected))
def test_whatever_is_quoted_stands_in_the_transcript(
    made: tuple[list[Edit], list[Meeting]],
) -> None:
    after = made[1][-1]
    for quote in quotes_in(after):
        assert quote.end <= len(after.utterances[quote.utterance].text)
    for resolution in after.resolutions:
        assert all(index < len(after.utterances) for index in resolution.evidence)
        assert resolution.topic is None or resolution.topic < len(after.topics)
    assert all(topic.last < len(after.utterances) for topic in after.topics)
    assert all(point.topic < len(after.topics) for point in after.points)
    assert len({r.id for r in after.resolutions}) == len(after.resolutions)


@given(talks().flatmap(corrected), st.data())
def test_undoing_gives_back_the_earlier_meeting(
    made: tuple[list[Edit], list[Meeting]], data: st.DataObject
) -> None:
    done, states = made
    back = data.draw(st.integers(0, len(done)))
    assert apply(states[0], [*done, *[Undone()] * back]) == states[len(done) - back]


@given(talks().flatmap(corrected))
def test_a_corrected_meeting_is_a_meeting_like_others(
    made: tuple[list[Edit], list[Meeting]],
) -> None:
    assert loads(dumps(made[1][-1])) == made[1][-1]


@given(talks().flatmap(corrected))
def test_a_correction_is_read_as_it_was_written(
    made: tuple[list[Edit], list[Meeting]],
) -> None:
    for edit, said in zip(made[0], made[1], strict=False):
        correction = Correction(edit, "王秘书", NOON)
        assert loads_correction(dumps_correction(correction, said.utterances)) == correction


@given(talks(), st.data())
def test_cutting_and_joining_change_no_quoted_word(meeting: Meeting, data: st.DataObject) -> None:
    edit = data.draw(edits(meeting).filter(lambda one: isinstance(one, Cut | Joined)))
    try:
        after = apply(meeting, [edit])
    except BadEdit:
        return
    assert [quoted(r, after) for r in after.resolutions] == [
        quoted(r, meeting) for r in meeting.resolutions
    ]


@given(talks(), st.data())
def test_the_way_between_two_states_is_the_way_the_meeting_went(
    meeting: Meeting, data: st.DataObject
) -> None:
    edit = data.draw(edits(meeting).filter(lambda one: isinstance(one, Cut | Joined)))
    try:
        after = apply(meeting, [edit])
    except BadEdit:
        return
    way = Way.between(meeting.utterances, after.utterances)
    moved = [now for quote in quotes_in(meeting) for now in way.quotes(quote)]
    assert moved == list(quotes_in(after))


def quoted(resolution: Resolution, meeting: Meeting) -> list[str]:
    texts = [
        meeting.utterances[q.utterance].text[q.start : q.end] for q in of_resolution(resolution)
    ]
    return ["".join("".join(texts).split())]
