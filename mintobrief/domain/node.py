"""One object of a JSON document, read key by key with its types checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


class DocumentError(ValueError):
    """The JSON is not that of a meeting; the message names what is wrong where."""


@dataclass(frozen=True, slots=True)
class Node:
    """An object of the document; every reader raises DocumentError for what is not there."""

    values: Mapping[object, object]

    @classmethod
    def of(cls, value: object, key: str) -> Node:
        if not isinstance(value, dict):
            raise DocumentError(f"{key}: an object is wanted, not {value!r:.60}")
        return cls(value)

    def value(self, key: str) -> object:
        try:  # nearly always there, and asked a hundred thousand times for a long meeting
            return self.values[key]
        except KeyError:
            raise DocumentError(f"{key}: missing") from None

    def text(self, key: str) -> str:
        value = self.value(key)
        if not isinstance(value, str):
            raise DocumentError(f"{key}: text is wanted, not {value!r:.60}")
        return value

    def text_if_any(self, key: str) -> str | None:
        value = self.value(key)
        if value is None or isinstance(value, str):
            return value
        raise DocumentError(f"{key}: text is wanted, not {value!r:.60}")

    def day_if_any(self, key: str) -> date | None:
        return None if self.value(key) is None else date.fromisoformat(self.text(key))

    def whole(self, key: str) -> int:
        return whole_number(self.value(key), key)

    def whole_if_any(self, key: str) -> int | None:
        return None if self.value(key) is None else self.whole(key)

    def flag(self, key: str) -> bool:
        value = self.value(key)
        if not isinstance(value, bool):
            raise DocumentError(f"{key}: true or false is wanted, not {value!r:.60}")
        return value

    def later_flag(self, key: str) -> bool:
        """As `flag`; False where the document was written before there was such a key."""
        return key in self.values and self.flag(key)

    def number(self, key: str) -> float:
        value = self.value(key)
        if isinstance(value, float):
            return value
        if isinstance(value, bool) or not isinstance(value, int):
            raise DocumentError(f"{key}: a number is wanted, not {value!r:.60}")
        return float(value)

    def number_if_any(self, key: str) -> float | None:
        return None if self.value(key) is None else self.number(key)

    def items(self, key: str) -> list[object]:
        value = self.value(key)
        if not isinstance(value, list):
            raise DocumentError(f"{key}: a list is wanted, not {value!r:.60}")
        return value

    def later_items(self, key: str) -> list[object]:
        """A list that older documents lack."""
        return self.items(key) if key in self.values else []

    def wholes(self, key: str) -> tuple[int, ...]:
        return tuple(whole_number(item, key) for item in self.items(key))

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(Node({key: item}).text(key) for item in self.items(key))

    def node(self, key: str) -> Node:
        return Node.of(self.value(key), key)

    def node_if_any(self, key: str) -> Node | None:
        return None if self.value(key) is None else self.node(key)

    def nodes(self, key: str) -> tuple[Node, ...]:
        return tuple(Node.of(item, key) for item in self.items(key))

    def later_text(self, key: str) -> str:
        """Text that older documents, and those without any, lack."""
        return self.text(key) if key in self.values else ""

    def later_nodes(self, key: str) -> tuple[Node, ...]:
        """Objects that older documents lack."""
        return tuple(Node.of(item, key) for item in self.later_items(key))


def whole_number(value: object, key: str) -> int:
    """`value` as a whole number; true and false are none."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise DocumentError(f"{key}: a whole number is wanted, not {value!r:.60}")
    return value
