"""Spoken words turned into written ones: what the tongue adds goes, who is meant is named.

restarts    what was said twice, or taken back
clauses     clauses: what opens, softens or interrupts them
persons     我, 我们 and 你 by name, where it is sure who that is
writing     all of it on a sentence: read it first
"""

from mintobrief.extract.prose.persons import Voice
from mintobrief.extract.prose.writing import Writer

__all__ = ["Voice", "Writer"]
