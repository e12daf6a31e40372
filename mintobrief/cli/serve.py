"""`mintobrief serve`: the pages and the work behind them, on this computer or for an office."""

from __future__ import annotations

import signal
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from ipaddress import ip_address
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.parameters import AnyPath, settings_of
from mintobrief.config import Settings
from mintobrief.errors import BadAddress

if TYPE_CHECKING:
    from mintobrief.web.server import Door

HERE, PORT = "127.0.0.1", 8000
_FIND = "auto"


@click.command("serve", cls=ChineseCommand)
@click.option(
    "--host",
    default=HERE,
    metavar="地址",
    help="默认 127.0.0.1，只有这台电脑能打开。写局域网地址或 0.0.0.0，别的电脑登录后也能用。",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    metavar="端口",
    help="默认 8000；0 是任选一个空着的。",
)
@click.option(
    "--name", "names", multiple=True, metavar="域名", help="浏览器里用的域名，可以写几个。"
)
@click.option("--cert", type=AnyPath, metavar="文件", help="https 证书（PEM）。")
@click.option(
    "--key", type=AnyPath, metavar="文件", help="证书的密钥（PEM）；在同一个文件里就不写。"
)
@click.option(
    "--https-proxy",
    "proxy",
    metavar="地址",
    help="前面有 https 反向代理时写它的地址，如 127.0.0.1；只收它转来的。要同时写 --name。",
)
@click.option(
    "--phone",
    "phones",
    is_flag=False,
    flag_value=_FIND,
    metavar="[地址]",
    help="另开一个门，让同一网络的手机扫码交文件；不写地址就自己找。",
)
@click.option(
    "--watch",
    type=AnyPath,
    metavar="文件夹",
    help="同时看着这个文件夹：里面来了新材料，就自动转换。",
)
@click.option(
    "--open",
    "opens",
    is_flag=True,
    help="同时在浏览器里打开，不用自己点链接；适合放在桌面快捷方式里。",
)
@click.pass_context
def command(
    context: click.Context,
    host: str,
    port: int,
    names: tuple[str, ...],
    cert: Path | None,
    key: Path | None,
    proxy: str | None,
    phones: str | None,
    watch: Path | None,
    opens: bool,
) -> None:
    """打开网页：上传、看进度、审核、下载简报。按 Ctrl-C 停止，没做完的下次接着做。

    默认只有这台电脑能打开，不用账号：打印的链接只能用一次，打开后那个浏览器就可以一直用，直到
    程序停止。要给别的电脑用，先建账号（mintobrief users add），再写 --host；那时每个人都要登录。
    """
    from mintobrief.web.server import Door

    _check(names, cert, key, proxy)
    finding = "" if phones == _FIND else phones
    settings = settings_of(context)
    with _watching(watch, settings) if watch else nullcontext():
        serve_pages(settings, Door(host, port, names, cert, key, proxy, finding), opens=opens)


def serve_pages(settings: Settings, door: Door, *, opens: bool = False) -> None:
    """Serve the library until Ctrl-C, and open it in a browser where that `opens` by itself.

    Raises AddressTaken before anything is shown.
    """
    from mintobrief.web.server import serve

    serve(settings, door, _Terminal(opens))
    click.echo("已停止。没做完的任务下次接着做，不会丢。")


@contextmanager
def _watching(folder: Path, settings: Settings) -> Iterator[None]:
    """Hand in what arrives in the folder while the pages are served; a bug in it stops them too.

    Raises NotFolder.
    """
    from mintobrief.cli.worker import watching

    ended, leaving = Event(), Event()

    def stop_pages() -> None:
        ended.wait()
        if not leaving.is_set():
            signal.raise_signal(signal.SIGINT)

    with watching(folder, settings, ended):
        Thread(target=stop_pages, name="watched", daemon=True).start()
        try:
            yield
        finally:
            leaving.set()
            ended.set()


def at_home(port: int) -> Door:
    """For this computer alone."""
    from mintobrief.web.server import Door

    return Door(HERE, port)


class _Terminal:
    """Prints how one gets in; the first time it `opens` a browser there, if it is to."""

    def __init__(self, opens: bool) -> None:
        self.opens = opens

    def link(self, link: str) -> None:
        click.echo(f"请在浏览器里打开（链接只能用一次）：\n  {link}")
        self._open(link)

    def opened(self, address: str, secure: bool) -> None:
        click.echo(f"请在浏览器里打开，用账号登录：\n  {address}")
        self._open(address)
        if not secure:
            _warn("网页", "密码和会议内容")

    def phones(self, address: str, secure: bool) -> None:
        click.echo(f"手机可以扫码交文件（在首页点“用手机上传”）：{address}")
        if not secure:
            _warn("手机", "交来的文件")

    def _open(self, address: str) -> None:
        """Once: the links after the first are for another browser. Where none can be opened, the
        printed one is still good."""
        if self.opens:
            self.opens = False
            webbrowser.open(address)


def _warn(who: str, what: str) -> None:
    click.echo(
        f"警告：{who}到这台电脑之间没有加密（http），同一网络里的人可能看到{what}。"
        "只在信得过的网络里用；要加密，请用 --cert 和 --key，或放在 https 反向代理后面。",
        err=True,
    )


def _check(names: tuple[str, ...], cert: Path | None, key: Path | None, proxy: str | None) -> None:
    """Raises BadAddress, UsageError."""
    for name in names:
        if not name.isascii() or any(c in name for c in "/@ \t") or not name.strip(".:"):
            raise BadAddress(name, "--name 写域名，如 huiyi.example.cn，不带 https:// 和路径")
    if proxy and not _is_address(proxy):
        raise BadAddress(proxy, "--https-proxy 写代理的 IP 地址，如 127.0.0.1")
    if key and not cert:
        raise click.UsageError("写了 --key，还要写 --cert")
    if proxy and cert:
        raise click.UsageError("--https-proxy 和 --cert 只能用一个：加密由代理做，或由本程序做")
    if proxy and not names:
        raise click.UsageError("用 --https-proxy 要同时写 --name：浏览器里是什么域名")


def _is_address(given: str) -> bool:
    try:
        ip_address(given)
    except ValueError:
        return False
    return True
