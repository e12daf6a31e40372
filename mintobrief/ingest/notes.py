"""Typed text: find the encoding, and give the characters every place in the text is counted in."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from mintobrief.errors import BadText

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Chinese that people write is nearly all of these: the 3,755 first-level characters of GB 2312,
# the 5,401 of Big5, and the punctuation between them.
_COMMON_GB = frozenset(
    bytes((high, low)).decode("gb2312", "ignore")
    for high in range(0xB0, 0xD8)
    for low in range(0xA1, 0xFF)
)
_COMMON_BIG5 = frozenset(
    bytes((high, low)).decode("big5", "ignore")
    for high in range(0xA4, 0xC7)
    for low in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
)
_MARKS = frozenset("，。、；：？！“”‘’（）《》【】「」『』—…·　－～〔〕①②③④⑤⑥⑦⑧⑨⑩℃㎡×＋％＃＊")
_CLEAR = 0.93  # above this share of common characters an encoding is recognised, not guessed
_LIKELY = 0.7
_SAMPLE = 200_000  # characters
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff]")
_NOISE = 0.02  # text with more control characters than this is no text


class Decoded(NamedTuple):
    """The text, and the encoding's name where it had to be guessed."""

    text: str
    guessed: str | None = None


def decode_text(data: bytes, name: str) -> Decoded:
    """The text of a file with every line ending a plain \\n. Raises BadText as `decode` does."""
    text, guessed = decode(data, name)
    return Decoded(clean_text(_LINE_ENDS.sub("\n", text)), guessed)


def decode(data: bytes, name: str) -> Decoded:
    """The characters of a file in UTF-8, UTF-16, GB18030 or Big5, as they are.

    Raises BadText where the bytes are no text in any of these.
    """
    decoded = _decode(data)
    if decoded is None or _is_noise(decoded.text):
        raise BadText(name)
    return decoded


def clean_text(text: str) -> str:
    """The text with what cannot be shown blanked out, character for character."""
    return _CONTROLS.sub(" ", text).encode("utf-8", "replace").decode("utf-8")


def _decode(data: bytes) -> Decoded | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = _mismarked(data[len(bom) :]) or _strict(data[len(bom) :], encoding)
            return None if text is None else Decoded(text)
    text = _strict(data, "utf-8")
    if text is not None and not _is_noise(text):
        return Decoded(text)
    return _recognise(data) or _last_judge(data)


def _mismarked(data: bytes) -> str | None:
    """UTF-8 behind a mark of UTF-16: no Chinese in UTF-16 is UTF-8 as well, but by such a slip."""
    text = None if b"\0" in data else _strict(data, "utf-8")
    return None if text is None or text.isascii() else text


def _recognise(data: bytes) -> Decoded | None:
    """The Chinese encoding under which the text is most made of common characters."""
    encodings = ["gb18030", "big5"] + ["utf-16-le", "utf-16-be"] * (b"\0" in data)
    tried = [(e, text) for e in encodings if (text := _strict(data, e)) is not None]
    if not tried:
        return None
    encoding, text = max(tried, key=lambda pair: _commonness(pair[1], pair[0]))
    share = _commonness(text, encoding)
    if share < _LIKELY or _is_noise(text):
        return None
    sure = encoding == "gb18030" and share >= _CLEAR
    return Decoded(text, None if sure else encoding.upper())


def _last_judge(data: bytes) -> Decoded | None:
    """What the statistics of charset-normalizer make of it, if it is Chinese at all."""
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_exclusion=["utf_7"]).best()
    if best is None:
        return None
    text = _strict(data, best.encoding)
    foreign = [c for c in text or "" if c > "\x7f"]
    chinese = sum("\u4e00" <= c <= "\u9fff" or c in _MARKS for c in foreign)
    if text is None or chinese <= _LIKELY * len(foreign):
        return None
    return Decoded(text, best.encoding.upper())


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _commonness(text: str, encoding: str) -> float:
    """The share of common characters among those that are not ASCII."""
    common = _COMMON_BIG5 if encoding == "big5" else _COMMON_GB
    foreign = [c for c in text[:_SAMPLE] if c > "\x7f"]
    if not foreign:
        return 1.0 if encoding == "gb18030" else 0.0
    return sum(c in common or c in _MARKS for c in foreign) / len(foreign)


def _is_noise(text: str) -> bool:
    return "\0" in text or len(_CONTROLS.findall(text)) > _NOISE * len(text)
