"""What the fields of a candidate could say instead: nothing that was not said beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mintobrief.domain import Field, FieldName, Meeting, Resolution
from mintobrief.web.office import Office
from mintobrief.web.review.suggesting import clauses_for, suggestions_for
from tests.web.rooms import Browser
from tests.web.talks import PAGE, save_talk, talk


@pytest.fixture
def held(tmp_path: Path) -> Meeting:
    return talk(tmp_path)


def about(meeting: Meeting, *lines: int) -> Resolution:
    """A candidate that rests on these lines, without owner and time limit."""
    words = Field(meeting.utterances[lines[0]].text)
    return replace(meeting.resolutions[0], action=words, evidence=lines, owners=(), deadline=None)


def values(meeting: Meeting, left: Resolution, name: FieldName) -> list[str]:
    return [one.value for one in suggestions_for(meeting, left) if one.name is name]


def test_who_is_named_where_it_was_decided_comes_first(held: Meeting) -> None:
    assert values(held, about(held, 2), FieldName.OWNERS)[0] == "物业公司"


def test_who_is_charged_already_is_not_suggested(held: Meeting) -> None:
    left = replace(about(held, 2), owners=(Field("物业公司"),))
    assert "物业公司" not in values(held, left, FieldName.OWNERS)


def test_a_name_that_was_heard_wrongly_is_offered_as_it_is_known(held: Meeting) -> None:
    """陶静 was confirmed for her voice; what others called her was heard as 陶建."""
    named = replace(held.utterances[0], name="陶静", speaker="S1")
    known = replace(held, utterances=(named, *held.utterances[1:]))
    left = replace(about(known, 5), owners=(Field("陶建"),))
    assert values(known, left, FieldName.OWNERS)[0] == "陶静"


def test_a_time_limit_is_suggested_as_it_was_said(held: Meeting) -> None:
    shown = [one for one in suggestions_for(held, about(held, 1)) if one.name == "deadline"]
    assert next((one.value, one.shown) for one in shown) == (
        "下周五前",
        "下周五前 → 2026年3月20日 星期五",
    )


def test_nothing_is_suggested_that_was_said_far_away(held: Meeting) -> None:
    quiet = replace(held.utterances[0], text="没有别的事。")
    far = replace(held, utterances=((quiet,) * 9 + held.utterances))
    assert values(far, about(far, 0), FieldName.DEADLINE) == []


def test_an_action_may_be_put_together_from_what_its_lines_say(held: Meeting) -> None:
    left = replace(about(held, 5), action=Field("画线"))
    assert clauses_for(held, left) == ("画线", "由王明负责", "尽快画线")


def test_a_suggestion_is_saved_as_if_it_were_typed(
    browser: Browser, office: Office, tmp_path: Path
) -> None:
    save_talk(office, tmp_path)
    text = browser.get(f"{PAGE}/candidates/r1/suggestions").text
    assert "data-clause" in text
    mark = text.split('name="mark" value="')[1].split('"')[0]
    answer = browser.post(f"{PAGE}/candidates/r1", mark=mark, owners="王主任")
    assert answer.status_code == 200
    (judgement,) = office.library.judgements(PAGE.split("/")[-1])
    assert judgement.edited is not None
    assert [owner.value for owner in judgement.edited.owners] == ["王主任"]
    assert judgement.edited.deadline == talk(tmp_path).resolutions[0].deadline
