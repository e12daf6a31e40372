"""Each clause's move, by its cue."""

from __future__ import annotations

import pytest

from mintobrief.extract.moves import CueTagger, Move
from mintobrief.extract.people import People
from tests.extract.meetings import HELD_ON, PEOPLE, talk

TAGGER = CueTagger(People(PEOPLE, ()), HELD_ON)


def moves(text: str) -> frozenset[Move]:
    (utterance,) = talk(f"谭雨：{text}")
    return frozenset(move for said in TAGGER(0, utterance) for move in said.moves)


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("蔡经理你去买锁", Move.ASSIGN),
        ("由物业负责清运", Move.ASSIGN),
        ("我来写通知", Move.COMMIT),
        ("我让保洁去擦", Move.COMMIT),
        ("要不换一家", Move.PROPOSE),
        ("那就先换灯", Move.DECIDE),
        ("就这么定了", Move.SETTLE),
        ("没问题", Move.ACCEPT),
        ("停就停吧", Move.ACCEPT),
        ("嗯", Move.NOD),
        ("这个不行", Move.REJECT),
        ("以后再说", Move.DEFER),
        ("刚才说的不算了", Move.RETRACT),
        ("上个月已经换了", Move.REPORT),
        ("什么时候能好", Move.ASK),
        ("这样行不行", Move.TAG),
        ("按照条例规定要公示", Move.QUOTE),
        ("隔壁小区装了三个", Move.EXAMPLE),
        ("如果下雨就不弄", Move.CONDITION),
        ("蔡经理", Move.CALL),
        ("散会", Move.CLOSING),
        ("业委会每月抽查", Move.CHECK),
    ],
)
def test_a_cue_makes_its_move(text: str, move: Move) -> None:
    assert move in moves(text)


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("发不发东西", Move.REJECT),
        ("能不能多装一个", Move.REJECT),
        ("我觉得可以", Move.COMMIT),
        ("我上次去过", Move.COMMIT),
        ("行驶证要带", Move.ACCEPT),
        ("给您看", Move.ASSIGN),
    ],
)
def test_what_only_looks_like_a_cue_makes_no_move(text: str, move: Move) -> None:
    assert move not in moves(text)


def test_a_day_set_aside_is_no_limit() -> None:
    (utterance,) = talk("谭雨：不是十号啊，改成十五号之前")
    limits = [e.text for said in TAGGER(0, utterance) for e in said.limits]
    assert limits == ["十五号之前"]


def test_signs_stand_for_people_and_times_character_for_character() -> None:
    (utterance,) = talk("谭雨：蔡经理下周五之前报给业委会")
    (said,) = TAGGER(0, utterance)
    assert len(said.masked) == len(said.clause.text)
    assert said.masked.startswith("◆◆◆●")
    assert said.masked.endswith("■■■")


@pytest.mark.parametrize("sign", "◆■●")
def test_a_bullet_of_the_author_is_no_sign(sign: str) -> None:
    (utterance,) = talk(f"谭雨：{sign}下周五之前清理楼道")
    said = TAGGER.whole(0, utterance)
    assert said.masked.startswith(" ●●●●●")
    assert len(said.masked) == len(utterance.text)
