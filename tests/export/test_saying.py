"""What the posted edition keeps back is listed, all of it and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.export.privacy import mask, masks_in

SECRETS = st.sampled_from(
    [
        "13812345678",
        "苏E·A1234",
        "3栋201室业主",
        "320106199001011234",
        "6222020200012345678",
        "0512-65123456",
    ]
)
TEXT = st.lists(SECRETS | st.text(alphabet="电梯，。王的0123456789 ", max_size=6), max_size=6).map(
    "".join
)


@given(TEXT)
def test_a_text_without_masks_stays_as_it_is(text: str) -> None:
    assert (mask(text) == text) == (not any(old != new for old, new in masks_in(text)))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("请拨13812345678。", ("13812345678", "138****5678")),
        ("3栋201室业主", ("3栋201室业主", "3栋业主")),
    ],
)
def test_a_mask_is_told_with_what_stands_instead(text: str, found: tuple[str, str]) -> None:
    assert list(masks_in(text)) == [found]
