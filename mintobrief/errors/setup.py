"""Something is missing from this installation."""

from __future__ import annotations

from collections.abc import Iterable

from mintobrief.errors.base import MintobriefError


class SetupError(MintobriefError):
    """Something is missing from this installation."""

    exit_code = 5


class UnknownEngine(SetupError):
    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"没有名为 {name} 的引擎。可以选：{'、'.join(known)}。")


class MissingEngine(SetupError):
    """`package` is the distribution that brings the engine."""

    def __init__(self, engine: str, package: str) -> None:
        super().__init__(f"没有装好 {engine}（缺少 {package}）。请照 README 重新安装一遍。")


class MissingModel(SetupError):
    """`advice` is a sentence in Chinese that says how to get it."""

    def __init__(self, name: str, advice: str) -> None:
        super().__init__(f"找不到模型 {name}。{advice}")


class BadWeights(SetupError):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"模型文件 {name} 与登记的校验值不符，没有使用。请重新安装 mintobrief，再试一次。"
        )


class MissingFont(SetupError):
    """`known` are the fonts that would do."""

    def __init__(self, known: Iterable[str]) -> None:
        super().__init__(
            f"电脑里没有能排中文的字体，做不了 PDF。请安装其中一种：{'、'.join(known)}"
            "（Debian/Ubuntu：apt install fonts-noto-cjk），"
            "或先导出 docx 再用 Word、WPS 另存为 PDF。"
        )


class EngineStopped(SetupError):
    """The process of an engine ended before the engine was ready; `reason` is one clause."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"识别程序启动不了：{reason}。请关掉一些别的程序腾出内存，再试一次；"
            "也可以设环境变量 MINTOBRIEF_WORKERS=1，一次只开一个。"
        )


class Unwell(SetupError):
    def __init__(self, count: int) -> None:
        super().__init__(f"有 {count} 项需要处理，见上表。")


class MissingResource(SetupError):
    def __init__(self, name: str) -> None:
        super().__init__(f"安装不完整，缺少 {name}。请重新安装 mintobrief。")


class LanguageModelFailed(SetupError):
    """The language model did not answer; what was found without it stands."""


class LanguageModelUnreachable(LanguageModelFailed):
    def __init__(self, where: str) -> None:
        super().__init__(
            f"连不上语言模型 {where}。请检查它是否开着、环境变量 MINTOBRIEF_LLM_URL 是否写对。"
        )


class LanguageModelRefused(LanguageModelFailed):
    """It answered with an HTTP status that is no success."""

    def __init__(self, where: str, status: int) -> None:
        super().__init__(
            f"语言模型 {where} 没有接受请求（HTTP {status}）。"
            "请检查 MINTOBRIEF_LLM_MODEL 和 MINTOBRIEF_LLM_KEY。"
        )


class LanguageModelSpent(LanguageModelFailed):
    """What one meeting may cost is used up; `what` names it."""

    def __init__(self, what: str) -> None:
        super().__init__(f"问语言模型的{what}已经用完。要放宽，请看 MINTOBRIEF_LLM_… 各项限额。")


class BadAnswer(LanguageModelFailed):
    """The answer to one request is none; `reason` is one clause. Others may be better."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"语言模型的回答用不上：{reason}。可以换一个更大的模型。")


class MissingAnswer(SetupError):
    """A tape that is replayed holds no answer to a request."""

    def __init__(self, digest: str, folder: str) -> None:
        super().__init__(
            f"回放文件夹 {folder} 里没有请求 {digest} 的回答。"
            "请重新录制，或去掉 MINTOBRIEF_LLM_TAPE。"
        )
        self.digest = digest
