"""What the commands about accounts have in common."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from mintobrief.cli.parameters import Choice, library_of, settings_of
from mintobrief.cli.plain import plain
from mintobrief.domain.person import Role

if TYPE_CHECKING:
    from mintobrief.store.accounts import Accounts

_ROLES = {role.called: role for role in Role}
A_ROLE = Choice(*_ROLES)


def roles_of(words: Iterable[str]) -> frozenset[Role]:
    return frozenset(_ROLES[word] for word in words)


def titles(roles: Iterable[Role]) -> str:
    """记录人、签发人: in the order they are always told in."""
    held = set(roles)
    return "、".join(role.called for role in Role if role in held) or "只能看"


@contextmanager
def accounts_of(context: click.Context) -> Iterator[Accounts]:
    """The accounts of the library that the settings name."""
    from mintobrief.store.accounts import Accounts

    with library_of(settings_of(context)) as library:
        yield Accounts(library.database)


def who() -> str:
    """Who does it, for the log: the user of this computer."""
    try:
        return f"终端：{getpass.getuser()}"
    except (OSError, KeyError):  # a user that the system knows no name of
        return "终端"


def new_password(typed: bool) -> str:
    """Typed twice without being shown, or generated. Raises UsageError, Abort."""
    from mintobrief.store.accounts import passwords

    if not typed:
        return passwords.generated()
    if not sys.stdin.isatty():
        raise click.UsageError("密码要在终端里写；脚本里不加 --password，由程序生成")
    while True:
        first = getpass.getpass("新密码（至少 10 个字符，不显示）：")
        if getpass.getpass("再写一遍：") == first:
            return first
        click.echo("两次写的不一样，请再来。", err=True)


def show_once(label: str, secret: str, then: str) -> None:
    """The one time that it is seen."""
    click.echo(plain(f"{label}：{secret}"))
    click.echo(f"只显示这一次，请现在交给本人。{then}")
