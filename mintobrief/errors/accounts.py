"""What goes wrong with accounts and log-ins."""

from __future__ import annotations

from mintobrief.errors.state import StateError
from mintobrief.errors.usage import UsageError


class BadName(UsageError):
    def __init__(self, longest: int) -> None:
        super().__init__(f"请写真实姓名，1 到 {longest} 个字：它会写进简报和记录。")


class WeakPassword(UsageError):
    """`reason` is a clause in Chinese."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"这个密码不行：{reason}。请换一个，可以是一句只有您记得的话。")


class WrongPassword(UsageError):
    """The own password, asked for again before a change."""

    def __init__(self) -> None:
        super().__init__("现在的密码不对，没有改。")


class BadToken(UsageError):
    def __init__(self, expected: str) -> None:
        super().__init__(f"令牌不能这样建：{expected}。")


class NameTaken(StateError):
    def __init__(self, name: str) -> None:
        super().__init__(f"已经有叫 {name} 的账号（停用的也算）。请加上区分的字，如 {name}（二）。")


class UnknownPerson(StateError):
    def __init__(self, name: str) -> None:
        super().__init__(f"没有 {name} 这个账号。用 mintobrief users list 查看已有的账号。")


class LastAdministrator(StateError):
    def __init__(self) -> None:
        super().__init__("这是最后一个管理员：停用或去掉这个角色以后就没有人能管账号了，没有改。")


class LogInFailed(StateError):
    """Whatever was wrong, the words are the same: they tell a stranger nothing."""

    def __init__(self) -> None:
        super().__init__("姓名或密码不对，也可能账号已停用。忘了密码请找管理员重设。")


class LogInLater(StateError):
    """Tried too often; `wait` is in seconds."""

    def __init__(self, wait: float) -> None:
        self.wait = wait
        told = f"{round(wait)} 秒" if wait < 90 else f"{round(wait / 60)} 分钟"
        super().__init__(f"试得太多了，请过 {told} 再试。忘了密码请找管理员重设。")
