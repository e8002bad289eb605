"""The table of the bench, and which goals are met."""

from __future__ import annotations

from dataclasses import dataclass

from surroundings import say

STARTS = ("leader_start", "hours_start", "school_start", "admin:index")
HOURS, BARE = "hours_list, 100 lines", "bare view, the same lines"
EVERYONE = "everyone_hours"
# What shows a few rows costs the same beside a hundred thousand readers as beside a few thousand.
STEADY = ("region_page", "newsletter_list", "newsletter_archive", "newsletter_subscribe")
MOST_GROWTH = 1.5
# What counts rows grows with them: how many times the trivial view it may take, large.
MOST_TIMES = {
    "lead_list, largest region": 100,
    "lead_detail": 80,
    "channel_list": 60,
    "newsletter_progress, to everybody": 75,
    "audience_edit": 220,
}
TRIVIAL = "health"
MOST_QUERIES_AT_START = 12
MOST_QUERIES = 15


@dataclass(frozen=True)
class Goal:
    """`found` is None when it could not be measured; with `is_least` the limit is a floor."""

    title: str
    found: float | None
    limit: float
    unit: str = ""
    is_least: bool = False

    @property
    def is_met(self):
        if self.found is None:
            return False
        return self.found >= self.limit if self.is_least else self.found <= self.limit

    def __str__(self):
        mark = "ok  " if self.is_met else "MISS"
        found = "-" if self.found is None else f"{self.found:.4g}"
        bound = "at least" if self.is_least else "at most"
        return f"{mark} {self.title}: {found} ({bound} {self.limit}) {self.unit}".rstrip()


def print_table(sites, sizes):
    heads = [f"{size:,} participants: queries, p50, p95 ms, x trivial" for size in sizes]
    say(f"\n{'page':34}{'':2}{heads[0]:>50}{heads[1]:>54}{'growth':>9}")
    for title in sites[0].pages:
        pages = [site.pages[title] for site in sites]
        cells = "".join(
            f"{_cells(page, site.pages[TRIVIAL]):>{width}}"
            for page, site, width in zip(pages, sites, (52, 54), strict=True)
        )
        say(f"{title:34}{cells}{pages[1].median / pages[0].median:9.2f}")


def _cells(page, trivial):
    return f"{page.queries:4}{page.median:9.2f}{page.p95:9.2f}{page.median / trivial.median:8.1f}"


def page_goals(small, large):
    goals = []
    for size, site in (("small", small), ("large", large)):
        pages = site.pages
        starts = [page.queries for title, page in pages.items() if title.startswith(STARTS)]
        every = [page.queries for page in pages.values()]
        goals += [
            Goal(
                f"{HOURS}, to {BARE}, {size}", pages[HOURS].median / pages[BARE].median, 2, "times"
            ),
            Goal(f"queries of the start pages, {size}", max(starts), MOST_QUERIES_AT_START),
            Goal(f"queries of every page, {size}", max(every), MOST_QUERIES),
        ]
    for title, page in large.pages.items():
        if title.startswith(EVERYONE):
            growth = page.median / small.pages[title].median
            goals.append(Goal(f"{title}, large to small", growth, 1.3, "times"))
    return [*goals, *recruiting_goals(small.pages, large.pages)]


def recruiting_goals(small, large):
    growth = {title: large[title].median / small[title].median for title in STEADY}
    times = {title: large[title].median / large[TRIVIAL].median for title in MOST_TIMES}
    return [
        *(Goal(f"{title}, large to small", n, MOST_GROWTH, "times") for title, n in growth.items()),
        *(
            Goal(f"{title}, to trivial, large", n, MOST_TIMES[title], "times")
            for title, n in times.items()
        ),
    ]


def print_goals(goals):
    say()
    for goal in goals:
        say(str(goal))
