"""Lines without speakers are told apart: chats, subtitles and notes."""

from __future__ import annotations

from mintobrief.domain import TextSpan, Utterance
from mintobrief.language.chat import are_subtitles, read_senders
from mintobrief.language.words import content_words, cut, noun_runs


def lines(step: int) -> tuple[Utterance, ...]:
    return tuple(Utterance(i, "水泵坏了", TextSpan("s", i * step, i * step + 4)) for i in range(6))


def test_a_name_and_a_time_above_each_message_make_a_chat() -> None:
    senders = read_senders(["田小禾 20:01", "在吗", "物业-余大江 20:02", "在"] * 4)
    assert senders is not None
    assert [sender and sender.name for sender in senders[:4]] == ["田小禾", None, "余大江", None]


def test_a_name_and_a_colon_before_each_message_make_a_chat() -> None:
    senders = read_senders(["田小禾：在吗", "余大江：在"] * 4)
    assert senders is not None
    assert senders[0] is not None
    assert "田小禾：在吗"[senders[0].words :] == "在吗"


def test_labels_that_do_not_come_again_make_no_chat() -> None:
    assert read_senders(["时间：三点", "地点：物业", "主持：余大江", "水泵坏了"] * 1) is None


def test_lines_far_apart_in_their_file_are_subtitles() -> None:
    assert are_subtitles(lines(step=40))
    assert not are_subtitles(lines(step=5))


def test_words_joined_are_the_text() -> None:
    assert "".join(cut("消防通道划线，周五之前。")) == "消防通道划线，周五之前。"


def test_neighbouring_nouns_are_one_term_and_particles_none() -> None:
    assert noun_runs("那个单元大门的门铃") == ("单元大门", "门铃")
    assert "的" not in content_words("那个单元大门的门铃")
