"""The likeliest sentence among what may stand in each place."""

from __future__ import annotations

from functools import cache

from mintobrief.config import read_settings
from mintobrief.language.beam import Beam, Candidate
from mintobrief.language.names import names_at
from mintobrief.language.ngrams import NgramModel, load_model
from mintobrief.language.vocabulary import NO_WORDS, Vocabulary
from mintobrief.weights import assemble


@cache
def model() -> NgramModel:
    return load_model(assemble("ngrams", read_settings({"HOME": "/nowhere"})))


def likeliest(places: list[list[Candidate]], words: Vocabulary = NO_WORDS) -> list[str]:
    return Beam(model(), words, 1.0).likeliest(len(places), places.__getitem__)[0]


def test_language_decides_where_the_evidence_does_not() -> None:
    assert likeliest([[("电", 0), ("电梯", 0), ("申梯", 0)], [("梯", 0)]]) == ["电梯"]


def test_strong_evidence_outweighs_language() -> None:
    assert likeliest([[("电", 0.0), ("电梯", -90.0)], [("弟", 0.0)]]) == ["电", "弟"]


def test_the_words_of_this_meeting_are_likelier() -> None:
    places: list[list[Candidate]] = [[("冷", 0), ("冷霞", 0), ("冷下", 0)], [("下", 0)]]
    assert likeliest(places, Vocabulary({"冷霞": 9.0})) == ["冷霞"]


def test_a_sentence_goes_on_from_the_state_before() -> None:
    beam = Beam(model(), NO_WORDS, 1.0)
    _, state = beam.likeliest(1, [[("物", 0.0)]].__getitem__)
    assert state == model().score(model().begin(), "物")[1]


def test_a_surname_with_given_names_characters_is_a_name() -> None:
    assert list(names_at([["赵", "越"], ["国"], ["毕", "华"]])) == ["赵国", "赵国华"]
    assert list(names_at([["的"], ["国"]])) == []
    assert list(names_at([["赵"], ["吗"]])) == []
