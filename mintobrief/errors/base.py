"""What every error is that a person can do something about."""

from __future__ import annotations

from typing import Any, ClassVar


class MintobriefError(Exception):
    """An error a person can do something about. It can be pickled: what it says and holds."""

    exit_code: ClassVar[int] = 1

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), self.args), self.__dict__


def _restored(kind: type[MintobriefError], said: tuple[Any, ...]) -> MintobriefError:
    """The error another process raised; what its message was built of is gone by now."""
    return kind.__new__(kind, *said)
