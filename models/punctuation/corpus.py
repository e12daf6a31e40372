"""The texts that the punctuation model learns from, as conversations of punctuated turns.

    python -m models.punctuation.corpus FOLDER conversations.jsonl

FOLDER holds clones of the repositories named in SOURCES, each under its own name (CARD.md
has the commits). A line of the result is one conversation: {"source", "id", "turns"}, a turn
being [speaker, text] in simplified characters. Needs opencc.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from html import unescape
from itertools import groupby
from pathlib import Path
from typing import Any

from opencc import OpenCC

Turn = tuple[str, str]
Conversation = tuple[str, list[Turn]]  # its name and what was said

_SPEECH = re.compile(r'<speech by="#?([^"]*)"[^>]*>(.*?)</speech>', re.S)
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.S)
_TAG = re.compile(r"<[^>]+>")
_HAN = re.compile("[\u4e00-\u9fff]")
_LEAST = 2000  # characters of Chinese, for a meeting to count as held in Chinese


def meetings_of_archive(repository: Path) -> Iterator[Conversation]:
    """audreyt/archive.tw: verbatim records of meetings and interviews, CC0."""
    for path in _files(repository, ".an.xml"):
        record = _read(repository, path).decode(errors="ignore")
        letters = len(re.findall("[A-Za-z]", _TAG.sub("", record)))
        if len(_HAN.findall(record)) >= max(_LEAST, letters):
            yield path, [(by, _paragraphs(body)) for by, body in _SPEECH.findall(record)]


def _paragraphs(body: str) -> str:
    texts = (unescape(_TAG.sub("", text)).strip() for text in _PARAGRAPH.findall(body))
    return "".join(_closed(re.sub(r"\s+", " ", text)) for text in texts if text)


def _closed(text: str) -> str:
    return text if text[-1] in "。！？!?" else f"{text}。"


def meetings_of_vcsum(repository: Path) -> Iterator[Conversation]:
    """hahahawu/VCSum: round tables and interviews, MIT. Its stored development and test parts."""
    for part in ("dev", "test"):
        lines = _read(repository, f"vcsum_data/short_{part}.txt").decode().splitlines()
        sections = [json.loads(line) for line in lines if line.strip()]
        for name, group in groupby(sections, key=lambda s: str(s["id"]).split("_")[0]):
            turns = [turn for section in group for turn in section["context"]]
            yield (
                f"{part}-{name}",
                [
                    (str(number), "".join(_closed(s.strip()) for s in turn if s.strip()))
                    for number, turn in enumerate(turns)
                ],
            )


def chats_of_kdconv(repository: Path) -> Iterator[Conversation]:
    """thu-coai/KdConv: typed talk about films, music and travel, Apache-2.0."""
    for path in _files(repository, "dev.json") + _files(repository, "test.json"):
        if path.startswith("data/"):
            chats = json.loads(_read(repository, path))
            for number, chat in enumerate(chats):
                said = [message["message"].strip() for message in chat["messages"]]
                yield f"{path}-{number}", [(str(i % 2), text) for i, text in enumerate(said)]


def chats_of_crosswoz(repository: Path) -> Iterator[Conversation]:
    """thu-coai/CrossWOZ: typed questions and answers about a journey, Apache-2.0."""
    for path in ("data/crosswoz/val.json.zip", "data/crosswoz/test.json.zip"):
        with zipfile.ZipFile(io.BytesIO(_read(repository, path))) as packed:
            chats: dict[str, Any] = json.loads(packed.read(packed.namelist()[0]))
        for name, chat in chats.items():
            yield name, [(m["role"], m["content"].strip()) for m in chat["messages"]]


def laws(repository: Path) -> Iterator[Conversation]:
    """LawRefBook/Laws: statutes of administration and society, in the public domain."""
    for path in _files(repository, ".md"):
        if path.startswith(("行政法/", "社会法/", "行政法规/")):
            lines = _read(repository, path).decode().splitlines()
            kept = [re.sub(r"^第\S+条\s*", "", line.strip()) for line in lines]
            yield path, [("", line) for line in kept if line and line[-1] == "。"]


SOURCES = {
    "audreyt+archive.tw": meetings_of_archive,
    "hahahawu+VCSum": meetings_of_vcsum,
    "thu-coai+KdConv": chats_of_kdconv,
    "thu-coai+CrossWOZ": chats_of_crosswoz,
    "LawRefBook+Laws": laws,
}


def _files(repository: Path, ending: str) -> list[str]:
    listing = _git(repository, "ls-tree", "-r", "-z", "--name-only", "HEAD").decode()
    return sorted(path for path in listing.split("\0") if path.endswith(ending))


def _read(repository: Path, path: str) -> bytes:
    return _git(repository, "show", f"HEAD:{path}")


def _git(repository: Path, *words: str) -> bytes:
    command = ["git", "-C", str(repository), *words]
    return subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603


def _joined(turns: list[Turn]) -> list[Turn]:
    """What one speaker says in a row is one turn."""
    spoken = [turn for turn in turns if turn[1]]
    groups = groupby(spoken, key=lambda turn: turn[0])
    return [(by, "".join(_closed(text) for _, text in group)) for by, group in groups]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("target", type=Path)
    args = parser.parse_args()
    simple = OpenCC("tw2sp")
    with args.target.open("w", encoding="utf-8") as target:
        for name, read in SOURCES.items():
            for number, turns in read(args.folder / name):
                said = [[by, simple.convert(text)] for by, text in _joined(turns)]
                line = {"source": name, "id": number, "turns": said}
                target.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
