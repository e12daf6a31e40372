"""Changes to good files: bits, numbers, pieces, and the XML inside a zip."""

from __future__ import annotations

import zlib
from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

_BYTES = (
    b"\0",
    b"\xff",
    b"\x7f",
    b"\x80",
    b"\n",
    b'"',
    b"<",
    b"{",
    b"\xed\xa0\x80",
    b"\xe2\x80\xae",
)
_NUMBERS = (
    0,
    1,
    0x7F,
    0xFF,
    0x7FFF,
    0xFFFF,
    0x7FFFFFFF,
    0x80000000,
    0xFFFFFFFF,
    2**63 - 1,
    2**64 - 1,
)
_SIGNS = (
    *(
        "9" * 5000,
        "-1",
        "0",
        "1e999",
        "NaN",
        "null",
        "true",
        "[]",
        "{}",
        '"',
        "\\ud800",
        "99:99:99",
    ),
    *("：", "，", "\u202e", "\0", "&e;", "%s", "{{", "}}", "<", ">", "]]>", "../", "\r", "\u2028"),
    *(
        "2026-02-30",
        "９９９",
        "一亿亿",
        "〇",
        "廿",
        "第",
        "负",
        "/",
        "．",
        "",
        " " * 3000,
        "，" * 3000,
    ),
)


def mutated(content: bytes, random: Random, others: list[bytes]) -> bytes:
    """The content with one to six changes; of a zip mostly what is in its parts."""
    if content.startswith(b"PK\3\4") and random.random() < 0.75:
        return _repacked(content, random, others)
    for _ in range(random.choice((1, 1, 1, 2, 3, 6))):
        content = random.choice(_CHANGES)(content, random, others)
    return content


def _repacked(content: bytes, random: Random, others: list[bytes]) -> bytes:
    try:
        with ZipFile(BytesIO(content)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except (BadZipFile, zlib.error, ValueError, NotImplementedError):
        return content
    chosen = random.choice(sorted(parts))
    parts[chosen] = _changed_text(parts[chosen], random, others)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def _changed_text(content: bytes, random: Random, others: list[bytes]) -> bytes:
    for _ in range(random.choice((1, 1, 2, 4))):
        content = random.choice((_sign, _sign, _twice, _drop, _flip))(content, random, others)
    return content


def _flip(content: bytes, random: Random, others: list[bytes]) -> bytes:
    if not content:
        return content
    changed = bytearray(content)
    for _ in range(random.choice((1, 2, 8, 64))):
        changed[_place(content, random)] ^= 1 << random.randrange(8)
    return bytes(changed)


def _place(content: bytes, random: Random) -> int:
    """Heads tell most: half of all changes are in the first 512 bytes."""
    reach = min(512, len(content)) if random.random() < 0.5 else len(content)
    return random.randrange(reach)


def _byte(content: bytes, random: Random, others: list[bytes]) -> bytes:
    if not content:
        return content
    at, new = _place(content, random), random.choice(_BYTES)
    return content[:at] + new + content[at + random.choice((0, len(new))) :]


def _number(content: bytes, random: Random, others: list[bytes]) -> bytes:
    if not content:
        return content
    at, size = _place(content, random), random.choice((2, 4, 4, 8))
    value = random.choice(_NUMBERS) & (1 << 8 * size) - 1
    return (
        content[:at] + value.to_bytes(size, random.choice(("little", "big"))) + content[at + size :]
    )


def _cut(content: bytes, random: Random, others: list[bytes]) -> bytes:
    return content[: random.randrange(len(content) + 1)]


def _drop(content: bytes, random: Random, others: list[bytes]) -> bytes:
    at = random.randrange(len(content) + 1)
    return content[:at] + content[at + random.choice((1, 4, 30, 400)) :]


def _twice(content: bytes, random: Random, others: list[bytes]) -> bytes:
    at = random.randrange(len(content) + 1)
    piece = content[at : at + random.choice((4, 60, 600))]
    return content[:at] + piece * random.choice((2, 2, 3, 300)) + content[at + len(piece) :]


def _splice(content: bytes, random: Random, others: list[bytes]) -> bytes:
    other = random.choice(others)
    at, start = random.randrange(len(content) + 1), random.randrange(len(other) + 1)
    return content[:at] + other[start : start + random.choice((40, 400, 40_000))] + content[at:]


def _sign(content: bytes, random: Random, others: list[bytes]) -> bytes:
    """A sign in the place of a digit, a letter or a stretch."""
    at = random.randrange(len(content) + 1)
    sign = random.choice(_SIGNS).encode("utf-8", "surrogatepass")
    return content[:at] + sign + content[at + random.choice((0, 1, 3, 12)) :]


_CHANGES = (_flip, _flip, _byte, _number, _number, _cut, _drop, _twice, _splice, _sign, _sign)
