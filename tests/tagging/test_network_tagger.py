"""The network that comes with the program: what it knows, and that it bears odd input."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from shutil import copytree

import pytest

from mintobrief.config import read_settings
from mintobrief.domain import TextSpan, Utterance
from mintobrief.errors import BadWeights, UnknownEngine
from mintobrief.tagging import TAGGERS, Remembering, load_tagger
from mintobrief.tagging.mentions import Act, Marked, MentionKind, Tagger
from tests.extract.meetings import notes, talk

SETTINGS = read_settings({"HOME": "/nowhere"})
TALK = talk(
    "黄秀梅：下面说第二件事，三号楼的电梯老是停，大家说说怎么办。",
    "龚卫国：上个月就困了两回人，不能再拖了。",
    "黄秀梅：那就这么定，物业周五之前把电梯的钢丝绳换掉。",
    "蔡建平：行，我来安排。",
)


@cache
def tagger() -> Tagger:
    return load_tagger("network", SETTINGS)


@cache
def marked() -> Marked:
    return tagger().mark(TALK)


def words(found: Marked, kind: MentionKind) -> list[str]:
    mentions = [m for m in found.mentions if m.kind is kind]
    return [TALK[m.utterance].text[m.start : m.end] for m in mentions]


class Counting:
    """A tagger that only counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def mark(self, utterances: Sequence[Utterance]) -> Marked:
        self.asked += 1
        return Marked(starts=(1.0,) * len(utterances))


def test_a_meeting_is_read_once_whoever_asks() -> None:
    counting = Counting()
    remembering = Remembering(counting)
    assert remembering.mark(list(TALK)) is remembering.mark(TALK)
    assert counting.asked == 1
    assert len(remembering.mark(TALK[1:]).starts) == len(TALK) - 1
    assert len(remembering.mark(TALK).starts) == len(TALK)
    assert counting.asked == 3


def test_one_tagger_serves_the_same_settings() -> None:
    assert load_tagger("network", SETTINGS) is load_tagger("network", SETTINGS)


def test_it_sees_where_something_is_settled() -> None:
    units = [m for m in marked().mentions if m.kind is MentionKind.UNIT and m.probability > 0.5]
    assert 2 in {unit.utterance for unit in units}
    assert not {0, 1} & {unit.utterance for unit in units}


def test_it_sees_what_is_to_be_done_and_until_when() -> None:
    assert any("换掉" in action for action in words(marked(), MentionKind.ACTION))
    assert any("周五" in deadline for deadline in words(marked(), MentionKind.DEADLINE))


def test_action_and_deadline_of_one_task_belong_together() -> None:
    here = [i for i, m in enumerate(marked().mentions) if m.utterance == 2]
    assert marked().link(here[0], here[-1]) > 0.5


def test_it_knows_a_chair_from_one_who_takes_on() -> None:
    acts = [stretches[0].act for stretches in marked().stretches]
    assert acts[0] is Act.CHAIR
    assert acts[3] in {Act.TAKE_ON, Act.AGREE}


def test_every_sentence_has_acts_over_all_its_words() -> None:
    assert len(marked().stretches) == len(marked().starts) == len(TALK)
    for utterance, stretches in zip(TALK, marked().stretches, strict=True):
        covered = [i for s in stretches for i in range(s.start, s.end)]
        assert covered == list(range(len(utterance.text)))


def test_the_same_talk_is_marked_the_same() -> None:
    assert tagger().mark(TALK) == marked()


def test_a_long_talk_is_marked_like_its_parts() -> None:
    """Windows overlap, so where they are cut must not show in most sentences."""
    again = tagger().mark([replace(u, turn=u.turn + 4 * i) for i in range(30) for u in TALK])
    acts = [tuple(s.act for s in stretches) for stretches in again.stretches]
    repeated = acts[40:44]
    alike = sum(acts[i : i + 4] == repeated for i in range(8, 108, 4))
    assert alike >= 20


@pytest.mark.parametrize(
    "text", ["🙂" * 50, "\u200b.", "Wi-Fi A/B test 3.5G OK", "龘" * 3000, "…", "a b  c", "㎡½ﬁ①"]
)
def test_odd_words_are_borne(text: str) -> None:
    utterance = Utterance(0, text, TextSpan("s", 0, len(text)))
    found = tagger().mark([utterance])
    assert all(0 <= m.start < m.end <= len(text) for m in found.mentions)


def test_nothing_said_has_no_marks() -> None:
    assert tagger().mark([]) == Marked()


def test_notes_are_marked_without_speakers() -> None:
    found = tagger().mark(notes("1. 物业本周五前更换三号楼电梯钢丝绳。\n2. 天气很好。"))
    assert any(m.utterance == 0 for m in found.mentions)


def test_an_unknown_tagger_names_the_known_ones() -> None:
    with pytest.raises(UnknownEngine, match=next(iter(TAGGERS))):
        load_tagger("nobody", SETTINGS)


def test_weights_that_were_changed_are_not_used(tmp_path: Path) -> None:
    copytree(SETTINGS.models / "understanding", tmp_path / "understanding")
    weights = tmp_path / "understanding" / "tagger.onnx"
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    with pytest.raises(BadWeights):
        load_tagger("network", replace(SETTINGS, models=tmp_path))
