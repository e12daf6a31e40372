"""Passwords: what is kept of them, and which are good enough."""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from mintobrief.errors import LogInLater, WeakPassword

LEAST, MOST = 10, 200  # characters
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read as another
_GROUPS, _OF = 4, 4
_DIFFERENT = 5  # characters
_RUNS = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")
_AT_ONCE = BoundedSemaphore(2)  # each takes 64 MiB and a core: more at once would stop the pages
_WAITING = BoundedSemaphore(10)  # for their turn, or every thread of the pages would
_SOON = 5.0  # seconds until there is room again


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()  # argon2id with the parameters of RFC 9106 for little memory


def hashed(password: str) -> str:
    """What is kept of a password."""
    with _AT_ONCE:
        return _hasher().hash(_same(password))


def is_right(password: str, kept: str | None) -> bool:
    """Whether it is the password of which that is kept; as slow where nothing is (None).

    Raises LogInLater where too many want to know at the same time.
    """
    if not _WAITING.acquire(blocking=False):
        raise LogInLater(_SOON)
    try:
        with _AT_ONCE:
            return _hasher().verify(kept or _nobodys(), _same(password)) and kept is not None
    except (VerificationError, InvalidHashError):
        return False
    finally:
        _WAITING.release()


def is_outdated(kept: str) -> bool:
    """Whether it was made with parameters that are no longer enough."""
    return _hasher().check_needs_rehash(kept)


def generated() -> str:
    """A password to be read out and typed once: 79 bits."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_OF)) for _ in range(_GROUPS))
    return "-".join(groups)


def check(password: str, name: str) -> None:
    """Raises WeakPassword for what is guessed among the first."""
    said = _same(password)
    if not LEAST <= len(said) <= MOST:
        raise WeakPassword(f"要 {LEAST} 到 {MOST} 个字符")
    plain = said.casefold()
    if len(set(plain)) < _DIFFERENT or any(plain in run or plain in run[::-1] for run in _RUNS):
        raise WeakPassword("太简单了，一猜就中")
    if name and plain.replace(name.casefold(), "").strip("0123456789") == "":
        raise WeakPassword("不能只是姓名加数字")


def _same(password: str) -> str:
    """However a keyboard put it together."""
    return unicodedata.normalize("NFKC", password)


@cache
def _nobodys() -> str:
    return _hasher().hash(secrets.token_urlsafe(32))
