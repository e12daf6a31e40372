"""What the pages of the accounts call things."""

from __future__ import annotations

from mintobrief.store.accounts import Outcome

_OUTCOMES = {
    Outcome.IN: "登录",
    Outcome.OUT: "退出",
    Outcome.FAILED: "没有登录成：姓名或密码不对",
    Outcome.DISABLED: "没有登录成：账号已停用",
}
# the first that is in the name; each later one's browsers have it in theirs too
_BROWSERS = (
    ("MicroMessenger", "微信"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "安卓"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "苹果电脑"),
    ("Linux", "Linux"),
)


def outcome(value: Outcome) -> str:
    return _OUTCOMES[value]


def browser(agent: str) -> str:
    """Chrome（Windows）: what it calls itself, as far as a person wants to know."""
    name = next((told for word, told in _BROWSERS if word in agent), "")
    system = next((told for word, told in _SYSTEMS if word in agent), "")
    if not name:
        return "不明的程序"
    return f"{name}（{system}）" if system else name
