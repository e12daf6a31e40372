"""What a reviewer types, field by field."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain import (
    Deadline,
    DeadlineKind,
    Field,
    FieldName,
    Flag,
    Quote,
    Resolution,
    Verdict,
    Vote,
)
from mintobrief.errors import BadEdit
from mintobrief.review import accept, amend, edit, read_assignment, reject, standing

HELD_ON = date(2026, 3, 14)
NOON = datetime(2026, 3, 15, 12, tzinfo=UTC)
FRIDAY = Deadline("下周五前", DeadlineKind.DATE, date(2026, 3, 20))
LIFT = Resolution(
    id="r1",
    action=Field("更换电梯钢丝绳", (Quote(0, 0, 7),)),
    evidence=(0,),
    owners=(Field("张伟", (Quote(0, 8, 10),)),),
    flags=(Flag.NO_DEADLINE, Flag.UNSURE_WORDS),
)


def read_deadline(words: str) -> Deadline | None:
    """What the extraction would make of the one phrase these tests use."""
    return FRIDAY if words == FRIDAY.text else None


def typed(name: FieldName, value: str) -> Resolution:
    return edit(LIFT, name, value, read_deadline, held_on=HELD_ON)


@pytest.mark.parametrize("separator", ["、", "，", ",", "；", ";", " 、 "])
def test_owners_are_separated_as_people_separate_names(separator: str) -> None:
    """An owner who stays keeps the words he was read from."""
    edited = typed(FieldName.OWNERS, f"张伟{separator}物业公司")
    assert edited.owners == (LIFT.owners[0], Field("物业公司"))


def test_empty_owners_are_knowingly_empty() -> None:
    """The field is gone and the flag says so."""
    edited = typed(FieldName.OWNERS, " ")
    assert edited.owners == ()
    assert Flag.NO_OWNER in edited.flags


def test_a_deadline_in_words_is_read_by_the_callable() -> None:
    """The flag that asked for one is cleared, the one on unsure words stays."""
    edited = typed(FieldName.DEADLINE, "下周五前")
    assert edited.deadline == Field(FRIDAY)
    assert edited.flags == (Flag.UNSURE_WORDS,)


def test_a_deadline_may_be_a_plain_date() -> None:
    """As the form and the help write it."""
    edited = typed(FieldName.DEADLINE, "2026-3-20")
    assert edited.deadline == Field(Deadline("2026-3-20", DeadlineKind.DATE, date(2026, 3, 20)))


def test_a_deadline_before_the_meeting_is_flagged() -> None:
    """A reviewer mistypes too."""
    assert Flag.PAST_DEADLINE in typed(FieldName.DEADLINE, "2025-03-20").flags


@pytest.mark.parametrize("value", ["呵呵", "2026-02-30", "2026-13-01"])
def test_a_deadline_that_cannot_be_read_says_how_to_write_one(value: str) -> None:
    """The message gives examples."""
    with pytest.raises(BadEdit, match="下周五前"):
        typed(FieldName.DEADLINE, value)


@pytest.mark.parametrize(
    "value",
    [
        "7:0:1",
        "7：0：1",
        "赞成7反对0弃权1",
        "同意7票、反对0票、弃权1票",
        "赞成7，弃权1",
        "赞成 7 反对 0 弃权 1",
    ],
)
def test_a_vote_is_read_as_people_write_it(value: str) -> None:
    """Ratios and words alike."""
    assert typed(FieldName.VOTE, value).vote == Field(Vote(7, 0, 1))


@pytest.mark.parametrize("value", ["多数同意", "7:0", "7比0", "赞成很多反对0", "-1:0:0"])
def test_a_vote_without_figures_is_refused(value: str) -> None:
    """A vote is figures; nothing is guessed from words."""
    with pytest.raises(BadEdit, match="7:0:1"):
        typed(FieldName.VOTE, value)


@pytest.mark.parametrize(
    "name", [FieldName.MEASURES, FieldName.DEADLINE, FieldName.SUPERVISION, FieldName.VOTE]
)
def test_an_empty_value_is_knowingly_empty(name: FieldName) -> None:
    """The meeting did not settle it; the briefing will say so."""
    assert getattr(typed(name, ""), name.value) is None


def test_a_resolution_cannot_lose_its_action() -> None:
    """Whoever wants it gone rejects it."""
    with pytest.raises(BadEdit, match="--reject"):
        typed(FieldName.ACTION, "  ")


def test_typing_what_stands_there_keeps_its_quotes() -> None:
    """Only a changed value loses the words it was read from."""
    assert typed(FieldName.ACTION, "更换电梯钢丝绳").action == LIFT.action
    assert typed(FieldName.ACTION, "更换钢丝绳").action == Field("更换钢丝绳")


@given(st.sampled_from(FieldName), st.text(max_size=30))
def test_whatever_is_typed_is_taken_or_refused(name: FieldName, value: str) -> None:
    """There is no third way."""
    try:
        edited = typed(name, value)
    except BadEdit:
        return
    assert edited.id == LIFT.id


@given(st.integers(0, 999), st.integers(0, 999), st.integers(0, 999))
def test_a_vote_round_trips(for_: int, against: int, abstain: int) -> None:
    """The figures typed are the figures kept."""
    assert typed(FieldName.VOTE, f"{for_}:{against}:{abstain}").vote == Field(
        Vote(for_, against, abstain)
    )


@pytest.mark.parametrize("text", ["deadline=下周五前", "时限=下周五前", " deadline =下周五前"])
def test_an_assignment_names_its_field_in_english_or_chinese(text: str) -> None:
    """The value may hold further equals signs."""
    assert read_assignment(text) == (FieldName.DEADLINE, "下周五前")
    assert read_assignment("action=a=b") == (FieldName.ACTION, "a=b")


@pytest.mark.parametrize("text", ["deadline", "谁=张伟", "=", ""])
def test_an_assignment_to_nothing_names_the_fields(text: str) -> None:
    """The message lists what can be set."""
    with pytest.raises(BadEdit, match="owners"):
        read_assignment(text)


def test_edits_add_up() -> None:
    """The second --set starts from what the first one left; accepting keeps both."""
    first = amend(typed(FieldName.VOTE, "7:0:1"), "王芳", NOON)
    second = edit(
        standing(LIFT, first), FieldName.SUPERVISION, "业委会抽查", read_deadline, held_on=HELD_ON
    )
    accepted = accept(LIFT, amend(second, "王芳", NOON), "李明", NOON)
    assert accepted.verdict is Verdict.EDITED
    assert accepted.edited == second
    assert second.vote == Field(Vote(7, 0, 1))


def test_rejecting_gives_up_the_edits() -> None:
    """Accepting afterwards takes the candidate as the machine made it."""
    edited = amend(typed(FieldName.VOTE, "7:0:1"), "王芳", NOON)
    rejected = reject(LIFT, "王芳", NOON)
    assert standing(LIFT, edited) != LIFT
    assert accept(LIFT, rejected, "王芳", NOON).verdict is Verdict.ACCEPTED
