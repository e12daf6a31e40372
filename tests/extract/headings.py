"""A heading with every particular, and what the flow reads of one."""

from __future__ import annotations

from mintobrief.domain import Header, Request, Utterance
from mintobrief.extract import name_speakers, with_names
from mintobrief.extract.header import read_header

NOTHING = Request()
PAPER = """银杏里小区物业联席会议记录
时间：2026年3月14日下午2：30-4：00    地点：社区二楼会议室
主持：社区 韦书记（党总支书记）    记录：小邵
参加：业委会 田小禾（主任）、苗兰 / 物业 余大江（项目经理）
列席：派出所 成警官
缺席：楼组长2人

一、水泵
换轴承，周三前。
二、路灯
换灯泡。"""


def read(utterances: tuple[Utterance, ...]) -> Header:
    """As the flow reads it: the voices are named first."""
    speakers = name_speakers(utterances, NOTHING.roster)
    return read_header(with_names(utterances, speakers), NOTHING, None, speakers)


def value(field: object) -> object:
    return getattr(field, "value", None)
