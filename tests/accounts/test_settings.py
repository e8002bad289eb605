import pytest

from tests import factories as make
from tests.accounts.pages import check, code_in, sign_in

pytestmark = pytest.mark.django_db

FORM = {"first_name": "Sanne", "infix": "van den", "last_name": "Berg", "language": "nl"}


@pytest.fixture
def person(client):
    person = make.user("sanne@voorbeeld.example", first_name="Sanne")
    client.force_login(person)
    return person


def test_a_stranger_is_sent_to_the_login_page(client):
    assert client.get("/settings/").url == "/accounts/login/?next=/settings/"


def test_own_name_and_language_are_saved(client, person):
    response = client.post("/settings/", {**FORM, "last_name": "  Bergman ", "language": "en"})
    person.refresh_from_db()
    assert (response.url, person.full_name, person.language) == (
        "/settings/",
        "Sanne van den Bergman",
        "en",
    )
    assert client.cookies["django_language"].value == "en"


def test_an_empty_name_is_refused_and_the_bar_keeps_the_old_one(client, person):
    html = check(client.post("/settings/", {**FORM, "first_name": " ", "language": "xx"}))
    assert "Er kloppen nog 2 dingen niet" in html
    assert f'<p class="account-name">{person.full_name}</p>' in html
    person.refresh_from_db()
    assert person.first_name == "Sanne"


def test_the_form_changes_nothing_else(client, person):
    client.post("/settings/", {**FORM, "email": "dief@voorbeeld.example", "is_staff": "on"})
    person.refresh_from_db()
    assert (person.email, person.is_staff) == ("sanne@voorbeeld.example", False)


def test_leaders_are_urged_to_take_a_second_step_and_others_are_not(client, person):
    assert client.get("/settings/").context["is_urged"] is False
    make.region(person)
    assert client.get("/settings/").context["is_urged"] is True


def test_the_page_takes_few_queries(client, person, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        check(client.get("/settings/"))


def test_a_new_password_asks_for_the_old_only_when_there_is_one(client, person, mailoutbox):
    new = {"password1": "nieuw-en-veilig-woord", "password2": "nieuw-en-veilig-woord"}
    check(client.get("/accounts/password/set/"))
    assert client.post("/accounts/password/set/", new).url == "/settings/"
    assert mailoutbox[0].subject == "Er is een wachtwoord ingesteld"
    check(client.get("/accounts/password/change/"))
    html = check(client.post("/accounts/password/change/", {**new, "oldpassword": "fout"}))
    assert "Dit is niet het huidige wachtwoord." in html


def test_a_weak_or_different_password_is_explained(client, person):
    html = check(client.post("/accounts/password/set/", {"password1": "kort", "password2": "kort"}))
    assert "id_password1_error" in html


def test_a_new_address_can_also_be_confirmed_with_a_code(client, person, mailoutbox, settings):
    settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
    client.logout()
    sign_in(client, person, mailoutbox)
    form = {"email": "nieuw@voorbeeld.example", "action_add": "1"}
    html = check(client.post("/accounts/email/", form, follow=True))
    assert "onderweg naar nieuw@voorbeeld.example" in html
    wrong = client.post("/accounts/confirm-email/", {"code": "1"})
    assert "Deze code klopt niet." in check(wrong)
    right = client.post("/accounts/confirm-email/", {"code": code_in(mailoutbox[-1])})
    assert right.url == "/settings/"
    person.refresh_from_db()
    assert person.email == "nieuw@voorbeeld.example"


def test_an_address_of_somebody_else_is_refused(client, person):
    make.user("bezet@voorbeeld.example")
    form = {"email": "bezet@voorbeeld.example", "action_add": "1"}
    assert "Dit e-mailadres is al in gebruik." in check(client.post("/accounts/email/", form))


def test_whoever_has_no_role_yet_gets_a_friendly_page(client, person):
    assert "Er staat nog niets voor je klaar" in check(client.get("/"))
