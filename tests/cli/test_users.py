"""Accounts from the terminal: the first administrator comes from nowhere else."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from mintobrief.domain.person import Role, Scope
from mintobrief.store import open_library
from mintobrief.store.accounts import Accounts, Caller
from tests.cli.conftest import Call

HERE = Caller("192.0.2.7")
NEW = "小区北门的桂花全都开了"


def secret(told: str) -> str:
    return str(re.findall(r"(?:密码|令牌)：(\S+)", told)[0])


def test_the_first_administrator_is_made_in_the_terminal(call: Call, library: Path) -> None:
    """The password is shown once, lets one in, and has to be changed."""
    made = call("users", "add", "李主任", "--role", "管理员", "--role", "记录人")
    assert made.code == 0
    assert "记录人、管理员" in made.out
    assert "只显示这一次" in made.out
    with open_library(library) as opened:
        accounts = Accounts(opened.database)
        person = accounts.sessions.log_in("李主任", secret(made.out), HERE).person
    assert person.roles == {Role.RECORDER, Role.ADMINISTRATOR}
    assert person.must_change


def test_a_password_may_be_typed(
    call: Call, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twice alike, without being shown."""
    typed = iter([NEW, "别的", NEW, NEW])
    monkeypatch.setattr("getpass.getpass", lambda _: next(typed))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    made = call("users", "add", "李主任", "--role", "管理员", "--password")
    assert made.code == 0
    assert "两次写的不一样" in made.err
    assert NEW not in made.out
    with open_library(library) as opened:
        accounts = Accounts(opened.database)
        assert not accounts.sessions.log_in("李主任", NEW, HERE).person.must_change


def test_a_password_is_not_asked_for_where_nobody_sits(call: Call) -> None:
    tried = call("users", "add", "李主任", "--password")
    assert tried.code == 2
    assert "终端" in tried.err


def test_people_are_listed_changed_and_disabled(call: Call, library: Path) -> None:
    assert "还没有账号" in call("users", "list").out
    first = secret(call("users", "add", "李主任", "--role", "管理员").out)
    call("users", "add", "王秀英")
    with open_library(library) as opened:
        Accounts(opened.database).sessions.log_in("李主任", first, HERE)
    assert (
        call("users", "role", "王秀英", "记录人", "签发人").out.strip().endswith("记录人、签发人")
    )
    assert call("users", "disable", "王秀英").code == 0
    told = call("users", "list").out
    assert "已停用" in told
    assert "没有登录过" in told
    assert call("users", "enable", "王秀英").code == 0
    assert "已停用" not in call("users", "list").out


def test_a_forgotten_password_is_reset(call: Call, library: Path) -> None:
    old = secret(call("users", "add", "李主任", "--role", "管理员").out)
    new = secret(call("users", "reset", "李主任").out)
    assert new != old
    with open_library(library) as opened:
        assert Accounts(opened.database).sessions.log_in("李主任", new, HERE)


def test_a_token_for_a_program_is_made(call: Call, library: Path) -> None:
    """It is good once its owner has changed the password, and says so."""
    call("users", "add", "王秀英", "--role", "记录人")
    made = call("users", "token", "王秀英", "--for", "月报", "--judge", "--days", "3")
    assert "改了密码以后" in made.out
    with open_library(library) as opened:
        accounts = Accounts(opened.database)
        assert accounts.tokens.owner(secret(made.out)) is None
        person = accounts.people.named("王秀英")
        [token] = accounts.tokens.of(person)
        assert (token.name, token.scope) == ("月报", Scope.JUDGE)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["add", "李主任", "--role", "国王"], 2, "记录人、签发人、管理员"),
        (["add", "李主任"], 4, "已经有叫"),
        (["add", " "], 2, "真实姓名"),
        (["role", "李主任", "记录人"], 4, "最后一个管理员"),
        (["disable", "李主任"], 4, "最后一个管理员"),
        (["reset", "张三"], 4, "没有 张三 这个账号"),
        (["token", "李主任", "--for", "x", "--days", "0"], 2, "1 到 366"),
        (["token", "李主任"], 2, "--for"),
    ],
)
def test_what_cannot_be_is_told(call: Call, words: list[str], code: int, told: str) -> None:
    call("users", "add", "李主任", "--role", "管理员")
    tried = call("users", *words)
    assert tried.code == code, tried.err
    assert told in tried.err
