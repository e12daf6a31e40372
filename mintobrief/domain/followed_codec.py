"""What became of earlier resolutions as JSON values and back."""

from __future__ import annotations

import json

from mintobrief.domain.followed import Followed
from mintobrief.domain.node import DocumentError, Node
from mintobrief.domain.task import TaskStatus
from mintobrief.domain.task_codec import dumps_task, loads_task


def encode_followed(followed: Followed) -> dict[str, object]:
    """One of them, with the keys of the JSON."""
    return {
        "task": json.loads(dumps_task(followed.task)),
        "status": str(followed.status),
        "said": followed.said,
        "day": followed.day.isoformat() if followed.day else None,
        "heard": list(followed.heard),
    }


def decode_followed(values: object) -> Followed:
    """What `encode_followed` made; raises DocumentError for anything else."""
    node = Node.of(values, "followed")
    try:
        return Followed(
            loads_task(json.dumps(node.node("task").values)),
            TaskStatus(node.text("status")),
            node.text("said"),
            node.day_if_any("day"),
            node.wholes("heard"),
        )
    except DocumentError:
        raise
    except ValueError as exc:
        raise DocumentError(str(exc)) from exc
