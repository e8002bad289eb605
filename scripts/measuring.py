"""Asking pages over connections that stay open, and what that cost."""

from __future__ import annotations

import http.client
import statistics
import time
from dataclasses import dataclass, field

from surroundings import Refusal

ROUNDS = 60
WARM_UP = 5
# A page this slow is known well enough after fewer rounds.
SECONDS_PER_PAGE = 5


@dataclass
class Page:
    """One page at one size: `session` is the key of whoever asks, empty for nobody."""

    title: str
    path: str
    session: str
    queries: int = 0
    seconds: list = field(default_factory=list)

    @property
    def median(self):
        """Milliseconds."""
        return 1000 * statistics.median(self.seconds)

    @property
    def p95(self):
        """Milliseconds."""
        return 1000 * statistics.quantiles(self.seconds, n=20, method="inclusive")[-1]

    @property
    def is_known(self):
        return sum(self.seconds) > SECONDS_PER_PAGE


class Site:
    """One server with its pages by title."""

    def __init__(self, port, rows):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.pages = {title: Page(title, path, session) for title, path, session in rows}

    def ask(self, page, **headers):
        """Returns the seconds until the whole answer was there, and its headers."""
        if page.session:
            headers["Cookie"] = f"sessionid={page.session}"
        started = time.perf_counter()
        self.connection.request("GET", page.path, headers=headers)
        answer = self.connection.getresponse()
        answer.read()
        seconds = time.perf_counter() - started
        if answer.status != 200:
            raise Refusal(f"{page.title}: {page.path} answers {answer.status}.")
        return seconds, answer.headers

    def warm_up(self):
        for page in self.pages.values():
            for _ in range(WARM_UP):
                self.ask(page)
            _seconds, headers = self.ask(page, **{"X-Count": "1"})
            page.queries = int(headers["X-Queries"])


def measure(sites, check=lambda: None):
    """Ask every page of all sites in turn, so that a busy moment of the machine hits all alike."""
    for site in sites:
        site.warm_up()
    for _ in range(ROUNDS):
        for title in sites[0].pages:
            check()
            for site in sites:
                page = site.pages[title]
                if not page.is_known:
                    page.seconds.append(site.ask(page)[0])
