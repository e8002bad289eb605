"""A real Chromium that visits the portal as it is served, with its style sheets and its CSP."""

import importlib
import os
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.used import used

SCRIPTS = Path(__file__).resolve().parents[1] / "scripts"
PHONE = {"width": 390, "height": 844}


def script(name):
    """A module of scripts/, which stands on no path of its own."""
    sys.path.insert(0, str(SCRIPTS))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(SCRIPTS))


@pytest.fixture(scope="session")
def chromium():
    """A started Chromium; where there is none, the tests that need it are skipped."""
    found = script("chromium").executable()
    if found is None:
        pytest.skip("needs Chromium: run scripts/assets.py --dev, or install one")
    # Playwright keeps an event loop in this thread; the tests beside it are not async.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found.path,
            env=found.env,
            args=["--no-sandbox", "--disable-dev-shm-usage"],
        )
        used["Chromium"] = browser.version.partition(".")[0]
        yield browser
        browser.close()


@pytest.fixture
def portal(live_server, settings):
    """The portal on a port of its own (`portal.url`); links in its mails lead to itself."""
    if not settings.ASSETS.is_dir():
        pytest.skip("needs the front end: run scripts/assets.py")
    settings.SITE_URL = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    return live_server


@pytest.fixture
def page(chromium, portal):
    """A page at phone width; fails the test on a script error, a CSP breach or a missing file."""
    context = chromium.new_context(
        base_url=portal.url, viewport=PHONE, locale="nl-NL", timezone_id="Europe/Amsterdam"
    )
    faults = []
    page = context.new_page()
    watch(page, faults)
    context.on("page", lambda opened: watch(opened, faults))
    yield page
    context.close()
    assert faults == []


def watch(page, faults):
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: breach(line, faults))
    page.on("response", lambda answer: missing(answer, faults))


def breach(line, faults):
    if "Content Security Policy" in line.text:
        faults.append(line.text)


def missing(answer, faults):
    if answer.status >= 400 and "/static/" in answer.url:
        faults.append(f"{answer.status} {answer.url}")
