"""Parameter types that answer a slip in Chinese, and the settings every command starts from."""

from __future__ import annotations

import getpass
import os
from datetime import date
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mintobrief.config import Settings, read_settings

if TYPE_CHECKING:
    from mintobrief.store.library import Library


class Day(click.ParamType[date]):
    """A calendar day, 2026-03-14."""

    name = "日期"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}”不是日期，请写成 2026-03-14 的样子", param, ctx)


class Seconds(click.ParamType[float]):
    """A place in a recording, in seconds from its beginning."""

    name = "秒"

    def convert(
        self, value: str | float, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        try:
            seconds = float(value)
        except ValueError:
            seconds = -1.0
        if seconds < 0 or not isfinite(seconds):
            self.fail(f"“{value}”不是录音里的第几秒，请写成 12.5 的样子", param, ctx)
        return seconds


class Count(click.ParamType[int]):
    """A whole number between two, these included."""

    name = "个数"

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def convert(
        self, value: str | int, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        try:
            number = int(value)
        except ValueError:
            number = self.least - 1
        if not self.least <= number <= self.most:
            self.fail(f"“{value}”不是 {self.least} 到 {self.most} 的整数", param, ctx)
        return number


class Choice(click.ParamType[str]):
    """One of a few words."""

    name = "选一个"

    def __init__(self, *words: str) -> None:
        self.words = words

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.words:
            self.fail(f"没有“{value}”，可以选：{'、'.join(self.words)}", param, ctx)
        return value


# Whether a file is there and can be read is said by the stage that opens it, in Chinese.
AnyPath = click.Path(path_type=Path)


def settings_of(context: click.Context, model: str | None = None) -> Settings:
    """The settings of this run: the command line's, then the environment's."""
    return read_settings(os.environ, library=context.find_root().obj, model=model)


def login_name() -> str:
    """Who sits at this computer, where nobody said by name who asks."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user that the system knows no name of
        return "未具名"


def library_of(settings: Settings) -> Library:
    """The library that the settings name, open: a context manager."""
    from mintobrief import store

    return store.library_of(settings)
