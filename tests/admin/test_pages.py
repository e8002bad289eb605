"""Every list, page, filter and search of Django admin opens, in few queries."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from accounts.models import User
from internships.models import LineDecision, Placement
from outbox.models import Message
from tests import factories as make
from tests.admin.rows import MAKERS, message, placement, queries, url

tables = pytest.mark.parametrize("table", list(MAKERS), ids=lambda table: table._meta.label)


def test_every_table_of_the_portal_has_an_admin_page():
    ours = {
        table
        for label in (
            "accounts",
            "outbox",
            "cohorts",
            "participants",
            "recruitment",
            "internships",
        )
        for table in apps.get_app_config(label).get_models()
    }

    assert set(admin.site._registry) == set(MAKERS)
    # A decision on a line is shown on the page of its confirmation.
    assert ours - set(MAKERS) == {LineDecision}


@tables
def test_a_list_costs_as_many_queries_for_three_rows_as_for_one(browser, table):
    MAKERS[table]()
    queries(browser, url(table, "changelist"))  # Content types are read once per process.
    one = queries(browser, url(table, "changelist"))

    MAKERS[table]()
    MAKERS[table]()
    three = queries(browser, url(table, "changelist"))

    assert three == one
    assert one <= 15


@tables
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_opens(browser, superuser, table, language):
    superuser.language = language
    superuser.save()
    row = MAKERS[table]()
    pages = [url(table, page, row.pk) for page in ("change", "history")]
    pages.append(url(table, "changelist") + "?q=van+den&p=1")
    if admin.site._registry[table].has_add_permission(request_of(browser)):
        pages.append(url(table, "add"))

    assert [browser.get(page).status_code for page in pages] == [200] * len(pages)


def request_of(browser):
    return browser.get(reverse("admin:index")).wsgi_request


@tables
def test_every_filter_works(browser, table):
    MAKERS[table]()
    changelist = browser.get(url(table, "changelist")).context["cl"]
    choices = {
        choice["query_string"]
        for filter_ in changelist.filter_specs
        for choice in filter_.choices(changelist)
        if choice.get("query_string")
    }

    answers = {browser.get(url(table, "changelist") + choice).status_code for choice in choices}

    assert answers <= {200}


AUTOCOMPLETED = [
    ("participants", "attendance", "participant"),
    ("participants", "attendance", "lesson_day"),
    ("cohorts", "lessonday", "cohort"),
    ("internships", "placement", "supervisor"),
    ("internships", "schoolcontact", "school"),
    ("cohorts", "region", "leaders"),
]


@pytest.mark.parametrize(("app", "table", "field"), AUTOCOMPLETED)
def test_search_as_you_type_costs_the_same_for_three_rows_as_for_one(browser, app, table, field):
    address = (
        f"{reverse('admin:autocomplete')}?app_label={app}&model_name={table}&field_name={field}"
    )
    maker = MAKERS[apps.get_model(app, table)._meta.get_field(field).related_model]
    maker()
    one = queries(browser, address)

    maker()
    maker()

    assert queries(browser, address) == one


def test_the_index_is_in_dutch(browser):
    response = browser.get(reverse("admin:index"))

    names = [app["name"] for app in response.context["app_list"]]
    assert names == [
        "Deelnemers",
        "Inlogadressen",
        "Inloggen in twee stappen",
        "Logboek",
        "Mensen en toegang",
        "Nieuwsbrieven",
        "Rechten",
        "Regio's en groepen",
        "Stages",
        "Uitgaande mail",
        "Werving",
    ]


def test_no_page_has_inline_script_or_style(browser):
    page = browser.get(url(Placement, "change", placement().pk)).content.decode()

    assert "<style" not in page
    assert " style=" not in page
    assert "<script>" not in page
    assert " onclick=" not in page


def test_admin_is_closed_to_who_is_not_staff(client, db):
    client.force_login(make.user())

    response = client.get(reverse("admin:index"))

    assert response.status_code == 302


def test_search_finds_a_name_with_accents_typed_without(browser):
    make.user(first_name="Özlem", infix="", last_name="Yılmaz")
    make.user(first_name="Piet", infix="", last_name="Bakker")

    found = browser.get(url(User, "changelist") + "?q=ÖZLEM+yilmaz").context["cl"].queryset

    assert [user.full_name for user in found] == ["Özlem Yılmaz"]


def test_a_placement_and_a_user_lead_to_their_own_mail(browser):
    mine = message(to="iemand@b.example")
    message(to="ander@b.example")
    user = make.user("iemand@b.example")
    about = ContentType.objects.get_for_model(Placement)
    by_row = f"?about_type__exact={about.pk}&about_id__exact={mine.about_id}"
    by_address = "?to__exact=iemand%40b.example"

    for page, query in [
        (url(Placement, "change", mine.about_id), by_row),
        (url(User, "change", user.pk), by_address),
    ]:
        assert query.replace("&", "&amp;") in browser.get(page).content.decode()
        found = browser.get(url(Message, "changelist") + query).context["cl"].queryset
        assert list(found) == [mine]


@pytest.mark.parametrize("year", ["0", "99999", "2147483648", "9" * 30])
def test_a_year_that_cannot_be_leads_back_to_the_list(browser, year):
    message()

    answer = browser.get(url(Message, "changelist"), {"created_at__year": year}, follow=True)

    assert answer.status_code == 200
