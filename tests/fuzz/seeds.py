"""Good files to begin from, of every kind that somebody may hand in."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from openpyxl import Workbook
from PIL import Image

from tests.hostile import documents, growth, lists, pdfs, pictures, sounds

_SAMPLES = Path(__file__).parents[2] / "samples"
Seeds = Sequence[tuple[str, bytes]]


@cache
def _sounds() -> Seeds:
    kinds = ("wav", "mp3", "m4a", "aac", "flac", "ogg", "opus", "wma", "webm", "avi")
    return [(f"a.{kind}", sounds.sound(kind)) for kind in kinds]


@cache
def _pictures() -> Seeds:
    kinds = [
        (f"a.{kind}", pictures.picture(kind))
        for kind in ("png", "jpg", "tiff", "webp", "bmp", "heic")
    ]
    return [
        *kinds,
        ("a.tif", _pages()),
        ("a.png", pictures.good(b"")),
        ("a.jpg", pictures.scans(1)),
    ]


def _pages() -> bytes:
    out = io.BytesIO()
    pages = [Image.new("L", (60, 40), at * 60) for at in range(4)]
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], compression="tiff_lzw")
    return out.getvalue()


@cache
def _pdfs() -> Seeds:
    made = (
        pdfs.good(),
        pdfs.doubling(2),
        pdfs.type3(b"9 0 d0 0 0 1 1 re f"),
        pdfs.one_page(
            b"BT /F 9 Tf 20 20 Td (A) Tj ET",
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            resources=b"/Font<</F 5 0 R>>",
        ),
        pdfs.image(30, 30, bytes(900), b""),
    )
    return [("a.pdf", content) for content in made]


@cache
def _words() -> Seeds:
    document = Document()
    document.add_heading("会议纪要", 1)
    document.add_paragraph("会议决定由物业公司修好电梯。", style="List Number")
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "事项"
    out = BytesIO()
    document.save(out)
    numbered = growth.numbered("第%1条", "chineseCounting", "1", 3)
    return [("a.docx", out.getvalue()), ("a.docx", numbered), ("a.docx", documents.docx())]


@cache
def _texts() -> Seeds:
    said = "会议决定由物业公司于2026年6月30日前修好三号楼电梯。\n".encode() * 3
    captions = (
        "1\n00:00:01,000 --> 00:00:02,500\n王芳：修好电梯。\n\n"
        "2\n00:00:03,000 --> 00:00:04,000\n好。\n"
    )
    vtt = "WEBVTT\n\nNOTE x\n\n00:01.000 --> 00:02.000 line:9%\n<v 王芳>修好电梯。</v>\n"
    case = {
        "kind": "transcript",
        "meeting": {"held_on": "2026-03-14"},
        "turns": [{"name": "王芳", "text": "修好。"}],
    }
    return [
        ("a.txt", said),
        ("a.txt", said.decode().encode("gb18030")),
        ("a.txt", said.decode().encode("utf-16")),
        ("a.srt", captions.encode()),
        ("a.vtt", vtt.encode()),
        ("a.json", json.dumps(case).encode()),
        *_talk(),
    ]


@cache
def _talk() -> Seeds:
    found = [
        *_SAMPLES.glob("*/input*.txt"),
        *_SAMPLES.glob("*/input*.srt"),
        *_SAMPLES.glob("*/*.txt"),
    ]
    return [
        (f"a{path.suffix}", path.read_bytes()[:20_000]) for path in dict.fromkeys(found)
    ] or _texts()


@cache
def _lists() -> Seeds:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "名册"
    for row in (("姓名", "职务", "单位"), ("王芳", "书记", "锦绣社区"), ("=1+1", 3.5, True)):
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    strings = lists.xlsx(
        lists.sheet('<row><c r="A2" t="s"><v>0</v></c></row>'), lists.shared("<si><t>李明</t></si>")
    )
    csv = '姓名,职务,单位\n"王芳",书记,锦绣社区\n李明,"主""任",\n'.encode()
    return [
        ("a.xlsx", out.getvalue()),
        ("a.xlsx", strings),
        ("a.csv", csv),
        ("a.txt", "词 听错的写法\n桩基 装机".encode()),
    ]


@cache
def _templates() -> Seeds:
    document = Document()
    document.add_paragraph("{{ 标题 }}")
    document.add_paragraph("{% for 决 in 决议 %}{{ 决.内容 }}（{{ 决.责任 }}）{% endfor %}")
    out = BytesIO()
    document.save(out)
    return [("a.docx", out.getvalue())]


@cache
def _backups() -> Seeds:
    """A backup of three rows and one file, as the program writes them."""
    row = json.dumps(["m1", "2026-03-14", None]).encode() + b"\n"
    file, rows = b"notes", row * 3
    manifest = {
        "format": 1,
        "program": "0.1.0",
        "schema": "0014",
        "made_at": "2026-03-15T12:00:00+00:00",
        "tables": {
            "meeting": {
                "columns": {"id": "plain", "held_on": "plain", "title": "plain"},
                "rows": 3,
                "size": len(rows),
                "sha256": sha256(rows).hexdigest(),
            }
        },
        "files": {f"files/{sha256(file).hexdigest()}": len(file)},
        "missing": [],
    }
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", json.dumps(manifest))
        archive.writestr("rows/meeting.jsonl", rows)
        archive.writestr(f"files/{sha256(file).hexdigest()}", file)
    return [("a.zip", out.getvalue())]


def _addresses() -> Seeds:
    urls = (
        "http://127.0.0.1:11434/v1",
        "https://api.example.com/v1/",
        "http://[::ffff:8.8.8.8]:80",
        "http://10.0.0.1",
    )
    return [("a.txt", url.encode()) for url in urls]


def _answers() -> Seeds:
    said = {"text": "修好电梯", "cited": [{"line": 1, "quote": "修好"}]}
    answer = {
        "resolutions": [
            {
                "action": said,
                "owners": [said],
                "deadline": said,
                "vote": {"for": 9, "against": 1, "abstain": 0, "cited": []},
                "agreed": [],
                "same_as": None,
            }
        ],
        "not_resolutions": [{"action": said, "why": "proposal"}],
        "open": ["雨棚"],
    }
    return [
        (
            "a.txt",
            f"<think>好</think>```json\n{json.dumps(answer, ensure_ascii=False)}\n```".encode(),
        )
    ]


@cache
def _meetings() -> Seeds:
    return [("a.json", path.read_bytes()) for path in sorted(_SAMPLES.glob("*/expected.json"))]


def _names() -> Seeds:
    names = (
        "会议录音.m4a",
        "../../etc/passwd",
        "CON.txt",
        "a\u202efdp.exe",
        "王" * 90 + ".wav",
        "upload.json",
    )
    return [("a.txt", name.encode()) for name in names]


SEEDS: dict[str, Callable[[], Seeds]] = {
    "sound": _sounds,
    "picture": _pictures,
    "pdf": _pdfs,
    "word": _words,
    "text": _texts,
    "talk": _talk,
    "list": _lists,
    "template": _templates,
    "backup": _backups,
    "address": _addresses,
    "answer": _answers,
    "meeting": _meetings,
    "name": _names,
}
