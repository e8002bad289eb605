"""Where a page may lead on to."""

import pytest

from core.views import local_path


@pytest.mark.parametrize("text", ["/", "/hours/", "/contacts/?q=a&page=2", "/uren/é/"])
def test_a_path_of_this_site_is_followed(text):
    assert local_path(text, "/anders/") == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hours/",
        "contact_list",
        "admin:index",
        "//evil.example",
        "///evil.example",
        "////evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        " //evil.example",
        "https://evil.example/",
        "http:/evil.example",
        "http:///evil.example",
        "javascript:alert(1)",
        "\x08//evil.example",
    ],
)
def test_nothing_leads_to_another_site(text):
    assert local_path(text, "/anders/") == "/anders/"
