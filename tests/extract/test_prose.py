"""Talk is written down in its own words: nothing added, nobody taken for somebody else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain import Attendee
from mintobrief.extract.people import People
from mintobrief.extract.prose import Voice, Writer

PRESENT = (
    Attendee("魏长海", "业委会主任", "业委会"),
    Attendee("余大江", "经理", "物业"),
    Attendee("苗兰", "业主代表"),
    Attendee("贺文斌", "工程师", "恒达电梯"),
)
BODIES = {"魏长海": "业委会", "余大江": "物业公司", "贺文斌": "恒达电梯"}
WRITER = Writer(People(PRESENT, [a.name for a in PRESENT]), BODIES)
MANAGER = Voice("余大江", "物业公司")
RESIDENT = Voice("苗兰")


def by_manager(said: str) -> str:
    return WRITER.in_writing(said, MANAGER)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        # what the tongue adds
        ("嗯，那个水泵啊，得换了呀。", "那个水泵，得换了。"),
        ("说实话，泵老化了嘛。", "泵老化了。"),
        ("我插一句，屋面去年漏过水。", "屋面去年漏过水。"),
        ("居民嘛尽量动员。", "居民尽量动员。"),
        ("那三号楼怎么办？", "3号楼怎么办？"),
        ("那边的灯坏了。", "那边的灯坏了。"),
        # said twice, begun anew, taken back
        ("三分钟，三分钟就到楼顶。", "三分钟就到楼顶。"),
        ("楼道刷墙紧跟着屋面做，屋面做完了。", "楼道刷墙紧跟着屋面做，屋面做完了。"),
        ("保安用灭火器，呃用了六具灭火器。", "保安用了六具灭火器。"),
        ("厂家要收场地费，不对，是物业要收场地费。", "是物业要收场地费。"),
        ("告示苗兰写一下……算了，字太小看不清。", "字太小看不清。"),
        # the mark that ends it
        ("什么时候能换好", "什么时候能换好？"),
        ("不能再拖了！", "不能再拖了。"),
        ("一共1,200元。", "一共1,200元。"),
    ],
)
def test_the_tongue_s_additions_go_and_the_words_stay(said: str, written: str) -> None:
    assert by_manager(said) == written


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("我们建议按时收费。", "建议按时收费。"),
        ("按钮板我们上个月换过了。", "按钮板物业公司上个月换过了。"),
        ("我们物业出钱。", "物业公司出钱。"),
        ("我们小区一共六百户。", "本小区一共600户。"),
        ("账上的钱我查过了。", "账上的钱查过了。"),
        ("单子给我，别给前台。", "单子给余大江，别给前台。"),
        ("他不修，我来修。", "他不修，余大江来修。"),
        ("自我管理要加强。", "自我管理要加强。"),
        ("人家说我交了钱你管不着。", "人家说我交了钱你管不着。"),
    ],
)
def test_first_persons_get_their_names_where_they_are_sure(said: str, written: str) -> None:
    assert by_manager(said) == written


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("贺工，你月底前换好。", "贺文斌月底前换好。"),
        ("老魏，周五之前贴出来。", "魏长海周五之前贴出来。"),
        ("魏主任，屋面去年就漏了。", "屋面去年就漏了。"),
        ("贺工，你们的维保记录要有签字。", "恒达电梯的维保记录要有签字。"),
        ("手续老魏你去跑。", "手续魏长海去跑。"),
        ("苗兰、老魏和贺工一起去看。", "苗兰、魏长海和贺文斌一起去看。"),
    ],
)
def test_who_is_called_upon_is_named_where_it_is_told_what_to_do(said: str, written: str) -> None:
    assert WRITER.in_writing(said, RESIDENT) == written


def test_a_resident_s_family_is_no_part_of_the_meeting_s_people() -> None:
    assert WRITER.in_writing("我妹妹被关在里面。", RESIDENT) == "其妹妹被关在里面。"


def test_who_leads_may_mean_everybody() -> None:
    assert "业委会" not in WRITER.in_writing(
        "这件事我们定不了。", Voice("魏长海", "业委会", leads=True)
    )


@pytest.mark.parametrize("said", ["好。", "我说两句。", "行行行。", "谢谢大家。", "", "，，。"])
def test_what_says_nothing_of_the_matter_is_nothing(said: str) -> None:
    assert by_manager(said) == ""


PIECES = "我们 你 我 水泵 不 要 换 贺工 老魏 ， 。 ？ 啊 呃 那 就 他 说 建议 三号楼"
WORDS = st.lists(st.sampled_from(PIECES.split()), max_size=24).map("".join)
# Characters that names, bodies and figures bring in.
BROUGHT = set("魏长海余大江苗兰贺文斌业委会物业公司恒达电梯其本人小区楼大家自3，。？；、")


@given(WORDS)
def test_nothing_is_said_that_was_not_said(said: str) -> None:
    assert set(by_manager(said)) <= set(said) | BROUGHT


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("不是我剪的线。", "不是余大江剪的线。"),
        ("你们不同意，我们就不换。", "你们不同意，物业公司就不换。"),
        ("别说没钱。", "别说没钱。"),
        ("不对，四号楼没漏。", "不对，4号楼没漏。"),
        ("不同意动维修资金，呃，不太同意动维修资金。", "不太同意动维修资金。"),
        ("没有没有，泵没坏。", "没有，泵没坏。"),
        ("不不不，不能拆。", "不，不能拆。"),
    ],
)
def test_what_is_denied_stays_denied(said: str, written: str) -> None:
    assert by_manager(said) == written


@given(WORDS)
def test_a_denial_stays_unless_its_clause_goes(said: str) -> None:
    assert by_manager(said).count("不") <= said.count("不")


@given(st.text(max_size=80))
def test_any_text_can_be_written_down(said: str) -> None:
    assert "\n" not in by_manager(said.replace("\n", ""))
