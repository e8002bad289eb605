import datetime
import time

import pytest
import time_machine
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from tests import factories as make
from tests.accounts.pages import check, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make.user("lea@voorbeeld.example", password="hoi-lieve-mensen", first_name="Lea")


@pytest.fixture
def signed_in(client, person):
    client.post("/accounts/login/", {"login": person.email, "password": "hoi-lieve-mensen"})
    return client


@pytest.fixture(autouse=True)
def standing_clock():
    """No half minute passes between making a code and typing it."""
    with time_machine.travel(datetime.datetime.now(datetime.UTC), tick=False):
        yield


def prove(client):
    """Type the password again, as pages about security ask."""
    return client.post("/accounts/reauthenticate/", {"password": "hoi-lieve-mensen"})


def app_code(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def switch_app_on(client):
    prove(client)
    page = client.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    check(page)
    return client.post("/accounts/2fa/totp/activate/", {"code": app_code(secret)}), secret


def test_security_pages_ask_for_the_password_first(signed_in):
    response = signed_in.get("/accounts/2fa/totp/activate/", follow=True)
    assert "Even controleren" in check(response)
    assert "Dit wachtwoord klopt niet." in check(
        signed_in.post("/accounts/reauthenticate/", {"password": "fout"})
    )


@pytest.mark.django_db(transaction=True)
def test_setting_up_the_app_shows_the_recovery_codes_at_once(signed_in, mailoutbox):
    response, _secret = switch_app_on(signed_in)
    assert response.url == "/accounts/2fa/recovery-codes/"
    html = check(signed_in.get(response.url))
    assert html.count("<li><code>") == 10
    assert [mail.subject for mail in mailoutbox] == ["De app met codes is ingesteld"]
    text = signed_in.get("/accounts/2fa/recovery-codes/download/").content.decode()
    assert len(text.strip().splitlines()) == 12


def test_after_that_a_mailed_code_is_not_enough(signed_in, person, mailoutbox):
    switch_app_on(signed_in)
    phone = Client()
    assert sign_in(phone, person, mailoutbox).url == "/accounts/2fa/authenticate/"
    assert "Nog één stap" in check(phone.get("/accounts/2fa/authenticate/"))
    wrong = check(phone.post("/accounts/2fa/authenticate/", {"code": "000000"}))
    assert "invalid-feedback" in wrong
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert phone.post("/accounts/2fa/authenticate/", {"code": codes[0]}).url == "/"
    assert phone.session["_auth_user_id"] == str(person.pk)


def test_the_code_of_the_app_lets_in(signed_in, person, mailoutbox):
    _response, secret = switch_app_on(signed_in)
    tablet, laptop = Client(), Client()
    sign_in(tablet, person, mailoutbox)
    sign_in(laptop, person, mailoutbox)
    code = {"code": app_code(secret)}
    assert tablet.post("/accounts/2fa/authenticate/", code).url == "/"
    # Whoever looks over a shoulder cannot use the same code again.
    assert laptop.post("/accounts/2fa/authenticate/", code).status_code == 200


def test_switching_the_app_off_takes_the_recovery_codes_along(signed_in, person):
    switch_app_on(signed_in)
    assert get_adapter().is_mfa_enabled(person)
    check(signed_in.get("/accounts/2fa/totp/deactivate/"))
    signed_in.post("/accounts/2fa/totp/deactivate/")
    assert not get_adapter().is_mfa_enabled(person)


def test_new_recovery_codes_replace_the_old(signed_in):
    switch_app_on(signed_in)
    row = Authenticator.objects.get(type="recovery_codes")
    assert "De oude codes werken daarna niet meer." in check(
        signed_in.get("/accounts/2fa/recovery-codes/generate/")
    )
    signed_in.post("/accounts/2fa/recovery-codes/generate/")
    assert Authenticator.objects.get(type="recovery_codes").pk != row.pk


@pytest.mark.parametrize("url", ["/accounts/2fa/", "/accounts/2fa/webauthn/", "/accounts/logout/"])
def test_every_page_about_the_second_step_is_whole(signed_in, url):
    check(signed_in.get(url))


def test_the_page_to_add_a_passkey_has_its_scripts_from_files(signed_in):
    prove(signed_in)
    html = check(signed_in.get("/accounts/2fa/webauthn/add/"))
    assert 'src="/static/mfa/js/webauthn.js" defer' in html


def test_a_passkey_can_be_named_and_removed_by_its_owner_alone(signed_in, person):
    key = Authenticator.objects.create(
        user=person, type="webauthn", data={"name": "Telefoon", "credential": {}}
    )
    prove(signed_in)
    assert "Telefoon" in check(signed_in.get("/accounts/2fa/webauthn/"))
    check(signed_in.get(f"/accounts/2fa/webauthn/keys/{key.pk}/edit/"))
    check(signed_in.get(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/"))
    stranger = Client()
    stranger.force_login(make.user())
    assert stranger.get(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/").status_code == 404


def test_a_broken_passkey_answer_is_told_on_the_login_page(client):
    response = client.post("/accounts/2fa/webauthn/login/", {"credential": "{}"}, follow=True)
    assert 'class="notice tone-stop"' in check(response)
