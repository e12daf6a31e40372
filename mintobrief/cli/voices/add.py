"""`mintobrief voices add`: measure a voice and keep it, with the consent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.parameters import AnyPath, Day, Seconds, library_of, settings_of
from mintobrief.cli.plain import plain
from mintobrief.config import Settings
from mintobrief.domain import Consent, SourceKind, Vector, VoicePrint
from mintobrief.errors import NotRecording, PastDay


@click.command("add", cls=ChineseCommand)
@click.argument("name", metavar="姓名")
@click.option(
    "--recording",
    type=AnyPath,
    required=True,
    metavar="文件",
    help="本人说话的录音，至少 10 秒说话声。",
)
@click.option("--from", "start", type=Seconds(), default=0.0, metavar="秒", help="从第几秒用起。")
@click.option("--to", "end", type=Seconds(), metavar="秒", help="用到第几秒。")
@click.option(
    "--consent",
    type=AnyPath,
    required=True,
    metavar="文件",
    help="本人同意的凭据：签字同意书的照片、扫描件，或口头同意的录音。",
)
@click.option(
    "--until", type=Day(), required=True, metavar="日期", help="用到哪一天，如 2027-11-30。"
)
@click.pass_context
def command(
    context: click.Context,
    name: str,
    recording: Path,
    start: float,
    end: float | None,
    consent: Path,
    until: date,
) -> None:
    """登记一个人的声纹。没有同意的凭据不登记。"""
    from mintobrief.ingest import open_source
    from mintobrief.store import voice_prints

    named = plain(name).strip()
    if not named:
        raise click.BadParameter("姓名不能空着", param_hint="姓名")
    today = date.today()
    if until < today:
        raise PastDay(until.isoformat())
    form = open_source(consent)
    agreed = Consent(form.name, form.sha256, form.path)
    settings = settings_of(context)
    vector = _measured(recording, start, end, settings)
    with library_of(settings) as library:
        prints = voice_prints(library)
        prints.drop_expired(today)
        prints.add(VoicePrint(named, vector, today, until, agreed))
    click.echo(plain(f"已登记 {named} 的声纹，用到 {until}。同意凭据：{agreed.name}。"))


def _measured(recording: Path, start: float, end: float | None, settings: Settings) -> Vector:
    from mintobrief.ingest import open_sound, open_source, scratch_folder
    from mintobrief.pipeline import shipped_engines
    from mintobrief.transcribe import measure_voice

    source = open_source(recording)
    if source.kind is not SourceKind.AUDIO:
        raise NotRecording(source.name)
    engines = shipped_engines(settings)
    with scratch_folder(engines.scratch) as folder:
        samples = open_sound(source, folder).samples
        measured = measure_voice(source.name, samples, engines.diarizer(), start=start, end=end)
    return measured.vector
