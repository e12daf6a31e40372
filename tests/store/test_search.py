"""What was said, resolved and titled is found by any stretch of its characters."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mintobrief.domain import Field, Header, Meeting, TextSpan, Utterance
from mintobrief.review import amend, reject
from mintobrief.store.bigrams import folded, marks
from mintobrief.store.library import Library
from mintobrief.store.search import Kind
from tests.store.test_library import GATE, LIFT, NOON, meeting


def said(*texts: str, meeting_id: str = "m") -> Meeting:
    utterances = [Utterance(n, text, TextSpan("s", n, n + 1)) for n, text in enumerate(texts)]
    return Meeting(meeting_id, Header(title=Field("联席会议")), (), tuple(utterances))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("停车难", "0"),
        ("难", "0"),
        ("车难", "0"),
        ("停车 收费", "1"),
        ("停车，收费", "1"),
        ("2.5万", "2"),
        ("25万", ""),
        ("ＡＢ１２", "3"),
        ("ab12", "3"),
        ("*", ""),
        ('"', ""),
        ("停车 OR 没有", ""),
        ("没有的", ""),
        ("\U0002b4b8", "4"),
    ],
)
def test_a_query_finds_what_holds_its_words(library: Library, query: str, found: str) -> None:
    """Whatever the index's own language makes of its characters."""
    texts = ("小区停车难", "停车、收费都要公开", "用了2.5万元", "车牌AB12", "\U0002b4b8字少见")
    library.save_meeting(said(*texts), NOON)
    assert "".join(hit.place for hit in library.search(query)) == found


@given(
    text=st.text("停车难收费A1， ", min_size=1, max_size=12).filter(str.strip),
    query=st.text("停车难收费A1", min_size=1, max_size=4),
)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_within_is_found_and_nothing_else(library: Library, text: str, query: str) -> None:
    """Marks and blanks between the characters do not matter, nor does their case."""
    library.save_meeting(said(text), NOON)
    flat = "".join(letter for letter, _ in folded(text))
    hits = [hit for hit in library.search(query) if hit.kind is Kind.UTTERANCE]
    assert bool(hits) is (query.casefold() in flat)


def test_resolutions_are_found_as_they_were_judged(library: Library, tmp_path: Path) -> None:
    """An edit replaces the words, what was rejected is no resolution."""
    kept = library.save_meeting(meeting(tmp_path), NOON)
    assert [hit.place for hit in library.search("钢丝绳")] == ["r1"]
    edited = replace(LIFT, action=Field("更换曳引机"))
    library.add_judgements(kept, [amend(edited, "王芳", NOON), reject(GATE, "王芳", NOON)])
    assert [hit.place for hit in library.search("曳引机")] == ["r1"]
    assert library.search("钢丝绳") == ()
    assert library.search("道闸") == ()


def test_a_replaced_draft_is_not_found(library: Library) -> None:
    library.save_meeting(said("电梯坏了"), NOON)
    library.save_meeting(said("水泵坏了"), NOON)
    assert library.search("电梯") == ()
    assert len(library.search("坏了")) == 1


def test_a_hit_shows_where_the_words_stand(library: Library) -> None:
    library.save_meeting(said("前" * 300 + "停车难" + "后" * 600), NOON)
    [hit] = library.search("停车难")
    [(start, end)] = hit.marks
    assert hit.snippet[start:end] == "停车难"
    assert len(hit.snippet) < 60


def test_what_stands_where_two_pieces_overlap_is_one_place(library: Library) -> None:
    """A long passage is cut into pieces that share their edges."""
    library.save_meeting(said("前" * 440 + "停车难" + "后" * 300), NOON)
    [hit] = library.search("停车难")
    assert hit.snippet == "…" + "前" * 24 + "停车难" + "后" * 24 + "…"


def test_hits_stand_as_they_were_said_whatever_was_judged_when(
    library: Library,
) -> None:
    """The tenth after the ninth, and what was edited last not last."""
    spoken = said(*["修电梯"] * 12, meeting_id="20260314-ab12cd")
    library.save_meeting(replace(spoken, resolutions=(LIFT, GATE)), NOON)
    for found in (GATE, LIFT):
        edited = replace(found, action=Field("修电梯"))
        library.add_judgements("20260314", [amend(edited, "王芳", NOON)])
    places = [hit.place for hit in library.search("修电梯")]
    assert places == ["r1", "r2", *map(str, range(12))]


def test_titles_are_found(library: Library) -> None:
    library.save_meeting(said("大家好"), NOON)
    assert [hit.kind for hit in library.search("联席")] == [Kind.TITLE]


def test_marks_tell_every_place() -> None:
    assert marks("停车难，停 车贵", ["停车"]) == [(0, 2), (4, 7)]


def test_marks_that_overlap_are_one() -> None:
    """停车 and 车难 in 停车难: each letter is marked once."""
    assert marks("停车难车", ["停车", "车难", "车"]) == [(0, 3), (3, 4)]
