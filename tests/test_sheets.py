"""What the sheets of static/css and the templates say together."""

import re

import pytest

from tests.sources import ROOT, TEMPLATES

SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))
MORE = re.compile(r'<details class="(?:[^"]* )?more[ "].*?<summary>(.*?)</summary>', re.DOTALL)


def selectors(path):
    """Every selector of this sheet, one by one."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    for head in re.findall(r"([^{};]+)\{", text):
        if not head.strip().startswith("@"):
            yield from (" ".join(one.split()) for one in head.split(","))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_what_opens_shows_that_it_does(path):
    summaries = MORE.findall(path.read_text())

    assert [one for one in summaries if '{% icon "chevron-down" "icon-turn" %}' not in one] == []


def test_what_opens_looks_the_same_everywhere():
    """A component gets its look in one sheet; else the next page writes it again."""
    sheets = [path.name for path in SHEETS for one in selectors(path) if ".more > summary" in one]

    assert set(sheets) == {"components.css"}
