"""A whole library as one file: made while others write, restored into either kind of database."""

from __future__ import annotations

from mintobrief.store.backup.restore import Destination, Restored, restore
from mintobrief.store.backup.write import Made, write_backup

__all__ = ["Destination", "Made", "Restored", "restore", "write_backup"]
