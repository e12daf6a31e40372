"""The file handed in cannot be used."""

from __future__ import annotations

from mintobrief.errors.base import MintobriefError


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


class NotFolder(InputError):
    def __init__(self, path: str) -> None:
        super().__init__(f"{path} 不是文件夹。单个文件请用 mintobrief convert。")


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


class LostPage(InputError):
    """A page whose reading was given up. `reason` is one clause, `advice` a sentence, Chinese."""

    def __init__(self, name: str, page: int, reason: str, advice: str) -> None:
        self.page = page
        super().__init__(f"{name} 第 {page} 页没有读完：{reason}。{advice}")


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


class LostFile(InputError):
    """The process that worked on it ended each time; `reason` is one clause in Chinese."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"{name} 没有处理完：{reason}。别的文件不受影响。请关掉一些别的程序再重试；"
            "仍然不行，请换一种格式重新导出，或分成几份。"
        )


class BadBackup(InputError):
    """`reason` is one clause in Chinese."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"{name} 不能用来恢复：{reason}。资料库里什么也没有改。请换一份备份，或重新拷贝一次。"
        )


class BadTemplate(InputError):
    """A docx template of the user's that cannot, or must not, be filled; `reason` is one clause."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"模板 {name} 用不了：{reason}。"
            "可以用 mintobrief template 写一份可用的模板，在它上面改。"
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
