"""Who answers for a briefing: handed in by the recorder (记录人), signed by the issuer (签发人)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mintobrief.domain.mask import MaskRuling


class SigningAct(StrEnum):
    """What a person did on the way of a briefing to its publication."""

    SUBMITTED = "submitted"  # 提交签发
    WITHDRAWN = "withdrawn"  # 收回, by who submitted it
    RETURNED = "returned"  # 退回修改, with a reason
    SIGNED = "signed"  # 签发
    EXCUSED = "excused"  # a gap is known and stays, with a reason
    UNEXCUSED = "unexcused"  # …or it does not
    HEADED = "headed"  # 文头: what kind of paper it is, its number, where it goes
    MASKED = "masked"  # 遮盖: what the posted edition keeps back was looked at


_OF_A_GAP = (SigningAct.EXCUSED, SigningAct.UNEXCUSED)
_MOVES = (
    SigningAct.SUBMITTED,
    SigningAct.WITHDRAWN,
    SigningAct.RETURNED,
    SigningAct.SIGNED,
)
_WITH_REASON = (SigningAct.RETURNED, SigningAct.EXCUSED)


@dataclass(frozen=True, slots=True)
class Signing:
    """One step of it; append-only, the latest counts.

    `about` names the finding of the checklist that is excused. `version` is that of the meeting
    as the person saw it, `packet` the hash of the files as they were signed, `head` what was
    filled in around the text, by the names the exporters have for it, `masks` what was said of
    masks. `at` is aware.
    """

    act: SigningAct
    by: str
    at: datetime
    reason: str = ""
    about: str = ""
    version: int = 0
    packet: str | None = None
    head: tuple[tuple[str, str], ...] = ()
    masks: tuple[MaskRuling, ...] = ()

    def __post_init__(self) -> None:
        if not self.by.strip():
            raise ValueError("somebody signs")
        if self.at.tzinfo is None:
            raise ValueError("a signing's time knows its zone")
        if bool(self.about) != (self.act in _OF_A_GAP):
            raise ValueError("exactly what is excused is about a finding")
        if self.act in _WITH_REASON and not self.reason.strip():
            raise ValueError(f"{self.act} has a reason")
        if (self.packet is not None) != (self.act is SigningAct.SIGNED):
            raise ValueError("exactly what is signed has its files")
        if self.head and self.act is not SigningAct.HEADED:
            raise ValueError("only a head has one")
        if bool(self.masks) != (self.act is SigningAct.MASKED):
            raise ValueError("exactly what is said of masks has rulings")

    @property
    def is_excuse(self) -> bool:
        """Whether it is about a gap, and not about the whole briefing."""
        return self.act in _OF_A_GAP

    @property
    def moves(self) -> bool:
        """Whether it brings the briefing further on its way, or back."""
        return self.act in _MOVES


@dataclass(frozen=True, slots=True)
class Approval:
    """Who signed a briefing (签发人) and on which day, as it is printed in it.

    Both None: nobody did yet, and the briefing says that it is a draft.
    """

    by: str | None
    on: date | None
