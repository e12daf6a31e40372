"""A briefing cannot be handed in, signed or shown as its state is."""

from __future__ import annotations

from datetime import date

from mintobrief.errors.state import StateError
from mintobrief.errors.usage import UsageError


class BriefingChanged(StateError):
    """Somebody changed what is to be signed since it was shown."""

    def __init__(self) -> None:
        super().__init__(
            "这一页打开以后，别人改过这份简报，或已经提交、签发、退回过。这一步没有执行，请刷新页面再看一遍。"
        )


class NotReady(StateError):
    """The checklist has lines that are neither put right nor knowingly left."""

    def __init__(self, left: int) -> None:
        super().__init__(f"核对清单里还有 {left} 处没有处理：请补上，或写明为什么就这样。")


class NotSubmitted(StateError):
    def __init__(self) -> None:
        super().__init__("这份简报现在不是待签发的，不能退回或收回。")


class UnknownSigning(StateError):
    def __init__(self, meeting_id: str, number: int) -> None:
        super().__init__(f"会议 {meeting_id} 没有编号为 {number} 的签发，或当时没有做成这种格式。")


class LeakFound(StateError):
    """A file of the posted edition shows what it must not; `told` are clauses in Chinese."""

    def __init__(self, told: str, count: int) -> None:
        more = f"等 {count} 处" if count > 1 else ""
        super().__init__(
            f"公示版的文件写好以后又查了一遍，里面还有应当遮去的：{told}{more}。文件没有交出。"
            "请在“遮盖”页把这些字另外遮去（可以公开的就照登），再导出一次。"
        )


class PreviewFailed(StateError):
    """`reason` is a clause in Chinese."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"简报的文件没有做成：{reason}。请再试一次；审核的内容不受影响。")


class NumberTaken(StateError):
    """Another briefing of the compound was signed while this one's files were made."""

    def __init__(self) -> None:
        super().__init__("刚有另一份简报签发，用去了这个期号。这一份没有签发，请再签一次。")


class NoSuchNumber(StateError):
    """`serial` is how the register writes it."""

    def __init__(self, serial: str) -> None:
        super().__init__(f"登记簿里没有 {serial}，或已经作废。请刷新登记簿再看一遍。")


class NumbersBegun(StateError):
    def __init__(self) -> None:
        super().__init__("登记簿里已经编过期号，不能再改起编的期号。编错的期号可以作废，写明理由。")


class SealedAhead(UsageError):
    """The register is never corrected, so a day that was mistyped must not come in."""

    def __init__(self, on: date) -> None:
        super().__init__(f"用印日期 {on:%Y-%m-%d} 还没有到。登记了就不能改，请核对日期。")
