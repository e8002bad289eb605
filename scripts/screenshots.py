"""Pictures of every page, per role: `make screenshots`. They come under VAR_DIR/screenshots.

Builds the demo in a folder of its own, serves it, and walks through it in Chromium.
`ARGS=--readme` also draws docs/pictures/start.png for the README.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

import chromium
from picture import draw
from processes import Children, Stopped, StopSignal
from services import log_file, portal_commands, wait_for_answer
from steps import UP_TO_DATE, Steps, digest
from surroundings import ROOT, Refusal, complain, environment, manage, say
from walking import walk

ADDRESS = "127.0.0.1"
# Made by the set-up, and the same for every database.
SHARED = ("assets", "locale", "static")
DEMO = ("*/migrations/*.py", "hto_portal/demo/*.py", "internships/*.py", "internships/models/*.py")
README_PICTURE = ROOT / "docs" / "pictures" / "start.png"
BROWSER = ["--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars"]
# Date fields follow the language of the machine, not the one of the page.
DUTCH = {"LC_ALL": "nl_NL.UTF-8"}


def stage(env):
    """The environment of a portal with a database of its own, under VAR_DIR/screenshots."""
    var = Path(env["VAR_DIR"])
    own = var / "screenshots" / "demo"
    (own / "log").mkdir(parents=True, exist_ok=True)
    for name in SHARED:
        link = own / name
        if not link.exists():
            link.symlink_to((var / name).resolve())
    port = unused_port()
    ours = {"VAR_DIR": str(own), "DEMO": "1", "PORT": str(port)}
    kept = {name: value for name, value in env.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    return {**kept, **ours, "SITE_URL": f"http://{ADDRESS}:{port}"}


def unused_port():
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        return probe.getsockname()[1]


def demo(steps):
    """A demo of today: its days are counted from the day it is built."""
    files = [file for pattern in DEMO for file in ROOT.glob(pattern)]
    wanted = digest(files, time.strftime("%Y-%m-%d"))
    if steps.is_done("demo", wanted):
        return UP_TO_DATE
    for old in ("portal.sqlite3", "portal.sqlite3-shm", "portal.sqlite3-wal"):
        (Path(steps.env["VAR_DIR"]) / old).unlink(missing_ok=True)
    shutil.rmtree(Path(steps.env["VAR_DIR"]) / "mail", ignore_errors=True)
    steps.call(manage("migrate", "-v", "0"))
    steps.call(manage("demo"))
    steps.mark_done("demo", wanted)
    return None


def serve(children, env):
    web, _worker, _beat = portal_commands(env, env["PORT"], ADDRESS)
    children.start("web", web, log=log_file(env, "web"), env=env, cwd=ROOT)
    wait_for_answer(children, env, int(env["PORT"]), ADDRESS)


def logins(env):
    """Per role an address and a password, as the demo prints them."""
    command = [str(word) for word in manage("demo", "--logins")]
    run = subprocess.run(command, env=env, cwd=ROOT, check=True, capture_output=True, text=True)
    return [line.split()[-3:] for line in run.stdout.splitlines()]


def take(children, env, folder, readme):
    found = chromium.executable()
    if found is None:
        raise Refusal("There is no Chromium: python scripts/assets.py --dev, or install one.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found.path, env={**found.env, **DUTCH}, args=BROWSER
        )
        ways_in = logins(env)
        walk(browser, env, ways_in, folder, check=children.stop.check)
        if readme:
            draw(folder, browser, README_PICTURE)
            say(f"{README_PICTURE.relative_to(ROOT)}: {README_PICTURE.stat().st_size // 1000} KB")
        browser.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--readme", action="store_true", help="also draw the README's picture")
    options = parser.parse_args()
    env = environment()
    folder = Path(env["VAR_DIR"]) / "screenshots"
    own = stage(env)
    children = Children(StopSignal())
    try:
        Steps(children, own, [("Demo data", demo)]).run_all()
        serve(children, own)
        take(children, own, folder, options.readme)
    except (Refusal, OSError) as problem:
        complain(str(problem))
        return 1
    except Stopped:
        return 130
    finally:
        children.close()
    say(f"Pictures: {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
