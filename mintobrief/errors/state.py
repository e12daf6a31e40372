"""What was asked cannot be done now."""

from __future__ import annotations

import errno
from collections.abc import Iterable

from mintobrief.errors.base import MintobriefError

_REASONS = {
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "超出了分给您的磁盘空间",
    errno.EFBIG: "文件大过了系统允许的大小",
    errno.EACCES: "没有写入权限",
    errno.EPERM: "系统不允许",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "磁盘读写出错",
    errno.ENOENT: "没有这个文件夹",
    errno.EEXIST: "那里已有一个同名的文件",
    errno.ENOTDIR: "路径里有一段是文件，不是文件夹",
    errno.EISDIR: "那里是一个文件夹",
    errno.ENAMETOOLONG: "名字太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EBUSY: "另一个程序正占用着",
}


class StateError(MintobriefError):
    """What was asked cannot be done now."""

    exit_code = 4


class NotReviewed(StateError):
    """`waiting` are the ids of the candidates without a judgement."""

    def __init__(self, waiting: Iterable[str]) -> None:
        self.waiting = tuple(waiting)
        super().__init__(
            f"还有 {len(self.waiting)} 条决议没有审核：{'、'.join(self.waiting)}。"
            "请先逐条审核（mintobrief review），再导出。"
        )


class UnknownMeeting(StateError):
    def __init__(self, meeting_id: str) -> None:
        super().__init__(
            f"资料库里没有会议 {meeting_id}，可能编号写错了，或者已经删除。"
            "网页的首页、mintobrief list 列出现有的会议。"
        )


class AmbiguousMeeting(StateError):
    def __init__(self, prefix: str, found: Iterable[str]) -> None:
        super().__init__(f"编号以 {prefix} 开头的会议不止一次：{'、'.join(found)}。请写全编号。")


class EditedMeanwhile(StateError):
    def __init__(self, meeting_id: str) -> None:
        super().__init__(
            f"会议 {meeting_id} 刚刚被别人审核或重新转换过，这次的审核没有存入。"
            "请重新看一遍（mintobrief review），再审。"
        )


class UnknownResolution(StateError):
    def __init__(self, resolution_id: str, known: Iterable[str]) -> None:
        super().__init__(
            f"这次会议没有决议 {resolution_id}。已有的是：{'、'.join(known) or '（无）'}。"
        )


class UnknownJob(StateError):
    def __init__(self, job_id: str) -> None:
        super().__init__(f"没有编号为 {job_id} 的任务。它可能已经删除，请刷新任务列表。")


class AmbiguousJob(StateError):
    def __init__(self, prefix: str, found: Iterable[str]) -> None:
        super().__init__(f"编号以 {prefix} 开头的任务不止一个：{'、'.join(found)}。请多写几位。")


class JobUnderway(StateError):
    def __init__(self, name: str) -> None:
        super().__init__(f"{name} 正在处理，不能重做。请等它结束，或先取消。")


class UnknownVoicePrint(StateError):
    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"没有 {name} 的声纹。登记过的是：{'、'.join(known) or '（无）'}。")


class VoicePrintKept(StateError):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} 的声纹已经登记过。要重新登记，请先运行 mintobrief voices delete {name}。"
        )


class LibraryUnwritable(StateError):
    def __init__(self, folder: str, reason: str) -> None:
        super().__init__(
            f"资料库 {folder} 写不进去：{reason}。"
            "请检查磁盘空间和权限，或用 --library 换一个文件夹。"
        )


class CacheUnwritable(StateError):
    """The folder for what can be made again: joined models, decoded sound."""

    def __init__(self, folder: str, cause: OSError) -> None:
        super().__init__(
            f"临时文件夹 {folder} 写不进去：{reason_of(cause)}。请清理磁盘或检查权限，"
            "也可以用环境变量 MINTOBRIEF_CACHE 换一个文件夹。"
        )


class OutputUnwritable(StateError):
    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"写不了文件 {path}：{reason}。请换一个位置，或关闭正打开它的程序。")


class BrokenLibrary(StateError):
    """`told` is what happened, without what to do."""

    def __init__(self, folder: str, reason: str) -> None:
        self.told = f"资料库 {folder} 打不开：{reason}。"
        super().__init__(f"{self.told}请不要删除它，先备份整个文件夹，再运行 mintobrief doctor。")


class NewerLibrary(StateError):
    """A newer program made it, or brought it up to date; nothing of it was touched."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            f"资料库 {folder} 由更新版本的 mintobrief 建立，这个版本不会打开它，里面的东西没有动。"
            "请把这台电脑上的 mintobrief 也升级到那个版本（见 docs/install.md 的“升级”）。"
        )


def reason_of(cause: OSError) -> str:
    """Why the system refused to write, as a clause in Chinese where there is one."""
    return _REASONS.get(cause.errno or 0, cause.strerror or str(cause))
