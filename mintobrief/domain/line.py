"""Words that have to fit on one line, whoever typed them."""

from __future__ import annotations


def one_line(untrusted: str) -> str:
    """One line without what cannot be seen, with single blanks and none at its ends."""
    return " ".join("".join(c if c.isprintable() else " " for c in untrusted).split())
