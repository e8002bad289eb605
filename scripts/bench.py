"""Queries and times per page, small and large, with the goals: `make bench`. Needs PostgreSQL.

DATABASE_URL names the server (127.0.0.1:5432 without); two databases are made there and dropped.
Arguments: `--schools FILE` reads a real register of schools, `--keep` leaves the databases.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

from bench_newsletters import newsletter_goals
from bench_outbox import DATABASE as OUTBOX
from bench_outbox import outbox_goals
from bench_report import Goal, page_goals, print_goals, print_table
from bench_sweep import sweep_goals
from measuring import Site, measure
from memory import family_of, megabytes
from processes import run_program
from surroundings import PYTHON, ROOT, Refusal, environment, last_lines, manage, say, unused_port

SERVER = "postgres://postgres@127.0.0.1:5432/postgres"
SIZES = {"hto_bench_small": 280, "hto_bench_large": 10_000}
START_SECONDS = 30
RUN_SECONDS = 180
SCHOOLS = 1_619
REGISTER = (
    "BRIN NUMMER;VESTIGINGSNUMMER;VESTIGINGSNAAM;ONDERWIJSSTRUCTUUR;"
    "PLAATSNAAM;GEMEENTENAAM;PROVINCIE"
)


class Bench:
    def __init__(self, children, env, folder):
        self.children = children
        self.env = env
        self.folder = folder
        self.server = urlsplit(env.get("DATABASE_URL") or SERVER)
        if self.server.scheme not in ("postgres", "postgresql"):
            raise Refusal(
                f"make bench needs PostgreSQL: give DATABASE_URL, or start a server for {SERVER}."
            )

    def call(self, database, command):
        """Run one command on this database and return what it printed."""
        output, errors = self.folder / "output", self.folder / "errors"
        output.write_bytes(b"")
        with open(errors, "wb") as stderr:
            code = self.children.run(
                "step", command, log=output, stderr=stderr, env=self.env_for(database), cwd=ROOT
            )
        if code:
            raise Refusal(f"{' '.join(map(str, command[1:4]))}: {last_lines(errors, 1)}")
        return output.read_text(encoding="utf-8")

    def env_for(self, database):
        return {**self.env, "DATABASE_URL": self.server._replace(path=f"/{database}").geturl()}

    @property
    def place(self):
        return (self.server.hostname or "127.0.0.1", self.server.port or 5432)

    def server_answers(self):
        try:
            socket.create_connection(self.place, timeout=3).close()
        except OSError:
            return False
        return True

    def check_server(self):
        if not self.server_answers():
            raise Refusal(
                f"make bench needs PostgreSQL; {self.place[0]}:{self.place[1]} does not answer. "
                "Name a server with DATABASE_URL."
            )

    def create(self, database):
        self.call(database, module("database", "create"))
        self.call(database, manage("migrate", "-v", "0"))

    def build(self, database, people):
        started = time.monotonic()
        self.create(database)
        filling = time.monotonic()
        self.call(database, module("database", "fill", people))
        filled = time.monotonic()
        say(
            f"{people:,} participants, {100 * people:,} lines: filled in {filled - filling:.1f} s, "
            f"{filled - started:.1f} s with the migrations"
        )

    def serve(self, database):
        """Start a server on this database and return its Site."""
        script = "from tests.bench import pages; pages.show()"
        rows = json.loads(self.call(database, manage("shell", "--no-imports", "-c", script)))
        port = unused_port()
        command = [PYTHON, "-m", "gunicorn", "tests.bench.site", "--bind", f"127.0.0.1:{port}"]
        command += ["--worker-class", "gthread", "--threads", "4", "--keep-alive", "75"]
        command += ["--no-control-socket"]
        log = self.folder / f"{database}.log"
        self.children.start(database, command, log=log, env=self.env_for(database), cwd=ROOT)
        until = time.monotonic() + START_SECONDS
        while not answers(port):
            self.children.stop.check()
            if time.monotonic() > until or self.children.exit_code(database) is not None:
                raise Refusal(f"The server does not answer.\n{last_lines(log, 10)}")
            time.sleep(0.05)
        return Site(port, rows)

    def import_schools(self, file):
        """A Goal: the seconds of the command, the start of Python included."""
        path = file or invented_register(self.folder / "schools.csv")
        started = time.monotonic()
        self.call(next(iter(SIZES)), manage("import_schools", path))
        seconds = time.monotonic() - started
        return Goal(f"import_schools, {Path(path).name}", seconds, 5, "s")

    def memory(self):
        """A Goal: what `make run` uses after some visits, with its own database and broker."""
        port = unused_port()
        env = without(self.env, "DATABASE_URL", "REDIS_URL")
        env |= {"PORT": str(port), "VAR_DIR": str(self.folder / "run")}
        log = self.folder / "run.log"
        self.children.start("run", ["make", "run"], log=log, env=env, cwd=ROOT)
        until = time.monotonic() + RUN_SECONDS
        while "The portal runs at" not in log.read_text(encoding="utf-8", errors="replace"):
            self.children.stop.check()
            if time.monotonic() > until or self.children.exit_code("run") is not None:
                return Goal(
                    f"memory of make run, which says: {last_lines(log, 1)}", None, 500, "MB"
                )
            time.sleep(0.2)
        for _ in range(50):
            answers(port)
        # The servers of the pages have ended, so all that is left under this process belongs to it.
        used = megabytes(family_of(os.getpid())[1:])
        self.children.end(["run"])
        return Goal("memory of make run (PSS of all processes)", used, 500, "MB")


def without(env, *names):
    return {name: value for name, value in env.items() if name not in names}


def module(name, *words):
    return [PYTHON, "-m", f"tests.bench.{name}", *words]


def answers(port):
    """Whether a server there answers; it is asked for one page."""
    try:
        with urlopen(f"http://127.0.0.1:{port}/accounts/login/", timeout=10) as answer:
            return answer.status == 200
    except OSError:
        return False


def invented_register(path):
    """A file in the layout of DUO's register, as long as the one of 2020."""
    rows = [
        f"{n // 100:02}ZZ;{n // 100:02}ZZ{n % 100:02};School {n};VMBO;DELFT;DELFT;Zuid-Holland"
        for n in range(SCHOOLS)
    ]
    path.write_text("\n".join([REGISTER, *rows]), encoding="utf-8")
    return path


@contextmanager
def databases(bench, keep):
    """Both databases, filled; dropped afterwards in whatever way the block ends."""
    bench.check_server()
    try:
        for name, people in SIZES.items():
            bench.build(name, people)
        bench.create(OUTBOX)
        yield
    finally:
        bench.children.end()
        for name in () if keep else (*SIZES, OUTBOX):
            words = [str(word) for word in module("database", "drop")]
            subprocess.run(words, env=bench.env_for(name), cwd=ROOT, capture_output=True)


def run(options, children):
    with tempfile.TemporaryDirectory(prefix="hto_bench_") as folder:
        bench = Bench(children, environment(), Path(folder))
        with databases(bench, options.keep):
            sites = [bench.serve(name) for name in SIZES]
            measure(sites, children.stop.check)
            print_table(sites, list(SIZES.values()))
            children.end(SIZES)
            goals = [*page_goals(*sites), bench.import_schools(options.schools), bench.memory()]
            goals += outbox_goals(bench)
            goals += sweep_goals(bench)
            goals += newsletter_goals(bench)
        print_goals(goals)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--schools", metavar="FILE", help="a register of DUO to import")
    parser.add_argument("--keep", action="store_true", help="leave the databases")
    options = parser.parse_args()
    return run_program(lambda children: run(options, children))


if __name__ == "__main__":
    sys.exit(main())
