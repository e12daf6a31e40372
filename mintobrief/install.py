#!/usr/bin/env python3
"""Install mintobrief into .venv in the checkout; what this computer lacks is said in Chinese.

Run by any Python there is, an old one too: nothing that Python 3.6 does not know stands here.
Packages come from where pip is set up to get them, each compared with requirements.lock. The wheel
leaves this file out: it is for who has the checkout.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
HOME = HERE / ".venv"
BIN = HOME / ("Scripts" if os.name == "nt" else "bin")
PYTHON, UV, MINTOBRIEF = (str(BIN / name) for name in ("python", "uv", "mintobrief"))
OLDEST, NEWEST = (3, 11), (3, 14)
ROOM = 3  # GB: what is installed, and what is unpacked on the way
GIGABYTE = 1 << 30
MIRROR = (
    "请检查网络；国内可以先换一个镜像，再运行一次："
    "python3 -m pip config set global.index-url https://pypi.tuna.tsinghua.edu.cn/simple"
)
# words of another program → what to do about them
REMEDIES = (
    (
        "ensurepip",
        "这个 Python 少了 venv。Debian、Ubuntu 上请先运行：sudo apt install python3-venv",
    ),
    ("o space left", "磁盘满了，请清理以后再运行一次。"),
    ("ermission denied", "没有写入权限，请把文件夹放到自己的主目录里再运行。"),
    ("ash mismatch", "下载的文件与登记的校验值不符，没有安装。" + MIRROR),
    ("o matching distribution", "软件包的仓库里没有要的版本。" + MIRROR),
    ("no version of", "软件包的仓库里没有要的版本。" + MIRROR),
    ("error sending request", "连不上软件包的仓库。" + MIRROR),
    ("onnection", "连不上软件包的仓库。" + MIRROR),
)


def main() -> None:
    if hasattr(sys.stdout, "reconfigure"):  # not in Python 3.6
        sys.stdout.reconfigure(errors="replace")  # a window may know no Chinese
    check(sys.version_info[:2], shutil.disk_usage(str(HERE)).free)
    print("正在安装：第一次要下载几百 MB，请等几分钟。")
    run("建立 .venv", sys.executable, "-m", "venv", *anew(PYTHON), str(HOME))
    run("安装 uv", PYTHON, "-m", "pip", "install", "-q", "uv")
    fetch = (UV, "pip", "install", "-q", "--python", PYTHON, *sources())
    run("安装组件和模型", *fetch, "--require-hashes", "-r", str(HERE / "requirements.lock"))
    run("安装 mintobrief", *fetch, "--no-deps", "-e", str(HERE))
    subprocess.run([MINTOBRIEF, "doctor"], check=False)
    shown = Path(MINTOBRIEF).relative_to(HERE)
    print(f"\n装好了。\n  看样例：  {shown} demo\n  正式使用：{shown} serve")


def check(version: "tuple[int, ...]", free: int) -> None:
    """Leave with a sentence where this Python, or this disk, will not do."""
    if not OLDEST <= version <= NEWEST:
        sys.exit(
            f"这是 Python {version[0]}.{version[1]}，要 3.11 到 3.14。请从 python.org（Windows "
            "也可以从应用商店）装一个，再用它运行这个文件，如：python3.12 mintobrief/install.py"
        )
    if free < ROOM * GIGABYTE:
        sys.exit(f"磁盘只剩 {free / GIGABYTE:.1f} GB，要 {ROOM} GB。请清理以后再运行一次。")


def anew(python: str) -> "list[str]":
    """That a .venv is made from nothing where its Python is gone or broken: venv leaves it so."""
    if not os.path.lexists(python):
        return []
    try:
        works = subprocess.run([python, "-c", ""], stderr=subprocess.DEVNULL, check=False)
    except OSError:
        return ["--clear"]
    return ["--clear"] if works.returncode else []


def sources() -> "list[str]":
    """Where pip gets packages, said to uv, which does not read pip's settings."""
    told = ["--index-strategy", "unsafe-best-match"]  # as pip looks: the lock says which files
    if asked_of_pip("no-index").lower() in ("1", "true", "yes", "on"):
        told.append("--no-index")
    for setting, option in (("index-url", "--default-index"), ("extra-index-url", "--index")):
        told += [word for url in asked_of_pip(setting).split() for word in (option, url)]
    return told + [word for f in asked_of_pip("find-links").split() for word in ("--find-links", f)]


def asked_of_pip(setting: str) -> str:
    """As the environment says it, or else pip's own files; empty where neither does."""
    given = os.environ.get("PIP_" + setting.upper().replace("-", "_"))
    if given:
        return given
    asked = [PYTHON, "-m", "pip", "config", "get", "global." + setting]
    found = subprocess.run(asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    return found.stdout.decode().strip() if found.returncode == 0 else ""


def run(what: str, *command: str) -> None:
    """Run it, or leave with what it said and what to do about that."""
    print("· " + what, flush=True)
    ended = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if ended.returncode != 0:
        said = ended.stdout.decode(errors="replace").strip()
        sys.exit(f"{said}\n\n没有装成（{what}）。{remedy(said)}")


def remedy(said: str) -> str:
    """What to do about what another program said."""
    known = (advice for words, advice in REMEDIES if words in said)
    return next(known, "原因写在上面；弄好以后再运行一次，装过的不会重来。")


if __name__ == "__main__":
    main()
