"""What the pages of the accounts call things."""

from __future__ import annotations

from mintobrief.store.accounts import Outcome
from mintobrief.store.refusals import Why

_OUTCOMES = {
    Outcome.IN: "登录",
    Outcome.OUT: "退出",
    Outcome.FAILED: "没有登录成：姓名或密码不对",
    Outcome.DISABLED: "没有登录成：账号已停用",
}
_REFUSALS = {
    Why.HOST: "网址不是本程序的",
    Why.ROUNDABOUT: "没有从登记的反向代理进来",
    Why.ORIGIN: "是别的网站发来的",
    Why.STALE: "没有带页面的防伪码，页面可能太旧",
    Why.TOKEN: "令牌不对、过期或已作废",
    Why.READS_ONLY: "令牌只能读，却要改",
    Why.LINK: "链接或二维码用过了、过期了，或者不对",
    Why.ROLE: "账号没有这个角色",
    Why.HIDDEN: "这次会议不给这个人看",
    Why.TOO_OFTEN: "密码错得太多，还在等候",
    Why.TOO_MUCH: "短时间里打开或下载得太多",
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


def refused(why: Why) -> str:
    return _REFUSALS[why]


def browser(agent: str) -> str:
    """Chrome（Windows）: what it calls itself, as far as a person wants to know."""
    name = next((told for word, told in _BROWSERS if word in agent), "")
    system = next((told for word, told in _SYSTEMS if word in agent), "")
    if not name:
        return "不明的程序"
    return f"{name}（{system}）" if system else name
