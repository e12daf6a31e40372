"""Sentences: every character that shows, once, in order, where it stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mintobrief.language.sentences import split_sentences

TEXT = st.text(st.sampled_from("会议，。！？；;!? \n\t\u3000”」）3.5a…\u200b"), max_size=60)


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, 0, len(text))]


@given(TEXT | st.text(max_size=60))
def test_nothing_but_white_space_is_left_out(text: str) -> None:
    assert "".join("".join(split(text)).split()) == "".join(text.split())


@given(TEXT | st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_sentences_are_in_order_apart_and_within_what_was_asked(
    text: str, start: int, end: int
) -> None:
    end = min(end, len(text))
    edges = [edge for sentence in split_sentences(text, start, end) for edge in sentence]
    assert edges == sorted(edges)
    assert all(start <= edge <= end for edge in edges)


@given(TEXT | st.text(max_size=60))
def test_a_sentence_begins_and_ends_on_a_character_that_shows(text: str) -> None:
    assert all(sentence == sentence.strip() and sentence for sentence in split(text))


def test_a_mark_stays_with_its_sentence_and_so_does_the_quote_behind_it() -> None:
    assert split("他说：“修好了！”大家同意。散会") == ["他说：“修好了！”", "大家同意。", "散会"]


def test_marks_in_a_row_end_one_sentence() -> None:
    assert split("真的吗？！好；散会……") == ["真的吗？！", "好；", "散会……"]


def test_a_number_is_never_cut() -> None:
    assert split("比例3;5;费用48.5万") == ["比例3;5;", "费用48.5万"]


def test_a_line_ends_a_sentence() -> None:
    assert split("电梯\n\n  门禁 ") == ["电梯", "门禁"]


def test_talk_without_an_end_is_cut_at_a_pause() -> None:
    """A recogniser that sets no marks, or a file that means harm: nothing grows with its square."""
    pieces = split("一二三四五六七八九，" * 300 + "散会")
    assert all(len(piece) <= 1000 and piece.endswith("，") for piece in pieces[:-1])
    assert max(map(len, split("1" * 60_000))) == 1000


@given(st.text(st.sampled_from("会，。 \n1"), min_size=1), st.integers(0, 3000))
def test_nothing_is_left_out_of_talk_without_an_end(text: str, times: int) -> None:
    long = text + "言" * times + text
    assert "".join("".join(split(long)).split()) == "".join(long.split())
