"""Roles are read from relations, and the menu from the roles."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from hto_portal.menu import menu
from hto_portal.roles import Roles, require_leader, roles_of
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_nobody_has_a_role_before_signing_in(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert roles_of(AnonymousUser()) == Roles()


def test_each_of_the_cast_has_the_role_of_the_own_relation(cast):
    found = [
        roles_of(user)
        for user in (cast.nobody, cast.here.leader, cast.here.person, cast.here.teacher, cast.admin)
    ]

    assert found == [
        Roles(),
        Roles(leads=True),
        Roles(participates=True),
        Roles(supervises=True),
        Roles(leads=True, administers=True),
    ]


def test_one_person_can_have_all_roles_in_one_query(django_assert_num_queries):
    person = make.user(is_staff=True)
    region = make.region(person)
    make.participant(make.cohort(region), person=person)
    make.contact(None, region, user=person)

    with django_assert_num_queries(1):
        roles = roles_of(person)

    assert roles == Roles(leads=True, participates=True, supervises=True, administers=True)


def test_who_left_the_school_supervises_no_more():
    contact = make.contact(user=make.user(), left_on=timezone.localdate())

    assert roles_of(contact.user) == Roles()


def test_only_who_leads_a_region_gets_through(rf, cast):
    def asking(user):
        request = rf.get("/")
        request.user = user
        return request

    require_leader(asking(cast.here.leader))
    require_leader(asking(cast.admin))

    for user in (cast.nobody, cast.here.person, cast.here.teacher):
        with pytest.raises(PermissionDenied):
            require_leader(asking(user))


def test_the_menu_holds_the_pages_of_all_roles_and_marks_the_present_one(rf, cast):
    request = rf.get("/hours/")
    request.user = cast.here.person

    assert [item.url for item in menu(request) if item.current] == ["/hours/"]


@pytest.mark.parametrize(
    ("path", "entry"),
    [
        ("/cohorts/", ("/cohorts/", "page")),
        ("/cohorts/3/edit/", ("/cohorts/", "true")),
        ("/participants/3/", ("/cohorts/", "true")),
        ("/channels/", ("/leads/", "true")),
        ("/hours/everyone/", ("/hours/everyone/", "page")),
        ("/hours/3/edit/", ("/hours/", "true")),
        ("/settings/mail/", None),
    ],
)
def test_a_page_marks_the_entry_to_which_it_belongs(rf, cast, path, entry):
    request = rf.get(path)
    request.user = cast.admin
    make.participant(make.cohort(cast.here.region), person=cast.admin)

    marked = [(item.url, item.current) for item in menu(request) if item.current]

    assert marked == ([entry] if entry else [])


def test_who_is_not_signed_in_has_no_menu(rf):
    request = rf.get("/")
    assert menu(request) == []
    request.user = AnonymousUser()
    assert menu(request) == []
