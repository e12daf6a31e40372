"""The order of words in a task: the thing a clause puts first goes back behind its verb."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mintobrief.extract.cues import cue
from mintobrief.language.nlp import words_of

# Stands where the doer stood within a clause.
DOER = "｜"
_LONGEST_FRONT = 12
_LONGEST_WORD = 4


def in_order(text: str, bare: Callable[[str], str]) -> str:
    """A clause with the thing it puts first behind its verb, both ends made bare.

    合同你去跟公司谈 becomes 跟公司谈合同, 会议记录｜发到群里 becomes 将会议记录发到群里.
    """
    found = cue("wording", "doer_within").match(text)
    if found is None:
        return bare(text.replace(DOER, ""))
    front, rest = bare(found["front"]), bare(found["rest"].replace(DOER, ""))
    if not is_thing(front) or not rest:
        return bare(text.replace(DOER, ""))
    if cue("wording", "takes_aim").match(rest):
        return f"将{front}{rest}"
    return rest + front if _lacks_object(rest) else front + rest


def is_thing(text: str) -> bool:
    """Whether words are a noun phrase and nothing else, as far as the dictionary tells."""
    words = words_of(text)
    if not words or len(text) > _LONGEST_FRONT or cue("wording", "no_thing").search(text):
        return False
    tags = [word.tag for word in words]
    if len(words) == 1 and 1 < len(text) <= _LONGEST_WORD:
        return not tags[0].startswith(("d", "p", "c", "r", "t", "u"))
    return tags[-1].startswith(("n", "vn", "j", "l")) and not {"v", "d", "p", "r", "c", "t"} & set(
        tags
    )


def _lacks_object(text: str) -> bool:
    """Whether words end in a bare verb that can take one."""
    last = words_of(text)[-1]
    verb = len(last.text) <= _LONGEST_WORD and last.tag.startswith(("v", "a"))
    return verb and bool(cue("wording", "bare_verb").search(text))


def without_repeats(pieces: Sequence[str]) -> list[int]:
    """The positions of the pieces of a task that say something of their own.

    A verb with its complement (贴出来) beside the same verb with its object (贴一张表) does not.
    """
    kept: list[int] = []
    for at, piece in enumerate(pieces):
        said = any(_repeats(piece, pieces[i], earlier=True) for i in kept)
        if not (said or any(_repeats(piece, other) for other in pieces[at + 1 :])):
            kept.append(at)
    return kept


def _repeats(piece: str, other: str, *, earlier: bool = False) -> bool:
    """Whether another piece says all that a piece says; of two bare verbs the earlier stays."""
    if piece in other:
        return True
    verb = cue("wording", "verb_alone").fullmatch(piece)
    if verb is None or (not earlier and cue("wording", "verb_alone").fullmatch(other)):
        return False
    return any(
        c == verb["verb"] and not cue("wording", "time_after").match(other, i + 1)
        for i, c in enumerate(other)
    )
