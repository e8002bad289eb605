"""A row of every table of recruitment that has an admin page."""

from django.utils import timezone

from recruitment.models import Application, Channel, ChannelDay, HeardFrom, Lead, LeadNote
from tests import factories as make


def channel():
    row = make.channel(organisation=make.organisation())
    ChannelDay.objects.create(channel=row, day=timezone.localdate(), visits=3)
    return row


def lead():
    """With everything that its page shows."""
    row = make.application(cohort=make.cohort()).lead
    row.channel, row.owner = make.channel(row.region), make.user()
    row.save()
    HeardFrom.objects.create(lead=row, source="press")
    LeadNote.objects.create(lead=row, author=row.owner, text="Belt terug")
    return row


MAKERS = {
    Channel: channel,
    ChannelDay: lambda: channel().days.get(),
    Lead: lead,
    Application: lambda: lead().applications.get(),
    LeadNote: lambda: lead().notes.get(),
    HeardFrom: lambda: lead().heard.get(),
}
