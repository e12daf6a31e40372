"""What a meeting says of earlier resolutions (回头看): proposals, each with the words it rests on.

A proposal changes nothing: a person confirms it. Where it is not plain which resolution is meant,
or what is claimed of it, there is none.

claims     what a clause claims: done, not done, another day
verbs      a task's verbs, written and spoken
matters    which task words speak of
course     which task is the matter, clause by clause
settle     several claims of one task become one
telling    the proposal in words
"""

from mintobrief.extract.lookback.proposals import proposals

__all__ = ["proposals"]
