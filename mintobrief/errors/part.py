"""A batch is done, but for some of its files."""

from __future__ import annotations

from mintobrief.errors.base import MintobriefError


class PartFailed(MintobriefError):
    """`failed` files and pages came to nothing; `ledger` is where each is accounted for."""

    exit_code = 6

    def __init__(self, failed: int, ledger: str) -> None:
        super().__init__(
            f"有 {failed} 处没有转换成功，其余的已经入库。逐个的原因见台账 {ledger}。"
            "处理好以后再运行一次同样的命令，做过的不会重做。"
        )
