"""What the posted edition keeps back is listed, all of it and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.privacy.masker import Masker

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
    hits = Masker().hits(text)
    assert (Masker().mask(text) == text) == all(text[h.start : h.end] == h.instead for h in hits)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("请拨13812345678。", ("13812345678", "138****5678")),
        ("3栋201室业主", ("3栋201室业主", "3栋业主")),
    ],
)
def test_a_mask_is_told_with_what_stands_instead(text: str, found: tuple[str, str]) -> None:
    assert [(text[h.start : h.end], h.instead) for h in Masker().hits(text)] == [found]
