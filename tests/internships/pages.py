"""What a person types on the pages, and what the pages say."""

import datetime

from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from accounts import links


def day(back):
    return timezone.localdate() - datetime.timedelta(days=back)


def typed(**fields):
    return {"worked_on": day(1).isoformat(), "duration": "1:30", "kind": "assisting", **fields}


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def text(response):
    return response.content.decode()


def prefilled(page):
    """What the form would send when nothing is touched."""
    form = page.context["form"]
    return {name: str(form[name].value() or "") for name in form.fields}


def key(holder, contact, purpose="hours", back=0):
    at = timezone.now() - datetime.timedelta(days=back)
    link = links.create(purpose, holder=holder, email=contact.email, now=at)
    return links.issue(link, now=at)


def page_of(token, name="hours_link"):
    return reverse(name, args=[token])
