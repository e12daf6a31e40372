"""The finder that asks a language model besides: what was found without it stands in any case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mintobrief.config import Limits
from mintobrief.domain import Found, Header, Notice, NoticeCode, Topic, Utterance
from mintobrief.errors import BadAnswer, LanguageModelFailed
from mintobrief.extract import ResolutionFinder
from mintobrief.extract.assemble import scene_of
from mintobrief.extract.llm.agree import near_misses, together
from mintobrief.extract.llm.chat import Allowance
from mintobrief.extract.llm.interview import Interview, Respondent
from mintobrief.extract.llm.windows import Window, windows_of
from mintobrief.extract.rules import finished
from mintobrief.progress import Progress, Stage, no_progress


@dataclass(frozen=True, slots=True)
class ModelFinder:
    """Finds by `offline`, asks the `respondent`, and puts the two together.

    `outside` names the host where the words of the meeting leave the house, else it is empty.
    """

    offline: ResolutionFinder
    respondent: Respondent
    limits: Limits
    outside: str = ""

    def find(
        self,
        utterances: Sequence[Utterance],
        topics: Sequence[Topic],
        header: Header,
        progress: Progress = no_progress,
    ) -> Found:
        """The candidates and near misses in the order of the meeting, each with its reason.

        A model that does not answer is a notice. Raises MissingAnswer where a tape lacks one.
        """
        ours = self.offline.find(utterances, topics, header)
        scene = scene_of(utterances, topics, header)
        interview = Interview(scene, self.respondent, Allowance(self.limits))
        windows = tuple(windows_of(utterances, topics, self.limits.window))
        notices = [*ours.notices, *self._sent(), *_ask(interview, windows, progress)]
        found = together(ours.resolutions, interview.settled, interview.dismissed)
        near = near_misses(ours.near_misses, interview.dismissed, found)
        return Found(
            finished(found, topics, header), finished(near, topics, header), tuple(notices)
        )

    def _sent(self) -> list[Notice]:
        if not self.outside:
            return []
        told = f"这次会议的文字发给了外部的语言模型（{self.outside}）。"
        return [Notice(NoticeCode.SENT_OUT, told)]


def _ask(interview: Interview, windows: Sequence[Window], progress: Progress) -> list[Notice]:
    """Window by window; one bad answer costs its window, any other failure the rest."""
    told: list[Notice] = []
    for done, window in enumerate(windows):
        progress(Stage.UNDERSTAND, done, len(windows))
        try:
            interview.step(window)
        except BadAnswer as error:
            told.append(_unasked(error))
        except LanguageModelFailed as error:
            return [*told, _unasked(error)]
    return told


def _unasked(error: LanguageModelFailed) -> Notice:
    told = f"语言模型没有看完这次会议，没看到的只用了本机的办法：{error}"
    return Notice(NoticeCode.UNASKED, told)
