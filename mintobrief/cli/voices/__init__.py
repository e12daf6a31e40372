"""`mintobrief voices`: voice prints, kept with consent and until a day."""

from __future__ import annotations

import click

from mintobrief.cli.chinese import ChineseGroup

# name → what the list of commands says of it; each lives in a file of its own
_COMMANDS = {
    "add": "登记一个人的声纹",
    "list": "列出登记过的声纹、期限和同意书",
    "delete": "删除一个人的声纹和同意书，不能恢复",
}


@click.group("voices", cls=ChineseGroup, commands_told=_COMMANDS, package="mintobrief.cli.voices")
def command() -> None:
    """登记、查看、删除声纹。

    声纹是敏感个人信息：须本人同意（同意书照片或录音），到期自动删除。
    不加 convert --voiceprints 就不用。
    """
