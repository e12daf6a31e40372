"""The fields a template may name, in Chinese, and what they hold for one briefing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mintobrief.domain import Briefing, PointKind, Resolution
from mintobrief.export.blocks import Runs, plain_text
from mintobrief.export.discussion import Item, business, followed_lines, purpose, told
from mintobrief.export.edition import Edition
from mintobrief.export.heads import issued_on, issuer_of, title_of
from mintobrief.export.letterhead import Letterhead
from mintobrief.export.numerals import chinese_number
from mintobrief.export.outcome import deadline_of, owners_of, words_of
from mintobrief.export.particulars import Particulars
from mintobrief.export.pen import Pen, pen_for
from mintobrief.export.provenance import annex

Value = str | list["Value"] | dict[str, "Value"]


@dataclass(frozen=True, slots=True)
class Text:
    """Words on one line."""


@dataclass(frozen=True, slots=True)
class Record:
    """Fields below a field: 决议 has 内容, 责任 and so on."""

    fields: Mapping[str, Kind]


@dataclass(frozen=True, slots=True)
class Many:
    """A list to go through with {% for %}."""

    of: Kind


Kind = Text | Record | Many

_LINES = Many(Text())
_TOPIC = Record(
    {
        "序号": Text(),
        "名称": Text(),
        "背景": _LINES,
        "讨论": _LINES,
        "交锋": _LINES,
        "共识": _LINES,
    }
)
_RESOLUTION = Record(
    {name: Text() for name in ("序号", "内容", "措施", "责任", "时限", "监督", "表决")}
)
_HEAD = ("密级", "编号", "报头", "期号", "发布单位", "发布日期", "标题")
_MEETING = ("会议名称", "会议时间", "会议地点", "主持人", "记录人", "参会人数")
_FOOT = ("报", "送", "发", "印数", "审核")
FIELDS: Mapping[str, Kind] = {
    **dict.fromkeys((*_HEAD, *_MEETING, "概述", *_FOOT), Text()),
    "参会人员": _LINES,
    "请假人员": _LINES,
    "列席人员": _LINES,
    "落实": _LINES,
    "议题": Many(_TOPIC),
    "决议": Many(_RESOLUTION),
    "附件": _LINES,
}


def values_of(briefing: Briefing, edition: Edition, head: Letterhead) -> dict[str, Value]:
    """Every field of FIELDS for this briefing; empty where there is nothing to say."""
    pen = pen_for(edition, head, briefing)
    numbered = enumerate(briefing.resolutions, start=1)
    items = business(briefing, pen)
    return {
        **_head(briefing, pen),
        **_meeting(briefing, pen),
        "概述": purpose(briefing, items, pen) if items else "",
        "落实": list(followed_lines(briefing, pen)),
        "议题": [_topic(n, item, briefing, pen) for n, item in enumerate(items, start=1)],
        "决议": [_resolution(number, resolution, pen) for number, resolution in numbered],
        "附件": list(annex(briefing.meeting, pen).items),
    }


def filled_fields(values: Mapping[str, Value]) -> frozenset[str]:
    """The fields that hold something, those below a field as 决议.内容."""
    found: set[str] = set()
    for name, value in values.items():
        records = value if isinstance(value, list) else []
        if value:
            found.add(name)
        for record in records:
            if isinstance(record, dict):  # Word numbers by itself
                found |= {f"{name}.{key}" for key in record if record[key] and key != "序号"}
    return frozenset(found)


def _head(briefing: Briefing, pen: Pen) -> dict[str, Value]:
    return {
        "密级": pen.said("masthead.mark"),
        "编号": pen.said("masthead.number"),
        "报头": pen.said("masthead.name"),
        "期号": pen.said("masthead.serial"),
        "发布单位": issuer_of(pen).text,
        "发布日期": issued_on(briefing.reviewed_on, pen).text,
        "标题": title_of(briefing.meeting.header, pen),
        "报": pen.said("imprint.report"),
        "送": pen.said("imprint.send"),
        "发": pen.said("imprint.distribute"),
        "印数": pen.said("imprint.copies"),
        "审核": "、".join(pen.text(name) for name in briefing.reviewed_by),
    }


def _meeting(briefing: Briefing, pen: Pen) -> dict[str, Value]:
    known = Particulars(briefing.meeting, pen)
    count, *bodies = known.attendees
    return {
        "会议名称": plain_text(known.title),
        "会议时间": plain_text(known.time),
        "会议地点": plain_text(known.place),
        "主持人": plain_text(known.host),
        "记录人": plain_text(known.recorder),
        "参会人数": plain_text(count).rstrip("。") if bodies else "",
        "参会人员": _lines(bodies or (count,)),
        "请假人员": _lines(known.absent),
        "列席人员": _lines(known.observers),
    }


def _lines(lines: Iterable[Runs]) -> list[Value]:
    return [plain_text(line) for line in lines]


def _topic(number: int, item: Item, briefing: Briefing, pen: Pen) -> Value:
    said: dict[PointKind, list[Value]] = {kind: [] for kind in PointKind}
    for point in item.points:
        said[point.kind].append(told(point, briefing, pen))
    if item.agreed:
        said[PointKind.CONSENSUS].append(item.agreed)
    return {
        "序号": chinese_number(number),
        "名称": item.title,
        "背景": said[PointKind.BACKGROUND],
        "讨论": said[PointKind.VIEW],
        "交锋": said[PointKind.DISAGREEMENT],
        "共识": said[PointKind.CONSENSUS],
    }


def _resolution(number: int, resolution: Resolution, pen: Pen) -> Value:
    return {
        "序号": chinese_number(number),
        "内容": pen.text(resolution.action.value),
        "措施": plain_text(words_of(resolution.measures, pen)),
        "责任": plain_text(owners_of(resolution, pen)),
        "时限": plain_text(deadline_of(resolution, pen)),
        "监督": plain_text(words_of(resolution.supervision, pen)),
        "表决": pen.votes(resolution.vote.value) if resolution.vote else "",
    }
