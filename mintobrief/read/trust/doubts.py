"""What of a line a reviewer should look at.

Figures, names and votes always: a wrong one makes as good a sentence as the right one, and the
recogniser is sure of most of its wrong ones. Other characters where they are less certain than
is usual on a clear page, or the worst of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from mintobrief.domain import UNREAD, Doubt, DoubtKind, Glyph
from mintobrief.language.characters import CHINESE
from mintobrief.language.lexicon import load
from mintobrief.language.number_words import NUMERALS, ONE
from mintobrief.language.vocabulary import Vocabulary
from mintobrief.read.line import Line
from mintobrief.read.trust.stretches import stretches

# A character less likely right than that is flagged. By generated pages: to flag half as much
# again found one wrong one more in 58 there, and on real pages and lines none.
UNSURE = 0.99
_WORST = 0.05  # of a clear page's characters are flagged all the same
_CLEAR = 0.998  # but none that is likelier right than that
_FEWEST = 20  # characters that a share can be told of
_FIGURES = f"0-9０-９{NUMERALS}{ONE}"
_LIKE_FIGURES = "OoQDlI|SBZz"  # among figures: 3:OO, l2
_COUNTED = (
    "年月日号点时分秒天周楼栋幢座单室户人名元块角万亿千百平方米吨个条项台部次票位家份张只盏辆"
    "处倍成期届季度%％"
)
_DIGIT, _ANY = "0-9０-９", f"{_FIGURES}{_LIKE_FIGURES}"
_INNER = "年月日号点时分%％"
_FIGURE = re.compile(
    rf"(?:{CHINESE}(?=0+[{_COUNTED}]))?"  # 的0元: no figure begins so
    rf"[{_DIGIT}{_LIKE_FIGURES}]*[{_DIGIT}]"
    rf"(?:[{_ANY}{_INNER}.,:：/／~～\-—\s]*[{_ANY}{_INNER}])?"
    rf"|百分之[{NUMERALS}]+"
    rf"|第?[{NUMERALS}{ONE}]+(?:点[{NUMERALS}]+)?(?:单元|[{_COUNTED}])"
    rf"|[{NUMERALS}{ONE}]{{2,}}"
)
_STAND = "同意|赞成|反对|弃权|通过|不同意"
_VOTE = re.compile(
    rf"[{_FIGURES}{_LIKE_FIGURES}]+(?:[票户]|人(?={_STAND}))(?:{_STAND})?"
    rf"|(?:{_STAND})[:：]?[{_FIGURES}{_LIKE_FIGURES}]+[票户人]?"
    rf"|[{_FIGURES}{_LIKE_FIGURES}]+(?:{_STAND})"
    r"|全票|一致(?:同意|通过)|正{2,}"
)


def doubts_of(
    text: str, glyphs: Sequence[Glyph | None], vocabulary: Vocabulary, limit: float = UNSURE
) -> tuple[Doubt, ...]:
    """The doubts of a line, in order; those of different kinds may overlap.

    Characters less likely right than `limit` are doubtful.
    """
    found = [
        *_unsure(text, glyphs, limit),
        *(Doubt(*span, DoubtKind.FIGURE) for span in _spans(_FIGURE, text)),
        *(Doubt(*span, DoubtKind.NAME) for span in _names(text, vocabulary)),
        *(Doubt(*span, DoubtKind.VOTE) for span in _spans(_VOTE, text)),
    ]
    return tuple(sorted(found, key=lambda doubt: (doubt.start, doubt.end, doubt.kind)))


def limit_of(lines: Iterable[Line]) -> float:
    """The probability below which a character of a page is doubtful.

    On a clear page few are below what is doubtful anywhere, and half of its errors are not:
    there it is that of the worst twentieth.
    """
    likely = sorted(
        glyph.probability
        for line in lines
        for character, glyph in zip(line.text, line.glyphs, strict=False)
        if glyph and character.isalnum()
    )
    if len(likely) < _FEWEST:
        return UNSURE
    return max(UNSURE, min(_CLEAR, likely[int(len(likely) * _WORST)]))


def is_doubtful(character: str, glyph: Glyph, limit: float = UNSURE) -> bool:
    """Whether a character needs a look for how it was read; marks never do."""
    return character == UNREAD or (glyph.probability < limit and character.isalnum())


def _unsure(text: str, glyphs: Sequence[Glyph | None], limit: float) -> Iterator[Doubt]:
    """Stretches of doubtful characters."""
    wavering = (
        glyph is not None and is_doubtful(character, glyph, limit)
        for character, glyph in zip(text, glyphs, strict=False)
    )
    return (Doubt(*span, DoubtKind.UNSURE) for span in stretches(wavering))


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in pattern.finditer(text))


def _names(text: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Names of the roster, and what looks like one: 赵国华 by itself, 王经理."""
    listed = (re.escape(name) for name in sorted(vocabulary.names, key=len, reverse=True))
    pattern = re.compile("|".join((*listed, _like_a_name())))
    return _spans(pattern, text)


@cache
def _like_a_name() -> str:
    people = load("people")
    surname, given = people.expression("surname"), f"[{''.join(people['given'])}]"
    alone = f"(?<!{CHINESE}){surname}{given}{{1,2}}(?!{CHINESE})"
    titled = f"{surname}{given}{{0,2}}{people.expression('title')}"
    return f"{alone}|{titled}|[老小]{surname}(?!{CHINESE})"
