"""Whether all that was installed is there, whole, and runs on this processor."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from mintobrief import __version__
from mintobrief.cli.doctor.diagnosis import Diagnosis, attempt
from mintobrief.config import Settings
from mintobrief.errors import MintobriefError

ENGINES = {
    "faster-whisper": "听写录音",
    "av": "读取录音和视频",
    "onnxruntime": "区分发言人",
    "pypinyin": "按读音改正听错的字",
    "rapidocr": "识别扫描件",
    "pypdfium2": "读取 PDF",
    "spacy": "理解会议内容",
    "jieba": "分词",
    "python-docx": "读写 docx",
    "typst": "导出 PDF",
}
MODELS = ("ngrams", "ppocr-v6", "punctuation", "speaker-turns", "understanding", "whisper-base")
# what is compiled, by the name it is imported by: where a system lacks something, it is told here
COMPILED = ("av", "ctranslate2", "cv2", "lxml.etree", "numpy", "onnxruntime", "pypdfium2")
OLDEST, NEWEST = (3, 11), (3, 14)
_REINSTALL = "请照 README 重新安装一遍"
_WAIT = 60  # seconds that one package may take to load, on a slow disk


def installed(settings: Settings) -> Iterator[Diagnosis]:
    """The program, its packages, its models."""
    yield python(sys.version_info[:3], settings.threads)
    yield from (_package(package, use) for package, use in ENGINES.items())
    yield running(COMPILED)
    yield from models(settings)


def python(found: tuple[int, int, int], threads: int) -> Diagnosis:
    """Whether this Python is one that the program is tried with."""
    told = f"mintobrief {__version__}，Python {'.'.join(map(str, found))}，{threads} 个线程"
    if OLDEST <= found[:2] <= NEWEST:
        return Diagnosis("程序", told)
    span = f"{OLDEST[0]}.{OLDEST[1]} 到 {NEWEST[0]}.{NEWEST[1]}"
    advice = f"请装 Python {span}（python.org，或应用商店），再照 README 重新安装一遍。"
    return Diagnosis("程序", told, advice)


def _package(package: str, use: str) -> Diagnosis:
    try:
        return Diagnosis(f"{package}（{use}）", version(package))
    except PackageNotFoundError:
        return Diagnosis(f"{package}（{use}）", "没有安装", _REINSTALL)


def running(names: tuple[str, ...]) -> Diagnosis:
    """Whether the compiled packages load. In another process: one that the processor is too old
    for takes its process with it."""
    what = "组件能不能运行"
    if not _fault(names):
        return Diagnosis(what, f"{len(names)} 个编译的组件都能运行")
    faults = [(name, fault) for name in names if (fault := _fault((name,)))]
    told = "；".join(f"{name}：{fault}" for name, fault in faults)
    return Diagnosis(what, told or "有时能，有时不能", _remedy(faults))


def _fault(names: tuple[str, ...]) -> str:
    """Why they do not load, empty where they do."""
    asked = [sys.executable, "-c", f"import {', '.join(names)}"]
    try:
        ended = subprocess.run(asked, capture_output=True, timeout=_WAIT, check=False)  # noqa: S603 - our own names
    except subprocess.TimeoutExpired:
        return f"{_WAIT} 秒还没有打开"
    if ended.returncode == 0:
        return ""
    last = ended.stderr.decode(errors="replace").strip().rpartition("\n")[2]
    return last or f"一打开就崩溃（{ended.returncode}）"


def _remedy(faults: list[tuple[str, str]]) -> str:
    if not faults:
        return "电脑太忙或内存不够：请关掉一些别的程序，再检查一次。"
    told = " ".join(fault for _, fault in faults)
    if "崩溃" in told:
        return "处理器可能太旧（要有 AVX 指令，2013 年以后的一般都有），请换一台电脑。"
    if "DLL load failed" in told:
        return "请装微软的 Visual C++ 运行库（VC_redist.x64.exe，在微软网站下载），再检查一次。"
    if "cannot open shared object" in told:
        return (
            "系统缺少上面写的那个 .so 文件，请用系统的软件包管理器装上，如 apt install libgomp1。"
        )
    return _REINSTALL


def models(settings: Settings) -> Iterator[Diagnosis]:
    """Every model that comes along: there, and with the bytes that were registered."""
    for name in MODELS:
        yield attempt(f"模型 {name}", partial(_assembled, name, settings))


def _assembled(name: str, settings: Settings) -> str:
    from mintobrief.weights import assemble

    assemble(name, settings)
    return "完好，校验值对得上"


def hearing(settings: Settings) -> Diagnosis:
    """Which speech model is used, and whether this machine could use a better one."""
    what = "听写录音用的模型"
    if settings.model != "base":
        return _chosen(what, settings.model)
    if not _graphics_cards():
        return Diagnosis(what, "自带的 base，没有可用的显卡")
    advice = (
        "有显卡，可以用更大、更准的模型：convert --model large-v3-turbo"
        "（第一次要联网下载，约 1.6 GB；不能联网就先下载到一个文件夹，再用 --model 指定它）。"
    )
    return Diagnosis(what, "自带的 base", advice, needed=False)


def _chosen(what: str, model: str) -> Diagnosis:
    """A folder has to be one of CTranslate2; a name is looked up when it is used."""
    folder = Path(model)
    is_folder = folder.is_dir() or folder.is_absolute()
    if is_folder and not (folder / "model.bin").is_file():
        advice = "这个文件夹里没有 model.bin。请写 CTranslate2 格式的模型文件夹，或写 base。"
        return Diagnosis(what, model, advice)
    return Diagnosis(what, model)


def _graphics_cards() -> int:
    try:
        import ctranslate2
    except ImportError:
        return 0
    try:
        return int(ctranslate2.get_cuda_device_count())
    except RuntimeError:  # a driver that does not fit
        return 0


def language_model(settings: Settings) -> Diagnosis:
    """Whether a language model is asked, and whether the words of a meeting leave the house."""
    from mintobrief.extract.llm.address import Reach, read_address

    what, llm = "语言模型", settings.llm
    if not llm.chosen or settings.finder != "model":
        return Diagnosis(what, "没有启用，会议内容不离开这台电脑")
    if llm.tape and not llm.recording:
        return Diagnosis(what, f"只回放 {llm.tape} 里的回答，不问任何模型")
    if llm.gguf:
        lack = "" if llm.gguf.is_file() else "没有这个文件，请检查 MINTOBRIEF_LLM_GGUF。"
        return Diagnosis(what, f"本机的文件 {llm.gguf}", lack)
    try:
        address = read_address(llm.url, plain_http=llm.plain_http)
    except MintobriefError as error:
        return Diagnosis(what, "有问题", str(error))
    found = f"{address.reach}的 {address.shown}，模型 {llm.model}"
    advice = "会议文字会发到那里去，请确认单位允许。见 docs/what-leaves-the-machine.md。"
    return Diagnosis(what, found, advice if address.reach is Reach.OUTSIDE else "", needed=False)
