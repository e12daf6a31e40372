"""Residents are called by their surname; who acts in office keeps name and post."""

from __future__ import annotations

import pytest

from mintobrief.domain import Attendee
from mintobrief.domain.mask import MaskRuling, Ruling
from mintobrief.privacy.masker import Masker
from mintobrief.privacy.names import is_full_name
from mintobrief.privacy.people import People, Roll, people_of

CHAIR = Attendee("李建国", "主任", "业委会")
MANAGER = Attendee("张伟", None, "恒安物业公司")
OWNER = Attendee("王小明", "业主代表", None)
ROLL = Roll(listed=(CHAIR, MANAGER, OWNER))


def masker(*texts: str, roll: Roll = ROLL, rulings: tuple[MaskRuling, ...] = ()) -> Masker:
    return Masker(people_of(roll, texts), rulings)


def masked(text: str, roll: Roll = ROLL) -> str:
    return masker(text, roll=roll).mask(text)


@pytest.mark.parametrize(
    ("said", "posted"),
    [
        ("李建国主任和张伟到场，王小明反映漏水", "李建国主任和张伟到场，王某反映漏水"),
        ("王 小　明来了", "王某来了"),
        ("王小明先生来了，王小明说", "王先生来了，王先生说"),
        ("业主赵丽华女士说太吵", "业主赵女士说太吵"),
        ("住户陈刚：下水道又堵了", "住户陈某：下水道又堵了"),
        ("欧阳翠花：水管漏了", "欧阳某：水管漏了"),
        ("上官云霞: 我家也漏", "上官某: 我家也漏"),
        ("东方花园：二十户", "东方花园：二十户"),
        ("老人孙秀英要照顾", "老人孙某要照顾"),
        ("社区民警周涛表示", "社区民警周涛表示"),
        ("物业的吴建华负责", "物业的吴建华负责"),
        ("王先生、老王、王阿姨、王经理", "王先生、老王、王阿姨、王经理"),
        ("业主代表方便起见，业主张贴通知", "业主代表方便起见，业主张贴通知"),
        ("由于海绵城市建设", "由于海绵城市建设"),
        ("建国路、陈刚路口", "建国路、陈刚路口"),
    ],
)
def test_who_is_masked(said: str, posted: str) -> None:
    assert masked(said) == posted


def test_who_is_on_no_list_is_taken_for_a_resident() -> None:
    """But for who leads the meeting or is given a task."""
    roll = Roll(
        acting=frozenset({"陈静"}), charged=frozenset({"张伟"}), named=frozenset({"钱建军"})
    )
    people = people_of(roll, ["陈静主持，张伟负责，钱建军发言"])
    assert people.officers == {"陈静", "张伟"}
    assert dict(people.residents) == {"钱建军": "钱某"}


@pytest.mark.parametrize(
    ("label", "posted"),
    [
        ("物业公司项目经理张伟", "物业公司项目经理张伟"),
        ("物业前台-唐晓燕", "物业前台-唐晓燕"),
        ("业主代表唐晓燕", "业主代表唐某"),
        ("3-2-501 唐晓燕", "3栋业主 唐某"),
        ("5栋302唐晓燕", "5栋业主唐某"),
    ],
)
def test_a_label_says_who_somebody_is(label: str, posted: str) -> None:
    """As speakers are printed, and as they call themselves in a chat."""
    assert masked(label, Roll(named=frozenset({label}))) == posted


@pytest.mark.parametrize(
    ("name", "posted"),
    [("逄勇", "逄某"), ("鲜于春花", "鲜某"), ("阿里木·艾力", "阿里木某")],
)
def test_whoever_is_listed_as_a_resident_has_a_name(name: str, posted: str) -> None:
    """Though no list has the surname."""
    roll = Roll(listed=(CHAIR, Attendee(name, "业主代表")))
    assert masked(f"{name}说漏水", roll) == f"{posted}说漏水"
    assert masked(f"{name}说漏水", Roll(listed=(Attendee(name, "经理"),))) == f"{name}说漏水"


@pytest.mark.parametrize("name", ["楼组长代表", "客服部", "民警2名", "全体业主", "阿姨", "其他5人"])
def test_what_is_listed_and_nobody_s_name_stays(name: str) -> None:
    assert masked(f"{name}到会", Roll(listed=(Attendee(name, "居民代表"),))) == f"{name}到会"


def test_a_task_does_not_make_an_officer_of_an_owner() -> None:
    roll = Roll(charged=frozenset({"陈刚"}))
    assert "陈刚" in people_of(roll, ["业主陈刚负责联系"]).residents


def test_the_longer_name_of_another_is_not_cut() -> None:
    people = People({"王芳": "王某"}, frozenset({"王芳菲"}))
    assert Masker(people).mask("王芳菲和王芳") == "王芳菲和王某"


@pytest.mark.parametrize(
    ("said", "posted"),
    [
        ("3栋502的王小明拖欠物业费", "3栋业主拖欠物业费"),
        ("王小明（3栋502室）欠费2400元", "某业主（3栋业主）欠费2400元"),
        ("3栋502王先生未缴物业费", "3栋业主未缴物业费"),
        ("张伟催缴3栋502室的欠费", "张伟催缴3栋业主的欠费"),
    ],
)
def test_arrears_never_stand_by_name_and_flat(said: str, posted: str) -> None:
    assert masked(said) == posted


def test_a_name_that_was_kept_is_still_not_told_with_flat_and_arrears() -> None:
    kept = (MaskRuling("王小明", Ruling.KEEP),)
    found = masker("王小明", rulings=kept)
    assert found.mask("王小明发言") == "王小明发言"
    assert "王小明" not in found.mask("3栋502王小明欠费")


def test_a_confirmed_name_is_gone_whoever_is_on_the_list_by_then() -> None:
    hidden = (MaskRuling("王小明", Ruling.HIDE, instead="王某"),)
    roll = Roll(listed=(Attendee("王小明", "主任", "业委会"),))
    assert masker(roll=roll, rulings=hidden).mask("王小明、王 小明") == "王某、王某"


@pytest.mark.parametrize("name", ["王主任", "老王", "李阿姨", "王", "甲乙丙", "楼组长6人", ""])
def test_a_form_of_address_is_no_name(name: str) -> None:
    assert not is_full_name(name)
