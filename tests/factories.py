"""One plain function per table: the least a row needs, everything else as an argument."""

import datetime
import hashlib
import io
import itertools

from django.utils import timezone
from PIL import Image

from accounts.models import User
from cohorts.models import Cohort, Organisation, Region
from internships.models import (
    Confirmation,
    HourEntry,
    Placement,
    School,
    SchoolContact,
    SchoolException,
)
from newsletters.models import Audience, Letterhead, Newsletter, Picture, Subscription
from participants.models import Participant
from recruitment.models import Application, Channel, Lead

numbers = itertools.count(1)


def user(email=None, *, password=None, **fields):
    number = next(numbers)
    fields = {"first_name": "Jan", "infix": "van den", "last_name": f"Berg{number}", **fields}
    return User.objects.create_user(email or f"mens{number}@voorbeeld.example", password, **fields)


def region(*leaders, **fields):
    number = next(numbers)
    fields = {"name": f"Regio {number}", "slug": f"regio-{number}", **fields}
    row = Region.objects.create(**fields)
    row.leaders.set(leaders)
    return row


def organisation(**fields):
    return Organisation.objects.create(**{"name": f"Hogeschool {next(numbers)}", **fields})


def cohort(region_=None, **fields):
    today = timezone.localdate()
    defaults = {
        "region": region_ or region(),
        "name": f"Groep {next(numbers)}",
        "start_on": today - datetime.timedelta(days=120),
        "end_on": today + datetime.timedelta(days=150),
        "status": Cohort.Status.RUNNING,
    }
    fields = {**defaults, **fields}
    fields.setdefault("provider", None)
    fields["provider"] = fields["provider"] or organisation()
    return Cohort.objects.create(**fields)


def participant(cohort_=None, *, person=None, **fields):
    return Participant.objects.create(user=person or user(), cohort=cohort_ or cohort(), **fields)


def school(**fields):
    number = next(numbers)
    defaults = {
        "name": f"Vakcollege {number}",
        "place": "Rotterdam",
        "kind": School.Kind.VMBO,
        "code": f"{number % 10000:04}00",
    }
    return School.objects.create(**{**defaults, **fields})


def school_exception(school_=None, **fields):
    """A day off, far enough ahead to shut nothing now."""
    day = timezone.localdate() + datetime.timedelta(days=200 + next(numbers))
    defaults = {"name": "Studiedag", "start_on": day, "end_on": day}
    return SchoolException.objects.create(school=school_ or school(), **{**defaults, **fields})


def contact(school_=None, *regions, **fields):
    number = next(numbers)
    defaults = {
        "first_name": "Fatima",
        "last_name": f"El Idrissi{number}",
        "email": f"docent{number}@school.example",
        "is_qualified": True,
    }
    row = SchoolContact.objects.create(school=school_ or school(), **{**defaults, **fields})
    row.regions.set(regions)
    return row


def placement(participant_=None, *, supervisor=None, **fields):
    participant_ = participant_ or participant()
    supervisor = supervisor or contact(None, participant_.cohort.region)
    today = timezone.localdate()
    defaults = {
        "start_on": today - datetime.timedelta(days=90),
        "end_on": today + datetime.timedelta(days=90),
        "agreed_minutes": participant_.cohort.norm_minutes,
        "status": Placement.Status.ACCEPTED,
    }
    return Placement.objects.create(
        participant=participant_,
        school=supervisor.school,
        supervisor=supervisor,
        **{**defaults, **fields},
    )


def hours(placement_=None, **fields):
    """A line of an hour and a half, three days ago, submitted unless told otherwise."""
    placement_ = placement_ or placement()
    defaults = {
        "worked_on": timezone.localdate() - datetime.timedelta(days=3),
        "minutes": 90,
        "kind": HourEntry.Kind.ASSISTING,
    }
    fields = {**defaults, **fields}
    if fields.get("status") in ("confirmed", "superseded") and "confirmation" not in fields:
        fields["confirmation"] = confirmation(placement_.supervisor)
    return HourEntry.objects.create(
        placement=placement_, participant=placement_.participant, **fields
    )


def confirmation(contact_=None, **fields):
    defaults = {"typed_name": "F. El Idrissi", "via": "link", "shown_hash": "0" * 64}
    return Confirmation.objects.create(contact=contact_ or contact(), **{**defaults, **fields})


def lead(region_=None, *, has_applied=False, **fields):
    number = next(numbers)
    defaults = {
        "first_name": "Kees",
        "last_name": f"Vakman{number}",
        "email": f"vakman{number}@bedrijf.example",
        "privacy_version": "proef",
    }
    row = Lead.objects.create(region=region_ or region(), **{**defaults, **fields})
    if has_applied:
        application(lead_=row)
    return row


def application(region_=None, *, lead_=None, **fields):
    lead_ = lead_ or lead(region_)
    defaults = {
        "first_name": lead_.first_name,
        "infix": lead_.infix,
        "last_name": lead_.last_name,
        "phone": "0612345678",
        "employer_name": "Bakker Installatie",
        "branch": "installation",
        "education": "mbo4",
        "years": 20,
        "motivation": "Ik wil mijn vak doorgeven.",
        "privacy_version": "proef",
    }
    return Application.objects.create(lead=lead_, **{**defaults, **fields})


def channel(region_=None, **fields):
    fields = {"name": f"Kanaal {next(numbers)}", **fields}
    return Channel.objects.create(region=region_ or region(), **fields)


def newsletter(region_=None, author=None, *, body="Hallo {voornaam|daar},", **fields):
    """With a Dutch text of which `subject` and `body` can be told."""
    subject = fields.pop("subject", "Kom je ook?")
    row = Newsletter.objects.create(region=region_ or region(), author=author or user(), **fields)
    row.texts.create(language="nl", subject=subject, body=body)
    return row


def letterhead(region_=None, **fields):
    """Of a region that has one already these fields are changed."""
    region_ = region_ or region()
    whole = {"name": region_.name, "sender": "HTO, Kerkstraat 1, 3011 AA Rotterdam", **fields}
    return Letterhead.objects.update_or_create(
        region=region_, defaults=fields, create_defaults=whole
    )[0]


def picture(region_=None, **fields):
    """A picture that differs from every other in its colour."""
    number, out = next(numbers), io.BytesIO()
    Image.new("RGB", (8, 6), (number % 256, number // 256 % 256, 0)).save(out, "PNG")
    content = out.getvalue()
    defaults = {
        "digest": hashlib.sha256(content).hexdigest(),
        "alt": "Een lasser",
        "content": content,
        "content_type": "image/png",
        "width": 8,
        "height": 6,
    }
    return Picture.objects.create(region=region_ or region(), **{**defaults, **fields})


def subscription(region_=None, email=None, *, topics=("recruitment",), **fields):
    """A reader who confirmed, unless told otherwise."""
    now = timezone.now()
    defaults = {"status": "confirmed", "confirmed_at": now, "asked_at": now, "first_name": "Sanne"}
    row = Subscription.objects.create(
        region=region_ or region(),
        email=email or f"lezer{next(numbers)}@voorbeeld.example",
        **{**defaults, **fields},
    )
    for topic in topics:
        row.topics.create(topic=topic)
    return row


def subscriptions(region_, number, **fields):
    return [subscription(region_, **fields) for _ in range(number)]


def audience(region_=None, *lines, name=None):
    """An audience of (block, field, value) lines; a field with "!" before it is turned around."""
    row = Audience.objects.create(region=region_ or region(), name=name or f"Lijst {next(numbers)}")
    for block, field, value in lines:
        row.conditions.create(
            block=block, field=field.lstrip("!"), is_not=field.startswith("!"), value=value
        )
    return row
