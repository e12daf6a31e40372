"""In by name and password, where the pages are open to other machines."""

from __future__ import annotations

from collections import OrderedDict
from hashlib import sha256
from threading import Lock

from mintobrief.domain.person import Person, Role, Scope
from mintobrief.store.accounts import Accounts
from mintobrief.store.accounts.keys import hash_of
from mintobrief.store.shared_rates import SharedRates
from mintobrief.web.access import Session
from mintobrief.web.rates import Rates
from mintobrief.web.review.undo import Steps
from mintobrief.web.site import Site

_MOST = 1000  # sessions whose steps are remembered


class AccountAccess:
    """Sessions are in the library's database: they outlive the server and are good for several
    servers; only what can be undone is this one's."""

    open = ("/login", "/static/")
    way_in = "/login"
    closed = "请先登录。登录过的，可能是太久没有用，已经自动退出。"

    def __init__(self, site: Site, accounts: Accounts) -> None:
        self.site = site
        self.rates = Rates(common=SharedRates(accounts.database))
        self.accounts = accounts
        self._steps: OrderedDict[str, dict[str, Steps]] = OrderedDict()
        self._lock = Lock()

    @property
    def cookie(self) -> str:
        return self._named("mintobrief")

    @property
    def known_cookie(self) -> str:
        """The cookie by which a browser is recognised at the next log-in."""
        return self._named("mintobrief_known")

    def session(self, key: str | None, *, present: bool = True) -> Session | None:
        found = self.accounts.sessions.holder(key, present=present) if key else None
        if found is None or not key:
            return None
        (person, hidden), kept = found, hash_of(key)
        return Session(
            csrf=sha256(f"csrf {key}".encode()).hexdigest(),
            reviewer=person.name,
            steps=self._steps_of(kept),
            person=person,
            roles=person.roles,
            key=f"session {kept}",
            hidden=hidden,
        )

    def program(self, token: str) -> Session | None:
        return session_of_program(self.accounts, token)

    def _named(self, name: str) -> str:
        # a browser takes a cookie of this prefix from nobody but this host, by https
        return f"{'__Host-' if self.site.secure else ''}{name}_{self.site.port}"

    def _steps_of(self, kept: str) -> dict[str, Steps]:
        with self._lock:
            steps = self._steps.setdefault(kept, {})
            self._steps.move_to_end(kept)
            if len(self._steps) > _MOST:
                self._steps.popitem(last=False)
            return steps


def session_of_program(accounts: Accounts, token: str) -> Session | None:
    """What the holder of a token is let in as; None where it is no good.

    Of the roles only a judging token has any. Raises a StateError.
    """
    found = accounts.tokens.owner(token)
    if found is None:
        return None
    person, scope = found
    return Session(
        csrf="",
        reviewer=person.name,
        person=person,
        roles=_roles(person, scope),
        scope=scope,
        key=f"token {hash_of(token)}",
        hidden=accounts.permissions.hidden_from(person),
    )


def _roles(person: Person, scope: Scope) -> frozenset[Role]:
    return person.roles if scope is Scope.JUDGE else frozenset()
