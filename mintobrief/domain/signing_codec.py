"""A step of signing as JSON text and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime

from mintobrief.domain.codec import dump_json
from mintobrief.domain.mask import MaskRuling, Ruling
from mintobrief.domain.node import DocumentError, Node
from mintobrief.domain.signing import Signing, SigningAct


def dumps_signing(signing: Signing) -> str:
    """A step of signing as JSON."""
    said = {**asdict(signing), "at": signing.at.isoformat(), "head": dict(signing.head)}
    return dump_json(said)


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
            head=_head(node),
            masks=_masks(node),
        )
    except DocumentError:
        raise
    except ValueError as exc:
        raise DocumentError(str(exc)) from exc


def _masks(node: Node) -> tuple[MaskRuling, ...]:
    """What older documents lack."""
    if "masks" not in node.values:
        return ()
    return tuple(decode_ruling(one) for one in node.nodes("masks"))


def decode_ruling(node: Node) -> MaskRuling:
    """One person's word on a mask; raises DocumentError or ValueError."""
    return MaskRuling(
        found=node.text("found"),
        ruling=Ruling(node.text("ruling")),
        was=Ruling(node.text("was")),
        instead=node.text("instead"),
    )


def _head(node: Node) -> tuple[tuple[str, str], ...]:
    """What older documents lack."""
    if "head" not in node.values:
        return ()
    head = node.node("head")
    return tuple((str(name), head.text(str(name))) for name in head.values)
