"""Set up, start and test the portal. Needs nothing but Python; see `make help`."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.parse import urlsplit

from checking import run_checks
from cleaning import clean
from processes import Children, Stopped, StopSignal
from services import (
    PORTAL,
    check_alive,
    check_redis,
    free_port,
    start_broker,
    start_portal,
    wait_for_answer,
)
from setting_up import check_python, query, set_up, works_to_look, works_to_run, works_to_test
from surroundings import (
    OURS,
    PYTHON,
    ROOT,
    Refusal,
    complain,
    environment,
    locked,
    log_dir,
    manage,
    say,
    script,
)

# A developer's own settings must not decide whether a test passes or how fast a page is, nor may
# a test send real mail. Only which servers it works on is theirs to choose.
NOT_FOR_TESTS = set(OURS) - {"DATABASE_URL", "REDIS_URL"}
LOOPBACK = ("localhost", "127.0.0.1", "::1")
# pytest-xdist: a worker per core, as long as a browser and a database beside each are bearable.
TESTS = [PYTHON, "-m", "pytest", "-n", "auto", "--maxprocesses", "4", "--dist", "loadgroup"]


@contextmanager
def family(with_parent=False):
    """Children that are all ended when the block is left, in whatever way."""
    children = Children(StopSignal(with_parent))
    try:
        yield children
    finally:
        children.close()


def setup(*arguments):
    with family() as children:
        set_up(children, environment(), works_to_run())


def run(*arguments):
    started = time.monotonic()
    env = environment()
    port, address = _port(), os.environ.get("BIND") or "127.0.0.1"
    env.setdefault("SITE_URL", f"http://localhost:{port}")
    env.setdefault("DEMO", "0" if is_elsewhere(env, address) else "1")
    free_port(port, address)
    if "REDIS_URL" in env:
        check_redis(env["REDIS_URL"])
    with locked(_lock_file(env), _already_running), family("--with-make" in arguments) as children:
        works = works_to_run()
        if "REDIS_URL" not in env:
            # Before the first step that reads the settings, which ask for it on a public address.
            works.insert(2, ("Broker", _broker))
        if env["DEMO"] == "1":
            works.append(("Demo data", _demo_data))
        set_up(children, env, works)
        _serve(children, env, port, address, started)


def _serve(children, env, port, address, started):
    say("Starting ...")
    try:
        start_portal(children, env, port, address)
        wait_for_answer(children, env, port, address)
        _greet(children, env, time.monotonic() - started)
        while True:
            check_alive(children, env)
            time.sleep(0.2)
    except Stopped:
        say("Stopping ...")
        raise
    finally:
        # The broker, which is ended after these: a worker without one keeps trying to reach it.
        children.end(PORTAL)


def _broker(steps):
    steps.env["REDIS_URL"] = start_broker(steps.children, steps.env)


def _port():
    text = os.environ.get("PORT") or "8000"
    if not (text.isascii() and text.isdigit() and len(text) <= 5 and 0 < int(text) < 65536):
        raise Refusal(f"PORT={text}: use a number from 1 to 65535.")
    return int(text)


def is_elsewhere(env, address):
    """Real mail, a database server or open to others: not a place to invent people unasked, and
    to show everybody's mails and known passwords."""
    database = env.get("DATABASE_URL", "sqlite:")
    is_local = address in LOOPBACK and _host(env["SITE_URL"]) in LOOPBACK
    return "EMAIL_URL" in env or not database.startswith("sqlite") or not is_local


def _host(url):
    try:
        return urlsplit(url).hostname
    except ValueError:  # the settings refuse it, with a sentence
        return None


def _lock_file(env):
    return log_dir(env).parent / "running.lock"


def _already_running():
    raise Refusal("The portal runs already on this VAR_DIR. For another one: PORT=... VAR_DIR=...")


def _demo_data(steps):
    if _has_users(steps):
        return "kept what is there"
    steps.call(manage("demo"))
    return None


def _has_users(steps):
    if "DATABASE_URL" not in steps.env:
        return bool(query(steps.env, "SELECT 1 FROM accounts_user LIMIT 1"))
    question = "from accounts.models import User; raise SystemExit(3 * User.objects.exists())"
    return steps.ask(manage("shell", "--no-imports", "-c", question)) == 3


def _greet(children, env, seconds):
    say(f"\nThe portal runs at {env['SITE_URL']} ({seconds:.1f} s)")
    if env["DEMO"] == "1":
        say(_logins(children, env))
    say(f"Logs: {log_dir(env)}. Ctrl-C ends everything.")


def _logins(children, env):
    log = log_dir(env) / "logins.log"
    log.write_bytes(b"")
    code = children.run(
        "logins", manage("demo", "--logins"), log=log, stderr=subprocess.DEVNULL, env=env
    )
    return "" if code else log.read_text(encoding="utf-8")


def test(*arguments):
    _set_up_and_become(works_to_test(), [*TESTS, *arguments])


def bench(*arguments):
    _set_up_and_become(works_to_look(), script("bench.py", *arguments))


def crash_test(*arguments):
    # The broker is emptied half-way, so it is one of its own.
    os.environ.pop("REDIS_URL", None)
    _set_up_and_become(works_to_look(), script("crash_test.py", *arguments))


def newsletter_crash(*arguments):
    os.environ.pop("REDIS_URL", None)
    _set_up_and_become(works_to_look(), script("newsletter_crash.py", *arguments))


def screenshots(*arguments):
    _set_up_and_become(works_to_look(), script("screenshots.py", *arguments))


def _set_up_and_become(works, command):
    """Set up, then give terminal and process over to the command: no layer in between."""
    env = {name: value for name, value in environment().items() if name not in NOT_FOR_TESTS}
    with family() as children:
        set_up(children, env, works)
    os.chdir(ROOT)
    os.execve(PYTHON, [str(word) for word in command], env)


def check(*arguments):
    env = environment()
    with family() as children:
        set_up(children, env, works_to_test())
        if failures := run_checks(children, env):
            raise Refusal(f"{failures} of the checks failed.")


COMMANDS = {
    command.__name__.replace("_", "-"): command
    for command in (
        setup,
        run,
        test,
        check,
        bench,
        crash_test,
        newsletter_crash,
        screenshots,
        clean,
    )
}


def main(name="", *arguments):
    try:
        if name not in COMMANDS:
            raise Refusal(f"Choose one of: {', '.join(COMMANDS)}.")
        check_python()
        COMMANDS[name](*arguments)
    except (Refusal, OSError) as problem:
        complain(str(problem))
        return 1
    except Stopped:
        return 0 if name == "run" else 130
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
