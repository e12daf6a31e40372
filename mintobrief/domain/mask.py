"""What the posted edition (公示版) keeps back, and what persons said of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mintobrief.domain.plain import key_of


class MaskKind(StrEnum):
    """Why something is kept back."""

    PHONE = "phone"
    IDENTITY = "identity"
    CARD = "card"
    NUMBER = "number"
    CONTACT = "contact"
    PLATE = "plate"
    FLAT = "flat"
    NAME = "name"
    ADDED = "added"

    @property
    def called(self) -> str:
        """What it is, in a word or two."""
        return _CALLED[self]

    @property
    def why(self) -> str:
        """The rule, in a sentence."""
        return _WHY[self]


_CALLED = {
    MaskKind.PHONE: "电话",
    MaskKind.IDENTITY: "证件号",
    MaskKind.CARD: "账号卡号",
    MaskKind.NUMBER: "长号码",
    MaskKind.CONTACT: "联系方式",
    MaskKind.PLATE: "车牌",
    MaskKind.FLAT: "门牌",
    MaskKind.NAME: "居民姓名",
    MaskKind.ADDED: "另加的",
}
_WHY = {
    MaskKind.PHONE: "电话只留头尾；对外公布的值班电话、热线可以照登",
    MaskKind.IDENTITY: "证件号码不公示",
    MaskKind.CARD: "银行账号、卡号不公示",
    MaskKind.NUMBER: "十二位以上的号码，可能是证件或账号；合同号、编号可以照登",
    MaskKind.CONTACT: "邮箱、微信号、QQ号是个人的联系方式；单位对外的可以照登",
    MaskKind.PLATE: "车牌只留归属地和末两位",
    MaskKind.FLAT: "门牌只写到楼栋",
    MaskKind.NAME: "居民只称姓；在会上履职的人员写姓名和职务，可以照登",
    MaskKind.ADDED: "审核的人另外要求遮去",
}


@dataclass(frozen=True, slots=True)
class Mask:
    """Words that are kept back, and what stands there instead."""

    kind: MaskKind
    found: str
    instead: str


class Ruling(StrEnum):
    """What a person made of a mask."""

    OPEN = "open"  # nobody looked, or it was taken back
    HIDE = "hide"  # 遮
    KEEP = "keep"  # 照登


@dataclass(frozen=True, slots=True)
class MaskRuling:
    """One person's word on the words `found`, wherever they stand and however they are spelt.

    `was` is what held until then, as the person was shown it. `instead` is what stands in the
    place of what is hidden.
    """

    found: str
    ruling: Ruling
    was: Ruling = Ruling.OPEN
    instead: str = ""

    def __post_init__(self) -> None:
        if not self.found.strip():
            raise ValueError("a ruling is about words")
        if bool(self.instead) != (self.ruling is Ruling.HIDE):
            raise ValueError("exactly in the place of what is hidden something stands")

    @property
    def key(self) -> str:
        """The words as they are compared, however they are spelt."""
        return key_of(self.found)


def told_unconfirmed(count: int) -> str:
    """That nobody confirmed so many of the masks, without a full stop."""
    return f"公示版遮去的还有 {count} 项没有人确认"
