"""Whether a browser on this computer can come to the pages."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection, HTTPException
from urllib.request import getproxies, proxy_bypass

from mintobrief.cli.doctor.diagnosis import Diagnosis
from mintobrief.cli.serve import HERE, PORT

_WAIT = 3.0  # seconds
_MOST = 100_000  # bytes of a page that are read
_OURS = "会议简报".encode()


def reaching(environ: Mapping[str, str]) -> Iterator[Diagnosis]:
    """The usual port, and the way from a browser to it."""
    yield port(PORT)
    yield browser(environ)


def port(number: int) -> Diagnosis:
    """Whether the pages can be served at this port."""
    what = f"网页端口 {number}"
    try:
        with socket.socket() as door:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            door.bind((HERE, number))
    except OSError:
        if _answers_as_we_do(number):
            return Diagnosis(what, "mintobrief 已经开着，打开它印出的链接就能用")
        advice = f"被别的程序占着。请换一个：mintobrief serve --port {number + 1}"
        return Diagnosis(what, "用不了", advice, needed=False)
    return Diagnosis(what, "空着，可以用")


def _answers_as_we_do(number: int) -> bool:
    asked = HTTPConnection(HERE, number, timeout=_WAIT)
    try:
        asked.request("GET", "/")
        return _OURS in asked.getresponse().read(_MOST)
    except (OSError, HTTPException):
        return False
    finally:
        asked.close()


def browser(environ: Mapping[str, str]) -> Diagnosis:
    """What may stand between a browser and the pages: this computer itself, a proxy, a wire."""
    what = "浏览器能不能打开网页"
    if not _reaches_itself():
        advice = f"这台电脑连不上它自己（{HERE}），多半是防火墙或杀毒软件拦着，请放行 Python。"
        return Diagnosis(what, "不能", advice)
    if getproxies().get("http") and not proxy_bypass(HERE):
        advice = (
            f"系统设了代理，浏览器会到代理那里去找 {HERE}。"
            f"请在代理的设置里把 {HERE} 列为“不用代理”。"
        )
        return Diagnosis(what, "要看代理的设置", advice, needed=False)
    if environ.get("SSH_CONNECTION"):
        advice = (
            f"您是从别的电脑登录来的。在您面前那台上运行 ssh -L {PORT}:{HERE}:{PORT} 用户@这台，"
            "再用那里的浏览器打开链接；或照 docs/office.md 开给别的电脑。"
        )
        return Diagnosis(what, "要在这台电脑上打开", advice, needed=False)
    return Diagnosis(what, f"能（http://{HERE}:{PORT}）")


def _reaches_itself() -> bool:
    try:
        with socket.create_server((HERE, 0)) as door:
            address = door.getsockname()
            with socket.create_connection(address, timeout=_WAIT):
                return True
    except OSError:
        return False
