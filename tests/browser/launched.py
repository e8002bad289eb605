"""The portal as `make run` starts it: launcher, web server, Celery worker, beat and broker."""

import os
import secrets
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2

from tests.browsing import script
from tests.mail_server import free_port

START_SECONDS = 120
END_SECONDS = 30


@dataclass(frozen=True)
class Launched:
    """A running portal: where it answers, and where it writes."""

    url: str
    env: dict

    @property
    def var(self):
        return Path(self.env["VAR_DIR"])

    def log(self, name):
        return (self.var / "log" / f"{name}.log").read_text(encoding="utf-8")

    def run(self, statement):
        """Run Python in a process of its own, on the database of this portal."""
        command = surroundings().manage("shell", "--no-imports", "-c", statement)
        subprocess.run([str(word) for word in command], env=self.env, check=True)


def surroundings():
    return script("surroundings")


@contextmanager
def launched(var):
    """Start the portal with everything it writes under `var`; end it, and see that it is gone."""
    with own_database() as database:
        env = environment(var, **database)
        log = var / "launcher.log"
        with log.open("wb") as output:
            command = [str(word) for word in surroundings().script("portal.py", "run")]
            process = subprocess.Popen(command, env=env, stdout=output, stderr=output)
        try:
            wait_until_it_runs(process, log)
            yield Launched(f"http://localhost:{env['PORT']}", env)
        finally:
            process.terminate()
            code = process.wait(END_SECONDS)
    assert code == 0, log.read_text(encoding="utf-8")


def environment(var, **database):
    """As on a machine without settings of its own; what is built already is not built again."""
    built = surroundings().var_dir(os.environ).resolve()
    for name in ("node", "assets"):
        if (built / name).is_dir():
            (var / name).symlink_to(built / name)
    left_out = script("portal").NOT_FOR_TESTS
    inherited = {name: value for name, value in os.environ.items() if name not in left_out}
    return {**inherited, **database, "VAR_DIR": str(var), "PORT": str(free_port()), "DEMO": "0"}


def wait_until_it_runs(process, log):
    until = time.monotonic() + START_SECONDS
    while "The portal runs at" not in log.read_text(encoding="utf-8"):
        said = log.read_text(encoding="utf-8")
        assert process.poll() is None, f"the launcher ended:\n{said}"
        assert time.monotonic() < until, f"no answer in {START_SECONDS} s:\n{said}"
        time.sleep(0.1)


@contextmanager
def own_database():
    """On a database server a database of its own, dropped afterwards; else the embedded one."""
    server = urlsplit(os.environ.get("DATABASE_URL", ""))
    if server.scheme not in ("postgres", "postgresql"):
        yield {}
        return
    name = f"hto_browser_{secrets.token_hex(4)}"
    administer(server, f"CREATE DATABASE {name}")
    try:
        yield {"DATABASE_URL": server._replace(path=f"/{name}").geturl()}
    finally:
        administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def administer(server, statement):
    connection = psycopg2.connect(server._replace(path="/postgres").geturl())
    connection.autocommit = True
    connection.cursor().execute(statement)
    connection.close()
