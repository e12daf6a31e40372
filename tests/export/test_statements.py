"""What was said of the whole is printed under the name of whoever said it."""

from __future__ import annotations

from dataclasses import replace

from mintobrief.domain import Composed, Meeting, Part, Quote, Statement
from tests.export.conftest import MEETING
from tests.export.test_by_hand import printed

BY_HOST, BY_MEMBER, UNNAMED = 0, 1, 2


def with_statement(part: Part, utterance: int, text: str = "今天说说电梯。") -> Meeting:
    return replace(MEETING, statements=(Statement(part, text, (Quote(utterance, 0, 2),)),))


def test_the_host_says_what_the_meeting_was_for_before_its_topics_are_listed() -> None:
    said = printed(with_statement(Part.PURPOSE, BY_HOST))
    assert any(line.startswith("主持人说明：今天说说电梯。会议围绕") for line in said)


def test_what_others_say_it_was_for_is_not_the_meeting_s_purpose() -> None:
    assert not any(
        "今天说说电梯" in line for line in printed(with_statement(Part.PURPOSE, BY_MEMBER))
    )


def test_the_outlook_stands_under_its_speaker_s_post_and_name() -> None:
    said = printed(with_statement(Part.OUTLOOK, BY_MEMBER, "明年再查一遍。"))
    assert "委员王芳：明年再查一遍。" in said


def test_the_outlook_of_notes_is_nobody_s() -> None:
    assert "下一步再查一遍。" in printed(with_statement(Part.OUTLOOK, UNNAMED, "下一步再查一遍。"))


def test_a_person_s_words_stand_in_place_of_what_was_said() -> None:
    meeting = with_statement(Part.OUTLOOK, BY_MEMBER, "明年再查一遍。")
    said = printed(replace(meeting, composed=(Composed(Part.OUTLOOK, "争取早日换完。"),)))
    assert "争取早日换完。" in said
    assert not any("再查一遍" in line for line in said)
