"""Notes and transcripts: the reviewer is shown source.text[start:end]; it must be the words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain import NoticeCode, Source, SourceKind, TextSpan, Utterance
from mintobrief.errors import NoWords
from mintobrief.read import read_notes, read_transcript

LINES = st.text(st.sampled_from("会王：；。！?1 \n\t:-->0<v>/,[]"), max_size=80)


def source(text: str, kind: SourceKind = SourceKind.NOTES, guessed: str | None = None) -> Source:
    return Source("s", kind, "a.txt", "0" * 64, Path("a.txt"), text=text, guessed_encoding=guessed)


def span(utterance: Utterance) -> TextSpan:
    assert isinstance(utterance.evidence, TextSpan)
    return utterance.evidence


@given((LINES | st.text(max_size=80)).filter(str.strip))
def test_every_utterance_of_notes_quotes_its_evidence_and_its_line(text: str) -> None:
    lines = text.split("\n")
    utterances = read_notes(source(text)).utterances
    for utterance in utterances:
        start, end = span(utterance).start, span(utterance).end
        assert text[start:end] == utterance.text
        assert text.count("\n", 0, start) == utterance.turn
        assert utterance.text in lines[utterance.turn]
    assert "".join("".join(u.text for u in utterances).split()) == "".join(text.split())


@given(LINES | st.text(max_size=80))
def test_every_utterance_of_a_transcript_quotes_its_evidence_in_order(text: str) -> None:
    try:
        utterances = read_transcript(source(text, SourceKind.TRANSCRIPT)).utterances
    except NoWords:
        return
    assert all(text[span(u).start : span(u).end] == u.text for u in utterances)
    starts = [span(u).start for u in utterances]
    assert starts == sorted(set(starts))
    turns = [u.turn for u in utterances]
    assert turns == sorted(turns)


def test_blank_lines_count_and_say_nothing() -> None:
    utterances = read_notes(source("一、电梯\n\n物业修。业委会查。")).utterances
    assert [(u.turn, u.text) for u in utterances] == [
        (0, "一、电梯"),
        (2, "物业修。"),
        (2, "业委会查。"),
    ]


MESSAGES = st.lists(
    st.tuples(st.sampled_from(["田小禾", "物业-余经理", "阿健6-1102"]), LINES.filter(str.strip)),
    min_size=4,
    max_size=8,
)


@given(MESSAGES)
def test_every_message_of_a_chat_quotes_its_evidence_and_its_line(
    chat: list[tuple[str, str]],
) -> None:
    text = "".join(f"{who} 20:0{i}\n{words}\n" for i, (who, words) in enumerate(chat))
    for utterance in read_notes(source(text)).utterances:
        start, end = span(utterance).start, span(utterance).end
        assert text[start:end] == utterance.text
        assert text.count("\n", 0, start) == utterance.turn


def test_a_chat_is_talk_by_its_senders() -> None:
    text = (
        "田小禾 20:01\n泵坏了\n物业-余经理 20:02\n我修。周五好\n"
        "阿健6-1102 20:02\n好\n田小禾 20:03\n1"
    )
    utterances = read_notes(source(text)).utterances
    assert [(u.turn, u.speaker, u.name, u.sent, u.text) for u in utterances[:4]] == [
        (1, "田小禾", "田小禾", "20:01", "泵坏了"),
        (3, "物业-余经理", "余经理", "20:02", "我修。"),
        (3, "物业-余经理", "余经理", "20:02", "周五好"),
        (5, "阿健6-1102", "阿健6-1102", "20:02", "好"),
    ]


def test_a_label_that_names_somebody_is_a_name() -> None:
    text = "王主任：好。\n说话人2：行。"
    utterances = read_transcript(source(text, SourceKind.TRANSCRIPT)).utterances
    assert [(u.speaker, u.name) for u in utterances] == [("王主任", "王主任"), ("说话人2", None)]


@pytest.mark.parametrize("kind", [SourceKind.NOTES, SourceKind.TRANSCRIPT])
def test_a_guessed_encoding_is_told(kind: SourceKind) -> None:
    given_source = source("王主任：好。\n李经理：行。", kind, "BIG5")
    reading = read_notes(given_source) if kind == "notes" else read_transcript(given_source)
    assert [n.code for n in reading.notices] == [NoticeCode.ENCODING]
    assert "BIG5" in reading.notices[0].message


def test_a_transcript_in_which_nobody_says_anything_is_refused() -> None:
    with pytest.raises(NoWords):
        read_transcript(source("1\n00:00:01,000 --> 00:00:02,000\n\n", SourceKind.TRANSCRIPT))


def test_notes_opened_without_their_text_are_a_bug_and_no_empty_meeting() -> None:
    closed = Source("s", SourceKind.NOTES, "a.txt", "0" * 64, Path("a.txt"))
    with pytest.raises(ValueError, match=r"a\.txt"):
        read_notes(closed)
