"""Every table of replaceable parts keeps the same promises."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.metadata import version

import pytest

from mintobrief import export, extract, read, segment, transcribe
from mintobrief.engines import Adapter, load
from mintobrief.errors import MissingEngine, UnknownEngine

TABLES = {
    "read": read.ENGINES,
    "transcribe": transcribe.ENGINES,
    "diarize": transcribe.DIARIZERS,
    "segment": segment.SPLITTERS,
    "extract": extract.FINDERS,
    "export": export.FORMATS,
}
PARTS = [(table, name) for table, parts in TABLES.items() for name in parts]


@pytest.mark.parametrize(("table", "name"), PARTS)
def test_every_part_is_there_and_its_package_is_installed(table: str, name: str) -> None:
    assert load(name, TABLES[table])
    assert version(TABLES[table][name].package)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_an_unknown_name_is_answered_with_those_there_are(table: Mapping[str, Adapter]) -> None:
    with pytest.raises(UnknownEngine, match=re.escape(next(iter(table)))):
        load("nobody", table)


def test_a_missing_package_is_named() -> None:
    with pytest.raises(MissingEngine, match="no-such-package"):
        load("ghost", {"ghost": Adapter("no_such_package_here:Ghost", "no-such-package")})


def test_our_own_missing_module_is_a_bug_and_no_missing_package() -> None:
    with pytest.raises(ModuleNotFoundError):
        load("ghost", {"ghost": Adapter("mintobrief.no_such_module", "mintobrief")})
