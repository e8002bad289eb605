"""A row of every table of newsletters that has an admin page."""

from newsletters.models import Audience, Condition, Delivery, Letterhead, Newsletter, Picture
from tests import factories as make
from tests.newsletters import mailing


def audience():
    row = make.audience(None, (0, "branch", "metal"))
    row.created_by = make.user()
    row.save()
    return row


def delivery():
    newsletter = mailing.ready()
    make.subscription(newsletter.region)
    return mailing.handed_over(newsletter).deliveries.get()


MAKERS = {
    Audience: audience,
    Condition: lambda: audience().conditions.get(),
    Delivery: delivery,
    Letterhead: lambda: make.letterhead(logo=make.picture()),
    Newsletter: make.newsletter,
    Picture: make.picture,
}
