"""An office open to other machines, with people who log in."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.testclient import TestClient

from mintobrief.domain.person import Person
from mintobrief.web.accounts.access import AccountAccess
from mintobrief.web.app import create_app
from mintobrief.web.office import Office
from tests.web.rooms import Answer

GOOD = "小区北门的桂花全都开了"
OTHER = "又一句只有我记得的话"
OUTSIDE = "https://huiyi.example.cn"


@dataclass
class House:
    """The pages, and who is who."""

    app: FastAPI
    office: Office
    head: Person  # 管理员
    clerk: Person  # 记录人
    signer: Person  # 签发人
    guest: Person  # no role: reads only
    origin: str

    @property
    def access(self) -> AccountAccess:
        assert isinstance(self.office.access, AccountAccess)
        return self.office.access

    def stranger(self) -> Visitor:
        """A browser that nobody logged in with."""
        client = TestClient(self.app, base_url=self.origin, raise_server_exceptions=False)
        return Visitor(self, client)

    def browser(self, person: Person, password: str = GOOD) -> Visitor:
        """A browser that the person logged in with."""
        visitor = self.stranger()
        answer = visitor.log_in(person.name, password)
        assert answer.status_code == 204, answer.text
        return visitor


@dataclass
class Visitor:
    """A browser: its cookies, the origin, the token of the page."""

    house: House
    client: TestClient

    @property
    def key(self) -> str:
        return self.client.cookies.get(self.house.access.cookie) or ""

    @property
    def csrf(self) -> str:
        session = self.house.access.session(self.key)
        return session.csrf if session else ""

    @property
    def headers(self) -> dict[str, str]:
        return {"Origin": self.house.origin, "X-CSRF-Token": self.csrf, "X-Piece": "1"}

    def log_in(self, name: str, password: str, **more: str) -> Answer:
        fields = {"name": name, "password": password, **more}
        return self.post("/login", **fields)

    def get(self, path: str, **headers: str) -> Answer:
        return self.client.get(path, headers=headers, follow_redirects=False)

    def post(self, path: str, **fields: str) -> Answer:
        return self.client.post(path, data=fields, headers=self.headers, follow_redirects=False)

    def ask(self, method: str, path: str) -> Answer:
        return self.client.request(method, path, headers=self.headers, follow_redirects=False)


def open_house(office: Office) -> House:
    """With a person of each kind."""
    from mintobrief.domain.person import Role

    people, access = office.accounts.people, office.access
    assert isinstance(access, AccountAccess)
    head = people.add("李主任", [Role.ADMINISTRATOR], GOOD, by="终端", given=False)
    clerk = people.add("王秀英", [Role.RECORDER], GOOD, by="李主任", given=False)
    signer = people.add("周敏", [Role.SIGNER], GOOD, by="李主任", given=False)
    guest = people.add("赵六", [], GOOD, by="李主任", given=False)
    return House(create_app(office), office, head, clerk, signer, guest, access.site.address)
