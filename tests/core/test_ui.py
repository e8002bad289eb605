"""What the tags of the pages write."""

import pytest

from core.templatetags.ui import breakable


@pytest.mark.parametrize(
    ("address", "html"),
    [
        ("jan.bos@school.example", "jan.<wbr>bos@<wbr>school.<wbr>example"),
        ("", ""),
        ("http://a.nl/zuid/brief/", "http://a.<wbr>nl/<wbr>zuid/<wbr>brief/"),
        ('"<b>&"@a.nl', "&quot;&lt;b&gt;&amp;&quot;@<wbr>a.<wbr>nl"),
    ],
)
def test_an_address_breaks_after_its_signs(address, html):
    assert breakable(address) == html
