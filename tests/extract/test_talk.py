"""What a meeting agrees on is found; what it only talks of is not."""

from __future__ import annotations

from datetime import date

import pytest

from mintobrief.domain import DeadlineKind, Resolution
from tests.extract.meetings import day, found_in, header, owners, talk

# The first remarks open a meeting and are never a task: every talk below begins with them.
OPENING = (
    "黄秀梅：大家好，我们开会。",
    "蔡建平：好。",
    "谭雨：人到齐了。",
)


def meeting(*lines: str) -> tuple[Resolution, ...]:
    return found_in(talk(*OPENING, *lines))


def test_a_task_given_by_name_and_taken_on_is_a_resolution() -> None:
    (found,) = meeting(
        "黄秀梅：蔡经理，下周五之前把北门的道闸修好。",
        "蔡建平：好的，没问题。",
    )
    assert "道闸" in found.action.value
    assert owners(found) == ["蔡建平"]
    assert day(found) == date(2026, 4, 10)


def test_a_proposal_nobody_takes_up_is_none() -> None:
    assert not meeting(
        "龚卫国：要不在广场装个音响吧。",
        "谭雨：今天天气真不错。",
        "蔡建平：说说别的。",
    )


def test_a_refused_proposal_is_none() -> None:
    assert not meeting(
        "龚卫国：建议把围墙拆了重新砌，四月底之前弄完。",
        "黄秀梅：这个不行，没有预算。",
    )


def test_a_question_put_off_is_none() -> None:
    assert not meeting(
        "龚卫国：能不能把停车费降一点？",
        "黄秀梅：这个今天不谈，下次再说。",
    )


def test_finished_work_is_none() -> None:
    assert not meeting(
        "蔡建平：门口的地砖上个月已经换好了。",
        "黄秀梅：好，辛苦了。",
    )


def test_what_others_do_is_none() -> None:
    assert not meeting(
        "龚卫国：隔壁小区去年把垃圾房搬走了，人家一个月就弄好了。",
        "谭雨：是的。",
    )


def test_a_question_answered_with_a_day_is_a_promise_of_who_answers() -> None:
    (found,) = meeting(
        "黄秀梅：儿童乐园的沙坑，什么时候能换沙？",
        "蔡建平：四月二十号之前换好。",
        "黄秀梅：行，就这么定。",
    )
    assert owners(found) == ["蔡建平"]
    assert "沙" in found.action.value


def test_the_last_day_agreed_holds() -> None:
    (found,) = meeting(
        "黄秀梅：蔡经理，宣传栏的玻璃你五号之前换掉。",
        "蔡建平：五号来不及，玻璃要定做。",
        "黄秀梅：那十二号，十二号之前把玻璃换掉。",
        "蔡建平：行。",
    )
    assert day(found) == date(2026, 4, 12)


def test_a_plan_within_the_time_given_does_not_move_the_day() -> None:
    (found,) = meeting(
        "黄秀梅：谭雨，十号之前把名单报给街道。",
        "谭雨：行，我六号就报名单。",
    )
    assert day(found) == date(2026, 4, 10)


def test_what_was_decided_and_taken_back_is_none() -> None:
    assert not meeting(
        "黄秀梅：那就先修喷泉吧，蔡经理你来弄喷泉。",
        "蔡建平：好的。",
        "龚卫国：喷泉修了也没人看。",
        "黄秀梅：有道理，刚才说的喷泉不算了。",
    )


def test_who_is_sent_is_responsible() -> None:
    (found,) = meeting(
        "黄秀梅：东边的灯不亮，月底前要修好。",
        "蔡建平：行，我让工程部去修灯。",
    )
    assert "工程部" in owners(found)


def test_several_people_named_share_the_task() -> None:
    (found,) = meeting(
        "黄秀梅：公约的稿子，我、谭雨、蔡经理，三个人一起起草，四月底前拿出来。",
        "谭雨：可以。",
    )
    assert set(owners(found)) == {"黄秀梅", "谭雨", "蔡建平"}


@pytest.mark.parametrize(
    "said",
    [
        "蔡经理负责采购健身器材，谭雨监督，周五之前装好。",
        "健身器材的事蔡经理牵头，谭雨去采购，周五之前装好。",
    ],
)
def test_who_leads_or_does_it_answers_for_it_not_who_helps_or_watches(said: str) -> None:
    (found,) = meeting(f"黄秀梅：{said}", "蔡建平：好的。")
    assert owners(found) == ["蔡建平"]


def test_to_sum_up_settles_nothing_anew_and_moves_no_day() -> None:
    (found,) = meeting(
        "黄秀梅：蔡经理，下周五之前把北门的道闸修好。",
        "蔡建平：好的，没问题。",
        "黄秀梅：那我最后总结一下，道闸下周五，路灯月底，对账年底之前，都记住了。",
        "谭雨：好。",
    )
    assert day(found) == date(2026, 4, 10)


def test_two_dates_in_one_breath_are_two_tasks() -> None:
    found = meeting(
        "黄秀梅：蔡经理，水箱什么时候洗，护栏什么时候刷？",
        "蔡建平：水箱四月十号之前洗干净。护栏四月二十号之前刷好漆。",
        "黄秀梅：行，记上。",
    )
    assert [day(r) for r in found] == [date(2026, 4, 10), date(2026, 4, 20)]


def test_a_habit_has_no_last_day() -> None:
    (found,) = meeting(
        "黄秀梅：蔡经理，以后每周一把巡查表交给业委会。",
        "蔡建平：好的。",
    )
    assert found.deadline is not None
    assert found.deadline.value.kind is DeadlineKind.RECURRING
    assert day(found) is None


def test_who_checks_is_supervision_not_a_task_of_its_own() -> None:
    (found,) = meeting(
        "黄秀梅：蔡经理，下周五之前把北门的道闸修好。",
        "蔡建平：好的。",
        "黄秀梅：修完了让谭雨去验收。",
        "谭雨：行，我去验收。",
    )
    assert found.supervision is not None
    assert "验收" in found.supervision.value
    assert owners(found) == ["蔡建平"]


def test_a_talk_without_names_still_names_who_was_called() -> None:
    lines = (
        *OPENING,
        "黄秀梅：蔡经理，下周五之前把北门的道闸修好。",
        "蔡建平：好的，没问题。",
    )
    (found,) = found_in(talk(*lines, named=False), header(host=None))
    assert owners(found) == ["蔡建平"]


def test_a_label_is_nobodys_name() -> None:
    lines = [line.replace("龚卫国", "发言人 2") for line in OPENING]
    talked = talk(
        *lines, "黄秀梅：那块草坪谁来补？", "发言人 2：我来补，周五前补好。", "黄秀梅：好。"
    )
    for found in found_in(talked):
        assert "发言人 2" not in owners(found)


@pytest.mark.parametrize("closing", ["散会，大家慢走。", "今天就到这里，散会。"])
def test_closing_words_are_none(closing: str) -> None:
    assert not meeting(f"黄秀梅：{closing}", "谭雨：好的。")


def test_a_breath_with_two_people_called_is_a_task_for_each() -> None:
    lamp, survey = meeting(
        "黄秀梅：还有广场的长椅断了蔡经理，你尽快去修好。",
        "蔡建平：好的。",
        "黄秀梅：这个再听听大家的意见谭雨你在业主群里做个问卷，下次开会之前把结果带来。",
        "谭雨：可以，我来做。",
    )
    assert owners(lamp) == ["蔡建平"]
    assert owners(survey) == ["谭雨"]
    assert survey.supervision is None
    assert survey.deadline is not None
    assert survey.deadline.value.kind is DeadlineKind.EVENT


@pytest.mark.parametrize("said", ["我来记录。", "我来做会议记录。"])
def test_taking_the_minutes_now_is_none(said: str) -> None:
    assert not meeting(f"谭雨：{said}", "黄秀梅：好的。")


def test_what_is_given_out_after_the_closing_words_is_a_task() -> None:
    (found,) = meeting("黄秀梅：今天就这些，散会，会议记录请谭雨两天之内发到群里。", "谭雨：好的。")
    assert owners(found) == ["谭雨"]
    assert day(found) == date(2026, 4, 3)
    assert "散会" not in found.action.value


def test_what_happens_whenever_something_stops_sets_no_limit() -> None:
    assert not meeting("龚卫国：水泵一停它就响，不舒服。", "黄秀梅：是的。")


def test_to_repeat_the_day_is_to_agree_and_a_closing_word_is_no_evidence() -> None:
    (found,) = meeting(
        "黄秀梅：采购的事情，汤圆、白糖，四月九号之前买好。",
        "蔡建平：四月九号，小票贴在公告栏上。",
        "龚卫国：天气真不错。",
        "黄秀梅：好，今天就到这里，散会。",
    )
    assert owners(found) == ["蔡建平"]
    assert len(found.evidence) == 2
