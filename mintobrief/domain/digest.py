"""Words that name a content: equal contents have equal names."""

from __future__ import annotations

import json
from hashlib import sha256

_LENGTH = 16


def digest_of(*texts: str) -> str:
    """A short name for these texts in this order."""
    told = json.dumps(texts, ensure_ascii=True)
    return sha256(told.encode()).hexdigest()[:_LENGTH]
