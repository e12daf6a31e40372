"""click in Chinese: help pages and usage errors; commands are imported when they are called."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from keyword import iskeyword
from typing import Any, cast

import click


class ChineseCommand(click.Command):
    """A command whose help page has Chinese headings."""

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **{"options_metavar": "[选项]", **kwargs})

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True  # click says in English that there are too many
        rest = super().parse_args(ctx, args)
        if rest and not isinstance(self, click.Group):
            raise click.UsageError(f"多写了 {' '.join(rest)}", ctx)
        return rest

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        told = (p.get_help_record(ctx) for p in self.get_params(ctx))
        records = [record for record in told if record and record[1]]
        with formatter.section("选项"):
            formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这页说明。"
        return option


class ChineseGroup(ChineseCommand, click.Group):
    """A group that lists its commands without importing them."""

    def __init__(
        self, name: str | None, *, commands_told: Mapping[str, str], package: str, **kwargs: Any
    ) -> None:
        super().__init__(name, **kwargs)
        self.told = commands_told
        self.package = package

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(self.told)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in self.told:
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        return cast(click.Command, import_module(f"{self.package}.{module}").command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.told and not args[0].startswith("-"):
            raise click.UsageError(
                f"没有“{args[0]}”这个命令。可用的有：{'、'.join(self.told)}", ctx
            )
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        with formatter.section("命令"):
            formatter.write_dl(list(self.told.items()))

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return ["[选项]", "命令", "[参数]…"]


def explain_usage(error: click.UsageError) -> str:
    """What was wrong with the call, in Chinese, and where to read how it is done."""
    page = f"{error.ctx.command_path} --help" if error.ctx else "mintobrief --help"
    return f"{_cause(error)}。用法见：{page}"


def _cause(error: click.UsageError) -> str:
    match error:
        case click.NoSuchOption():
            return f"没有 {error.option_name} 这个选项"
        case click.MissingParameter():
            return f"缺少 {_name(error)}"
        case click.BadParameter():
            return f"{_name(error)} 填得不对（{_wanted(error)}）"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 用得不对：它后面的内容少了或多了"
        case _:
            return error.message.rstrip("。.")


def _wanted(error: click.BadParameter) -> str:
    """What may stand there: of click's own types, which say it in English, in our words."""
    match error.param.type if error.param else None:
        case click.IntRange(min=least, max=most):
            return f"要写 {least} 到 {most} 的整数"
        case click.Choice(choices=words):
            return f"可以选：{'、'.join(map(str, words))}"
        case _:
            return error.message.rstrip(".")


def _name(error: click.BadParameter) -> str:
    """The parameter as the person typed it: `--held-on`, or the argument's word."""
    if isinstance(error.param, click.Option):
        return error.param.opts[0]
    if error.param is None:
        return "参数"
    return error.param.metavar or error.param.human_readable_name
