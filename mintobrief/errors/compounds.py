"""What can be wrong with a compound (小区), its roster and its glossary."""

from __future__ import annotations

from collections.abc import Iterable

from mintobrief.errors.input import InputError
from mintobrief.errors.state import StateError
from mintobrief.errors.usage import UsageError


class UnknownCompound(StateError):
    def __init__(self, given: str, known: Iterable[str] = ()) -> None:
        super().__init__(
            f"资料库里没有小区“{given}”。已有的是：{'、'.join(known) or '（还没有）'}。"
        )


class CompoundTaken(StateError):
    def __init__(self, name: str) -> None:
        super().__init__(f"已经有一个小区叫“{name}”。请换一个名称，或打开那一个来改。")


class CompoundEdited(StateError):
    def __init__(self, name: str, by: str) -> None:
        super().__init__(f"{by} 刚刚也改了“{name}”的同一部分，您的没有存入。请看一遍再定。")


class BadCompound(UsageError):
    """`reason` says what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"没有存入：{reason}")


class BadList(InputError):
    """A file that should hold a roster or a glossary."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name} 里没有读到名册或词表：{reason}")
