"""The pictures that a region can choose from, and what happens to one that is thrown away.

What is shown by a draft or the letterhead stays. What only mail that left may show leaves the
shelf, and is still served to who opens that mail. What nobody was sent is deleted.
"""

from django.db import transaction
from django.db.models import Q

from newsletters import blocks
from newsletters.models import Letterhead, Newsletter, NewsletterText, Picture


class Used(Exception):
    """The picture stays: `newsletters` will show it, or it `is_logo` of the letterhead."""

    def __init__(self, newsletters, is_logo):
        self.newsletters, self.is_logo = newsletters, is_logo
        super().__init__(f"used in {len(newsletters)} newsletters, logo: {is_logo}")


def pictures(region):
    """Those that can be chosen, newest first, without their bytes."""
    return region.pictures.filter(on_shelf=True).defer("content")


@transaction.atomic
def take_off(picture):
    """Delete a picture, or only take it off the shelf where mail that left may show it.

    Returns whether it was kept so; one that is gone already was not. Raises Used while a
    newsletter that did not leave yet, or the letterhead, shows it.
    """
    row = Picture.objects.select_for_update().defer("content").filter(pk=picture.pk).first()
    if row is None:  # The same button pressed twice.
        return False
    left, waiting = has_left(), ~has_left()
    newsletters = list(showing(row, waiting))
    is_logo = Letterhead.objects.filter(logo=row).exists()
    if newsletters or is_logo:
        raise Used(newsletters, is_logo)
    is_kept = was_sent_as_logo(row, left) or showing(row, left).exists()
    if is_kept:
        row.on_shelf = False
        row.save(update_fields=["on_shelf"])
    else:
        row.delete()
    return is_kept


def has_left():
    """Condition on newsletters: somebody may have got it."""
    return Q(started_at__isnull=False)


def showing(picture, which):
    """The newsletters of its region, of `which`, whose text shows it."""
    texts = NewsletterText.objects.filter(newsletter__in=of_region(picture, which))
    found = [
        text.newsletter_id
        for text in texts.filter(body__contains=picture.pk).only("newsletter_id", "body")
        if picture.pk in blocks.pictures_in(blocks.parse(text.body))
    ]
    return Newsletter.objects.filter(pk__in=found).prefetch_related("texts")


def was_sent_as_logo(picture, left):
    return picture.was_logo and of_region(picture, left).exists()


def of_region(picture, which):
    return Newsletter.objects.filter(which, region=picture.region_id)
