"""What is wrong with a page as a browser shows it, as a list of sentences."""

import re

import html5lib
from axe_playwright_python.sync_playwright import Axe

from tests.browsing import PHONE

NARROWEST = {"width": 320, "height": 700}
DESKTOP = {"width": 1280, "height": 900}
AXE = Axe()
# What Dutch law asks of public bodies is WCAG AA; version 2.2 includes the ones before.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Inspector:
    """Looks at pages with one browser page, and keeps the source of each in a folder."""

    def __init__(self, page, folder):
        self.page = page
        self.folder = folder
        self.said = []
        page.on("console", lambda line: self.hear(line))

    def hear(self, line):
        if line.type in ("error", "warning"):
            self.said.append(line.text)

    def inspect(self, title, url, act=None):
        """The problems of the page at this address, or of the one that `act(page)` leads to.

        Light on a phone, then dark on a desktop: all widths and colours in two looks.
        """
        self.said.clear()
        self.show(PHONE, "light")
        response = self.page.goto(url)
        if act:
            with self.page.expect_navigation() as navigation:
                act(self.page)
            response = navigation.value
        found = [*self.source_problems(title, response), *self.width_problems(NARROWEST, "light")]
        found += [*self.width_problems(PHONE, "light"), *self.axe_problems()]
        found += [*self.width_problems(DESKTOP, "dark"), *self.axe_problems()]
        refusal = f"status of {response.status}" if response.status >= 400 else None
        found += [line for line in self.said if not (refusal and refusal in line)]
        return [f"{title}: {problem}" for problem in found]

    def show(self, size, scheme):
        self.page.set_viewport_size(size)
        # Without motion: halfway a transition the colours are nobody's choice.
        self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")

    def source_problems(self, title, response):
        html = response.text()
        (self.folder / f"{title}.html").write_text(html, encoding="utf-8")
        parser = html5lib.HTMLParser()
        parser.parse(html)
        yield from (f"{place}: {code} {more}" for place, code, more in parser.errors)
        if html.count("<h1") != 1:
            yield f"{html.count('<h1')} h1 elements"
        if not re.search(r"<title>\s*\S.+ · HTO-portaal</title>", html, re.DOTALL):
            yield "no title"
        if '<html lang="nl">' not in html:
            yield "no language"

    def width_problems(self, size, scheme):
        self.show(size, scheme)
        if over := self.page.evaluate(OVERFLOW):
            yield f"scrolls {over} px sideways at {size['width']} px"

    def axe_problems(self):
        options = {"runOnly": RULES, "resultTypes": ["violations"]}
        for rule in AXE.run(self.page, options=options).response["violations"]:
            places = [node["html"][:120] for node in rule["nodes"][:3]]
            yield f"axe {rule['id']} ({rule['impact']}), {len(rule['nodes'])} x: {places}"
