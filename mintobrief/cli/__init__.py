"""The commands; this file knows their names, each command lives in a file of its own."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import click

from mintobrief import __version__
from mintobrief.cli.chinese import ChineseGroup, explain_usage
from mintobrief.cli.plain import plain
from mintobrief.errors import MintobriefError

# name → (module with a click command of that name, what the list of commands says of it);
# said here so that `--help` imports none of them
COMMANDS = {
    "demo": "用自带的样例走一遍：录音、手写页、打字稿、转写稿变成简报",
    "serve": "打开网页：上传文件、看进度、对着依据审核、下载简报",
    "convert": "把一次会议的录音、笔记、转写稿、扫描件转成待审的决议",
    "batch": "把一个文件夹里的材料成批转成待审的会议，可以中途停下再接着做",
    "list": "列出资料库里的会议",
    "search": "在所有会议的发言、决议和简报名称里找",
    "show": "看一次会议：概况、议题、候选决议和依据",
    "history": "一次会议的经过：谁在什么时候审了、改了、签发了什么",
    "review": "审核候选决议：通过、退回、修改",
    "tasks": "督办：列出、查看、记进展，导出督办表和日历提醒",
    "export": "把审核过的会议导出为简报、会议纪要或情况通报",
    "register": "登记簿：期号、作废、用印，导出 Excel",
    "template": "写一份 Word 模板的样例，改好后用 export --template 套用",
    "check": "检查 docx 或 PDF 的版式是不是公文格式，缺哪些字体",
    "compound": "小区的名册和词表：查看、从 Excel 导入、导出、删除",
    "voices": "登记、查看、删除声纹（默认不用，须本人书面或录音同意）",
    "jobs": "查看、取消、重做排队的任务",
    "users": "管理登录账号：别的电脑也用网页（serve --host）才需要",
    "worker": "处理排队的任务，可以同时开几个，也可以在几台电脑上开",
    "backup": "把整个资料库备份成一个文件，正在使用时也可以",
    "restore": "从备份文件恢复资料库，也用来换电脑、换数据库",
    "delete": "彻底删除一次会议：草稿、审核、录音、扫描件，不能恢复",
    "gc": "清理没有用的文件，按规定删除到期的录音",
    "doctor": "检查程序是否装好，缺什么、怎么补",
}


@click.group(cls=ChineseGroup, commands_told=COMMANDS, package="mintobrief.cli")
@click.version_option(__version__, "--version", message="mintobrief %(version)s", help="显示版本。")
@click.option(
    "--library",
    type=click.Path(path_type=Path),
    metavar="文件夹",
    help="资料库所在的文件夹（默认取环境变量 MINTOBRIEF_LIBRARY，再是主目录下的 mintobrief）。",
)
@click.pass_context
def cli(context: click.Context, library: Path | None) -> None:
    """把物业治理会议的录音、笔记和扫描件变成可追溯的决议与简报。

    不联网，不用显卡，资料不离开这台电脑。第一次使用请运行：mintobrief demo
    """
    context.obj = library


def main() -> None:
    """Run a command; this is the one place where an error becomes an exit code."""
    _print_what_the_terminal_can()
    # matrices are small here: sharing one among threads takes longer than working it out
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        cli.main(prog_name="mintobrief", standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.Abort:
        sys.exit(_tell("已中断。已经入库的内容不受影响。", 130))
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        sys.exit(2)
    except click.UsageError as error:
        sys.exit(_tell(explain_usage(error), 2))
    except MintobriefError as error:
        sys.exit(_tell(str(error), error.exit_code))
    except BrokenPipeError:
        # the reader of our output (`| head`) left; keep Python from complaining at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _print_what_the_terminal_can() -> None:
    """A terminal that knows no Chinese, or no emoji, shows marks in their place."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _tell(message: str, code: int) -> int:
    click.echo(f"错误：{plain(message)}", err=True)
    return code
