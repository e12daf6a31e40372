"""The pages cannot be served as asked."""

from __future__ import annotations

from mintobrief.errors.state import StateError
from mintobrief.errors.usage import UsageError


class AddressTaken(StateError):
    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            f"{host} 的 {port} 端口用不了，多半是另一个程序（或另一个 mintobrief）占着。"
            f"请关掉它，或换一个端口：mintobrief serve --port {port + 1 if port < 65535 else 8000}"
        )


class OpenAddress(UsageError):
    """Others on the network would reach pages that nobody has to log in to."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"不能把网页开到 {where}：还没有管理员的登录账号，谁都能看到会议内容。"
            "请先建一个：mintobrief users add 您的姓名 --role 管理员 --role 记录人。"
            "只在这台电脑上用，就不要写 --host。"
        )


class BadCertificate(UsageError):
    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"证书 {path} 用不了：{reason}。请给 PEM 格式、没有密码的 --cert 和 --key。"
        )


class BadAddress(UsageError):
    """`expected` is a clause in Chinese."""

    def __init__(self, given: str, expected: str) -> None:
        super().__init__(f"“{given}”不能这样写：{expected}。")


class NoNetwork(StateError):
    """Phones have no way to this machine that we know of."""

    def __init__(self) -> None:
        super().__init__(
            "找不到这台电脑在局域网里的地址，手机连不上。请先连上办公室的网络，"
            "或写明地址：mintobrief serve --phone 192.168.1.5"
        )
