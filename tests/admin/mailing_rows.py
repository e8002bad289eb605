"""A row of every table about sending newsletters."""

from newsletters.models import Audience, Condition, Delivery
from tests import factories as make
from tests.newsletters import mailing as mail


def audience():
    row = mail.audience(make.region(), (0, "branch", "metal"))
    row.created_by = make.user()
    row.save()
    return row


def delivery():
    newsletter = mail.newsletter()
    mail.reader(newsletter.region)
    return mail.handed_over(newsletter).deliveries.get()


MAKERS = {
    Audience: audience,
    Condition: lambda: audience().conditions.get(),
    Delivery: delivery,
}
