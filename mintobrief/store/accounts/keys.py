"""What a browser or a program holds to be known by: long, random, kept here as a hash only."""

from __future__ import annotations

import secrets
from hashlib import sha256


def new_key() -> str:
    """256 bits, in what a cookie or a header may hold."""
    return secrets.token_urlsafe(32)


def hash_of(key: str) -> str:
    """What is kept of it: who reads the database cannot come in with that."""
    return sha256(key.encode()).hexdigest()
