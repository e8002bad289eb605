"""Walking through the portal in each role, with a picture of every kind of page."""

from __future__ import annotations

import email
import email.policy
import re
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from surroundings import say

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
TALLEST = 8000
# Addresses that are no page of the role, or that end the walk.
PASSED_BY = re.compile(r"^/(outbox|admin|accounts/logout|health|static)|^/$")
FILE = re.compile(r"download|\.(png|svg|ics|csv|xlsx)\b|/(rss|feed)/")
TOKEN = re.compile(r"/(confirm|placement|welcome|regions|web)/[^/]+/")
HREFS = "links => links.map((link) => link.getAttribute('href'))"
ADMIN_TABLES = (
    "cohorts/cohort",
    "participants/participant",
    "internships/placement",
    "internships/hourentry",
    "internships/school",
    "outbox/message",
    "accounts/user",
)


@dataclass(frozen=True)
class Walk:
    """Where a role begins; pages found from there are visited too, unless it keeps to the list."""

    role: str
    starts: tuple
    follows: bool = True


WALKS = {
    "beheer": Walk(
        "admin", ("/admin/", *(f"/admin/{table}/" for table in ADMIN_TABLES)), follows=False
    ),
    "leider": Walk(
        "leader",
        ("/leader/", "/contacts/new/?q=college", "/contacts/?q=qqq", "/settings/"),
    ),
    "deelnemer": Walk("participant", ("/hours/", "/settings/")),
    "docent": Walk("teacher", ("/school/", "/settings/")),
}
VISITOR = Walk("visitor", ("/", "/accounts/login/", "/outbox/", "/nergens/"))


def walk(browser, env, logins, folder, check):
    """Take the pictures of every role; `check` is called before each page and may raise."""
    visitor = Walk("visitor", (*VISITOR.starts, *mailed_links(Path(env["VAR_DIR"]) / "mail")))
    walks = [(visitor, None)]
    for address, _at, *_rest in [login[1].partition("@") for login in logins]:
        way_in = next(login for login in logins if login[1].startswith(f"{address}@"))
        walks.append((WALKS[address], way_in[1:]))
    for each, way_in in walks:
        started = time.monotonic()
        number = Walker(browser, env["SITE_URL"], folder / each.role, check).go(each, way_in)
        say(f"{each.role}: {number} pages, {time.monotonic() - started:.1f} s")


def mailed_links(folder):
    """The newest link of each kind that a mail of the demo holds."""
    found = {}
    for file in sorted(folder.glob("*.eml")):
        mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        text = mail.get_body(("plain",)).get_content()
        if link := re.search(r"https?://[^/\s]+(/(confirm|placement|welcome)/\S+)", text):
            found[link[2]] = link[1]
    return found.values()


class Walker:
    def __init__(self, browser, url, folder, check):
        self.folder = folder
        self.check = check
        self.url = url
        self.context = browser.new_context(
            base_url=url, viewport=PHONE, locale="nl-NL", timezone_id="Europe/Amsterdam"
        )
        self.page = self.context.new_page()
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.png"):
            old.unlink()

    def go(self, each, way_in):
        """Visit one page of every kind; returns how many."""
        if way_in:
            self.log_in(*way_in)
        waiting, seen = list(each.starts), set()
        while waiting:
            address = waiting.pop(0)
            if kind(address) in seen:
                continue
            self.check()
            seen.add(kind(address))
            self.page.goto(address)
            self.photograph(kind(address), dark=address == each.starts[0])
            if each.follows:
                waiting += self.links()
        self.context.close()
        return len(seen)

    def log_in(self, address, password):
        self.page.goto("/accounts/login/")
        self.page.locator("main details summary").first.click()
        self.page.locator("main [name=login]").fill(address)
        self.page.locator("main [name=password]").fill(password)
        self.page.locator("main [name=password]").press("Enter")
        self.page.wait_for_url(lambda url: "/accounts/" not in url)

    def links(self):
        """The addresses this page leads to."""
        found = self.page.locator("a[href]").evaluate_all(HREFS)
        local = [href for href in found if href.startswith("/")]
        here = urlsplit(self.page.url).path
        local += [here + href for href in found if href.startswith("?school=")]
        return [href for href in local if is_page(href)]

    def photograph(self, name, dark):
        for size in (PHONE, DESKTOP):
            for scheme in ("light", "dark") if dark else ("light",):
                self.show(size, scheme)
                suffix = "-dark" if scheme == "dark" else ""
                self.page.screenshot(path=self.folder / f"{name}-{size['width']}{suffix}.png")
        self.page.emulate_media(color_scheme="light")

    def show(self, size, scheme):
        """The whole page in a window as high as it is: what sticks to the edge stays there."""
        self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        self.page.set_viewport_size(size)
        height = self.page.evaluate("document.documentElement.scrollHeight")
        self.page.set_viewport_size({**size, "height": min(height, TALLEST)})


def is_page(href):
    """Whether this address shows a page of the role, not a file and not the end of the walk."""
    return not (FILE.search(href) or PASSED_BY.search(urlsplit(href).path))


def kind(address):
    """A name for all pages of this kind: "/cohorts/12/edit/" is "cohorts-1-edit"."""
    parts = urlsplit(address)
    path = re.sub(r"\d+", "1", TOKEN.sub(r"/\1/link/", parts.path))
    query = "" if not parts.query else f"-{parts.query.partition('=')[0]}"
    return path.strip("/").replace("/", "-") + query or "start"
