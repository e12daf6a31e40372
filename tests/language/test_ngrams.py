"""The n-gram model: what it costs to say a word after two others."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.config import resource
from mintobrief.errors import MissingResource
from mintobrief.language.ngrams import NgramModel, load_model

WORDS = ("<s>", "</s>", "<unk>", "我们", "公示", "公事", "一下", "公", "示")
UNIGRAMS = (-9.0, -1.5, -6.0, -1.0, -3.0, -2.5, -2.0, -3.0, -3.5)
BACKOFFS = (0.0, 0.0, 0.0, -0.5, -0.25, 0.0, 0.0, 0.0, 0.0)
PAIRS = {(3, 4): (-1.0, -0.125), (4, 6): (-0.5, 0.0), (7, 8): (-0.75, 0.0)}
TRIPLES = {(3, 4, 6): -0.0625}


def write(folder: Path) -> Path:
    """The small model above, in the files of a real one."""
    pairs, triples = sorted(PAIRS), sorted(TRIPLES)
    scores = sorted({score for score, _ in PAIRS.values()})
    backoffs = sorted({backoff for _, backoff in PAIRS.values()})
    codes = [(scores.index(PAIRS[p][0]), backoffs.index(PAIRS[p][1])) for p in pairs]
    contexts = [pairs.index((u, v)) for u, v, _ in triples]
    arrays: dict[str, Sequence[int]] = {
        "pairs": [w << 14 | s << 7 | b for (_, w), (s, b) in zip(pairs, codes, strict=True)],
        "pair_starts": [sum(u < at for u, _ in pairs) for at in range(len(WORDS) + 1)],
        "triple_contexts": contexts,
        "triple_starts": range(len(triples) + 1),
        "triples": [w << 14 | at for at, (_, _, w) in enumerate(triples)],
    }
    for name, values in arrays.items():
        np.save(folder / f"{name}.npy", np.array(values, np.uint32))
    np.save(folder / "unigrams.npy", np.stack([UNIGRAMS, BACKOFFS], 1).astype(np.float16))
    (folder / "words.txt").write_text("\n".join(WORDS) + "\n", "utf-8")
    books = {
        "pair_scores": scores,
        "pair_backoffs": backoffs,
        "triple_scores": [TRIPLES[t] for t in triples],
    }
    (folder / "codes.json").write_text(json.dumps(books), "utf-8")
    return folder


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> NgramModel:
    return load_model(write(tmp_path_factory.mktemp("model")))


@pytest.fixture(scope="module")
def shipped() -> NgramModel:
    return load_model(resource("models") / "ngrams")


def total(model: NgramModel, words: Sequence[str]) -> float:
    state, sum_ = model.begin(), 0.0
    for word in words:
        score, state = model.score(state, word)
        sum_ += score
    return sum_


def test_a_word_alone_has_its_own_score(small: NgramModel) -> None:
    assert small.score(small.begin(), "公事")[0] == -2.5


def test_a_seen_pair_is_read_from_the_pairs(small: NgramModel) -> None:
    assert small.score(small.after(["我们"]), "公示")[0] == -1.0


def test_an_unseen_pair_pays_for_backing_off(small: NgramModel) -> None:
    assert small.score(small.after(["我们"]), "公事")[0] == -2.5 - 0.5


def test_a_seen_triple_beats_its_pair(small: NgramModel) -> None:
    assert small.score(small.after(["我们", "公示"]), "一下")[0] == -0.0625


def test_an_unseen_triple_backs_off_to_its_last_two_words(small: NgramModel) -> None:
    assert small.score(small.after(["我们", "公示"]), "公事")[0] == -2.5 - 0.25 - 0.125


def test_an_unlisted_word_is_its_characters_and_dearer(small: NgramModel) -> None:
    whole, state = small.score(small.begin(), "公示示")
    assert whole == -1.0 + -3.0 + -0.75 + -3.5
    assert state == small.after(["公", "示", "示"])


def test_an_unknown_character_is_dearest(small: NgramModel) -> None:
    assert small.score(small.begin(), "龘")[0] < min(UNIGRAMS[1:]) - 1


def test_added_words_cost_what_is_said_and_change_no_other(small: NgramModel) -> None:
    more = small.with_words(["顾晓岚", "公示"], score=-4.0)
    assert more.score(more.begin(), "顾晓岚")[0] == -4.0
    assert more.score(more.after(["我们"]), "顾晓岚")[0] == -4.5
    assert more.score(more.after(["顾晓岚"]), "公示")[0] == -3.0
    assert more.score(more.after(["我们"]), "公示") == small.score(small.after(["我们"]), "公示")
    assert "顾晓岚" not in small.vocabulary


def test_the_vocabulary_lists_words_and_no_marks(small: NgramModel) -> None:
    assert set(small.vocabulary) == set(WORDS[3:])


@given(st.lists(st.sampled_from([*WORDS[3:], "业委会", "x"]), max_size=6), st.data())
def test_no_word_is_likelier_than_certain(
    small: NgramModel, words: list[str], data: st.DataObject
) -> None:
    word = data.draw(st.sampled_from(WORDS[3:]))
    assert small.score(small.after(words), word)[0] <= 0


def test_states_that_promise_alike_are_equal(small: NgramModel) -> None:
    """A decoder may keep one hypothesis of all that share a state."""
    assert small.after(["公事", "一下"]) == small.after(["我们", "一下"])
    assert small.after(["公示", "一下"]) != small.after(["我们", "公示"])


def test_a_folder_without_a_model_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingResource, match="words"):
        load_model(tmp_path)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("这个 方案 要 公示 七天", "这个 方案 要 公事 七天"),
        ("死 了 的 树 要 补种", "死 了 的 树 要 不中"),
        ("业委会 开会 表决", "叶 伟 会 开会 表决"),
        ("从 维修资金 里 列支", "从 为修 资金 里 列支"),
        ("电梯 的 维保 单位", "电梯 的 微 宝 单位"),
        ("请 物业 李经理 说", "请 物业 里 经历 说"),
        ("在 业主大会 上 唱票", "在 业主大会 上 长 票"),
    ],
)
def test_the_shipped_model_prefers_what_is_said_at_such_meetings(
    shipped: NgramModel, right: str, wrong: str
) -> None:
    assert total(shipped, right.split()) > total(shipped, wrong.split()) + 1


def test_the_shipped_scores_of_a_state_sum_to_about_one(shipped: NgramModel) -> None:
    state = shipped.after(["我们"])
    mass = sum(10 ** shipped.score_id(state, at)[0] for at in shipped.vocabulary.values())
    assert 0.85 < mass + 10 ** shipped.end(state) < 1.1
