"""Two ways into the portal for a browser: a session made beside it, and a typed password."""

from django.conf import settings


def enter(page, user, client, url):
    """Give the browser a session of this user."""
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": session.key, "value": session.value, "url": url}])


def type_password(page, email, password):
    page.goto("/accounts/login/")
    page.get_by_text("Met een wachtwoord").click()
    page.locator("main [name=login]").fill(email)
    page.locator("main [name=password]").fill(password)
    page.get_by_role("button", name="Inloggen met wachtwoord").click()
