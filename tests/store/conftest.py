"""Every test of the store runs on each kind of database."""

from tests.databases import empty_place, library, made_once, place

__all__ = ["empty_place", "library", "made_once", "place"]
