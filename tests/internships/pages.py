"""What a person types on the pages, and what the pages say."""

import datetime

from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from accounts import links
from internships import placing
from tests import factories as make


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


def propose(participant=None, **changes):
    """A proposal of today, mailed to the teacher."""
    participant = participant or make.participant()
    supervisor = changes.pop("supervisor", None) or make.contact()
    today = timezone.localdate()
    facts = {
        "school": supervisor.school,
        "supervisor": supervisor,
        "by": make.user(),
        "now": timezone.now(),
        "start_on": today,
        "end_on": today + datetime.timedelta(days=90),
        "agreed_minutes": 4800,
        **changes,
    }
    return placing.propose(participant, **facts)
