"""How a leader gets about on the pages of mail and letters."""

from django.urls import reverse

from tests.outbox.rows import waiting

LIST = reverse("message_list")
NEW = reverse("letter_create")


def about(cast, **fields):
    return waiting(about=cast.here.participant, **fields)


def detail(message):
    return reverse("message_detail", args=[message.pk])


def press(browser, verb, message, **data):
    return browser.post(reverse(f"message_{verb}", args=[message.pk]), data)


def shown(browser, **query):
    return set(browser.get(LIST, query).context["object_list"])


def new(to="active", **query):
    parts = {"to": to, **query}
    return NEW + "?" + "&".join(f"{name}={value}" for name, value in parts.items())


def write(browser, people, address=None, **typed):
    data = {"subject": "Stage", "text": "Dag {voornaam}", **typed}
    ticks = {f"people-{person.pk}": "1" for person in people}
    return browser.post(address or new(), data | ticks)


def page_of(row, name="letter_detail"):
    return reverse(name, args=[row.pk])
