"""Every error a person can meet, and the exit code it ends with.

    MintobriefError
    ├── UsageError 2        the command was called wrongly
    │   ├── BadSetting, BadRoster, BadEdit, NotText, MissingReviewer
    │   ├── AcceptedAndRejected, PastDay, NotRecording
    │   └── UnknownFormat, NoRecording, OverwritesInput
    ├── InputError 3        the file handed in
    │   ├── FileGone, IsFolder, EmptyFile, UnknownType, ChangedFile
    │   ├── UnreadableFile, UnreadablePage, TooLarge, EngineFailed, EncryptedFile
    │   ├── LittleSpeech, SeveralVoices
    │   ├── NoAudio, ProtectedSound, NoSpeech, NoPages, NoWords
    │   └── BadText, BadTranscript
    ├── StateError 4        not now
    │   ├── NotReviewed, EditedMeanwhile
    │   ├── UnknownMeeting, AmbiguousMeeting, UnknownResolution
    │   ├── UnknownVoicePrint, VoicePrintKept
    │   └── BrokenLibrary, LibraryUnwritable, OutputUnwritable, CacheUnwritable
    └── SetupError 5        this installation
        ├── UnknownEngine, MissingEngine, MissingModel, BadWeights
        ├── MissingFont, MissingResource, EngineStopped
        └── Unwell

Each class builds its own message, in Chinese: what happened, then what to do. Anything else
that is raised is a bug: it keeps its traceback and exits with 1.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable
from typing import Any, ClassVar

_REASONS = {
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "超出了分给您的磁盘空间",
    errno.EFBIG: "文件大过了系统允许的大小",
    errno.EACCES: "没有写入权限",
    errno.EPERM: "系统不允许",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "磁盘读写出错",
    errno.ENOENT: "没有这个文件夹",
    errno.EEXIST: "那里已有一个同名的文件",
    errno.ENOTDIR: "路径里有一段是文件，不是文件夹",
    errno.EISDIR: "那里是一个文件夹",
    errno.ENAMETOOLONG: "名字太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EBUSY: "另一个程序正占用着",
}


class MintobriefError(Exception):
    """An error a person can do something about. It can be pickled: what it says and holds."""

    exit_code: ClassVar[int] = 1

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), self.args), self.__dict__


def _restored(kind: type[MintobriefError], said: tuple[Any, ...]) -> MintobriefError:
    """The error another process raised; what its message was built of is gone by now."""
    return kind.__new__(kind, *said)


# ---- the call ------------------------------------------------------------------------------


class UsageError(MintobriefError):
    """The command was called in a way that has no meaning."""

    exit_code = 2


class BadRoster(UsageError):
    def __init__(self, name: str, line: int) -> None:
        super().__init__(
            f"名册 {name} 第 {line} 行看不懂。请每行写一个人：姓名,职务,单位（后两项可空）。"
        )


class NotText(UsageError):
    def __init__(self, name: str) -> None:
        super().__init__(f"{name} 不是文字文件。议程、名册和词表请用 txt、csv 或 docx。")


class BadSetting(UsageError):
    def __init__(self, name: str, given: str, expected: str) -> None:
        super().__init__(f"环境变量 {name} 的值“{given}”不对：{expected}。")


class OverwritesInput(UsageError):
    def __init__(self, path: str) -> None:
        super().__init__(f"{path} 就是要转换的文件，写出结果会把它盖掉。请换一个文件名。")


class MissingReviewer(UsageError):
    def __init__(self) -> None:
        super().__init__("请用 --reviewer 写明审核人姓名。")


class NotRecording(UsageError):
    def __init__(self, name: str) -> None:
        super().__init__(f"{name} 不是录音。登记声纹请用本人说话的录音或视频。")


class PastDay(UsageError):
    def __init__(self, day: str) -> None:
        super().__init__(f"{day} 已经过去了。请写今天或以后的日期。")


class AcceptedAndRejected(UsageError):
    def __init__(self, resolutions: Iterable[str]) -> None:
        super().__init__(f"{'、'.join(resolutions)} 既要通过又要退回。请只留一个。")


class BadEdit(UsageError):
    def __init__(self, given: str, expected: str) -> None:
        super().__init__(f"“{given}”不能这样填。{expected}")


class UnknownFormat(UsageError):
    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"不能导出为 {name}。可以选：{'、'.join(known)}。")


class NoRecording(UsageError):
    def __init__(self) -> None:
        super().__init__("这次会议没有录音，做不了字幕（srt）。请换一种格式，如 docx、txt。")


# ---- the file ------------------------------------------------------------------------------


class InputError(MintobriefError):
    """The file handed in cannot be used."""

    exit_code = 3


class UnknownType(InputError):
    """`advice` is a sentence in Chinese for a type that is known and can be converted."""

    def __init__(self, name: str, advice: str = "") -> None:
        super().__init__(
            f"不认识的文件类型：{name}。{advice}可以使用的有："
            "录音（wav mp3 m4a aac amr flac ogg opus wma webm）、"
            "视频（mp4 mov mkv avi）、文字（txt md docx）、转写稿（srt vtt meeting.json）、"
            "扫描件（png jpg tiff bmp webp heic pdf）。"
        )


class EmptyFile(InputError):
    def __init__(self, name: str) -> None:
        super().__init__(f"文件是空的：{name}。请检查是否拷贝完整，再重新选择。")


class FileGone(InputError):
    def __init__(self, name: str) -> None:
        super().__init__(f"找不到或打不开文件：{name}。请检查路径和权限。")


class IsFolder(InputError):
    def __init__(self, path: str) -> None:
        super().__init__(f"{path} 是文件夹，不是文件。请写上里面的文件。")


class ChangedFile(InputError):
    def __init__(self, name: str) -> None:
        super().__init__(f"{name} 在处理时被改动了，没有入库。请等它写完，再重新转换。")


class UnreadableFile(InputError):
    """`kind` is what the file claims to be, `reason` one clause in Chinese."""

    def __init__(self, name: str, kind: str, reason: str) -> None:
        super().__init__(
            f"{name} 按{kind}打不开：{reason}。请用原来的软件打开确认，或重新导出一份。"
        )


class TooLarge(InputError):
    def __init__(self, name: str, found: str, limit: str) -> None:
        super().__init__(f"{name} 太大（{found}，上限 {limit}）。请缩小或分成几份再试。")


class UnreadablePage(InputError):
    """One page of a scan cannot be used; the others may be. `reason` is one clause in Chinese."""

    def __init__(self, name: str, page: int, reason: str) -> None:
        self.page = page
        super().__init__(
            f"{name} 第 {page} 页读不出来：{reason}。请重新扫描这一页，或改用纸质件核对。"
        )


class EngineFailed(InputError):
    """An engine broke down on what it was given; `reason` is its own word for it."""

    def __init__(self, engine: str, reason: str) -> None:
        super().__init__(
            f"识别引擎 {engine} 处理不了这份内容（{reason}）。"
            "请换一种格式重新导出或扫描，再试一次。"
        )


class NoAudio(InputError):
    def __init__(self, name: str) -> None:
        super().__init__(f"{name} 里没有声音。如果是视频，请确认录制时打开了麦克风。")


class ProtectedSound(InputError):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} 有版权保护（DRM），别的程序读不出声音。请用录音设备里没有加密的原始文件。"
        )


class NoSpeech(InputError):
    def __init__(self, name: str) -> None:
        super().__init__(f"{name} 里没有听到人说话。请播放一下确认是不是会议录音，音量是否正常。")


class LittleSpeech(InputError):
    """`found` and `wanted` are seconds."""

    def __init__(self, name: str, found: float, wanted: float) -> None:
        super().__init__(
            f"{name} 里这个人的说话声只有 {found:.1f} 秒，登记声纹至少要 {wanted:.0f} 秒。"
            "请换一段长一些的录音。"
        )


class SeveralVoices(InputError):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} 里不止一个人在说话，分不清登记谁。"
            "请用 --from 和 --to 指出只有本人说话的一段（从第几秒到第几秒）。"
        )


class EncryptedFile(InputError):
    def __init__(self, name: str) -> None:
        super().__init__(f"{name} 有密码保护。请先去掉密码另存一份，再交给程序。")


class NoPages(InputError):
    def __init__(self, name: str) -> None:
        super().__init__(f"{name} 一页也没有。请检查扫描是否完成，再重新导出。")


class NoWords(InputError):
    def __init__(self, name: str) -> None:
        super().__init__(f"{name} 里没有读到文字。请确认内容不是空白，扫描件是否清楚。")


class BadText(InputError):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} 的文字编码认不出来。请用记事本打开，另存为 UTF-8 编码，再试一次。"
        )


class BadTranscript(InputError):
    """`reason` is one clause in Chinese."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name} 不是能用的转写稿：{reason}。请重新导出。")


# ---- not now -------------------------------------------------------------------------------


class StateError(MintobriefError):
    """What was asked cannot be done now."""

    exit_code = 4


class NotReviewed(StateError):
    """`waiting` are the ids of the candidates without a judgement."""

    def __init__(self, waiting: Iterable[str]) -> None:
        self.waiting = tuple(waiting)
        super().__init__(
            f"还有 {len(self.waiting)} 条决议没有审核：{'、'.join(self.waiting)}。"
            "请先逐条审核（mintobrief review），再导出。"
        )


class UnknownMeeting(StateError):
    def __init__(self, meeting_id: str) -> None:
        super().__init__(f"资料库里没有会议 {meeting_id}。用 mintobrief list 查看已有的会议。")


class AmbiguousMeeting(StateError):
    def __init__(self, prefix: str, found: Iterable[str]) -> None:
        super().__init__(f"编号以 {prefix} 开头的会议不止一次：{'、'.join(found)}。请写全编号。")


class EditedMeanwhile(StateError):
    def __init__(self, meeting_id: str) -> None:
        super().__init__(
            f"会议 {meeting_id} 刚刚被别人审核或重新转换过，这次的审核没有存入。"
            "请重新看一遍（mintobrief review），再审。"
        )


class UnknownResolution(StateError):
    def __init__(self, resolution_id: str, known: Iterable[str]) -> None:
        super().__init__(
            f"这次会议没有决议 {resolution_id}。已有的是：{'、'.join(known) or '（无）'}。"
        )


class UnknownVoicePrint(StateError):
    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"没有 {name} 的声纹。登记过的是：{'、'.join(known) or '（无）'}。")


class VoicePrintKept(StateError):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} 的声纹已经登记过。要重新登记，请先运行 mintobrief voices delete {name}。"
        )


class LibraryUnwritable(StateError):
    def __init__(self, folder: str, reason: str) -> None:
        super().__init__(
            f"资料库 {folder} 写不进去：{reason}。"
            "请检查磁盘空间和权限，或用 --library 换一个文件夹。"
        )


class CacheUnwritable(StateError):
    """The folder for what can be made again: joined models, decoded sound."""

    def __init__(self, folder: str, cause: OSError) -> None:
        super().__init__(
            f"临时文件夹 {folder} 写不进去：{reason_of(cause)}。请清理磁盘或检查权限，"
            "也可以用环境变量 MINTOBRIEF_CACHE 换一个文件夹。"
        )


def reason_of(cause: OSError) -> str:
    """Why the system refused to write, as a clause in Chinese where there is one."""
    return _REASONS.get(cause.errno or 0, cause.strerror or str(cause))


class OutputUnwritable(StateError):
    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"写不了文件 {path}：{reason}。请换一个位置，或关闭正打开它的程序。")


class BrokenLibrary(StateError):
    def __init__(self, folder: str, reason: str) -> None:
        super().__init__(
            f"资料库 {folder} 打不开：{reason}。"
            "请不要删除它，先备份整个文件夹，再运行 mintobrief doctor。"
        )


# ---- this installation ---------------------------------------------------------------------


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
