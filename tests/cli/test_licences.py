"""`doctor --licenses`: nothing comes along whose licence is not told."""

from __future__ import annotations

import json
import tomllib
from email.message import Message
from importlib.metadata import Distribution
from pathlib import Path

import pytest

from mintobrief.cli.licences import UNKNOWN, licence_of, models, packages
from mintobrief.config import read_settings
from tests.cli.conftest import Call

# what may be linked to, used and passed on beside a program under Apache-2.0
_PERMISSIVE = (
    "MIT",
    "BSD",
    "Apache",
    "ISC",
    "PSF",
    "MPL",
    "Mozilla",
    "LGPL",
    "Unlicense",
    "Zlib",
    "HPND",
)


class Stated(Distribution):
    """A package that states its licence in these lines of its metadata."""

    def __init__(self, *lines: tuple[str, str]) -> None:
        self._lines = lines

    @property
    def metadata(self) -> Message:  # type: ignore[override]
        message = Message()
        for name, value in self._lines:
            message[name] = value
        return message

    def read_text(self, filename: str) -> None:
        """There are no files."""

    def locate_file(self, path: object) -> Path:
        return Path(str(path))


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([("License-Expression", "MIT OR Apache-2.0"), ("License", "other")], "MIT OR Apache-2.0"),
        ([("License", "BSD 3-Clause")], "BSD 3-Clause"),
        ([("License", "Copyright (c) 2001"), ("Classifier", "License :: X :: BSD")], "BSD"),
        ([("License", "long " * 50), ("Classifier", "License :: OSI Approved")], UNKNOWN),
        ([("Classifier", "Topic :: Office")], UNKNOWN),
    ],
)
def test_a_licence_is_told_as_the_package_states_it(
    lines: list[tuple[str, str]], told: str
) -> None:
    assert licence_of(Stated(*lines)) == told


def test_every_package_that_comes_along_states_a_licence_that_lets_it() -> None:
    found = packages()
    names = {one.name.lower() for one in found}
    assert {"mintobrief", "spacy", "jieba", "numpy", "sqlalchemy", "rapidocr"} <= names
    assert not {"pytest", "mypy", "ruff", "hypothesis"} & names  # they make the program
    unclear = [one for one in found if not any(word in one.licence for word in _PERMISSIVE)]
    assert unclear == []


def test_every_model_file_has_a_licence_and_its_words_are_there(tmp_path: Path) -> None:
    folder = read_settings({"HOME": str(tmp_path)}).models
    shipped = {
        f"{manifest.parent.name}/{file['name']}"
        for manifest in folder.glob("*/weights.json")
        for file in json.loads(manifest.read_text("utf-8"))["files"]
    }
    listed = tomllib.loads((folder / "licences.toml").read_text("utf-8"))
    told = [
        f"{model}/{f}" for model, all_of in listed.items() for one in all_of for f in one["files"]
    ]
    assert sorted(told) == sorted(shipped)
    assert all(one.licence for one in models(folder))
    texts = {one["text"] for all_of in listed.values() for one in all_of if "text" in one}
    assert texts == {str(path.relative_to(folder)) for path in folder.glob("*/LICENSE*")}


def test_the_doctor_lists_them(call: Call) -> None:
    answer = call("doctor", "--licenses")
    assert answer.code == 0
    for told in ("rapidocr", "Apache-2.0", "模型 whisper-base", "LGPL-2.1-or-later"):
        assert told in answer.out
