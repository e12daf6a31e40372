"""What the pages call things: the one place for words that are not in a template."""

from __future__ import annotations

from datetime import date, datetime

from mintobrief.domain import Deadline, FieldName, Flag, Meeting, SourceKind
from mintobrief.domain.day import weekday, written_day
from mintobrief.domain.resolution_flags import deadline_lack
from mintobrief.export import editions_of

UNTITLED = "没有读到会议名称"
FIELDS = {
    FieldName.ACTION: "事项",
    FieldName.OWNERS: "责任",
    FieldName.DEADLINE: "时限",
    FieldName.MEASURES: "措施",
    FieldName.SUPERVISION: "监督",
    FieldName.VOTE: "表决",
}
HINTS = {
    FieldName.ACTION: "",
    FieldName.OWNERS: "几个人或几家单位用顿号隔开；会上确实没定就留空",
    FieldName.DEADLINE: "日期或说法都行：2026-03-20、下周五前、每周一、下次会议前",
    FieldName.MEASURES: "",
    FieldName.SUPERVISION: "由谁、怎么检查",
    FieldName.VOTE: "赞成:反对:弃权，如 7:0:1",
}
REMARKS = (Flag.UNSURE_WORDS, Flag.DISPUTED)  # about no field: what a field lacks stands there
LIMITS = {
    Flag.NO_DEADLINE: "会上没有说什么时候完成",
    Flag.VAGUE_DEADLINE: "“{}”不是期限：到哪天算没办成，没有说",
    Flag.UNCOUNTED_DEADLINE: "不知道哪天开的会，算不出是几月几日",
    Flag.PAST_DEADLINE: "这一天早于开会的日子，请核对",
}
SETTINGS = {
    "MINTOBRIEF_MODEL": "语音模型",
    "MINTOBRIEF_FINDER": "怎么找决议",
    "MINTOBRIEF_KEEP_RECORDINGS_DAYS": "录音留多久",
    "MINTOBRIEF_LLM_URL": "语言模型的地址",
    "MINTOBRIEF_LLM_MODEL": "用哪个语言模型",
    "MINTOBRIEF_WATCH": "收件夹",
}
FORMATS = {
    "docx": "Word 文档",
    "pdf": "PDF",
    "xlsx": "督办表 Excel",
    "ics": "日历提醒",
    "md": "Markdown",
    "html": "网页",
    "txt": "纯文字",
    "json": "数据 JSON",
    "srt": "字幕 srt",
    "wechat": "微信群短文",
    "poster": "公告栏海报",
    "filing": "街道报备",
    "notice": "下次会议通知",
    "bundle": "证据包",
}
_UNSIGNED = ("notice", "bundle")  # made when they are asked for: nobody signs them
HEADS = {
    "issuer": ("发布单位", "如 银杏里社区居委会"),
    "serial": ("期号", "留空，签发时按登记簿编"),
    "mark": ("密级", "如 内部资料，没有就留空"),
    "number": ("编号", ""),
    "report": ("报", "上级单位"),
    "send": ("送", "平级单位"),
    "distribute": ("发", "下级和各参会单位"),
    "copies": ("印数", "如 （共印30份）"),
    "address": ("公示网址", "海报二维码指向的网页，http 或 https 开头"),
}
EDITIONS = {"archive": "存档版", "public": "公示版"}
REASONS = (
    "会上确实没有定",
    "另行研究后补充",
    "长期工作，不设期限",
    "已对照原件，没有错",
    "已逐处看过",
)
VAGUE = ("尽快", "尽早", "适时", "原则上", "抓紧", "酌情", "适当时候", "条件成熟", "研究研究")
_MINUTE, _HOUR = 60, 3600


def formats_of(meeting: Meeting, edition: str = "archive") -> dict[str, str]:
    """What an edition of a briefing can be had as; subtitles are for recordings only."""
    heard = any(source.kind is SourceKind.AUDIO for source in meeting.sources)
    return {
        name: told
        for name, told in FORMATS.items()
        if edition in editions_of(name) and (heard or name != "srt")
    }


def signed_formats_of(meeting: Meeting) -> tuple[str, ...]:
    """What is kept of it as it was signed, in the editions that there are."""
    found = {name for edition in EDITIONS for name in formats_of(meeting, edition)}
    return tuple(name for name in FORMATS if name in found and name not in _UNSIGNED)


def day(value: date | None) -> str:
    """2026年3月20日 星期五."""
    return f"{written_day(value)} {weekday(value)}" if value else ""


def moment(value: datetime) -> str:
    """11月22日 09:30, by the clock of this machine."""
    here = value.astimezone()
    return f"{here.month}月{here.day}日 {here:%H:%M}"


def lasting(seconds: float) -> str:
    """约 3 分钟: as rough as the guess is."""
    if seconds < _MINUTE:
        return "不到 1 分钟"
    if seconds < _HOUR:
        return f"约 {round(seconds / _MINUTE)} 分钟"
    return f"约 {seconds / _HOUR:.1f} 小时"


def missing_deadline(found: Deadline | None, flags: tuple[Flag, ...]) -> str:
    """What a time limit lacks, as a sentence; empty where it lacks nothing."""
    lack = deadline_lack(found, flags)
    return LIMITS[lack].format(found.text if found else "") if lack else ""


def vague_in(text: str) -> str:
    """What is wrong with words that bind nobody; empty where there are none."""
    found = next((word for word in VAGUE if word in text), None)
    return f"“{found}”说得含糊，公布前最好写明" if found else ""
