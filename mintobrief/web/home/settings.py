"""设置: what is set and where; an administrator (管理员) changes here what is the library's own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from mintobrief import __version__
from mintobrief.config import INBOX, MOST_DAYS, with_kept
from mintobrief.domain.person import Role
from mintobrief.errors import BadSetting
from mintobrief.extract.llm.address import Reach, read_address
from mintobrief.store import settings as store
from mintobrief.web import words
from mintobrief.web.drawing import draw, gone_to
from mintobrief.web.home.choices import (
    FINDERS,
    Scene,
    groups_of,
    models_of,
    scene_of,
    worded,
)
from mintobrief.web.office import Form, TheOffice, TheReviewer, TheSession, require
from mintobrief.web.typed import is_whole

router = APIRouter(include_in_schema=False)

_VARIABLES = {
    "model": "MINTOBRIEF_MODEL",
    "finder": "MINTOBRIEF_FINDER",
    "days": "MINTOBRIEF_KEEP_RECORDINGS_DAYS",
    "url": "MINTOBRIEF_LLM_URL",
    "llm_model": "MINTOBRIEF_LLM_MODEL",
    "watch": "MINTOBRIEF_WATCH",
}
_MOST_TOLD = 20  # changes that the page lists


@router.get("/settings")
def page(request: Request, office: TheOffice, session: TheSession) -> Response:
    shown = {
        "groups": groups_of(scene_of(office)),
        "version": __version__,
        "may_change": session.may(Role.ADMINISTRATOR),
        "told": store.told(office.library.database)[:_MOST_TOLD],
        "called": words.SETTINGS,
        "worded": worded,
        "most_days": MOST_DAYS,
    }
    return draw(request, "settings.html", shown)


@router.post("/settings", dependencies=[require(Role.ADMINISTRATOR)])
def save(office: TheOffice, reviewer: TheReviewer, form: Form) -> Response:
    """What the form has blanks for; what is left empty is not set any more."""
    scene = scene_of(office)
    wanted = {_VARIABLES[name]: form[name].strip() or None for name in _VARIABLES if name in form}
    wanted = {name: value for name, value in wanted.items() if name not in scene.now.given}
    _check(scene, wanted, agreed=bool(form.get("agreed")))
    store.keep(office.library.database, wanted, by=reviewer, check=partial(_check_whole, scene))
    return gone_to("/settings")


def _check(scene: Scene, wanted: Mapping[str, str | None], *, agreed: bool) -> None:
    """Raises HTTPException 422, or a UsageError, for what cannot be worked with by itself."""
    model, finder = wanted.get("MINTOBRIEF_MODEL"), wanted.get("MINTOBRIEF_FINDER")
    if model and model not in dict(models_of(scene.now)):
        raise HTTPException(422, "这个语音模型这台电脑上没有，请从列出的里面选。")
    if finder and finder not in FINDERS:
        raise HTTPException(422, "没有这种找决议的办法，请从列出的里面选。")
    if wanted.get("MINTOBRIEF_WATCH") not in (None, INBOX):
        raise HTTPException(422, "收件夹只能打开或者关上；看别的文件夹用环境变量。")
    days = wanted.get("MINTOBRIEF_KEEP_RECORDINGS_DAYS")
    if days and not (is_whole(days, 5) and 1 <= int(days) <= MOST_DAYS):
        raise HTTPException(422, f"天数应是 1 到 {MOST_DAYS} 的整数；一直留着就留空。")
    url = wanted.get("MINTOBRIEF_LLM_URL")
    if url and not wanted.get("MINTOBRIEF_LLM_MODEL"):
        raise HTTPException(422, "填了语言模型的地址，也要填用那里的哪个模型，如 qwen3:8b。")
    if url:
        _check_address(scene, url, agreed=agreed)


def _check_address(scene: Scene, url: str, *, agreed: bool) -> None:
    try:
        address = read_address(url, plain_http=scene.now.llm.plain_http)
    except BadSetting as exc:
        raise HTTPException(
            422, "地址应是 http://127.0.0.1:11434/v1 这样的，不带用户名、密码和参数。"
        ) from exc
    if address.reach is not Reach.HERE and not agreed:
        where = "单位里的另一台电脑" if address.reach is Reach.HOUSE else "外面"
        told = f"这个地址在{where}：会议的文字会发到 {address.shown}。同意的话请勾上再存。"
        raise HTTPException(422, told)


def _check_whole(scene: Scene, merged: Mapping[str, str]) -> None:
    """What is set must go together: nobody asks a language model that has no address."""
    then = with_kept(scene.office.settings, merged)
    if then.finder == "model" and not then.llm.chosen:
        raise HTTPException(422, "要问语言模型，先在“语言模型”里填它的地址。")
