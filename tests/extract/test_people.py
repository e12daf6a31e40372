"""One person, whatever he or she is called."""

from __future__ import annotations

import pytest

from mintobrief.domain import Attendee
from mintobrief.extract.people import People
from tests.extract.meetings import PEOPLE

KNOWN = People(PEOPLE, ())


@pytest.mark.parametrize("said", ["蔡建平", "蔡经理", "老蔡", "物业经理", "蔡工"])
def test_every_form_means_the_fullest_name(said: str) -> None:
    assert KNOWN.resolve(said) == "蔡建平"


def test_a_given_name_alone_means_its_only_bearer() -> None:
    people = People(
        (Attendee("郑国栋"), Attendee("方晓蕾"), Attendee("贺秀兰")), ("裴秀兰", "何林")
    )
    named = [m.name for m in people.mentions("国栋你盯着，方晓蕾和晓蕾的人都来，林木归秀兰管")]
    assert named == ["郑国栋", "方晓蕾", "方晓蕾"]


def test_a_given_name_that_is_a_word_as_well_means_nobody() -> None:
    people = People((Attendee("李文明"), Attendee("王国庆")), ())
    assert people.mentions("国庆前把文明养犬的牌子立好") == ()


def test_a_surname_two_people_share_stays_as_said() -> None:
    people = People((Attendee("林一", "会计"), Attendee("林二", "电工")), ())
    assert people.resolve("老林") == "老林"


def test_the_post_tells_two_of_one_surname_apart() -> None:
    people = People((Attendee("林一", "物业经理"), Attendee("林二", "社区书记")), ())
    assert people.resolve("林书记") == "林二"


def test_somebody_not_on_the_list_is_named_as_said() -> None:
    assert [m.name for m in KNOWN.mentions("叫小梁去拿")] == ["小梁"]


@pytest.mark.parametrize("text", ["施工的时候", "高层住户", "马路对面", "小张贴画", "方便大家"])
def test_an_ordinary_word_is_nobody(text: str) -> None:
    assert [m.name for m in KNOWN.mentions(text) if not m.is_body] == []


def test_where_body_and_person_stand_together_the_person_is_meant() -> None:
    assert [m.name for m in KNOWN.mentions("由物业蔡经理办")] == ["蔡建平"]


def test_a_body_misheard_is_named_right() -> None:
    assert [m.name for m in KNOWN.mentions("报给业尾会")] == ["业委会"]


def test_a_chat_name_goes_without_room_and_post() -> None:
    people = People((), ["小岑9-1201", "物业-童经理"])
    assert people.resolve("小岑9-1201") == "小岑"
    assert people.resolve("物业-童经理") == "童经理"


@pytest.mark.parametrize("label", ["说话人1", "发言人 2", "S3", "speaker_4"])
def test_a_speaker_known_by_a_label_is_nobody(label: str) -> None:
    assert People((), (label,)).mentions(f"{label}去买锁") == ()


def test_a_rare_surname_is_one_before_a_form_of_address() -> None:
    assert [m.name for m in KNOWN.mentions("由亓经理牵头，况主任配合")] == ["亓经理", "况主任"]
    assert People((Attendee("汝大伟", "物业经理"),), ()).resolve("汝经理") == "汝大伟"
    assert [m.name for m in KNOWN.mentions("须经理签字") if not m.is_body] == []


def test_a_department_before_a_name_is_not_cut_in_two() -> None:
    assert People((), ["客服部小蔚"]).resolve("客服部小蔚") == "客服部小蔚"
