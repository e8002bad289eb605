"""What the tags of the pages write."""

import pytest

from core.templatetags.ui import breakable


@pytest.mark.parametrize(
    ("address", "html"),
    [
        ("jan.bos@school.example", "jan.<wbr>bos@<wbr>school.<wbr>example"),
        ("", ""),
        ('"<b>&"@a.nl', "&quot;&lt;b&gt;&amp;&quot;@<wbr>a.<wbr>nl"),
    ],
)
def test_an_address_breaks_after_its_at_sign_and_its_dots(address, html):
    assert breakable(address) == html
