"""The set-up: everything between a fresh checkout and a portal that can start."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from importlib.util import find_spec
from pathlib import Path

from services import NO_BROKER
from steps import UP_TO_DATE, Steps, digest
from surroundings import PYTHON, ROOT, VENV, Refusal, locked, manage, say, script

OLDEST_PYTHON = (3, 11)
REQUIREMENTS = (ROOT / "requirements.txt", ROOT / "requirements" / "build.txt")
EMBEDDED_REQUIREMENTS = (ROOT / "requirements" / "embedded.txt",)
DEV_REQUIREMENTS = (ROOT / "requirements" / "dev.txt",)
# What decides which tables and static files exist, besides the files themselves.
DECIDING = (*REQUIREMENTS, ROOT / "hto_portal" / "settings.py")


def set_up(children, env, works):
    """Run the works as steps, one set-up at a time in this folder."""
    waiting = iter(["Another set-up is running in this folder; waiting for it."])

    def busy():
        children.stop.check()
        for sentence in waiting:
            say(sentence)

    with locked(ROOT, busy):
        Steps(children, env, works).run_all()


def works_to_run():
    return [
        ("Python environment", python_environment),
        ("Packages", packages),
        ("Front end", front_end),
        ("Catalogues", catalogues),
        ("Database", database),
        ("Static files", static_files),
    ]


def works_to_test():
    return [
        ("Python environment", python_environment),
        ("Packages", packages),
        ("Packages for development", dev_packages),
        ("Front end and Chromium", front_end_with_chromium),
        ("Catalogues", catalogues),
    ]


def works_to_look():
    """For tools that start a portal on databases of their own: no other one is touched."""
    return [*works_to_test(), ("Static files", static_files)]


def check_python():
    """Refuse an interpreter that cannot make the environment, and say what to install."""
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(str(part) for part in sys.version_info[:3])
        raise Refusal(
            f"Python 3.11 or newer is needed; {sys.executable} is {found}.\n"
            "Name another one with: make PYTHON=python3.12 ..."
        )
    if not (find_spec("venv") and find_spec("ensurepip")):
        raise Refusal(
            "Python's venv module is missing. On Debian and Ubuntu: apt install python3-venv"
        )


def python_environment(steps):
    if _works("import pip"):
        return UP_TO_DATE
    shutil.rmtree(VENV, ignore_errors=True)
    steps.call([sys.executable, "-m", "venv", VENV])
    return None


def _works(statement):
    try:
        return not subprocess.run([PYTHON, "-c", statement], capture_output=True).returncode
    except OSError:  # not there, or made from a Python that was removed
        return False


def packages(steps):
    """Without a REDIS_URL the embedded broker too."""
    remark = _install(steps, "packages", REQUIREMENTS)
    return remark if "REDIS_URL" in steps.env else _broker(steps) and remark


def _broker(steps):
    try:
        return _install(steps, "embedded", EMBEDDED_REQUIREMENTS)
    except Refusal as failure:
        raise Refusal(f"{failure}\n{NO_BROKER}") from None


def dev_packages(steps):
    return _install(steps, "dev-packages", DEV_REQUIREMENTS)


def _install(steps, name, files):
    if steps.is_done(name, digest(files), folder=VENV):
        return UP_TO_DATE
    pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "-q"]
    steps.call([*pip, "--require-hashes", *(word for file in files for word in ("-r", file))])
    steps.mark_done(name, digest(files), folder=VENV)
    return None


def front_end(steps):
    steps.call(script("assets.py"))


def front_end_with_chromium(steps):
    steps.call(script("assets.py", "--dev"))


def catalogues(steps):
    sources = (ROOT / "locale").rglob("*.po")
    with _once(steps, "catalogues", digest(sources), "locale") as wanted:
        if wanted:
            steps.call(script("catalogues.py", "compile"))
    return None if wanted else UP_TO_DATE


def static_files(steps):
    assets = Path(steps.env["VAR_DIR"]) / "assets"
    apps = [module.parent / "static" for module in ROOT.glob("*/apps.py")]
    files = [
        file
        for folder in (assets, ROOT / "static", *apps)
        for file in folder.rglob("*")
        if file.is_file()
    ]
    debug = steps.env.get("DEBUG")  # decides whether names get a hash
    with _once(steps, "static", digest([*files, *DECIDING], debug), "static") as wanted:
        if wanted:
            steps.call(manage("collectstatic", "--no-input", "--clear", "-v", "0"))
    return None if wanted else UP_TO_DATE


@contextmanager
def _once(steps, name, inputs, output):
    """Gives whether the step has to run; marks it done unless it fails."""
    wanted = not (steps.is_done(name, inputs) and (Path(steps.env["VAR_DIR"]) / output).is_dir())
    yield wanted
    if wanted:
        steps.mark_done(name, inputs)


def database(steps):
    """A database server is always asked; of our own file we know what it was given last."""
    files = [*ROOT.glob("*/migrations/*.py"), *DECIDING]
    migrated = digest(files, applied_migrations(steps.env))
    if "DATABASE_URL" not in steps.env and steps.is_done("database", migrated):
        return UP_TO_DATE
    steps.call(manage("migrate", "--no-input", "-v", "1"))
    steps.mark_done("database", digest(files, applied_migrations(steps.env)))
    return None


def applied_migrations(env):
    return query(env, "SELECT app, name FROM django_migrations ORDER BY app, name")


def query(env, sql):
    """Rows of the embedded database; None when it or the table is not there."""
    file = Path(env["VAR_DIR"]) / "portal.sqlite3"
    if not file.is_file():
        return None
    try:
        # mode=rw: a database in WAL mode cannot be opened read-only without its side files.
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=rw", uri=True)) as connection:
            return connection.execute(sql).fetchall()
    except sqlite3.OperationalError:
        return None
