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
