"""The options that fill in what stands around a briefing's text, for the commands that make one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from mintobrief.cli.parameters import Choice
from mintobrief.errors import BadAddress
from mintobrief.export import PROFILES, Letterhead
from mintobrief.export.letterhead import is_web_address

F = TypeVar("F", bound=Callable[..., Any])

# option → what the help says of it
_WORDS = {
    "issuer": ("单位", "发布（编印）单位。"),
    "serial": ("期号", "照印的期号，如“第12期（总第36期）”。"),
    "mark": ("字样", "第一行左边的密级或“内部资料”。"),
    "number": ("编号", "第一行右边的编号。"),
    "report": ("单位", "报尾里“报”（上级）的单位。"),
    "send": ("单位", "报尾里“送”（平级）的单位。"),
    "distribute": ("单位", "报尾里“发”（下级）的单位。"),
    "copies": ("字样", "印数，如“（共印30份）”。"),
    "address": ("网址", "公示网页的网址，海报的二维码指向它。"),
}


def profile_option(command: F) -> F:
    """`--profile`: which kind of paper."""
    kinds = "；".join(f"{name} {told}" for name, told in PROFILES.items())
    return click.option(
        "--profile",
        type=Choice(*PROFILES),
        default="briefing",
        metavar="文体",
        help=f"{kinds}。默认 briefing。",
    )(command)


def letterhead_options(command: F) -> F:
    """`--profile` and one option for each thing an office fills in."""
    for name, (metavar, told) in reversed(_WORDS.items()):
        command = click.option(f"--{name}", default="", metavar=metavar, help=told)(command)
    return profile_option(command)


def letterhead_of(profile: str, said: dict[str, str]) -> Letterhead:
    """What the options said. Raises BadAddress."""
    if said["address"] and not is_web_address(said["address"]):
        raise BadAddress(said["address"], "网址以 http:// 或 https:// 开头，中间没有空格")
    return Letterhead(profile=profile, **said)
