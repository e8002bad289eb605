"""A row of every table that has an admin page, and the ways these tests look at those pages."""

import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from auditlog.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccessLink, User
from cohorts.models import (
    Cohort,
    Holiday,
    LessonDay,
    Organisation,
    Partnership,
    Region,
    RegionSlug,
    ReminderRule,
)
from internships.models import (
    Confirmation,
    HourEntry,
    Placement,
    School,
    SchoolContact,
    SchoolException,
)
from newsletters import consenting
from newsletters.models import Consent, Forgotten, Subscription
from outbox import texts
from outbox.kinds import KINDS
from outbox.models import (
    Bounce,
    Letter,
    MailChoice,
    MailText,
    Message,
    StreamPause,
    Suppression,
)
from participants.models import Attendance, Certificate, Employer, Funding, Participant
from tests import factories as make
from tests.admin import newsletter_rows, recruitment_rows
from tests.newsletters import readers

NOW = timezone.now()
TODAY = timezone.localdate()


def partnership():
    return Partnership.objects.create(
        organisation=make.organisation(), region=make.region(), role="fund", from_on=TODAY
    )


def lesson_day(cohort=None):
    return LessonDay.objects.create(
        cohort=cohort or make.cohort(), starts_at=NOW, ends_at=NOW + datetime.timedelta(hours=3)
    )


def attendance():
    participant = make.participant()
    day = lesson_day(participant.cohort)
    return Attendance.objects.create(lesson_day=day, participant=participant, presence="present")


def holiday():
    number = next(make.numbers)
    return Holiday.objects.create(kind="school", name=f"V{number}", start_on=TODAY, end_on=TODAY)


def rule():
    return ReminderRule.objects.create(cohort=lesson_day().cohort, kind="participant")


def participant():
    """With everything a list or a page could show of it."""
    row = make.participant(employer=employer())
    Funding.objects.create(participant=row, payer=make.organisation(), amount_cents=123456)
    make.placement(row)
    return row


def employer():
    return Employer.objects.create(name=f"Installatiebedrijf {next(make.numbers)}", place="Breda")


def funding():
    return Funding.objects.create(
        participant=make.participant(), payer=make.organisation(), amount_cents=50
    )


def certificate():
    return Certificate.objects.create(
        participant=make.participant(), issued_on=TODAY, issued_by=make.user()
    )


def placement():
    row = make.placement()
    make.hours(row)
    make.hours(row, status="confirmed")
    return row


def contact():
    return make.placement(supervisor=make.contact(None, make.region(), user=make.user())).supervisor


def link(**columns):
    columns = {"purpose": "invitation", "holder": make.user(), "email": "a@b.example", **columns}
    return AccessLink.objects.create(**columns)


def message(**columns):
    mail = {"kind": "invitation", "to": "a@b.example", "subject": "Dag", "text": "Hoi", **columns}
    key = f"key:{next(make.numbers)}"
    return Message.objects.create(key=key, link=link(), about=make.placement(), **mail)


def letter():
    row = Letter.objects.create(author=make.user(), audience="Groep 5", subject="Dag", text="Hoi")
    message(letter=row)
    return row


def suppression():
    return Suppression.objects.create(address=f"weg{next(make.numbers)}@b.example")


def mail_text():
    """A text of its own in every kind and language that has none yet."""
    taken = set(MailText.objects.values_list("kind", "language"))
    free = ((kind, language) for kind in KINDS for language in ("nl", "en"))
    kind, language = next(pair for pair in free if pair not in taken)
    text = texts.standard(kind, language) + "\nDit is anders.\n"
    return texts.save(kind, language, text, by=make.user(), now=NOW)


def mail_choice():
    return MailChoice.objects.create(
        address=f"keuze{next(make.numbers)}@b.example", kind="hours_receipt", rhythm="weekly"
    )


def stream_pause():
    taken = set(StreamPause.objects.values_list("stream", flat=True))
    free = [stream for stream in Message.Stream.values if stream not in taken]
    if not free:  # There are two streams, so there is no third row.
        return StreamPause.objects.first()
    return StreamPause.objects.create(stream=free[0], reason="421", since=NOW, until=NOW)


def bounce():
    number = next(make.numbers)
    address = f"terug{number}@b.example"
    return Bounce.objects.create(
        fingerprint=f"{number:064}", recipient=address, kind="hard", message=message(to=address)
    )


def consent():
    row = readers.pending(email=f"lezer{next(make.numbers)}@b.example")
    return row.consents.get()


def forgotten():
    return Forgotten.objects.create(digest=consenting.digest(f"weg{next(make.numbers)}@b.example"))


def group():
    row = Group.objects.create(name=f"Groep {next(make.numbers)}")
    row.permissions.set(Permission.objects.all()[:3])
    return row


def address():
    """Made along with its user."""
    return EmailAddress.objects.get(user=make.user())


def authenticator():
    return Authenticator.objects.create(user=make.user(), type="totp", data={})


def log_entry():
    """An entry of the audit trail, made by somebody."""
    row = make.organisation()
    return LogEntry.objects.log_create(
        row, force_log=True, action=1, actor=make.user(), changes={"name": ["a", "b"]}
    )


MAKERS = {
    User: make.user,
    AccessLink: link,
    RegionSlug: lambda: make.region().former_slugs.create(slug=f"oud-{next(make.numbers)}"),
    Region: make.region,
    Organisation: lambda: make.organisation(succeeded_by=make.organisation()),
    Partnership: partnership,
    Cohort: lambda: rule().cohort,
    ReminderRule: rule,
    LessonDay: lesson_day,
    Holiday: holiday,
    Employer: employer,
    Participant: participant,
    Funding: funding,
    Attendance: attendance,
    Certificate: certificate,
    School: lambda: make.contact(make.school_exception().school).school,
    SchoolException: make.school_exception,
    SchoolContact: contact,
    Placement: placement,
    HourEntry: make.hours,
    Confirmation: lambda: make.hours(status="confirmed").confirmation,
    Letter: letter,
    Message: message,
    Suppression: suppression,
    MailText: mail_text,
    MailChoice: mail_choice,
    Bounce: bounce,
    StreamPause: stream_pause,
    Subscription: lambda: consent().subscription,
    Consent: consent,
    Forgotten: forgotten,
    Group: group,
    EmailAddress: address,
    Authenticator: authenticator,
    LogEntry: log_entry,
    **recruitment_rows.MAKERS,
    **newsletter_rows.MAKERS,
}


def staff_with(*codenames):
    user = make.user(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user


def url(table, page, *args):
    return reverse(f"admin:{table._meta.app_label}_{table._meta.model_name}_{page}", args=args)


def queries(browser, address):
    with CaptureQueriesContext(connection) as found:
        response = browser.get(address)
    assert response.status_code == 200
    return len(found)


def form_data(browser, address):
    """What a browser would send back if nothing was changed on this page."""
    context = browser.get(address).context
    formsets = [inline.formset for inline in context["inline_admin_formsets"]]
    forms = [context["adminform"].form, *(form for formset in formsets for form in formset.forms)]
    forms += [formset.management_form for formset in formsets]
    return {
        bound.html_name: "" if bound.value() is None else text(bound.value())
        for form in forms
        for bound in form
    }


def text(value):
    if isinstance(value, list):
        return [getattr(item, "pk", item) for item in value]
    return value
