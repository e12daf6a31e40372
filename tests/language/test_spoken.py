"""What was said is told from what was written down, source by source."""

from __future__ import annotations

from mintobrief.domain import AudioSpan, TextSpan, Utterance
from mintobrief.language.spoken import spoken_places
from mintobrief.language.words import cut, full_words, noun_runs


def lines(step: int, source: str = "s") -> tuple[Utterance, ...]:
    spans = (TextSpan(source, i * step, i * step + 4) for i in range(6))
    return tuple(Utterance(i, "水泵坏了", span) for i, span in enumerate(spans))


def test_lines_far_apart_in_their_file_are_subtitles_and_so_talk() -> None:
    assert spoken_places(lines(step=40)) == frozenset(range(6))
    assert not spoken_places(lines(step=5))


def test_each_source_is_judged_by_itself() -> None:
    said = Utterance(0, "水泵坏了", TextSpan("t", 0, 4), "S1")
    heard = Utterance(0, "水泵坏了", AudioSpan("a", 0.0, 1.0))
    meeting = (*lines(5, "notes"), said, *lines(40, "srt"), heard)
    assert spoken_places(meeting) == frozenset(range(6, 14))


def test_lines_above_a_transcript_are_written() -> None:
    title = Utterance(0, "例会", TextSpan("t", 0, 2))
    said = Utterance(1, "水泵坏了", TextSpan("t", 60, 64), "S1")
    assert spoken_places((title, said)) == {1}


def test_words_joined_are_the_text() -> None:
    assert "".join(cut("消防通道划线，周五之前。")) == "消防通道划线，周五之前。"


def test_neighbouring_nouns_are_one_term_and_particles_none() -> None:
    assert noun_runs("那个单元大门的门铃") == ("单元大门", "门铃")
    assert "的" not in full_words("那个单元大门的门铃")
