"""spaCy with jieba: words that add up to the text, nouns that name things."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mintobrief.language.nlp import content_words, noun_phrases, words_of


@settings(max_examples=80, deadline=None)
@given(st.text(st.characters(codec=None), max_size=40))
def test_words_joined_are_the_text(text: str) -> None:
    words = words_of(text)
    assert "".join(word.text for word in words) == text
    assert all(text[w.start : w.start + len(w.text)] == w.text for w in words)


def test_half_a_character_breaks_nothing_and_stays_where_it_is() -> None:
    text = "更换\ud83d楼道灯\udc00，消防通道"
    words = words_of(text)
    assert "".join(word.text for word in words) == text
    assert all(text[w.start : w.start + len(w.text)] == w.text for w in words)
    assert all(phrase in text for phrase in noun_phrases(text))
    assert "楼道" in "".join(content_words(text))


def test_content_words_leave_out_the_little_words() -> None:
    assert content_words("把电梯的钥匙交给物业") >= {"电梯", "钥匙", "物业"}
    assert "的" not in content_words("把电梯的钥匙交给物业")


def test_a_noun_phrase_ends_in_a_noun() -> None:
    assert "消防通道" in "、".join(noun_phrases("先把消防通道划出来"))
