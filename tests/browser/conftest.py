"""Browsers beside each other, and the portal as it is really started."""

import pytest
from playwright.sync_api import expect

from tests.browser.launched import launched
from tests.browsing import PHONE, watch

# A machine that runs other tests beside this one is no failure.
PATIENCE_MS = 20_000


@pytest.fixture
def portal_run(chromium, tmp_path, settings):
    """A Launched portal; its mails are those of `outbox.mailbox` during this test."""
    var = tmp_path / "var"
    var.mkdir()
    settings.MAIL_DIR = var / "mail"
    with launched(var) as running:
        yield running


@pytest.fixture
def open_browser(chromium):
    """`open_browser(url)` is the page of a new browser on a phone, which shares no cookies.

    Afterwards the test fails on a script error, a CSP breach or a missing file in any of them.
    """
    faults, contexts = [], []
    expect.set_options(timeout=PATIENCE_MS)

    def open_one(url, **options):
        options = {
            "viewport": PHONE,
            "locale": "nl-NL",
            "timezone_id": "Europe/Amsterdam",
            **options,
        }
        context = chromium.new_context(base_url=url, **options)
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        watch(page, faults)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert faults == []
