"""What comes of a job that was done before is a newer draft, and what was judged is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from mintobrief.domain import (
    Edit,
    Field,
    Header,
    Judgement,
    Meeting,
    NoticeCode,
    Quote,
    Reheaded,
    Replaced,
    Resolution,
    Reworded,
    Source,
    SourceKind,
    TextSpan,
    Undone,
    Utterance,
    Verdict,
)
from mintobrief.errors import EditedMeanwhile
from mintobrief.jobs.outcome import drafts_of, put_draft
from mintobrief.store.jobs import Jobs
from mintobrief.store.library import Library

NOON = datetime(2026, 3, 15, 12, tzinfo=UTC)
SAID = "会议决定由李明更换电梯钢丝绳。"


def meeting(path: Path, meeting_id: str = "20260315-abcdef", said: str = SAID) -> Meeting:
    """One sentence, which is a candidate."""
    path.write_text(said, encoding="utf-8")
    digest = sha256(said.encode()).hexdigest()
    source = Source("s1", SourceKind.NOTES, path.name, digest, path, text=said)
    utterance = Utterance(0, said, TextSpan("s1", 0, len(said)))
    action = Field(said, (Quote(0, 0, len(said)),))
    return Meeting(
        meeting_id,
        Header(),
        (source,),
        (utterance,),
        resolutions=(Resolution("r1", action, (0,)),),
    )


def done(library: Library, *found: Meeting, compound: str | None = None) -> tuple[str, ...]:
    """As a job ends that found these."""
    for one in found:
        for source in one.sources:
            library.blobs.keep(source)
    return put(library, found, compound)


def put(library: Library, found: Sequence[Meeting], compound: str | None = None) -> tuple[str, ...]:
    drafts = drafts_of(library, Jobs(library.database), found)
    with library.database.writing() as connection:
        return tuple(put_draft(library, connection, draft, NOON, compound) for draft in drafts)


def judge(library: Library, meeting_id: str) -> None:
    said = Judgement("r1", Verdict.ACCEPTED, "王芳", NOON)
    library.add_judgements(meeting_id, [said])


@pytest.mark.parametrize("meeting_id", ["20260315-abcdef", "undated-abcdef"])
def test_the_same_files_again_are_a_newer_draft(
    library: Library, tmp_path: Path, meeting_id: str
) -> None:
    """Whatever day another model reads, and with it which id."""
    first = meeting(tmp_path / "a.txt")
    (kept,) = done(library, first)
    judge(library, kept)
    assert done(library, replace(first, id=meeting_id)) == (kept,)
    seen = library.look(kept)
    assert [j.resolution_id for j in seen.judgements] == ["r1"]
    assert seen.meeting.notices == ()
    assert [entry.id for entry in library.list_meetings()] == [kept]


def test_what_is_not_said_any_more_is_asked_again(library: Library, tmp_path: Path) -> None:
    """Its evidence is gone: the judgement stays in the log and counts no more."""
    first = meeting(tmp_path / "a.txt")
    (kept,) = done(library, first)
    judge(library, kept)
    other = replace(first.utterances[0], text="散会。")
    empty = replace(first, utterances=(other,), resolutions=())
    assert done(library, empty) == (kept,)
    seen = library.look(kept)
    assert seen.judgements == ()
    [told] = [n for n in seen.meeting.notices if n.code is NoticeCode.REOPENED]
    assert "原先审核过的 r1 依据变了或没有了" in told.message


def test_other_files_are_another_meeting(library: Library, tmp_path: Path) -> None:
    first = meeting(tmp_path / "a.txt")
    other = meeting(tmp_path / "b.txt", "20260315-fedcba", "会议决定由张强修理大门。")
    both = replace(first, id="20260315-bbbbbb", sources=(*first.sources, _second(other)))
    made = [done(library, one) for one in (first, other, both)]
    assert len(set(made)) == 3


def _second(other: Meeting) -> Source:
    return replace(other.sources[0], id="s2")


def test_meetings_of_one_stack_are_each_a_draft_of_themselves(
    library: Library, tmp_path: Path
) -> None:
    """Of the same files, told apart by where they begin."""
    first = meeting(tmp_path / "a.txt")
    parts = [replace(first, id="20260315-aaaaaa"), replace(first, id="20260316-bbbbbb")]
    made = done(library, *parts)
    judge(library, made[0])
    assert done(library, *parts) == made
    assert [len(library.look(one).judgements) for one in made] == [1, 0]


def test_what_a_reviewer_says_meanwhile_is_not_passed_over(
    library: Library, tmp_path: Path
) -> None:
    """The draft has to be carried again."""
    first = meeting(tmp_path / "a.txt")
    (kept,) = done(library, first)
    drafts = drafts_of(library, Jobs(library.database), [first])
    judge(library, kept)
    with pytest.raises(EditedMeanwhile), library.database.writing() as connection:
        put_draft(library, connection, drafts[0], NOON)


def test_a_meeting_is_of_the_compound_it_was_handed_in_for(
    library: Library, tmp_path: Path
) -> None:
    """Until a person says otherwise: doing the job again does not move it back."""
    garden = library.compounds.add("阳光花园", "王芳").id
    other = library.compounds.add("银杏苑", "王芳").id
    (kept,) = done(library, meeting(tmp_path / "a.txt"), compound=garden)
    assert library.compounds.of_meeting(kept) == garden
    library.compounds.move(kept, other, "王芳")
    assert done(library, meeting(tmp_path / "a.txt"), compound=garden) == (kept,)
    assert library.compounds.of_meeting(kept) == other


def test_a_compound_that_was_deleted_meanwhile_is_passed_over(
    library: Library, tmp_path: Path
) -> None:
    garden = library.compounds.add("阳光花园", "王芳").id
    library.compounds.delete(garden, "王芳")
    (kept,) = done(library, meeting(tmp_path / "a.txt"), compound=garden)
    assert library.compounds.of_meeting(kept) is None


def test_what_persons_corrected_is_there_again_as_far_as_it_counts(
    library: Library, tmp_path: Path
) -> None:
    """The header and an added candidate; other words, that are told of."""
    first = meeting(tmp_path / "a.txt")
    (kept,) = done(library, first)
    said = first.utterances[0].text
    mine = replace(first.resolutions[0], action=Field("另一件事", (Quote(0, 0, 4),)))
    edits: list[Edit] = [
        Reheaded(Header(title=Field("三月例会"))),
        Replaced((), (mine,)),
        Reworded(0, f"{said}好。"),
    ]
    library.correct(kept, edits, seen=library.version_of(kept), by="王芳", at=NOON)
    assert done(library, first) == (kept,)
    seen = library.look(kept)
    assert seen.meeting.utterances == first.utterances
    assert [r.id for r in seen.meeting.resolutions] == ["r1", "h1"]
    assert [notice.code for notice in seen.meeting.notices] == [NoticeCode.CORRECTIONS_LOST]
    (entry,) = library.list_meetings()
    assert (entry.title, entry.candidates, entry.waiting) == ("三月例会", 2, 2)
    assert [hit.kind for hit in library.search("三月例会")] == ["a-title"]
    library.correct(kept, [Undone()], seen=seen.version, by="王芳", at=NOON)
    assert library.list_meetings()[0].title is None
    assert library.faults() == ()
