"""Jobs are tried on every kind of database there is here."""

from tests.databases import empty_place, library, made_once, place

__all__ = ["empty_place", "library", "made_once", "place"]
