"""A step of signing as JSON text and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime

from mintobrief.domain.codec import dump_json
from mintobrief.domain.node import DocumentError, Node
from mintobrief.domain.signing import Signing, SigningAct


def dumps_signing(signing: Signing) -> str:
    """A step of signing as JSON."""
    return dump_json({**asdict(signing), "at": signing.at.isoformat()})


def loads_signing(text: str) -> Signing:
    """The step that `dumps_signing` wrote; raises DocumentError for anything else."""
    try:
        node = Node.of(json.loads(text), "signing")
        return Signing(
            act=SigningAct(node.text("act")),
            by=node.text("by"),
            at=datetime.fromisoformat(node.text("at")),
            reason=node.text("reason"),
            about=node.text("about"),
            version=node.whole("version"),
            packet=node.text_if_any("packet"),
        )
    except DocumentError:
        raise
    except ValueError as exc:
        raise DocumentError(str(exc)) from exc
