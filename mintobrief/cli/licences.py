"""Under which licences the installed packages and the models may be used and passed on."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from mintobrief.errors import MissingEngine

UNKNOWN = "没有写明"
_PROGRAM = "mintobrief"
_OF_THE_PROGRAM = frozenset({"llm", "s3"})  # extras that users install; the others make the program
_REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)\s*(?:\[(?P<extras>[^\]]*)\])?[^;]*;?(?P<marker>.*)")
_EXTRA = re.compile(r"extra\s*==\s*[\"']([\w.-]+)[\"']")
_LONGEST = 60  # characters of a licence's name; more is its text


@dataclass(frozen=True, slots=True)
class Licensed:
    """Something that came with the program: what, which version or origin, under which licence."""

    name: str
    origin: str
    licence: str


def packages() -> tuple[Licensed, ...]:
    """The program and all that it is installed with, by name; what serves its making is not.

    Raises MissingEngine where the program runs without having been installed.
    """
    found: dict[str, Distribution] = {}
    try:
        _collect(distribution(_PROGRAM), _OF_THE_PROGRAM, found)
    except PackageNotFoundError as exc:
        raise MissingEngine("程序", _PROGRAM) from exc
    told = (Licensed(d.metadata["Name"], d.version, licence_of(d)) for d in found.values())
    return tuple(sorted(told, key=lambda one: one.name.lower()))


def models(folder: Path) -> Iterator[Licensed]:
    """The models that come along, as `licences.toml` among them tells; their files by name where
    not all of a model are under one licence."""
    told = tomllib.loads((folder / "licences.toml").read_text("utf-8"))
    for model, entries in told.items():
        for entry in entries:
            files = f"：{'、'.join(entry['files'])}" if len(entries) > 1 else ""
            yield Licensed(f"模型 {model}{files}", entry["of"], entry["licence"])


def licence_of(package: Distribution) -> str:
    """As the package states it: an SPDX expression, a name, or what it is classified as."""
    named = " ".join(" ".join(_stated(package, "License")).split())
    is_text = len(named) > _LONGEST or named.startswith("Copyright")
    classes = (one.split(" :: ") for one in _stated(package, "Classifier"))
    classified = (one[-1] for one in classes if one[0] == "License" and one[-1] != "OSI Approved")
    return (
        "".join(_stated(package, "License-Expression"))
        or ("" if is_text else named)
        or "、".join(classified)
        or UNKNOWN
    )


def _stated(package: Distribution, field: str) -> list[str]:
    return package.metadata.get_all(field) or []


def _collect(package: Distribution, extras: Iterable[str], found: dict[str, Distribution]) -> None:
    """The package and, as far as they are installed, those it asks for with these extras."""
    found[_key(package.metadata["Name"])] = package
    for name, more in _asked_for(package, frozenset(extras)):
        # again where an extra asks for more of a package that is known already
        if more or _key(name) not in found:
            try:
                asked = distribution(name)
            except PackageNotFoundError:  # for another system, or an extra nobody installed
                continue
            _collect(asked, more, found)


def _asked_for(
    package: Distribution, extras: frozenset[str]
) -> Iterator[tuple[str, frozenset[str]]]:
    for line in package.requires or ():
        match = _REQUIREMENT.fullmatch(line)
        wanted = set(_EXTRA.findall(match["marker"])) if match else set()
        if match and (not wanted or wanted & extras):
            more = (extra.strip() for extra in (match["extras"] or "").split(","))
            yield match["name"], frozenset(filter(None, more))


def _key(name: str) -> str:
    """Names that differ in case and marks are of one package."""
    return re.sub(r"[-_.]+", "-", name).lower()
