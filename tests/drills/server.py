"""A PostgreSQL of a drill's own, from the programs of Debian's package; it can be stopped and
started again."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from sqlalchemy import URL

_USER, _PASSWORD = "tester", "of-a-drill"


@dataclass(frozen=True, slots=True)
class Server:
    """A server in a folder of its own, which listens at `host`."""

    folder: Path
    host: str
    port: int

    @property
    def url(self) -> str:
        place = URL.create("postgresql", _USER, _PASSWORD, self.host, self.port, "postgres")
        return place.render_as_string(hide_password=False)

    def make(self) -> None:
        password = self.folder / "password"
        password.write_text(_PASSWORD)
        if os.geteuid() == 0:
            for path in (self.folder, password):
                shutil.chown(path, "nobody")
        _run("initdb", "-U", _USER, f"--pwfile={password}", "-A", "scram-sha-256", "-D", self._data)
        with (self.folder / "data/pg_hba.conf").open("a") as file:
            file.write("host all all 10.0.0.0/8 scram-sha-256\n")

    def start(self) -> None:
        asked = f"-p {self.port} -k {self.folder} -c listen_addresses={self.host} -c fsync=off"
        _run("pg_ctl", "-D", self._data, "-w", "-l", str(self.folder / "log"), "-o", asked, "start")

    def stop(self, mode: str = "fast") -> None:
        """`immediate` is a crash, `fast` sends everybody away first."""
        _run("pg_ctl", "-D", self._data, "-w", "-m", mode, "stop")

    @property
    def _data(self) -> str:
        return str(self.folder / "data")


@contextmanager
def running(host: str = "127.0.0.1") -> Iterator[Server]:
    """A new server with an empty database; gone afterwards."""
    server = Server(Path(mkdtemp(prefix="drill-")), host, _free_port())
    try:
        server.make()
        server.start()
        yield server
    finally:
        with suppress(subprocess.CalledProcessError):  # stopped already, or never started
            server.stop("immediate")
        shutil.rmtree(server.folder, ignore_errors=True)


def _run(program: str, *arguments: str) -> None:
    programs = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    command = [*_unprivileged(), str(programs[-1]), *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _unprivileged() -> Sequence[str]:
    """The server refuses to run as root."""
    if os.geteuid() != 0:
        return ()
    return ("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups")


def _free_port() -> int:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port: int = unused.getsockname()[1]
        return port
