"""The database server, or the store of files, cannot be used now."""

from __future__ import annotations

from mintobrief.errors.state import StateError


class DatabaseUnreachable(StateError):
    """The server does not answer, or fell silent; `reason` is one clause. Trying later may do."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            f"连不上数据库 {place}：{reason}。请检查网络，看数据库服务器是否开着；"
            "已经存入的不受影响，连上以后再试一次。"
        )


class DatabaseRefused(StateError):
    """The server answers and lets us not in; `reason` is its own word for it."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            f"数据库 {place} 不让登录：{reason}。"
            "请检查环境变量 MINTOBRIEF_DATABASE_URL 里的用户名、密码和库名。"
        )


class DatabaseFailed(StateError):
    """The server could not do what was asked; `reason` is one clause."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            f"数据库 {place} 没有做成：{reason}。请让管理员看一下数据库服务器，再试一次；"
            "已经存入的不受影响。"
        )


class BlobsUnreachable(StateError):
    """The store of files does not answer; `reason` is its own word for it. Trying later may do."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            f"连不上存放文件的 {place}：{reason}。请检查网络和环境变量 MINTOBRIEF_BLOBS、AWS_…；"
            "已经存入的不受影响，连上以后再试一次。"
        )


class MissingFile(StateError):
    def __init__(self, place: str, sha256: str) -> None:
        super().__init__(
            f"{place} 里没有文件 {sha256:.12}。可能是资料库没有连同文件一起搬来，或文件夹没有连上；"
            "有备份的话，请从备份恢复。"
        )


class RemovedFile(StateError):
    """A file whose time was up; `day` is when it was deleted."""

    def __init__(self, name: str, day: str) -> None:
        super().__init__(f"{name} 已按规定删除（{day}），文字还在，声音不能再听、不能再转换。")


class DamagedFile(StateError):
    def __init__(self, place: str, sha256: str) -> None:
        super().__init__(
            f"{place} 里的文件 {sha256:.12} 与存入时不一样，没有使用。"
            "磁盘可能坏了：请先备份，再从以前的备份里找回这份文件。"
        )


class NotScrubbed(StateError):
    """`reason` is a sentence in Chinese."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"已经删除，但数据库文件里的残留还没有清掉：{reason}"
            "请关掉正在使用资料库的程序，再运行 mintobrief gc。"
        )


class LibraryInUse(StateError):
    def __init__(self, place: str) -> None:
        super().__init__(
            f"资料库 {place} 里已经有内容，恢复会把它盖掉，没有动它。"
            "请用 --library 指定一个新文件夹（PostgreSQL 请用一个新建的库）。"
        )


class BackupIncomplete(StateError):
    def __init__(self, path: str, missing: int) -> None:
        super().__init__(
            f"备份 {path} 已经做好，但有 {missing} 份文件资料库里没有，或已经损坏，备份里也没有。"
            "请运行 mintobrief doctor，再看以前的备份里有没有它们。"
        )


class MeetingInWork(StateError):
    """A job works on the meeting's files; `name` is what a person knows the job by."""

    def __init__(self, name: str) -> None:
        super().__init__(f"这次会议的文件正在处理（{name}），不能删除。请等它结束，或先取消任务。")
