"""Tokens of programs: what they open, and until when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from mintobrief.domain.person import Person, Scope
from mintobrief.errors import BadToken
from mintobrief.store import schema
from mintobrief.store.accounts import Accounts
from mintobrief.store.library import Library


def test_a_token_is_good_until_its_day_or_its_end(
    accounts: Accounts, clerk: Person, head: Person, library: Library
) -> None:
    """It is shown once: the database has its hash."""
    key = accounts.tokens.add(clerk, "月报", Scope.JUDGE, 30)
    [token] = accounts.tokens.of(clerk)
    assert (token.name, token.scope, token.seen_at) == ("月报", Scope.JUDGE, None)
    assert token.expires_at - token.created_at == timedelta(days=30)
    assert accounts.tokens.owner(key) == (clerk, Scope.JUDGE)
    assert accounts.tokens.of(clerk)[0].seen_at is not None
    with library.database.reading() as connection:
        assert key not in str(connection.execute(select(schema.api_tokens)).all())
    accounts.tokens.revoke(head, token.id)  # not hers to end
    assert accounts.tokens.owner(key)
    accounts.tokens.revoke(clerk, token.id)
    assert accounts.tokens.owner(key) is None
    assert accounts.tokens.of(clerk) == ()


def test_a_token_of_yesterday_opens_nothing(
    accounts: Accounts, clerk: Person, library: Library
) -> None:
    key = accounts.tokens.add(clerk, "月报", Scope.READ, 1)
    over = {"expires_at": datetime.now(UTC) - timedelta(seconds=1)}
    with library.database.writing() as connection:
        connection.execute(update(schema.api_tokens).values(**over))
    assert accounts.tokens.owner(key) is None


@pytest.mark.parametrize(
    ("name", "scope", "days"),
    [("", Scope.READ, 1), ("x", Scope.FULL, 1), ("x", Scope.READ, 0), ("x", Scope.READ, 367)],
)
def test_a_token_has_a_purpose_a_scope_and_an_end(
    accounts: Accounts, clerk: Person, name: str, scope: Scope, days: int
) -> None:
    with pytest.raises(BadToken):
        accounts.tokens.add(clerk, name, scope, days)


def test_tokens_do_not_pile_up(accounts: Accounts, clerk: Person) -> None:
    for number in range(20):
        accounts.tokens.add(clerk, str(number), Scope.READ, 1)
    with pytest.raises(BadToken):
        accounts.tokens.add(clerk, "21", Scope.READ, 1)
