import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from accounts import links
from accounts.models import AccessLink
from tests import factories as make
from tests.accounts.pages import check, code_in, link_in, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make.user("sanne@voorbeeld.example", first_name="Sanne", last_name="Berg")


def invited(person):
    now = timezone.now()
    link = links.create(AccessLink.Purpose.INVITATION, holder=person, email=person.email, now=now)
    return f"/welcome/{links.issue(link, now=now)}/", link


def who(client):
    return client.session.get("_auth_user_id")


def test_the_login_page_offers_the_code_before_the_password_and_the_passkey(client):
    html = check(client.get("/accounts/login/?next=/settings/"))
    places = [html.index(words) for words in ("Stuur mij een code", "id_password", "passkey_login")]
    assert places == sorted(places)
    assert 'action="/accounts/login/code/?next=%2Fsettings%2F"' in html


def test_an_invited_person_without_a_password_gets_in_with_a_code(person, mailoutbox):
    client = Client(enforce_csrf_checks=True)
    url, _link = invited(person)
    page = check(client.get(url))
    assert "Welkom, Sanne" in page
    assert client.cookies["csrftoken"]["httponly"]
    form = {"email": person.email, "csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    response = client.post("/accounts/login/code/", form)
    assert response.url == "/accounts/login/code/confirm/"
    check(client.get(response.url))
    form = {
        "code": code_in(mailoutbox[0]),
        "csrfmiddlewaretoken": client.cookies["csrftoken"].value,
    }
    assert client.post(response.url, form).url == "/"
    assert who(client) == str(person.pk)
    address = EmailAddress.objects.get()
    assert (address.email, address.verified, address.primary) == (person.email, True, True)


def test_the_code_may_be_typed_without_its_space(client, person, mailoutbox):
    client.post("/accounts/login/code/", {"email": "SANNE@voorbeeld.example"})
    code = code_in(mailoutbox[0]).replace(" ", "")
    client.post("/accounts/login/code/confirm/", {"code": code})
    assert who(client) == str(person.pk)


def test_the_mail_with_the_code_is_in_the_language_of_the_person(client, person, mailoutbox):
    client.post("/accounts/login/code/", {"email": person.email})
    mail = mailoutbox[0]
    assert mail.subject == "Inlogcode voor het HTO-portaal"
    assert mail.body.startswith("Hallo Sanne,\n\nDit is de inlogcode:\n\n")
    assert "15 minuten geldig" in mail.body
    assert mail.extra_headers == {"Auto-Submitted": "auto-generated"}


def test_an_unknown_address_sees_the_same_page_and_gets_no_code(person, mailoutbox):
    pages = []
    for email in (person.email, "vreemd@voorbeeld.example"):
        visitor = Client()
        first = visitor.post("/accounts/login/code/", {"email": email})
        html = check(visitor.get(first.url))
        pages.append((first.status_code, first.url, bare(html).replace(email, "")))
    assert pages[0] == pages[1]
    assert mailoutbox[1].subject == "Dit adres is niet bekend bij het HTO-portaal"


def bare(html):
    return "\n".join(line for line in html.splitlines() if "csrfmiddlewaretoken" not in line)


def test_somebody_who_may_not_sign_in_gets_no_code(client, person, mailoutbox):
    person.is_active = False
    person.save()
    client.post("/accounts/login/code/", {"email": person.email})
    assert mailoutbox[0].subject == "Dit adres is niet bekend bij het HTO-portaal"


def test_a_wrong_code_says_so_and_the_third_ends_the_attempt(client, person, mailoutbox):
    client.post("/accounts/login/code/", {"email": person.email})
    for _attempt in range(2):
        html = check(client.post("/accounts/login/code/confirm/", {"code": "12"}))
        assert "Deze code klopt niet." in html
    response = client.post("/accounts/login/code/confirm/", {"code": "12"}, follow=True)
    assert "Dit is te vaak geprobeerd." in check(response)
    again = client.post("/accounts/login/code/confirm/", {"code": code_in(mailoutbox[0])})
    assert (again.url, who(client)) == ("/accounts/login/code/", None)


def test_a_fourth_code_within_a_minute_is_refused_in_words(client, person, mailoutbox):
    for _time in range(4):
        response = Client().post("/accounts/login/code/", {"email": person.email})
    assert "Dit is te vaak geprobeerd." in check(response)
    assert len(mailoutbox) == 3


def test_too_many_requests_get_a_dutch_page(client):
    for _time in range(31):
        response = client.post("/accounts/login/", {"login": "a@b.nl", "password": "x"})
    assert "Dit ging te snel" in check(response, status=429)


def test_a_mail_server_that_is_away_gets_a_page_not_a_crash(client, person, no_post):
    response = client.post("/accounts/login/code/", {"email": person.email})
    assert "De mail kon niet weg" in check(response, status=503)


def test_a_password_works_and_a_wrong_one_is_explained(client):
    make.user("lea@voorbeeld.example", password="hoi-lieve-mensen")
    form = {"login": "lea@voorbeeld.example", "password": "fout"}
    html = check(client.post("/accounts/login/", form))
    assert "Dit e-mailadres en dit wachtwoord horen niet bij elkaar." in html
    assert '<details class="other-way" open>' in html
    form["password"] = "hoi-lieve-mensen"
    assert client.post("/accounts/login/?next=/settings/", form).url == "/settings/"


def test_a_forgotten_password_is_replaced_by_a_link(client, mailoutbox):
    lea = make.user("lea@voorbeeld.example", password="hoi-lieve-mensen")
    check(client.get("/accounts/password/reset/"))
    check(client.post("/accounts/password/reset/", {"email": lea.email}, follow=True))
    url = link_in(mailoutbox[0]).partition("testserver")[2]
    page = client.get(url, follow=True)
    check(page)
    new = {"password1": "nieuw-en-veilig-woord", "password2": "nieuw-en-veilig-woord"}
    check(client.post(page.redirect_chain[-1][0], new, follow=True))
    lea.refresh_from_db()
    assert lea.check_password("nieuw-en-veilig-woord")
    assert [mail.subject for mail in mailoutbox[1:]] == ["Het wachtwoord is gewijzigd"]
    assert "Deze link werkt niet meer" in check(client.get(url, follow=True))


def test_a_corrected_address_shuts_the_old_one_out(client, person, mailoutbox):
    sign_in(client, person, mailoutbox)
    person.email = "sanne.berg@voorbeeld.example"
    person.save()
    sign_in(Client(), person, mailoutbox)
    assert [row.email for row in EmailAddress.objects.all()] == [person.email]
    newcomer = make.user("sanne@voorbeeld.example", first_name="Ander")
    other = Client()
    sign_in(other, newcomer, mailoutbox)
    assert who(other) == str(newcomer.pk)


def test_an_invitation_that_is_closed_leads_to_signing_in(client, person):
    url, link = invited(person)
    AccessLink.objects.filter(pk=link.pk).update(revoked_at=timezone.now())
    html = check(client.get(url))
    assert "Deze uitnodiging is gesloten." in html
    assert 'href="/accounts/login/"' in html


def test_an_invitation_for_somebody_else_asks_to_sign_out_first(client, person):
    url, _link = invited(person)
    client.force_login(make.user(first_name="Bram", infix="", last_name="Smit"))
    html = check(client.get(url))
    assert "Op dit apparaat is Bram Smit ingelogd." in html
    assert client.post("/accounts/logout/", {"next": url}).url == url


def test_an_invitation_of_a_signed_in_person_leads_home(client, person):
    url, _link = invited(person)
    client.force_login(person)
    assert client.get(url).url == "/"


@pytest.mark.parametrize("token", ["onbekend", "a" * 300])
def test_an_altered_invitation_is_not_there(client, token):
    assert client.get(f"/welcome/{token}/").status_code == 404


def test_nobody_signs_up(client):
    assert "Aanmelden gaat met een uitnodiging." in check(client.get("/accounts/signup/"))
    assert "uitnodiging" in check(client.post("/accounts/signup/", {"email": "a@b.nl"}))


def test_the_admin_signs_in_on_the_same_page(client):
    assert client.get("/admin/", follow=True).redirect_chain[-1][0] == (
        "/accounts/login/?next=%2Fadmin%2F"
    )


@pytest.mark.parametrize(
    "url",
    [
        "/accounts/login/code/",
        "/accounts/inactive/",
        "/accounts/password/reset/done/",
        "/accounts/password/reset/key/done/",
        "/accounts/password/reset/key/1-onzin/",
    ],
)
def test_every_page_before_signing_in_is_whole(client, url):
    check(client.get(url))
