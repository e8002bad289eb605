"""Raw bounces handed in by an admin, and blocks that are lifted."""

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from outbox.bounces import forms
from outbox.models import Bounce, Message, Suppression
from tests.admin.rows import bounce, staff_with, suppression, url
from tests.outbox.bounce_samples import FULL, JAN, UNKNOWN
from tests.outbox.rows import waiting


@pytest.fixture
def upload(browser):
    def post(*files, button="take_in"):
        found = [SimpleUploadedFile(name, data) for name, data in files]
        address = reverse("admin:outbox_bounce_upload")
        return browser.post(address, {"files": found, button: "1"})

    return post


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_files_are_taken_in_and_counted(upload):
    response = upload(("a.eml", UNKNOWN), ("b.eml", FULL))

    assert response.status_code == 302
    assert told(response) == ["1 komt nooit aan, 1 kwam nu niet aan"]
    assert Bounce.objects.count() == 2


def test_who_only_looks_sees_what_is_in_them_and_changes_nothing(upload):
    page = upload(("a.eml", UNKNOWN), button="look")

    assert JAN in page.content.decode()
    assert "550 5.1.1" in page.content.decode()
    assert not Bounce.objects.exists()


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ([("foto.png", b"\x89PNG\r\n\x1a\n" + bytes(100))], ["foto.png is geen mail."]),
        ([("leeg.eml", b"")], ["Dit bestand is leeg."]),
        ([], ["Kies een of meer bestanden."]),
        (
            [("a.eml", UNKNOWN), ("b.txt", b"hallo"), ("c.pdf", b"%PDF-1.7\nA: b")],
            ["b.txt is geen mail.", "c.pdf is geen mail."],
        ),
    ],
)
def test_what_is_no_mail_is_named_at_the_field_and_nothing_is_taken_in(upload, files, expected):
    page = upload(*files)

    assert page.context["form"].errors["files"] == expected
    assert not Bounce.objects.exists()


def test_a_file_that_is_too_large_is_refused(upload):
    page = upload(("groot.eml", UNKNOWN + bytes(forms.LARGEST)))

    assert page.context["form"].errors["files"] == ["groot.eml is groter dan 60 MB."]


@pytest.mark.django_db
def test_who_may_not_change_bounces_may_not_hand_them_in(client):
    client.force_login(staff_with("view_bounce"))

    assert client.get(reverse("admin:outbox_bounce_upload")).status_code == 403
    assert "upload/" not in client.get(url(Bounce, "changelist")).content.decode()


def test_a_bounce_is_only_looked_at(browser):
    row = bounce()

    assert browser.post(url(Bounce, "change", row.pk), {"kind": "soft"}).status_code == 403
    assert "upload/" in browser.get(url(Bounce, "changelist")).content.decode()


def test_a_block_can_be_lifted(browser):
    rows = [suppression(), suppression()]

    data = {"action": "lift", "_selected_action": [row.pk for row in rows]}
    response = browser.post(url(Suppression, "changelist"), data)

    assert told(response) == ["Naar 2 adressen gaat weer mail."]
    assert not Suppression.objects.exists()


def test_a_block_is_of_the_address_as_mail_is_written_to_it(browser):
    data = {"address": "Jan@Bücher.example.", "scope": "all", "reason": "manual", "note": ""}
    browser.post(url(Suppression, "add"), data)

    assert Suppression.objects.get().address == "jan@xn--bcher-kva.example"


def test_one_of_two_blocks_of_an_address_can_be_lifted(browser):
    first = suppression()
    other = Suppression.objects.create(address=first.address, scope="newsletter")

    data = {"action": "lift", "_selected_action": [first.pk]}
    browser.post(url(Suppression, "changelist"), data)

    assert list(Suppression.objects.all()) == [other]


@pytest.mark.parametrize(
    ("scope", "cancelled"), [("all", {"service", "newsletter"}), ("newsletter", {"newsletter"})]
)
def test_a_block_made_by_hand_cancels_what_waits(browser, scope, cancelled):
    for stream in Message.Stream.values:
        waiting("jan@school.example", key=stream, stream=stream)
    data = {"address": "Jan@school.example", "scope": scope, "reason": "manual", "note": ""}

    response = browser.post(url(Suppression, "add"), data)

    assert response.status_code == 302
    found = Message.objects.filter(status="cancelled").values_list("key", flat=True)
    assert set(found) == cancelled
