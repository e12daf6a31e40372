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
    """Others on the network would reach pages that have no accounts yet."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"不能在 {host} 上开网页：现在还没有登录账号，局域网里谁都能看到会议内容。"
            "请用 127.0.0.1（默认），只在这台电脑上打开。"
        )
