"""What is known of a compound: merged, compared, and kept as JSON."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain import Attendee, Request, Term
from mintobrief.domain.compound import (
    LONGEST,
    Body,
    Compound,
    merged_people,
    tidied,
)
from mintobrief.domain.compound_changes import Changes, changes_between, taken_in
from mintobrief.domain.compound_codec import dumps_compound, loads_compound
from mintobrief.domain.job_codec import dumps_request, loads_request
from mintobrief.domain.node import DocumentError

WANG = Attendee("王芳", "书记", "居委会")
GARDEN = Compound("c", "阳光花园", (WANG,), terms=(Term("业委会", ("叶伟会",)),))

_TEXT = st.text(max_size=6)
_PEOPLE = st.lists(st.builds(Attendee, _TEXT, st.none() | _TEXT, st.none() | _TEXT)).map(tuple)
_TERMS = st.lists(st.builds(Term, _TEXT, st.lists(_TEXT).map(tuple))).map(tuple)
_BODIES = st.lists(st.builds(Body, _TEXT, st.lists(_TEXT).map(tuple))).map(tuple)
COMPOUNDS = st.builds(
    Compound, _TEXT, _TEXT, _PEOPLE, _BODIES, _TERMS, st.none() | _TEXT, st.none() | _TEXT
)


@given(COMPOUNDS)
def test_a_compound_is_the_same_when_it_comes_back(compound: Compound) -> None:
    assert loads_compound(dumps_compound(compound)) == compound


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"id": 1}', "null"])
def test_what_is_no_compound_is_told(text: str) -> None:
    with pytest.raises(DocumentError):
        loads_compound(text)


@given(COMPOUNDS)
def test_what_is_tidy_stays_as_it_is(compound: Compound) -> None:
    tidy = tidied(compound)
    assert tidied(tidy) == tidy
    assert all(0 < len(person.name) <= LONGEST for person in tidy.people)
    assert all(slip != term.word for term in tidy.terms for slip in term.slips)


def test_a_blank_that_fills_a_column_is_no_part_of_a_name() -> None:
    people = tuple(Attendee(name) for name in ("王　芳", "李 明 华", "John Smith"))
    names = [person.name for person in tidied(replace(GARDEN, people=people)).people]
    assert names == ["王芳", "李明华", "John Smith"]


def test_slips_in_one_cell_are_taken_apart() -> None:
    terms = (Term("业委会", ("叶伟会、夜尾会，野味会",)),)
    assert tidied(replace(GARDEN, terms=terms)).terms[0].slips == ("叶伟会", "夜尾会", "野味会")


@pytest.mark.parametrize(
    ("told_now", "people"),
    [
        (Attendee("王芳"), (WANG,)),
        (Attendee("王芳", "主任"), (replace(WANG, role="主任"),)),
        (Attendee("王芳", "经理", "物业"), (WANG, Attendee("王芳", "经理", "物业"))),
        (Attendee("李明"), (WANG, Attendee("李明"))),
    ],
)
def test_a_name_that_is_known_adds_nobody(told_now: Attendee, people: tuple[Attendee, ...]) -> None:
    """Unless the body says that it is another of the same name."""
    assert merged_people((WANG,), [told_now]) == people


def test_what_is_added_leaves_what_was_there() -> None:
    read = Compound("", "", (Attendee("王芳", "主任"),), terms=(Term("业委会", ("夜尾会",)),))
    after = taken_in(GARDEN, read, instead=False)
    assert after.people == (Attendee("王芳", "主任", "居委会"),)
    assert after.terms == (Term("业委会", ("叶伟会", "夜尾会")),)
    assert changes_between(GARDEN, after) == Changes(
        changed=(
            ("王芳，书记，居委会", "王芳，主任，居委会"),
            ("业委会，常听成：叶伟会", "业委会，常听成：叶伟会、夜尾会"),
        )
    )


def test_what_is_taken_instead_replaces_only_lists_that_were_read() -> None:
    after = taken_in(GARDEN, Compound("", "", (Attendee("李明"),)), instead=True)
    assert after.terms == GARDEN.terms
    assert changes_between(GARDEN, after) == Changes(("李明",), (), ("王芳，书记，居委会",), same=1)


@given(COMPOUNDS.map(tidied), COMPOUNDS.map(tidied))
def test_the_changes_are_as_many_as_the_rows(before: Compound, after: Compound) -> None:
    def rows(compound: Compound) -> int:
        lists = len(compound.people) + len(compound.bodies) + len(compound.terms)
        return lists + bool(compound.place) + bool(compound.issuer)

    changes = changes_between(before, after)
    assert changes.same + len(changes.changed) + len(changes.removed) == rows(before)
    assert changes.same + len(changes.changed) + len(changes.added) == rows(after)
    assert changes_between(before, before).count == 0


def test_a_request_without_a_compound_is_written_as_it_always_was() -> None:
    """So that a job of before is still the same job."""
    assert "compound" not in dumps_request(Request())
    asked = Request(compound="c", roster=(WANG,))
    assert loads_request(dumps_request(asked)) == asked
