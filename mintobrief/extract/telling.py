"""How a reason is told: where it was said and in which words, and where each field is from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from mintobrief.domain import AudioSpan, Quote, Resolution, ScanRegion, Utterance

_SHORT = 16
_TRIMMED = "，,。；;！!、：: \n"
_ME = re.compile("我|俺|咱|本人")
_YOU = re.compile("[你您]")
_THEM = re.compile("[他她]")


def place_of(utterance: Utterance) -> str:
    """Where it was said, as a secretary finds it: 第3段, 第5行, 第2页, 12分05秒处."""
    evidence = utterance.evidence
    if isinstance(evidence, AudioSpan):
        minutes, seconds = divmod(int(evidence.start), 60)
        return f"{minutes}分{seconds:02d}秒处"
    if isinstance(evidence, ScanRegion):
        return f"第{evidence.page}页"
    return f"第{utterance.turn + 1}{'行' if utterance.speaker is None else '段'}"


def in_quotes(words: str) -> str:
    """The words between quotation marks, cut short where they are many; empty for none."""
    bare = " ".join(words.split()).strip(_TRIMMED)
    return f"“{bare[:_SHORT]}{'……' if len(bare) > _SHORT else ''}”" if bare else ""


def with_origins(resolution: Resolution, utterances: Sequence[Utterance]) -> Resolution:
    """The resolution, its reason followed by where owners, time limit and vote come from."""
    pairs = groupby(_origins(resolution, utterances), key=lambda pair: pair[1])
    told = "".join(f"{'、'.join(what for what, _ in same)}{whence}。" for whence, same in pairs)
    return replace(resolution, because=resolution.because + told)


def _origins(resolution: Resolution, utterances: Sequence[Utterance]) -> Iterator[tuple[str, str]]:
    """Each field and where it comes from."""
    for quotes, owners in groupby(resolution.owners, key=lambda owner: owner.quotes):
        if quotes:
            yield _owned([owner.value for owner in owners], quotes[0], utterances)
    deadline, watch, vote = resolution.deadline, resolution.supervision, resolution.vote
    if deadline and deadline.quotes:
        words = in_quotes(deadline.value.text)
        yield f"时限{words}", _from(deadline.quotes[0], utterances)
    for field, name in ((watch, "监督方式"), (vote, "票数")):
        if field and field.quotes:
            yield name, _from(field.quotes[0], utterances)


def _from(quote: Quote, utterances: Sequence[Utterance]) -> str:
    """Where words come from: 是王工在第3段说的, 写在第5行."""
    utterance = utterances[quote.utterance]
    who = utterance.name or utterance.speaker
    return f"是{who}在{place_of(utterance)}说的" if who else f"写在{place_of(utterance)}"


def _owned(names: Sequence[str], quote: Quote, utterances: Sequence[Utterance]) -> tuple[str, str]:
    """Why these are the owners: by name, as 我, as 你们, by a short name."""
    utterance = utterances[quote.utterance]
    words = utterance.text[quote.start : quote.end]
    who, place = utterance.name or utterance.speaker, place_of(utterance)
    owners = f"责任人{'、'.join(names)}"
    if all(name in words for name in names):
        return owners, f"是{place}点名的" if who else f"写在{place}"
    if who and (who in names or _ME.search(words)):
        return owners, f"是{place}本人应下的"
    if _YOU.search(words):
        return owners, f"（{place}{in_quotes(words)}是对他说的）"
    if _THEM.search(words):
        return owners, f"（{place}{in_quotes(words)}指的是他）"
    return owners, f"（见{place}{in_quotes(words)}）"
