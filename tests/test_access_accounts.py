"""The sign-in pages: which of them a visitor may see, and that each belongs to its person alone."""

import pytest
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse

from tests.doors.visitors import ROLES, user_of

# Before somebody is signed in. Everything else of allauth is about an account.
OPEN = {
    "account_confirm_login_code",
    "account_email_verification_sent",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_request_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_signup",
    "mfa_authenticate",
    "mfa_login_webauthn",
}

# About a second factor, which nobody of the cast has: there is nothing to see or to take away.
NOT_YET = {"mfa_deactivate_totp", "mfa_download_recovery_codes", "mfa_view_recovery_codes"}


def allauth_names(patterns, inside=False):
    """Every name of allauth's whose address needs nothing filled in."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            module = getattr(pattern.urlconf_name, "__name__", str(pattern.urlconf_name))
            if pattern.app_name != "admin":
                yield from allauth_names(
                    pattern.url_patterns, inside or module.startswith("allauth")
                )
        elif inside and pattern.name and address(pattern.name):
            yield pattern.name


def address(name):
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


NAMES = sorted(set(allauth_names(get_resolver().url_patterns)))


def test_the_open_pages_are_all_there():
    assert OPEN - set(NAMES) == set()


@pytest.mark.parametrize("name", [name for name in NAMES if name not in OPEN])
def test_a_page_about_an_account_sends_a_visitor_to_the_login(name, client, db):
    for method in (client.get, client.post):
        response = method(address(name))
        assert response.status_code == 302
        assert response.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", NAMES)
def test_every_role_meets_a_page_or_a_way_on(name, cast, client):
    for role in ROLES:
        client.logout()
        if role != "anonymous":
            client.force_login(user_of(role, cast))
        expected = {404} if name in NOT_YET and role != "anonymous" else {200, 302, 403}
        assert client.get(address(name)).status_code in expected, (name, role)
