"""Why a candidate is one, why a near miss is none, and where each field comes from."""

from __future__ import annotations

from mintobrief.config import read_settings
from mintobrief.domain import AudioSpan, Found, Utterance
from mintobrief.extract import find_candidates, load_finder
from mintobrief.extract.telling import in_quotes, place_of
from tests.extract.meetings import header, notes, talk

OPENING = ("黄秀梅：今天开个会，先说楼道灯。", "蔡建平：嗯。")


def told(*lines: str) -> Found:
    finder = load_finder("rules", read_settings({"HOME": "/nowhere"}))
    return find_candidates(talk(*OPENING, *lines), (), header(), finder)


def test_a_candidate_says_who_took_it_on_who_settled_it_and_where_its_fields_are_from() -> None:
    (found,) = told(
        "龚卫国：我建议把三号楼的楼道灯换成感应灯。",
        "蔡建平：我来弄，下周五之前换好。",
        "黄秀梅：行，就这么办。",
    ).resolutions
    assert "龚卫国在第3段提出" in found.because
    assert "蔡建平在第4段认领“我来弄”" in found.because
    assert "主持人黄秀梅在第5段拍板“行" in found.because
    assert "责任人蔡建平是第4段本人应下的。" in found.because
    assert "时限“下周五之前”是蔡建平在第4段说的。" in found.because


def test_a_day_that_was_moved_is_told() -> None:
    (found,) = told(
        "蔡建平：我周五之前换好三号楼的楼道灯。",
        "黄秀梅：三号楼楼道灯要等配件，下周三之前吧。",
        "蔡建平：好的。",
    ).resolutions
    assert "时限先说过“周五之前”，后来定为“下周三之前”" in found.because


def test_what_was_only_proposed_is_listed_apart_and_says_so() -> None:
    found = told("龚卫国：要不在东门装个摄像头监控垃圾桶。", "谭雨：今天天真热。")
    assert found.resolutions == ()
    (near,) = found.near_misses
    assert near.id == "n1"
    assert near.because == (
        "龚卫国在第3段提出“要不在东门装个摄像头监控垃圾桶”，只是提议，没有看到有人拍板、认领或同意。"
    )


def test_what_was_refused_says_who_refused_it() -> None:
    found = told("龚卫国：我建议给东门装个摄像头监控垃圾桶。", "黄秀梅：不行，没钱。")
    assert "后来主持人黄秀梅在第4段没有同意" in found.near_misses[0].because


def test_what_was_put_off_says_so() -> None:
    found = told("龚卫国：我建议给东门装个摄像头监控垃圾桶。", "黄秀梅：这个以后再说。")
    assert "说以后再定" in found.near_misses[0].because


def test_a_failed_vote_is_a_near_miss_with_its_count() -> None:
    found = told(
        "黄秀梅：东门装摄像头，同意的请举手。", "谭雨：两票同意，五票反对。", "黄秀梅：没有通过。"
    )
    assert found.resolutions == ()
    assert any("没有通过" in near.because for near in found.near_misses)


def test_what_was_proposed_and_settled_is_no_near_miss_beside() -> None:
    found = told(
        "龚卫国：我建议把三号楼的楼道灯换成感应灯。",
        "蔡建平：我来弄，下周五之前换好。",
        "黄秀梅：行，就这么办。",
    )
    assert found.near_misses == ()


def test_what_is_written_names_its_line_once() -> None:
    finder = load_finder("rules", read_settings({"HOME": "/nowhere"}))
    written = notes("会议纪要\n由蔡建平负责更换三号楼楼道灯，4月10日前完成。")
    (found,) = find_candidates(written, (), header(), finder).resolutions
    assert "写明了由谁办，写明了什么时候办完。" in found.because
    assert "责任人蔡建平、时限“4月10日前”写在第2行。" in found.because


def test_a_recording_tells_the_time_and_long_words_are_cut() -> None:
    heard = Utterance(3, "好。", AudioSpan("a", 725.4, 726.0), "S1")
    assert place_of(heard) == "12分05秒处"
    assert in_quotes("，" + "很" * 30) == f"“{'很' * 16}……”"
    assert in_quotes(" ，") == ""
