"""The command was called wrongly."""

from __future__ import annotations

from collections.abc import Iterable

from mintobrief.errors.base import MintobriefError


class UsageError(MintobriefError):
    """The command was called in a way that has no meaning."""

    exit_code = 2


class BadRoster(UsageError):
    def __init__(self, name: str, line: int) -> None:
        super().__init__(
            f"名册 {name} 第 {line} 行看不懂。请每行写一个人：姓名,职务,单位（后两项可空）。"
        )


class NotText(UsageError):
    def __init__(self, name: str) -> None:
        super().__init__(f"{name} 不是文字文件。议程、名册和词表请用 txt、csv 或 docx。")


class BadSetting(UsageError):
    def __init__(self, name: str, given: str, expected: str) -> None:
        super().__init__(f"环境变量 {name} 的值“{given}”不对：{expected}。")


class OverwritesInput(UsageError):
    def __init__(self, path: str) -> None:
        super().__init__(f"{path} 就是要转换的文件，写出结果会把它盖掉。请换一个文件名。")


class MissingReviewer(UsageError):
    def __init__(self) -> None:
        super().__init__("请用 --reviewer 写明审核人姓名。")


class NotRecording(UsageError):
    def __init__(self, name: str) -> None:
        super().__init__(f"{name} 不是录音。登记声纹请用本人说话的录音或视频。")


class PastDay(UsageError):
    def __init__(self, day: str) -> None:
        super().__init__(f"{day} 已经过去了。请写今天或以后的日期。")


class AcceptedAndRejected(UsageError):
    def __init__(self, resolutions: Iterable[str]) -> None:
        super().__init__(f"{'、'.join(resolutions)} 既要通过又要退回。请只留一个。")


class BadEdit(UsageError):
    def __init__(self, given: str, expected: str) -> None:
        super().__init__(f"“{given}”不能这样填。{expected}")


class UnknownFormat(UsageError):
    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"不能导出为 {name}。可以选：{'、'.join(known)}。")


class NoRecording(UsageError):
    def __init__(self) -> None:
        super().__init__("这次会议没有录音，做不了字幕（srt）。请换一种格式，如 docx、txt。")


class ArchiveOnly(UsageError):
    def __init__(self, name: str) -> None:
        super().__init__(f"{name} 里有原始录音和原件的片段，没有公示版。请用存档版，只在内部留存。")


class UnsafeAddress(UsageError):
    """The words of a meeting would travel in the open."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"语言模型的地址 {where} 不在本机或内网，却用不加密的 http，会议内容会被路上的人看到。"
            "请改用 https；确实要这样用，设环境变量 MINTOBRIEF_LLM_PLAIN_HTTP=1。"
        )
