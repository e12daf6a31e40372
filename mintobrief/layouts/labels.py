"""What a speaker's label looks like in the texts that other tools write."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from mintobrief.layouts.lines import Row

_TIME = r"\d{1,3}[:：][0-5]\d(?:[:：][0-5]\d)?(?:[.,]\d{1,3})?"
_STAMP = rf"[\[(（]?\s*(?P<time>{_TIME})(?:\s*[-~–—至]+\s*{_TIME})?\s*[\])）]?"
_LEAD = r"[\s>#*\-]*"
_NAME = r"[^\s：:，。,；;！？!?、*\[\]()（）【】<>|#\-][^：:，。,；;！？!?、*\[\]【】<>|]{0,19}?"

_LONGEST = 100  # characters of a line that holds but a speaker and a time

# 说话人1 00:01:12    发言人 1 00:12    王主任(00:01:12)：
_NAME_TIME = re.compile(rf"^{_LEAD}(?P<name>{_NAME})(?:\s+|\*+\s*|(?=[\[(（])){_STAMP}[：:\s*\\]*$")
# 00:01:12 王主任    00:05
_TIME_NAME = re.compile(rf"^{_LEAD}{_STAMP}(?:\s+(?P<name>{_NAME}))?[：:\s*\\]*$")
# 王主任：……    [00:01:12] 王主任：……    王主任(00:01:12)：……    **王主任**：……
_NAMED = re.compile(
    rf"^{_LEAD}(?:[\[(（]{_TIME}[\])）]\s*|{_TIME}\s+)?[【\[]?(?P<name>{_NAME})[】\]]?"
    rf"(?:\s*[\[(（]\s*{_TIME}\s*[\])）]|\s+{_TIME})?[\s*]*+[：:]\**\s*(?P<words>.*)$"
)
_RENDERED = re.compile(r"^(?P<name>[^\n：]{1,40})：(?P<words>.*)$")
_GENERIC = re.compile(
    r"(?:说话人|发言人|讲话人|发言者|说话者|嘉宾|用户|未知(?:说话人|发言人)?|speaker|spk|unknown)"
    r"[\s_-]*[0-9a-z一二三四五六七八九十]{0,3}",
    re.IGNORECASE,
)

# Labels of the particulars and remarks that a sheet of notes has; nobody is called so.
_NOBODY_WORDS = """
时间 地点 日期 主题 议题 议程 标题 会议 会议名称 会议时间 会议地点 会议主题
会议议题 会议内容 参会 参会人 参会人员 参加 参加人 参加人员 与会 与会人员 出席
出席人员 应到 实到 到会 到 缺 缺席 请假 列席 列席人员 记录 记录人 记录员 主持
附件 附 备注 注 说明 关键词 时长 摘要 总结 背景 内容 事项 决议 决定 结论 定
问题 建议 意见 要求 原因 目的 措施 责任人 责任 负责人 牵头 完成时限 时限 期限
截止 监督 表决 结果 待办 下一步 如下 另外 注意 通知 电话 地址 编号 单位 抄送
报送
"""
_NOBODY = frozenset(_NOBODY_WORDS.split())
_CHAIR = frozenset(("主持人", "会议主持", "会议主持人"))
_BODY = re.compile(r"^[^-—_\s\d]{1,4}[-—_](?=[\u4e00-\u9fff]{2})")
_PARTICULAR = re.compile(r"\s*[^。，！？；,!?;]{1,20}")
_NOT_IN_NAMES = re.compile(r"[我你您他她它们这那哪了着吗呢吧说]|^[\d\s.()（）]+$|[第共]\d|[是有]$")


class Label(NamedTuple):
    """A speaker's label on a line: the name (None where only a time stands there), the time in
    seconds, and where in the line the words begin."""

    name: str | None
    seconds: float | None
    words: int


def heading_of(row: Row) -> Label | None:
    """The label of a line that holds nothing but a speaker and a time, or only a time."""
    line = row.text.strip()
    if len(line) > _LONGEST:
        return None
    found = _NAME_TIME.match(line) or _TIME_NAME.match(line)
    if found is None:
        return None
    name = found["name"]
    if name and not is_name(name.strip()):
        return None
    return Label(name.strip() if name else None, _seconds(found["time"]), len(row.text))


def label_of(row: Row) -> Label | None:
    """The label of a line that begins with a speaker and a colon."""
    found = _NAMED.match(row.text)
    if found is None or not is_name(found["name"].strip()):
        return None
    name, words = found["name"].strip(), found["words"]
    if len(name) > 14 or words.startswith("//") or (name[-1:].isdigit() and words[:1].isdigit()):
        return None  # http://…, 下午3:00
    if name in _CHAIR and _PARTICULAR.fullmatch(words):
        return None  # 主持人：李建国 tells who it is; 主持人：大家好。 is what was said
    return Label(name, None, found.start("words"))


def rendered_of(row: Row) -> Label | None:
    """The label of a line as `ingest` renders the turns of a *.meeting.json."""
    found = _RENDERED.match(row.text)
    return found and Label(found["name"].strip() or None, None, found.start("words"))


def is_name(name: str) -> bool:
    """Whether somebody may be called so: not 时间, not 我说两点, not a bare number."""
    return is_generic(name) or (
        bool(name) and name not in _NOBODY and not _NOT_IN_NAMES.search(name)
    )


def is_particular(name: str) -> bool:
    """Whether a word labels a particular or a remark of notes (时间, 备注): nobody is called so."""
    return name in _NOBODY


def person_of(label: str) -> str | None:
    """Whom a label names, without the body before the name (物业-孔经理); None for a mere label."""
    return None if is_generic(label) else _BODY.sub("", label)


def is_generic(label: str) -> bool:
    """Whether a label only tells voices apart (说话人1, S1) and names nobody."""
    return bool(_GENERIC.fullmatch(label) or re.fullmatch(r"[A-Za-z]\d{0,2}", label))


def _seconds(time: str) -> float:
    parts = [float(part) for part in re.split("[:：]", time.replace(",", "."))]
    return math.fsum(part * 60**power for power, part in enumerate(reversed(parts)))
