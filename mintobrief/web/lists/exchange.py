"""名册和词表 in and out as files: what a file would change is shown before it is saved."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, unquote

from anyio import to_thread
from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from mintobrief.domain.compound import Compound
from mintobrief.domain.compound_changes import changes_between, taken_in
from mintobrief.export.lists import lists_as_workbook
from mintobrief.ingest.lists import LARGEST, ListKind, read_lists
from mintobrief.store.compounds import Kept
from mintobrief.web.body import body_of
from mintobrief.web.drawing import draw, gone_to
from mintobrief.web.handing import XLSX, handed_out
from mintobrief.web.intake.shelf import safe_name
from mintobrief.web.office import TheOffice, TheReviewer

router = APIRouter(include_in_schema=False, prefix="/compounds/{compound_id}")


@router.get("/lists.xlsx")
def export(compound_id: str, office: TheOffice) -> Response:
    """The lists as a workbook, which can be filled in and read back."""
    compound = office.library.compounds.look(compound_id).compound
    return handed_out(lists_as_workbook(compound), f"{compound.name}名册和词表.xlsx", XLSX)


@router.post("/import")
async def preview(
    request: Request, compound_id: str, office: TheOffice, instead: bool = False, kind: str = ""
) -> Response:
    """What the file in the body would change; nothing is saved."""
    read = await _read(request, compound_id, kind)

    def compared() -> tuple[Kept, Compound]:
        kept = office.library.compounds.look(compound_id)
        return kept, taken_in(kept.compound, read, instead=instead)

    kept, after = await to_thread.run_sync(compared)
    shown = {"kept": kept, "changes": changes_between(kept.compound, after), "instead": instead}
    return draw(request, "_compound_preview.html", shown)


@router.put("/import")
async def save(
    request: Request,
    compound_id: str,
    office: TheOffice,
    by: TheReviewer,
    seen: int,
    instead: bool = False,
    kind: str = "",
) -> Response:
    """The same file again, saved as it was previewed. Raises CompoundEdited where the lists are
    not as they were then."""
    read = await _read(request, compound_id, kind)

    def saved() -> Kept:
        known = office.library.compounds
        now = known.look(compound_id).compound
        return known.save(taken_in(now, read, instead=instead), seen, by)

    await to_thread.run_sync(saved)
    return gone_to(f"/compounds/{quote(compound_id)}")


async def _read(request: Request, compound_id: str, kind: str) -> Compound:
    """The lists of the file that is the request's body, its name in a header."""
    if kind not in ("", *ListKind):
        raise HTTPException(422, "不知道这是哪一种表。")
    too_large = f"文件太大了，名册和词表最多 {LARGEST >> 20} MB。"
    content = await body_of(request, LARGEST, too_large)
    name = safe_name(unquote(request.headers.get("x-file-name", "")))
    taken_for = ListKind(kind) if kind else None
    return await to_thread.run_sync(_lists, content, name, compound_id, taken_for)


def _lists(content: bytes, name: str, compound_id: str, taken_for: ListKind | None) -> Compound:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        read = read_lists(path, taken_for)
    return Compound(compound_id, "", read.people, read.bodies, read.terms, read.place, read.issuer)
