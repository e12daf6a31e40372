"""A quote stands in an utterance, or it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain import Quote
from mintobrief.extract.llm.quotes import find_quote, folded

TEXT = "那就3号楼，月底前 弄完。"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("月底前", "月底前"),
        ("月底前弄完", "月底前 弄完"),
        ("“3号楼、月底前”", "3号楼，月底前"),
        ("３号楼", "3号楼"),
        ("月\u200b底\u00ad前", "月底前"),
    ],
)
def test_blanks_marks_and_width_do_not_count(words: str, found: str) -> None:
    quote = find_quote(7, TEXT, words)
    assert quote is not None
    assert (quote.utterance, TEXT[quote.start : quote.end]) == (7, found)


@pytest.mark.parametrize("words", ["5号楼", "月底", "月底以前", "", "，。", " ", "楼号3", "完那就"])
def test_what_was_not_said_is_not_found(words: str) -> None:
    assert (find_quote(0, TEXT, words) is None) == (words != "月底")


@pytest.mark.parametrize("words", ["月\u0301底前", "⽉底前", "月底前\u202e", "ＹＵＥ"])
def test_tricks_of_writing_find_what_they_show_or_nothing(words: str) -> None:
    """A radical is its character, what turns text around is nothing, other letters stay others."""
    quote = find_quote(0, TEXT, words)
    assert quote is None or TEXT[quote.start : quote.end] == "月底前"


@given(st.text(max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_every_piece_of_a_text_is_found_with_the_same_words(
    text: str, one: int, other: int
) -> None:
    words = text[min(one, other) : max(one, other)]
    quote = find_quote(0, text, words)
    if folded(words):
        assert quote is not None
        assert folded(text[quote.start : quote.end]).startswith(folded(words)[:1])
        assert folded(words) in folded(text[quote.start : quote.end])
    else:
        assert quote is None


@given(st.text(max_size=20), st.text(min_size=1, max_size=20))
def test_a_quote_lies_in_its_text(text: str, words: str) -> None:
    quote = find_quote(0, text, words)
    assert quote is None or (isinstance(quote, Quote) and quote.end <= len(text))
