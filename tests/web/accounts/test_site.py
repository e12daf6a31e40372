"""What the pages are called, who is asking, how much may be asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.requests import Request

from mintobrief.errors import LibraryUnwritable
from mintobrief.store.shared_rates import Rate, SharedRates
from mintobrief.web.accounts.access import AccountAccess
from mintobrief.web.accounts.words import browser
from mintobrief.web.lan import own_addresses
from mintobrief.web.office import Office
from mintobrief.web.rates import BYTES, REQUESTS, STRANGERS, Rates
from mintobrief.web.site import Site, is_local, names_of
from tests.web.accounts.house import GOOD, House, open_house

BY_HTTPS = Site(8000, ("huiyi.example.cn",), secure=True, proxy="10.0.0.2")


def asked(peer: str, **headers: str) -> Request:
    told = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "client": (peer, 1), "headers": told, "method": "GET"})


@pytest.mark.parametrize(
    ("site", "hosts"),
    [
        (Site(8000, ("a.cn",)), {"a.cn:8000"}),
        (Site(80, ("a.cn",)), {"a.cn", "a.cn:80"}),
        (Site(443, ("a.cn",), secure=True), {"a.cn", "a.cn:443"}),
        (Site(8000, ("a.cn", "b.cn:8443"), True, "10.0.0.2"), {"a.cn", "b.cn:8443"}),
        (Site(8000, ("[fe80::1]",)), {"[fe80::1]:8000"}),
    ],
)
def test_a_browser_says_the_port_where_it_is_not_the_usual(site: Site, hosts: set[str]) -> None:
    assert site.hosts == hosts
    assert site.address.endswith(("a.cn", "a.cn:8000", "[fe80::1]:8000"))


def test_only_pages_of_the_same_scheme_and_host_are_ours() -> None:
    assert BY_HTTPS.is_our_origin("https://huiyi.example.cn")
    for origin in (
        "http://huiyi.example.cn",
        "https://huiyi.example.cn:8000",
        "null",
        "",
        "https://",
    ):
        assert not BY_HTTPS.is_our_origin(origin)


def test_a_server_for_all_addresses_is_called_by_each_of_them() -> None:
    names = names_of("0.0.0.0", ["Huiyi.example.cn"], ["192.168.1.5", "fd00::1"])  # noqa: S104
    assert names[:3] == ("huiyi.example.cn", "192.168.1.5", "[fd00::1]")
    assert names_of("192.168.1.5", [], ["10.0.0.9"])[0] == "192.168.1.5"
    assert "10.0.0.9" not in names_of("192.168.1.5", [], ["10.0.0.9"])


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_this_machine_alone_is_local(host: str) -> None:
    assert is_local(host)
    assert not is_local("0.0.0.0")  # noqa: S104


def test_nobody_says_of_himself_where_he_comes_from() -> None:
    """What a stranger wrote into the header stands before what the proxy added."""
    site = Site(8000)
    assert site.address_of(asked("192.0.2.1", x_forwarded_for="10.9.9.9")) == "192.0.2.1"
    through = asked("10.0.0.2", x_forwarded_for="127.0.0.1, 203.0.113.5")
    assert BY_HTTPS.address_of(through) == "203.0.113.5"
    assert BY_HTTPS.address_of(asked("10.0.0.2")) == "10.0.0.2"
    assert BY_HTTPS.address_of(asked("10.0.0.2", x_forwarded_for="<b>")) == "b"
    assert site.address_of(asked("::ffff:192.0.2.1")) == "192.0.2.1"
    for told, meant in (("203.0.113.5:4711", "203.0.113.5"), ("[2001:db8::1]:47", "2001:db8::1")):
        assert BY_HTTPS.address_of(asked("10.0.0.2", x_forwarded_for=told)) == meant


def test_behind_a_proxy_nobody_comes_by_another_way() -> None:
    assert BY_HTTPS.is_let_through(asked("10.0.0.2"))
    assert BY_HTTPS.is_let_through(asked("::ffff:10.0.0.2"))
    assert not BY_HTTPS.is_let_through(asked("192.0.2.1", x_forwarded_for="10.0.0.2"))


def test_the_own_addresses_are_of_a_network() -> None:
    for address in own_addresses():
        assert not address.startswith("127.")


@pytest.fixture
def by_https(office: Office) -> House:
    """Behind a proxy that the tests' client is."""
    site = Site(8000, ("huiyi.example.cn",), secure=True, proxy="testclient")
    access = AccountAccess(site, office.accounts)
    return open_house(Office(office.library, office.queue, access, office.settings))


def test_by_https_the_cookies_are_secure_and_the_browser_is_told_to_stay(by_https: House) -> None:
    visitor = by_https.stranger()
    answer = visitor.log_in("王秀英", GOOD)
    assert answer.status_code == 204, answer.text
    kept = answer.headers.get_list("set-cookie")  # type: ignore[attr-defined]
    assert [cookie.partition("=")[0] for cookie in kept] == [
        "__Host-mintobrief_8000",
        "__Host-mintobrief_known_8000",
    ]
    assert all("; secure" in cookie.lower() and "path=/" in cookie.lower() for cookie in kept)
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert visitor.get("/").status_code == 200
    assert "没有加密" not in by_https.stranger().get("/login").text


def test_past_the_proxy_nothing_is_answered(office: Office) -> None:
    site = Site(8000, ("huiyi.example.cn",), secure=True, proxy="10.0.0.2")
    house = open_house(
        Office(office.library, office.queue, AccountAccess(site, office.accounts), office.settings)
    )
    answer = house.stranger().get("/login")
    assert answer.status_code == 403
    assert "反向代理" in answer.text


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_what_was_taken_comes_back_with_time() -> None:
    clock = Clock()
    rates, rate = Rates(clock), Rate("x", 3, 1 / 2)
    assert [rates.take(rate, "a") for _ in range(4)] == [0, 0, 0, 2]
    assert rates.take(rate, "b") == 0
    clock.now += 2
    assert rates.take(rate, "a") == 0
    clock.now += 1000
    assert [rates.take(rate, "a") for _ in range(4)] == [0, 0, 0, 2]


def test_what_came_is_paid_for_afterwards() -> None:
    clock = Clock()
    rates, rate = Rates(clock), Rate("x", 10, 1)
    rates.charge(rate, "a", 15)
    assert rates.take(rate, "a", 0) == 5
    clock.now += 5
    assert rates.take(rate, "a", 0) == 0


def test_two_servers_count_together(house: House) -> None:
    """What one has dealt out, or holds ready, the other does not have."""
    common = SharedRates(house.office.library.database)
    rate, clock = Rate("x", 40, 1 / 1000), Clock()
    one, two = Rates(clock, common), Rates(clock, common)
    taken = [server.take(rate, "a") for _ in range(25) for server in (one, two)]
    assert sum(wait == 0 for wait in taken) == 40
    assert taken[-1] > 0
    assert one.take(rate, "b") == 0


def test_what_came_is_paid_for_at_any_server(house: House) -> None:
    common = SharedRates(house.office.library.database)
    rate, clock = Rate("x", 10, 1 / 1000), Clock()
    one, two = Rates(clock, common), Rates(clock, common)
    one.charge(rate, "a", 15)
    assert one.take(rate, "a", 0) > 0
    assert two.take(rate, "a", 1) > 0


def test_where_the_common_store_fails_a_server_counts_by_itself() -> None:
    class Broken:
        def take(self, rate: Rate, who: str, lot: float) -> float:
            raise LibraryUnwritable("/library", f"{rate} {who} {lot}")

    rates = Rates(Clock(), Broken())
    assert [rates.take(Rate("x", 2, 1), "a") for _ in range(3)] == [0, 0, 1]


def test_memory_of_rates_has_an_end() -> None:
    rates, rate = Rates(Clock()), Rate("x", 1, 1)
    for number in range(20_100):
        rates.take(rate, str(number))
    assert rates.take(rate, "0") == 0
    assert rates.take(rate, "20099") == 1


def test_who_asks_too_much_is_told_when_to_come_again(house: House) -> None:
    """One session; the others go on."""
    busy, other = house.browser(house.clerk), house.browser(house.signer)
    session = house.access.session(busy.key)
    assert session is not None
    house.access.rates.charge(REQUESTS, session.key, REQUESTS.most + 30 * REQUESTS.each)
    answer = busy.get("/")
    assert answer.status_code == 429
    assert 29 <= int(answer.headers["retry-after"]) <= 31
    assert "要得太快了" in answer.text
    assert other.get("/").status_code == 200


def test_strangers_wait_by_address_but_may_have_the_sheets(house: House) -> None:
    visitor = house.stranger()
    house.access.rates.charge(STRANGERS, "testclient", STRANGERS.most + 1)
    assert visitor.get("/login").status_code == 429
    assert visitor.get("/static/page.css").status_code == 200


def test_bytes_are_counted_as_they_come_and_by_person(house: House) -> None:
    """Who logs in anew has no new allowance."""
    house.access.rates = Rates(Clock())
    browser, person = house.browser(house.clerk), f"person {house.clerk.id}"
    browser.client.post("/who", content=b"x" * 1000, headers=browser.headers)
    left = house.access.rates._now(BYTES, person)
    assert left == BYTES.most - 1000
    house.access.rates.charge(BYTES, person, BYTES.most)
    assert browser.get("/").status_code == 429
    assert house.browser(house.clerk).get("/").status_code == 429
    assert house.browser(house.signer).get("/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36",
            "Chrome（Windows）",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge（Windows）"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/140 MicroMessenger/8.0", "微信（安卓）"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko Firefox/140.0", "Firefox（Linux）"),
        ("curl/8", "不明的程序"),
        ("", "不明的程序"),
    ],
)
def test_a_browser_is_called_what_people_call_it(agent: str, told: str) -> None:
    assert browser(agent) == told


def test_a_database_that_is_away_is_told(house: House, tmp_path: Path) -> None:
    key = house.browser(house.clerk).key
    house.office.library.engine.dispose()
    database = tmp_path / "library" / "library.db"
    database.rename(tmp_path / "away.db")
    database.mkdir()
    answer = house.stranger().get("/", Cookie=f"{house.access.cookie}={key}")
    assert answer.status_code == 503
    assert "资料库" in answer.text
