"""What is kept back of a text, after what persons said of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from mintobrief.domain.mask import MaskKind, MaskRuling, Ruling
from mintobrief.domain.plain import Plain, fold, key_of
from mintobrief.language import lexicon
from mintobrief.privacy import figures, homes, plates
from mintobrief.privacy.hits import Hit, apart
from mintobrief.privacy.names import family_of
from mintobrief.privacy.people import People

_MOST_PASSES = 4  # what is masked may make a number of what stood apart
_NOBODY, _SOMEBODY = "", "某业主"
_CLAUSES = re.compile(r"[^。！？!?；;\n]+")
_BETWEEN = re.compile(r"\s*(?:业主|住户)?[的，,:：]?\s*")


@dataclass(frozen=True)
class Masker:
    """Knows whose names are kept back, and what persons said of single words."""

    people: People = field(default_factory=People)
    rulings: tuple[MaskRuling, ...] = ()

    def mask(self, text: str) -> str:
        """The text as it may be posted; once more it stays as it is."""
        for _ in range(_MOST_PASSES):
            hits = self.hits(text)
            if not hits:
                return text
            text = _written(text, hits)
        return text

    def hits(self, text: str) -> tuple[Hit, ...]:
        """What is kept back, in order; no two overlap."""
        plain = fold(text)
        found = [hit for hit, ruling in self.listed(text) if ruling is not Ruling.KEEP]
        return tuple(self._apart_from_arrears(plain, text, tuple(found)))

    def listed(self, text: str) -> tuple[tuple[Hit, Ruling], ...]:
        """All that the program or a person wants kept back, with what was said of it last."""
        plain = fold(text)
        found = apart([*self.proposed(plain), *self._added(plain)])
        return tuple((self._as_ruled(text, hit), self._ruling(text, hit)) for hit in found)

    def certain(self, text: str) -> tuple[Hit, ...]:
        """What is kept back and no chance in any text: names, plates, what a person added."""
        if text.isascii():
            return ()
        plain = fold(text)
        found = apart([*plates.find(plain), *self._names(plain), *self._added(plain)])
        return tuple(hit for hit in found if self._ruling(text, hit) is not Ruling.KEEP)

    def proposed(self, plain: Plain) -> Iterator[Hit]:
        """All that the program would keep back, whatever anybody said."""
        yield from figures.find(plain)
        yield from plates.find(plain)
        yield from plates.find_contacts(plain)
        yield from homes.find(plain)
        yield from self._names(plain)

    def said_of(self, words: str) -> MaskRuling | None:
        """What was said last of the words, in whatever spelling."""
        return self._said.get(key_of(words))

    def usual(self, hit: Hit, words: str) -> str:
        """What the program writes for the words, wherever they stand."""
        name = self._residents.get(key_of(words)) if hit.kind is MaskKind.NAME else None
        return self.people.residents[name] if name else hit.instead

    @cached_property
    def _said(self) -> Mapping[str, MaskRuling]:
        return {ruling.key: ruling for ruling in self.rulings}

    @cached_property
    def _hidden_words(self) -> tuple[tuple[re.Pattern[str], MaskRuling], ...]:
        hidden = (ruling for ruling in self._said.values() if ruling.ruling is Ruling.HIDE)
        longest_first = sorted(hidden, key=lambda r: -len(r.found))
        return tuple((spelt(r.found), r) for r in longest_first)

    @cached_property
    def _named(self) -> re.Pattern[str] | None:
        """Residents and officers in one: a longer name of another is never cut."""
        names = sorted({*self.people.residents, *self.people.officers}, key=lambda n: (-len(n), n))
        named = "|".join(spelt(name).pattern for name in names)
        return re.compile(named) if names else None

    @cached_property
    def _residents(self) -> Mapping[str, str]:
        return {key_of(name): name for name in self.people.residents}

    def _names(self, plain: Plain) -> Iterator[Hit]:
        for found in self._named.finditer(plain.text) if self._named else ():
            name = self._residents.get(key_of(found[0]))
            if name and not _place().match(plain.text, found.end()):
                called = _titled().match(plain.text, found.end())
                shown = family_of(name) if called else self.people.residents[name]
                yield Hit(*plain.span(*found.span()), MaskKind.NAME, shown)

    def _added(self, plain: Plain) -> Iterator[Hit]:
        for pattern, ruling in self._hidden_words:
            for found in pattern.finditer(plain.text):
                yield Hit(*plain.span(*found.span()), MaskKind.ADDED, ruling.instead)

    def _ruling(self, text: str, hit: Hit) -> Ruling:
        said = self.said_of(text[hit.start : hit.end])
        return said.ruling if said else Ruling.OPEN

    def _as_ruled(self, text: str, hit: Hit) -> Hit:
        words = text[hit.start : hit.end]
        said = self.said_of(words)
        if said is None or not said.instead or said.instead == self.usual(hit, words):
            return hit
        return replace(hit, instead=said.instead)

    def _apart_from_arrears(self, plain: Plain, text: str, hits: tuple[Hit, ...]) -> Iterator[Hit]:
        """Who owes money is never told by name and flat together."""
        owed = [m.span() for m in _CLAUSES.finditer(text) if _arrears().search(m[0])]
        flats = [*homes.find(plain)]
        told = [(a, b) for a, b in owed if any(a <= flat.start < b for flat in flats)]
        inside = [h for h in hits if any(a <= h.start < b for a, b in told)]
        yield from (h for h in hits if h not in inside)
        for start, end in told:
            names = [*self._names(plain), *_addressed(plain)]
            owing = [h for h in names if start <= h.start < end]
            mine = [h for h in inside if start <= h.start < end and not _overlaps(h, owing)]
            yield from apart([*mine, *(_nameless(text, h, mine) for h in owing)])


def spelt(words: str) -> re.Pattern[str]:
    """The words in folded text, however they are spaced."""
    return re.compile(r"\s*".join(re.escape(c) for c in fold(words).text if not c.isspace()))


def _written(text: str, hits: Iterable[Hit]) -> str:
    pieces, end = [], 0
    for hit in sorted(hits, key=lambda hit: hit.start):
        pieces += [text[end : hit.start], hit.instead]
        end = hit.end
    return "".join(pieces) + text[end:]


def _nameless(text: str, name: Hit, others: Iterable[Hit]) -> Hit:
    """Nothing where the flat stands before it, else 某业主."""
    for other in others:
        is_flat = other.kind is MaskKind.FLAT and other.end <= name.start
        if is_flat and _BETWEEN.fullmatch(text, other.end, name.start):
            return replace(name, start=other.end, instead=_NOBODY)
    return replace(name, instead=_SOMEBODY)


def _overlaps(hit: Hit, others: Iterable[Hit]) -> bool:
    return any(hit.start < other.end and other.start < hit.end for other in others)


def _addressed(plain: Plain) -> Iterator[Hit]:
    """王先生, 老王."""
    for found in _polite().finditer(plain.text):
        yield Hit(*plain.span(*found.span()), MaskKind.NAME, _SOMEBODY)


def _place() -> re.Pattern[str]:
    """王芳路 is a street."""
    return re.compile(lexicon.load("privacy").expression("no_person"))


def _arrears() -> re.Pattern[str]:
    return re.compile(lexicon.load("privacy").expression("arrears"))


def _titled() -> re.Pattern[str]:
    return re.compile(lexicon.load("privacy").expression("sir", "lady"))


def _polite() -> re.Pattern[str]:
    surname = lexicon.load("people").expression("surname")
    return re.compile(rf"{surname}(?:{_titled().pattern}|某)|老{surname}(?!人|旧|年|化)")
