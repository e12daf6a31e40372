"""What was heard is spelt again: by the shipped language model, never beyond the sound."""

from __future__ import annotations

import pytest

from mintobrief.domain import Attendee, ChangeKind, Option, Term
from mintobrief.language.vocabulary import NO_WORDS, Vocabulary, likely_words
from mintobrief.transcribe.heard import Segment, Word
from tests.transcribe.heard import speller


def heard(text: str, sure: float = 0.4, **weighed: str) -> Segment:
    """Characters of .2 s; `weighed` gives those that were nearly chosen in place of a character."""
    words = []
    for place, character in enumerate(text):
        others = [Option(other, 0.2) for other in weighed.get(character, "")]
        options = (Option(character, sure), *others)
        words.append(Word(character, place / 5, place / 5 + 0.2, sure, options))
    return Segment(tuple(words))


def spelt(text: str, words: Vocabulary = NO_WORDS, sure: float = 0.4, **weighed: str) -> str:
    (segment,) = speller().respell([heard(text, sure, **weighed)], words)
    return segment.text


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("叶伟会开会讨论了", "业委会开会讨论了"),
        ("电梯委修的事情", "电梯维修的事情"),
        ("请大家看看公告蓝", "请大家看看公告栏"),
        ("一票赞成一票气权", "一票赞成一票弃权"),
    ],
)
def test_what_only_sounds_right_is_spelt_right(said: str, wanted: str) -> None:
    assert spelt(said, likely_words()) == wanted


@pytest.mark.parametrize(
    "said",
    [
        "今天我们讨论电梯维修的问题",
        "请物业公司在本周五之前重新划线",
        "这个方案我不同意先放一放",
        "楼上漏水的事情下次再说",
    ],
)
def test_what_was_surely_heard_stays(said: str) -> None:
    assert spelt(said, likely_words(), sure=0.95) == said


def test_a_name_of_the_roster_is_spelt_as_the_roster_has_it() -> None:
    roster = likely_words([Attendee("冷霞", "客服主管", "物业")])
    assert spelt("这件事交给冷侠去办", roster) == "这件事交给冷霞去办"
    assert spelt("李京理你说说", likely_words([Attendee("李强", "经理", None)])) == "李经理你说说"


def test_the_words_of_one_meeting_are_not_those_of_the_next() -> None:
    """One speller serves both, and remembers nothing of the first."""
    roster = likely_words([Attendee("冷霞", "客服主管", "物业")])
    before = spelt("这件事交给冷侠去办", likely_words())
    assert spelt("这件事交给冷侠去办", roster) == "这件事交给冷霞去办"
    assert spelt("这件事交给冷侠去办", likely_words()) == before != "这件事交给冷霞去办"


def test_a_slip_of_the_glossary_is_mended_wherever_it_is_heard() -> None:
    glossary = likely_words(glossary=[Term("雪松苑", ("学宗院",))])
    assert spelt("学宗院的业主都来了", glossary) == "雪松苑的业主都来了"


def test_prose_in_place_of_a_list_is_no_term() -> None:
    """A file without line ends as glossary took memory with the square of its length."""
    prose = "电梯坏了要修" * 50_000
    vocabulary = likely_words(
        [Attendee("王强", prose, prose)], [Term(prose, (prose,)), Term("塔吊")]
    )
    assert max(map(len, vocabulary.words)) <= 20
    assert "塔吊" in vocabulary.words


def test_numbers_are_never_guessed() -> None:
    """四 and 是 sound nearly alike; a number was heard or it was not."""
    assert spelt("一共四十二户") == "一共四十二户"
    assert spelt("就是这样是吧") == "就是这样是吧"


def test_what_was_heard_is_kept_beside_the_change() -> None:
    (segment,) = speller().respell([heard("叶伟会")], likely_words())
    assert segment.text == "业委会"
    assert "".join(word.was or word.text for word in segment.words) == "叶伟会"
    assert {word.kind for word in segment.words if word.was} == {ChangeKind.TERM}


def test_times_and_probabilities_are_those_of_the_recogniser() -> None:
    said = heard("叶伟会开会")
    (segment,) = speller().respell([said], likely_words())
    kept = [(word.start, word.end, word.probability) for word in said.words]
    assert [(word.start, word.end, word.probability) for word in segment.words] == kept


def test_latin_words_spaces_and_marks_stay() -> None:
    words = (
        Word("用", 0, 0.2, 0.9),
        Word(" wifi", 0.2, 0.6, 0.9),
        Word(" 连,", 0.6, 0.8, 0.9),
        Word("好", 0.8, 1.0, 0.9),
    )
    (segment,) = speller().respell([Segment(words)], NO_WORDS)
    assert segment.text == "用 wifi 连,好"


def test_the_weighed_characters_are_not_carried_on() -> None:
    """They would fill the memory over hours."""
    (segment,) = speller().respell([heard("开会")], NO_WORDS)
    assert all(not word.options for word in segment.words)


def test_nothing_heard_is_nothing_spelt() -> None:
    assert speller().respell([], NO_WORDS) == ()


@pytest.mark.parametrize("said", ["冷霞你在群里说一下", "请白露讲一讲", "物业的霍海燕到了"])
def test_a_name_that_no_dictionary_has_stays_a_name(said: str) -> None:
    """冷下 and 冷吓 are likelier Chinese than 冷霞, who is nevertheless there."""
    assert spelt(said, sure=0.6) == said


def test_a_name_is_preferred_where_the_recogniser_weighed_it() -> None:
    assert spelt("这事交给冷侠", 侠="霞").endswith("冷霞")


def test_a_long_term_of_the_glossary_is_found_as_well() -> None:
    long = "住宅专项维修资金"
    heard_as = "住宅专像委修自金"
    assert spelt(f"动用{heard_as}", likely_words(glossary=[Term(long)])) == f"动用{long}"
