"""Every test of the store runs on each kind of database."""

from tests.databases import empty_place, library, made_once, place
from tests.store.backups import full, target

__all__ = ["empty_place", "full", "library", "made_once", "place", "target"]
